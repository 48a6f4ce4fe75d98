using Freeboard.Portfolio;
using Freeboard.Provenance;

namespace Freeboard.Services.Portfolio;

/// <summary>A portfolio as it was read, with the columns that only some models use.</summary>
public sealed record PortfolioInput
{
    /// <summary>Exposures, probabilities, loadings.</summary>
    public required CreditPortfolio Portfolio { get; init; }

    /// <summary>Line of each obligor in its table, n; empty where the portfolio came from no table.</summary>
    public IReadOnlyList<int> Lines { get; init; } = [];

    /// <summary>Column rating, n; null without the column.</summary>
    public IReadOnlyList<string>? Ratings { get; init; }

    /// <summary>Names of the sectors: columns sector_NAME, in order; empty without any.</summary>
    public IReadOnlyList<string> Sectors { get; init; } = [];

    /// <summary>Weights of the sectors, n x sectors, obligor by obligor; empty without sectors.</summary>
    public double[] SectorWeights { get; init; } = [];

    /// <summary>Numbers of optional columns that were asked for and are there (pd_sd, lgd_sd, maturity, ...), n each.</summary>
    public IReadOnlyDictionary<string, double[]> Numbers { get; init; } = new Dictionary<string, double[]>();

    /// <summary>Words of optional columns that were asked for and are there (class), n each.</summary>
    public IReadOnlyDictionary<string, string[]> Words { get; init; } = new Dictionary<string, string[]>();

    /// <summary>The column that the probabilities came from: pd or edf.</summary>
    public string ProbabilityColumn { get; init; } = "pd";

    /// <summary>Whether there was a column pd or edf.</summary>
    public bool HasProbabilities { get; init; } = true;

    /// <summary>Files beside the table: correlations.</summary>
    public IReadOnlyList<InputFile> MoreFiles { get; init; } = [];

    /// <summary>What a reader must know: columns passed over.</summary>
    public IReadOnlyList<QualityNote> Notes { get; init; } = [];

    /// <summary>Line of an obligor; 0 where the portfolio came from no table.</summary>
    internal int LineOf(int obligor) => Lines.Count > 0 ? Lines[obligor] : 0;
}

/// <summary>A portfolio, or the errors that rejected its table.</summary>
/// <param name="Input">The portfolio; null when it was rejected.</param>
/// <param name="Errors">Errors, at most a thousand of them.</param>
/// <param name="ErrorCount">How many errors there were.</param>
public sealed record PortfolioReadResult(PortfolioInput? Input, IReadOnlyList<RowError> Errors, int ErrorCount);
