namespace Freeboard.Structural.Barrier;

/// <summary>Asset value and volatility implied by equity under a barrier, with the reason the solver stopped.</summary>
/// <remarks>Numbers are NaN unless <see cref="Status"/> is <see cref="ModelStatus.Converged"/>. Read it first.</remarks>
public readonly record struct BarrierSolution
{
    /// <summary>Why the solver stopped.</summary>
    public required ModelStatus Status { get; init; }

    /// <summary>Asset value V, in the currency units of the equity value.</summary>
    public required double AssetValue { get; init; }

    /// <summary>Annualised asset volatility, decimal per sqrt-year.</summary>
    public required double AssetVolatility { get; init; }

    /// <summary>d2 = [ln(V/D) + (r - sigmaV^2/2) T] / (sigmaV sqrt T) at these assets; it does not know the barrier.</summary>
    public required double D2 { get; init; }

    /// <summary>ln of the risk-neutral probability that the barrier is met, or the debt not covered at the horizon.</summary>
    public required double LogDefaultProbability { get; init; }

    /// <summary>ln of the risk-neutral probability that the barrier is met by the horizon; negative infinity without a barrier.</summary>
    public required double LogFirstPassageProbability { get; init; }

    /// <summary>Larger relative residual of the two equations at the solution, dimensionless.</summary>
    public required double Residual { get; init; }

    /// <summary>Trial volatilities of the final search.</summary>
    public required int Iterations { get; init; }

    /// <summary>The property that made the input invalid or unrepresentable; null otherwise.</summary>
    public string? OffendingInput { get; init; }
}
