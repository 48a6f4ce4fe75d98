namespace Freeboard.Structural.Sensitivity;

/// <summary>Partial derivatives of one quantity in the five inputs of the two equations, each per unit of that input with the other four held.</summary>
/// <remarks>Units: those of the quantity over those of the input; the rate counts per 1.00 (100 percentage points), the horizon per year.</remarks>
public readonly record struct InputGradient
{
    /// <summary>Derivative in the equity value E.</summary>
    public required double EquityValue { get; init; }

    /// <summary>Derivative in the equity volatility sigmaE.</summary>
    public required double EquityVolatility { get; init; }

    /// <summary>Derivative in the default point D.</summary>
    public required double DefaultPoint { get; init; }

    /// <summary>Derivative in the continuous risk-free rate r.</summary>
    public required double RiskFreeRate { get; init; }

    /// <summary>Derivative in the horizon T.</summary>
    public required double HorizonYears { get; init; }
}
