namespace Freeboard.Structural.Windows;

/// <summary>An estimate of the NUS variant.</summary>
public readonly record struct NusEstimate
{
    /// <summary>
    /// The firm. Its standard errors carry the uncertainty of delta. Where the likelihood is greatest at delta 0 or 1 the status is
    /// <see cref="EstimationStatus.BoundBinds"/> with <see cref="WindowEstimate.BindingBound"/> "Delta", and the numbers are those of that delta.
    /// <see cref="WindowEstimate.Drift"/> is the drift of the assets in units of book assets.
    /// </summary>
    public required WindowEstimate Estimate { get; init; }

    /// <summary>The share of other liabilities that counts as debt, in [0, 1]; NaN when there is no estimate.</summary>
    public required double Delta { get; init; }

    /// <summary>Standard error of <see cref="Delta"/> by the observed information; NaN at a bound and for a given delta.</summary>
    public required double StandardErrorOfDelta { get; init; }
}
