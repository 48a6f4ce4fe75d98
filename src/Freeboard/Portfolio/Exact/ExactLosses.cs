namespace Freeboard.Portfolio.Exact;

/// <summary>The loss distribution of a one-factor portfolio on a lattice, without simulation.</summary>
public sealed record ExactLosses
{
    /// <summary>How it ended: <see cref="PortfolioStatus.Exact"/>, or why there is nothing.</summary>
    public required PortfolioStatus Status { get; init; }

    /// <summary>The unit that all losses are multiples of, currency units; null without a distribution.</summary>
    public double? LossUnit { get; init; }

    /// <summary>P(L = j units), j from 0 to all default; empty without a distribution.</summary>
    public IReadOnlyList<double> Probabilities { get; init; } = [];

    /// <summary>Mean, deviation and tail; null without a distribution.</summary>
    public LossMeasures? Measures { get; init; }

    /// <summary>Contributions at each level; empty when they were not asked for.</summary>
    public IReadOnlyList<RiskContributions> Contributions { get; init; } = [];
}
