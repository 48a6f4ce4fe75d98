namespace Freeboard.Structural.Sensitivity;

/// <summary>How the solution of the two equations moves with its inputs.</summary>
/// <remarks>Gradients are null unless the solution's status is <see cref="SolverStatus.Converged"/>.</remarks>
public sealed record MertonSensitivities
{
    /// <summary>The solution at which the derivatives are taken; its status says whether there are any.</summary>
    public required MertonSolution Solution { get; init; }

    /// <summary>Gradient of the asset value V.</summary>
    public InputGradient? AssetValue { get; init; }

    /// <summary>Gradient of the asset volatility sigmaV.</summary>
    public InputGradient? AssetVolatility { get; init; }

    /// <summary>Gradient of the risk-neutral distance d2.</summary>
    public InputGradient? DistanceRiskNeutral { get; init; }

    /// <summary>Gradient of the KMV distance (V - D) / (V sigmaV sqrt T).</summary>
    public InputGradient? DistanceKmv { get; init; }

    /// <summary>Gradient of ln EDF = ln N(-d2); times the EDF it is the gradient of the EDF.</summary>
    public InputGradient? LogEdf { get; init; }
}
