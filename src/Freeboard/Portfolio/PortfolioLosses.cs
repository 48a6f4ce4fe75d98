namespace Freeboard.Portfolio;

/// <summary>The tail of a portfolio by a method that draws no equally likely scenarios.</summary>
public sealed record PortfolioLosses
{
    /// <summary>How it ended.</summary>
    public required PortfolioStatus Status { get; init; }

    /// <summary>Mean, deviation and tail; null where the status says why.</summary>
    public LossMeasures? Measures { get; init; }

    /// <summary>Contributions at each level; empty when they were not asked for.</summary>
    public IReadOnlyList<RiskContributions> Contributions { get; init; } = [];
}
