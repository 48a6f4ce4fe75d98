namespace Freeboard.Volatility;

/// <summary>Settings of <see cref="HistoricalVolatility"/>; use <c>with</c> to change one.</summary>
public sealed record HistoricalVolatilityOptions
{
    /// <summary>The defaults.</summary>
    public static HistoricalVolatilityOptions Default { get; } = new();

    /// <summary>How far apart the closes are.</summary>
    /// <value>The default value is <see cref="SamplingFrequency.Daily"/>.</value>
    public SamplingFrequency Sampling
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be daily, weekly or monthly.");
    } = SamplingFrequency.Daily;

    /// <summary>How many periods make a year.</summary>
    /// <value>The default value is <see cref="Annualisation.TradingDaysSeen"/>.</value>
    public Annualisation Annualisation
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = Annualisation.TradingDaysSeen;

    /// <summary>Length of the window in calendar days; it holds the days after asOf - WindowDays, up to and including asOf. At least 2.</summary>
    /// <value>The default value is 365.</value>
    public int WindowDays
    {
        get;
        init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 2 calendar days.");
    } = 365;

    /// <summary>Fewest daily returns to estimate from; at least 2. Applies to daily sampling.</summary>
    /// <value>The default value is 60.</value>
    public int MinimumReturns { get; init => field = AtLeastTwo(value); } = 60;

    /// <summary>Fewest weekly returns to estimate from; at least 2. Applies to weekly sampling.</summary>
    /// <value>The default value is 26, half a year.</value>
    public int MinimumWeeklyReturns { get; init => field = AtLeastTwo(value); } = 26;

    /// <summary>Fewest monthly returns to estimate from; at least 2. Applies to monthly sampling.</summary>
    /// <value>The default value is 9: with fewer the standard error passes a quarter of the estimate.</value>
    public int MinimumMonthlyReturns { get; init => field = AtLeastTwo(value); } = 9;

    /// <summary>Stable name of the model for parameters and rows: <c>historical-daily</c>, <c>historical-weekly</c> or <c>historical-monthly</c>.</summary>
    public string ModelName => Sampling switch
    {
        SamplingFrequency.Weekly => "historical-weekly",
        SamplingFrequency.Monthly => "historical-monthly",
        _ => "historical-daily",
    };

    /// <summary>The minimum that applies to the chosen sampling.</summary>
    internal int RequiredReturns => Sampling switch
    {
        SamplingFrequency.Weekly => MinimumWeeklyReturns,
        SamplingFrequency.Monthly => MinimumMonthlyReturns,
        _ => MinimumReturns,
    };

    private static int AtLeastTwo(int value) =>
        value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A standard deviation needs at least 2 returns.");
}
