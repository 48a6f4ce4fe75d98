namespace Freeboard.Structural;

/// <summary>What the two-equation Merton/KMV system is solved from: one firm on one day.</summary>
/// <remarks>
/// Valid means: equity value, equity volatility, default point and horizon finite and positive; rate finite;
/// E / (D exp(-rT)) in [1e-300, 1e300]; volatility x sqrt(horizon) in [1e-8, 100]. Equity value and default point are
/// in the same currency and unit; the unit itself never changes the answer.
/// </remarks>
public readonly record struct MertonInputs
{
    /// <summary>Market value of equity E, currency units; positive.</summary>
    public required double EquityValue { get; init; }

    /// <summary>Annualised equity volatility, decimal per sqrt-year (0.80 is 80 %); positive.</summary>
    public required double EquityVolatility { get; init; }

    /// <summary>Default point D, the debt due at the horizon, in the currency units of <see cref="EquityValue"/>; zero means no debt.</summary>
    public required double DefaultPoint { get; init; }

    /// <summary>Risk-free rate r, continuously compounded, decimal per year; any finite value.</summary>
    public required double RiskFreeRate { get; init; }

    /// <summary>Horizon T in years; positive.</summary>
    public required double HorizonYears { get; init; }
}
