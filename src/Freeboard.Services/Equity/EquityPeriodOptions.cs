namespace Freeboard.Services.Equity;

/// <summary>The calendar period that a row stands for.</summary>
public enum PeriodLength
{
    /// <summary>A calendar month.</summary>
    Month = 0,

    /// <summary>A calendar quarter.</summary>
    Quarter,

    /// <summary>A calendar year.</summary>
    Year,
}

/// <summary>Settings of <see cref="EquityPeriods"/>; use <c>with</c> to change one.</summary>
public sealed record EquityPeriodOptions
{
    /// <summary>The defaults.</summary>
    public static EquityPeriodOptions Default { get; } = new();

    /// <summary>Length of a period, which is also the unit of time of every number in its row.</summary>
    /// <value>The default value is <see cref="PeriodLength.Quarter"/>.</value>
    public PeriodLength Every
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be month, quarter or year.");
    } = PeriodLength.Quarter;

    /// <summary>Trading days that count as one period: the volatility is the daily one times its square root. Positive; null for 250 a year.</summary>
    /// <value>The default value is null: 250 a year, 62.5 a quarter, 20.83 a month.</value>
    public double? TradingDays
    {
        get;
        init => field = value is null or (> 0 and <= 366) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 366] days.");
    }

    /// <summary>Weight of the non-current liabilities in the default point; finite and not negative.</summary>
    /// <value>The default value is 0.5.</value>
    public double NonCurrentWeight
    {
        get;
        init => field = double.IsFinite(value) && value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A weight must be finite and not negative.");
    } = 0.5;

    /// <summary>Tenor of the rate, years; in (0, 100].</summary>
    /// <value>The default value is 1.</value>
    public double RateTenorYears
    {
        get;
        init => field = value is > 0 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The tenor must lie in (0, 100] years.");
    } = 1;

    /// <summary>Fewest returns of a period; at least 2.</summary>
    /// <value>The default value is 2.</value>
    public int MinimumReturns
    {
        get;
        init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A standard deviation needs at least 2 returns.");
    } = 2;

    /// <summary>Periods in a year.</summary>
    public int PeriodsPerYear => Every switch { PeriodLength.Month => 12, PeriodLength.Quarter => 4, _ => 1 };
}
