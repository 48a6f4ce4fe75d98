namespace Freeboard.Structural;

/// <summary>Asset value and volatility implied by equity, with the reason the solver stopped.</summary>
/// <remarks>
/// Numbers are NaN unless <see cref="Status"/> is <see cref="SolverStatus.Converged"/>, or one of the two degenerate
/// statuses whose limits are exact. Read <see cref="Status"/> first.
/// </remarks>
public readonly record struct MertonSolution
{
    /// <summary>Why the solver stopped.</summary>
    public required SolverStatus Status { get; init; }

    /// <summary>Asset value V, in the currency units of the equity value.</summary>
    public required double AssetValue { get; init; }

    /// <summary>Annualised asset volatility, decimal per sqrt-year.</summary>
    public required double AssetVolatility { get; init; }

    /// <summary>d1 = [ln(V/D) + (r + sigmaV^2/2) T] / (sigmaV sqrt T).</summary>
    public required double D1 { get; init; }

    /// <summary>d2 = d1 - sigmaV sqrt T: the risk-neutral distance to default.</summary>
    public required double D2 { get; init; }

    /// <summary>Natural logarithm of the risk-neutral default probability N(-d2); accurate where the probability itself underflows.</summary>
    public required double LogDefaultProbability { get; init; }

    /// <summary>Condition number of the asset volatility in the equity volatility, 1 / Var(Z | Z &lt; d1); 1 for healthy firms, about d1^2 deep in distress.</summary>
    public required double ConditionNumber { get; init; }

    /// <summary>Relative residual of the equity-value equation at the solution, dimensionless.</summary>
    public required double Residual { get; init; }

    /// <summary>Iterations used.</summary>
    public required int Iterations { get; init; }

    /// <summary>The property of <see cref="MertonInputs"/> that made the input invalid or unrepresentable; null otherwise.</summary>
    public string? OffendingInput { get; init; }
}
