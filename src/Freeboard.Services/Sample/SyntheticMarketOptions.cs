namespace Freeboard.Services.Sample;

/// <summary>Which synthetic market to write. The same options give the same bytes.</summary>
public sealed record SyntheticMarketOptions
{
    /// <summary>The seed of every random number of the market; any value.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many firms, 1 to 9999. A larger market of one seed holds the smaller one's firms unchanged.</summary>
    /// <value>The default value is 60.</value>
    public int Firms
    {
        get;
        init => field = value is >= 1 and <= 9999 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A market has 1 to 9999 firms.");
    } = 60;

    /// <summary>How many years of prices, 1 to 30.</summary>
    /// <value>The default value is 3.</value>
    public int Years
    {
        get;
        init => field = value is >= 1 and <= 30 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A market lasts 1 to 30 years.");
    } = 3;

    /// <summary>The first calendar day of the price files, from 1995 to 2090; prices begin on the first trading day on or after it.</summary>
    /// <value>The default value is 2022-01-04.</value>
    public DateOnly FirstDay
    {
        get;
        init => field = value.Year is >= 1995 and <= 2090 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The first day lies in 1995 to 2090.");
    } = new(2022, 1, 4);

    /// <summary>The last calendar day of the market: the day before the first one's last anniversary.</summary>
    public DateOnly LastDay => FirstDay.AddYears(Years).AddDays(-1);
}
