namespace Freeboard.Portfolio;

/// <summary>What a portfolio may lose: mean, spread and tail.</summary>
public sealed record LossMeasures
{
    /// <summary>Expected loss, currency units.</summary>
    public required double ExpectedLoss { get; init; }

    /// <summary>Standard error of the expected loss; null where it is not simulated.</summary>
    public double? ExpectedLossStandardError { get; init; }

    /// <summary>Standard deviation of the loss, currency units.</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>The tail at each level asked for, in that order.</summary>
    public required IReadOnlyList<LossLevel> Levels { get; init; }
}
