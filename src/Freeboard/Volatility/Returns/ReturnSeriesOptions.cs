namespace Freeboard.Volatility.Returns;

/// <summary>Settings of <see cref="LogReturns"/>; use <c>with</c> to change one.</summary>
public sealed record ReturnSeriesOptions
{
    /// <summary>The defaults.</summary>
    public static ReturnSeriesOptions Default { get; } = new();

    /// <summary>How far apart the closes are.</summary>
    /// <value>The default value is <see cref="SamplingFrequency.Daily"/>: every close given.</value>
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

    /// <summary>Length of the window in calendar days, up to and including the day asked for; null takes all closes. At least 2.</summary>
    /// <value>The default value is null.</value>
    public int? WindowDays
    {
        get;
        init => field = value is null or >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 2 calendar days.");
    }

    /// <summary>Fewest returns; at least 2.</summary>
    /// <value>The default value is 30. A GARCH model asks for more by itself.</value>
    public int MinimumReturns
    {
        get;
        init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A standard deviation needs at least 2 returns.");
    } = 30;

    /// <summary>What a return over a suspension counts as.</summary>
    /// <value>The default value is <see cref="GapTreatment.ScaleToOnePeriod"/>.</value>
    public GapTreatment Gaps
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be a treatment of gaps.");
    } = GapTreatment.ScaleToOnePeriod;

    /// <summary>So many returns of zero in a row, or more, are flagged stale; at least 2.</summary>
    /// <value>The default value is 5: with one day in ten unchanged, as at a price of a few ticks a day, chance makes such a run once in 100,000 days.</value>
    public int StaleRun
    {
        get;
        init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A run has at least 2 returns.");
    } = 5;

    /// <summary>The largest part of the sum of squared deviations that the two largest may make up when they are far outside the others; in (0, 1]. 1 never refuses.</summary>
    /// <value>The default value is 0.5.</value>
    public double MaximumOutlierShare
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1].");
    } = 0.5;

    /// <summary>The market's trading days, ascending, by which the periods of a gap are counted; null where they are not known.</summary>
    /// <value>The default value is null: see <see cref="LogReturns"/> for how a gap is then counted.</value>
    public IReadOnlyList<DateOnly>? MarketDays { get; init; }
}
