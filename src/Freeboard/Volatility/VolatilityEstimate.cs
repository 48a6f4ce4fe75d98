namespace Freeboard.Volatility;

/// <summary>An equity volatility with what it rests on.</summary>
public readonly record struct VolatilityEstimate
{
    /// <summary>Why there is, or is not, a number.</summary>
    public VolatilityStatus Status { get; init; }

    /// <summary>Annualised volatility, decimal per sqrt-year; 0 for <see cref="VolatilityStatus.NoMovement"/>, NaN unless estimated otherwise.</summary>
    public double AnnualVolatility { get; init; }

    /// <summary>Usable returns in the window.</summary>
    public int Observations { get; init; }

    /// <summary>Periods per year by which the estimate was (or would have been) annualised; 0 when the window holds no close.</summary>
    public double PeriodsPerYear { get; init; }
}
