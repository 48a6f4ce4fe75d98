namespace Freeboard.Portfolio;

/// <summary>What a portfolio may lose: mean, spread and tail.</summary>
public sealed record LossMeasures
{
    /// <summary>Expected loss, currency units: the closed form where there is one.</summary>
    public required double ExpectedLoss { get; init; }

    /// <summary>Mean loss of the scenarios, currency units; null where none were drawn for it. Its distance from <see cref="ExpectedLoss"/> is sampling error.</summary>
    public double? SampledExpectedLoss { get; init; }

    /// <summary>Standard error of <see cref="SampledExpectedLoss"/>; null where it is not simulated.</summary>
    public double? ExpectedLossStandardError { get; init; }

    /// <summary>Standard deviation of the loss, currency units.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>The tail at each level asked for, in that order.</summary>
    public required IReadOnlyList<LossLevel> Levels { get; init; }
}
