using Freeboard.Portfolio;
using Freeboard.Portfolio.Concentration;
using Freeboard.Provenance;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Portfolio;

/// <summary>A loss distribution in bins, for drawing.</summary>
/// <param name="Width">Width of a bin, currency units.</param>
/// <param name="Shares">Probability of each bin; the first holds what lies before it, the last what lies beyond it.</param>
public sealed record LossHistogram(double Width, IReadOnlyList<double> Shares)
{
    /// <summary>Where the first bin begins, currency units; below 0 where gains are possible.</summary>
    /// <value>The default value is 0.</value>
    public double Start { get; init; }

    /// <summary>Scenarios that were drawn for the bins alone, because the method itself draws no distribution; 0 where the bins are the method's own.</summary>
    /// <value>The default value is 0.</value>
    public int DrawnApart { get; init; }
}

/// <summary>What a portfolio may lose, with all that a table, a document and a page show.</summary>
public sealed record PortfolioReport
{
    /// <summary>The input.</summary>
    public required PortfolioInput Input { get; init; }

    /// <summary>What was asked.</summary>
    public required PortfolioOptions Options { get; init; }

    /// <summary>The model.</summary>
    /// <value>The default value is <see cref="PortfolioModel.DefaultMode"/>.</value>
    public PortfolioModel Model { get; init; }

    /// <summary>The command that makes the figures again.</summary>
    /// <value>The default value is <c>portfolio simulate</c>.</value>
    public string Command { get; init; } = "portfolio simulate";

    /// <summary>The rows as the command prints them, where a model has columns of its own; null for default mode.</summary>
    public OutputTable? Rows { get; init; }

    /// <summary>Parts of the expected shortfall by obligor of models that have no contributions to VaR, a level each; empty otherwise.</summary>
    public IReadOnlyDictionary<double, IReadOnlyList<double>> ShortfallParts { get; init; } = new Dictionary<double, IReadOnlyList<double>>();

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

    /// <summary>What each obligor adds to the expected shortfall, n; null where it was not asked for.</summary>
    /// <param name="level">The level.</param>
    public IReadOnlyList<double>? ShortfallsAt(double level) =>
        Contributions.FirstOrDefault(found => found.Level == level)?.ExpectedShortfall ?? ShortfallParts.GetValueOrDefault(level);

    /// <summary>The report of a model without simulation of defaults.</summary>
    /// <param name="losses">What it found, with what a page needs.</param>
    /// <param name="command">The command, such as <c>portfolio asrf</c>.</param>
    /// <param name="files">Names and bytes of its files, the table first.</param>
    /// <param name="settings">Its settings.</param>
    /// <exception cref="ArgumentException">The outcome was made without what a page needs.</exception>
    public static PortfolioReport Of(ModelLosses losses, string command, IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> files, IEnumerable<RunParameter> settings)
    {
        ArgumentNullException.ThrowIfNull(losses);
        ArgumentNullException.ThrowIfNull(files);
        ModelPage page = losses.Page ?? throw new ArgumentException("The outcome was made without a page.", nameof(losses));
        InputFile[] inputs = [.. files.Select((file, i) => TableReport.InputOf(file.Name, file.Bytes.Span, i == 0 ? "portfolio" : "table", i == 0 ? page.Input.Portfolio.Count : TableReport.DataLines(file.Bytes.Span)))];
        RunParameter[] parameters = [.. settings.Where(static p => p.Value.Length > 0).Append(new RunParameter("command", command)).OrderBy(static p => p.Name, StringComparer.Ordinal)];
        return new PortfolioReport
        {
            Input = page.Input,
            Options = new PortfolioOptions { Levels = page.Levels },
            Model = page.Model,
            Command = command,
            Rows = losses.Levels,
            Status = page.Status,
            Scenarios = page.Scenarios,
            Measures = page.Measures,
            Contributions = page.Contributions,
            ShortfallParts = page.ShortfallParts,
            Histogram = page.Histogram,
            Concentration = ConcentrationIndices.Of(page.Input.Portfolio.Exposures),
            Provenance = new RunProvenance
            {
                RunId = RunIdentity.Compute(inputs, parameters),
                Version = RunIdentity.Version,
                InstructionSet = RunIdentity.InstructionSet,
                AsOf = default,
                Inputs = inputs,
                Parameters = parameters,
                Notes = losses.Notes,
            },
        };
    }
}
