using System.Globalization;

namespace Freeboard.Volatility;

/// <summary>How many return periods make a year: the number whose square root scales the volatility of one period.</summary>
public sealed record Annualisation
{
    private Annualisation(double? periodsPerYear) => PeriodsPerYear = periodsPerYear;

    /// <summary>As many as were seen: days with a close (for weekly and monthly sampling: weeks and months with one) per 365 calendar days.</summary>
    public static Annualisation TradingDaysSeen { get; } = new(periodsPerYear: null);

    /// <summary>The fixed number; null when periods are counted.</summary>
    public double? PeriodsPerYear { get; }

    /// <summary>Stable name for parameters: <c>trading-days-seen</c> or <c>fixed-250</c>.</summary>
    public string Name => PeriodsPerYear is { } fixedNumber
        ? string.Create(CultureInfo.InvariantCulture, $"fixed-{fixedNumber:R}")
        : "trading-days-seen";

    /// <summary>A fixed number of periods a year.</summary>
    /// <param name="periodsPerYear">Periods of the chosen sampling in a year: 250 or 252 for daily returns, 52 for weekly, 12 for monthly; finite and positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite and positive.</exception>
    public static Annualisation Fixed(double periodsPerYear) => double.IsFinite(periodsPerYear) && periodsPerYear > 0
        ? new(periodsPerYear)
        : throw new ArgumentOutOfRangeException(nameof(periodsPerYear), periodsPerYear, "Must be finite and positive, such as 250 or 252.");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
