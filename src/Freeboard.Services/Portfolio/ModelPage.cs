using Freeboard.Portfolio;

namespace Freeboard.Services.Portfolio;

/// <summary>What the page of a model shows beside the rows that its command prints.</summary>
public sealed record ModelPage
{
    /// <summary>The model.</summary>
    public required PortfolioModel Model { get; init; }

    /// <summary>The portfolio.</summary>
    public required PortfolioInput Input { get; init; }

    /// <summary>How it ended.</summary>
    public required PortfolioStatus Status { get; init; }

    /// <summary>Levels asked for.</summary>
    public required IReadOnlyList<double> Levels { get; init; }

    /// <summary>Mean, deviation and tail; null where the status says why.</summary>
    public LossMeasures? Measures { get; init; }

    /// <summary>The distribution in bins; null where there is none.</summary>
    public LossHistogram? Histogram { get; init; }

    /// <summary>Scenarios drawn; 0 for none.</summary>
    public int Scenarios { get; init; }

    /// <summary>Contributions to VaR and ES, a level each; empty where the model has none.</summary>
    public IReadOnlyList<RiskContributions> Contributions { get; init; } = [];

    /// <summary>Parts of the expected shortfall by obligor, where that is all there is.</summary>
    public IReadOnlyDictionary<double, IReadOnlyList<double>> ShortfallParts { get; init; } = new Dictionary<double, IReadOnlyList<double>>();
}

/// <summary>What a command wants beside its rows.</summary>
/// <param name="Contributions">Whether contributions go to a file.</param>
/// <param name="Page">Whether a page is made.</param>
public readonly record struct ModelWishes(bool Contributions, bool Page);
