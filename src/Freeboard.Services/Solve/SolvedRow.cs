using Freeboard.Structural;

namespace Freeboard.Services.Solve;

/// <summary>One row of a solved table. Numbers are NaN, or infinite in the degenerate limits, where there is no answer: read <see cref="Status"/> first.</summary>
public readonly record struct SolvedRow
{
    /// <summary>The row's id, as in the input.</summary>
    public required string Id { get; init; }

    /// <summary>Asset value V, in the currency units of E.</summary>
    public required double AssetValue { get; init; }

    /// <summary>Annualised asset volatility, decimal per sqrt-year.</summary>
    public required double AssetVolatility { get; init; }

    /// <summary>d1.</summary>
    public required double D1 { get; init; }

    /// <summary>The risk-neutral distance d2.</summary>
    public required double D2 { get; init; }

    /// <summary>ln N(-d2).</summary>
    public required double LogDefaultProbability { get; init; }

    /// <summary>Condition number of sigmaV in sigmaE.</summary>
    public required double ConditionNumber { get; init; }

    /// <summary>Why the solver stopped.</summary>
    public required SolverStatus Status { get; init; }
}
