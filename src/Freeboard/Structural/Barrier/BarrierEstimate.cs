using Freeboard.Structural.Windows;

namespace Freeboard.Structural.Barrier;

/// <summary>A firm's assets under a barrier, estimated from a window of equity values. Read <see cref="Estimate"/>'s status first.</summary>
public readonly record struct BarrierEstimate
{
    /// <summary>Nothing run.</summary>
    public BarrierEstimate()
    {
    }

    /// <summary>Assets, distances and status. <see cref="WindowEstimate.LogEdf"/> is the barrier model's own: ln P(barrier met, or assets below the default point at the horizon), risk-neutral.</summary>
    public WindowEstimate Estimate { get; init; } = new();

    /// <summary>Barrier over default point, decimal: as given, or as estimated; NaN where there is no estimate or the likelihood does not identify it.</summary>
    public double BarrierFraction { get; init; } = double.NaN;

    /// <summary>Standard error of <see cref="BarrierFraction"/>; NaN for a given one.</summary>
    public double StandardErrorOfBarrier { get; init; } = double.NaN;

    /// <summary>The barriers whose likelihood, best in all else, is within half the chi-square quantile of its maximum. A lower end of 0 is no barrier at all; an upper end of NaN lies beyond the largest barrier asked for.</summary>
    public ConfidenceInterval BarrierProfile { get; init; } = ConfidenceInterval.None;

    /// <summary>How much the best barrier gains in log-likelihood over none; NaN for a given one.</summary>
    public double LogLikelihoodGain { get; init; } = double.NaN;

    /// <summary>ln of the risk-neutral probability that the barrier is met by the horizon; negative infinity without a barrier, NaN without an estimate.</summary>
    public double LogFirstPassageProbability { get; init; } = double.NaN;
}
