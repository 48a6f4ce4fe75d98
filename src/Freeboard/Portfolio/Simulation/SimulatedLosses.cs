namespace Freeboard.Portfolio.Simulation;

/// <summary>A simulated loss distribution.</summary>
public sealed class SimulatedLosses
{
    private readonly double[] losses;

    internal SimulatedLosses(PortfolioStatus status, double[] losses)
    {
        Status = status;
        this.losses = losses;
    }

    /// <summary>How it ended: <see cref="PortfolioStatus.Simulated"/>, or why there is nothing.</summary>
    public PortfolioStatus Status { get; }

    /// <summary>The loss of every scenario, in the order of the scenarios, currency units; empty without a distribution.</summary>
    public ReadOnlySpan<double> Losses => losses;

    /// <summary>Mean, deviation and tail; null without a distribution.</summary>
    public LossMeasures? Measures { get; internal init; }

    /// <summary>Contributions at each level; empty when they were not asked for.</summary>
    public IReadOnlyList<RiskContributions> Contributions { get; internal init; } = [];
}
