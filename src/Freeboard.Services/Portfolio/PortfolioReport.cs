using Freeboard.Portfolio;
using Freeboard.Portfolio.Concentration;
using Freeboard.Provenance;

namespace Freeboard.Services.Portfolio;

/// <summary>A loss distribution in bins, for drawing.</summary>
/// <param name="Width">Width of a bin, currency units; the first begins at 0.</param>
/// <param name="Shares">Probability of each bin; the last holds what lies beyond it too.</param>
public sealed record LossHistogram(double Width, IReadOnlyList<double> Shares);

/// <summary>What a portfolio may lose, with all that a table, a document and a page show.</summary>
public sealed record PortfolioReport
{
    /// <summary>The input.</summary>
    public required PortfolioInput Input { get; init; }

    /// <summary>What was asked.</summary>
    public required PortfolioOptions Options { get; init; }

    /// <summary>How it ended.</summary>
    public required PortfolioStatus Status { get; init; }

    /// <summary>Scenarios drawn or points taken; 0 for none.</summary>
    public required int Scenarios { get; init; }

    /// <summary>Mean, deviation and tail; null where the status says why.</summary>
    public LossMeasures? Measures { get; init; }

    /// <summary>Whether every level asked for was found.</summary>
    public bool IsWhole => Measures is { } measures && measures.Levels.Count == Options.Levels.Count;

    /// <summary>Contributions, a level each; empty when not asked for.</summary>
    public IReadOnlyList<RiskContributions> Contributions { get; init; } = [];

    /// <summary>The distribution in bins; null where the method gives none.</summary>
    public LossHistogram? Histogram { get; init; }

    /// <summary>Concentration of the exposures; null where there are none.</summary>
    public ConcentrationIndices? Concentration { get; init; }

    /// <summary>Files, settings, version, identifier.</summary>
    public required RunProvenance Provenance { get; init; }

    /// <summary>Seconds of computing, of this run on this machine: the one figure that is not the same every time.</summary>
    public double Seconds { get; init; }

    /// <summary>The portfolio.</summary>
    public CreditPortfolio Portfolio => Input.Portfolio;
}
