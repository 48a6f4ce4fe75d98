namespace Freeboard.Structural.Windows;

/// <summary>Confidence intervals of a maximum-likelihood estimate, by the standard error and by the profile of the likelihood.</summary>
/// <remarks>
/// "Wald" is estimate -+ quantile x standard error. "Profile" is the set of values at which the likelihood, best in everything else, is
/// within half the chi-square quantile of its maximum: it follows the skewness of the likelihood, and does not depend on how a quantity
/// is parametrised. Intervals are <see cref="ConfidenceInterval.None"/> unless the estimate has converged with debt on the last day.
/// </remarks>
public sealed record LikelihoodIntervals
{
    /// <summary>The estimate that the intervals belong to.</summary>
    public required WindowEstimate Estimate { get; init; }

    /// <summary>The level, as in <see cref="WindowOptions.ConfidenceLevel"/>.</summary>
    public required double Level { get; init; }

    /// <summary>Asset volatility, by the standard error.</summary>
    public ConfidenceInterval VolatilityWald { get; init; } = ConfidenceInterval.None;

    /// <summary>Asset volatility, by the profile.</summary>
    public ConfidenceInterval VolatilityProfile { get; init; } = ConfidenceInterval.None;

    /// <summary>Drift mu, by the standard error.</summary>
    public ConfidenceInterval DriftWald { get; init; } = ConfidenceInterval.None;

    /// <summary>Drift mu, by the profile.</summary>
    public ConfidenceInterval DriftProfile { get; init; } = ConfidenceInterval.None;

    /// <summary>Risk-neutral distance on the last day, by the standard error.</summary>
    public ConfidenceInterval DistanceRiskNeutralWald { get; init; } = ConfidenceInterval.None;

    /// <summary>Risk-neutral distance on the last day, by the profile.</summary>
    public ConfidenceInterval DistanceRiskNeutralProfile { get; init; } = ConfidenceInterval.None;

    /// <summary>Physical distance on the last day, by the standard error.</summary>
    public ConfidenceInterval DistancePhysicalWald { get; init; } = ConfidenceInterval.None;

    /// <summary>Physical distance on the last day, by the profile.</summary>
    public ConfidenceInterval DistancePhysicalProfile { get; init; } = ConfidenceInterval.None;

    /// <summary>ln EDF on the last day, by the standard error.</summary>
    public ConfidenceInterval LogEdfWald { get; init; } = ConfidenceInterval.None;

    /// <summary>ln EDF on the last day, by the profile.</summary>
    public ConfidenceInterval LogEdfProfile { get; init; } = ConfidenceInterval.None;
}
