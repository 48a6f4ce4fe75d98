namespace Freeboard.Structural.JumpDiffusion;

/// <summary>What a given equity volatility is the volatility of.</summary>
public enum JumpVolatilityMeaning
{
    /// <summary>All returns, jumps included: a sample standard deviation. A firm whose jumps alone move the equity more than this has no solution.</summary>
    Total = 0,

    /// <summary>The movement between jumps only, such as a bipower variation measures.</summary>
    Diffusion,
}

/// <summary>Asset value and diffusion volatility implied by equity when the assets jump, with the reason the solver stopped.</summary>
/// <remarks>Numbers are NaN unless <see cref="Status"/> is <see cref="ModelStatus.Converged"/>. Read it first.</remarks>
public readonly record struct JumpSolution
{
    /// <summary>Why the solver stopped.</summary>
    public required ModelStatus Status { get; init; }

    /// <summary>Asset value V, in the currency units of the equity value.</summary>
    public required double AssetValue { get; init; }

    /// <summary>Volatility sigma of the assets between jumps, decimal per sqrt-year.</summary>
    public required double DiffusionVolatility { get; init; }

    /// <summary>Volatility of ln V with its jumps, sqrt(sigma^2 + lambda (m^2 + delta^2)), decimal per sqrt-year.</summary>
    public required double TotalVolatility { get; init; }

    /// <summary>ln of the risk-neutral probability that the assets are below the default point at the horizon.</summary>
    public required double LogDefaultProbability { get; init; }

    /// <summary>Larger relative residual of the two equations at the solution, dimensionless.</summary>
    public required double Residual { get; init; }

    /// <summary>Bound on the equity's relative error from the terms of the series left out.</summary>
    public required double TruncationBound { get; init; }

    /// <summary>Terms of the series summed.</summary>
    public required int Terms { get; init; }

    /// <summary>Trial volatilities of the final search.</summary>
    public required int Iterations { get; init; }

    /// <summary>The property that made the input invalid or unrepresentable; null otherwise.</summary>
    public string? OffendingInput { get; init; }
}
