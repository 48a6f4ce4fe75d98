namespace Freeboard.Volatility.Forecast;

/// <summary>An annual volatility that says what it means.</summary>
public readonly record struct VolatilityForecast
{
    /// <summary>Why there is, or is not, a number.</summary>
    public ForecastStatus Status { get; init; }

    /// <summary>Annual volatility in the unit of the returns (decimal returns give a decimal) per sqrt-year; null unless computed.</summary>
    public double? AnnualVolatility { get; init; }

    /// <summary>What the number means.</summary>
    public AnnualisationMeaning Meaning { get; init; }

    /// <summary>Periods per year by which a period's variance is multiplied.</summary>
    public double PeriodsPerYear { get; init; }

    /// <summary>Periods of the horizon over which the variance is averaged; 1 for the next day, 0 for the two meanings without a horizon.</summary>
    public int HorizonPeriods { get; init; }
}
