using Freeboard.Assessment;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Market;
using Freeboard.Services.Validate;

namespace Freeboard.Reporting.Layout;

/// <summary>What every component of a page needs: the run as it is read, the words, and the peers. Handed down as a cascading value.</summary>
public sealed class PageContext
{
    /// <summary>Prepares a page of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="words">The language.</param>
    /// <param name="maximumFirmHistories">How many firms, riskiest first, get a section of their own.</param>
    /// <param name="validation">The validation that the page is about; null for the page of a run.</param>
    public PageContext(AssessmentRun run, Phrasebook words, int maximumFirmHistories, ValidationReport? validation = null)
    {
        Validation = validation;
        View = MarketView.Of(run);
        Words = words;
        DistancePeers = new Peers([.. View.Firms.Select(static f => f.Distance)]);
        LnEdfPeers = new Peers([.. View.Firms.Select(static f => f.LnEdf)]);
        WithHistory = [.. View.Firms.Take(maximumFirmHistories)];
        string methods = validation is not null ? $"{validation.Distance}, {(validation.EdfMap.Length == 0 ? Numbers.Absent : validation.EdfMap)}" : string.Join(", ", run.Rows.Select(static r => r.Method).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        string line = words.Say("vintage", run.Provenance.Version, methods.Length == 0 ? Numbers.Absent : methods, Numbers.Day(run.Provenance.AsOf), run.Provenance.RunId);
        Vintage = run.Synthetic ? $"{line} · {words["vintage.synthetic"]}" : line;
    }

    /// <summary>Prepares a page of a validation: it has no rows of its own.</summary>
    /// <param name="validation">The validation.</param>
    /// <param name="words">The language.</param>
    public static PageContext Of(ValidationReport validation, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(validation);
        return new PageContext(
            new AssessmentRun
            {
                Provenance = validation.Provenance,
                Firms = [],
                Rows = [],
                LatestInputs = new Dictionary<string, IReadOnlyList<InputFact>>(),
                Funnel = [],
                Synthetic = validation.Synthetic,
            },
            words,
            1,
            validation);
    }

    /// <summary>The validation that the page is about; null for the page of a run.</summary>
    public ValidationReport? Validation { get; }

    /// <summary>The run, arranged.</summary>
    public MarketView View { get; }

    /// <summary>The run.</summary>
    public AssessmentRun Run => View.Run;

    /// <summary>The words.</summary>
    public Phrasebook Words { get; }

    /// <summary>Peers by distance.</summary>
    public Peers DistancePeers { get; }

    /// <summary>Peers by logarithm of the EDF.</summary>
    public Peers LnEdfPeers { get; }

    /// <summary>Firms that have a section of their own, riskiest first.</summary>
    public IReadOnlyList<FirmSeries> WithHistory { get; }

    /// <summary>The line under every figure: model, date, run.</summary>
    public string Vintage { get; }

    /// <summary>Start of the names of downloaded files: which run they are from.</summary>
    public string FilePrefix => "freeboard-" + Run.Provenance.RunId;

    /// <summary>Address of a firm's section on the page.</summary>
    /// <param name="code">Firm code.</param>
    public static string Address(string code) => "#firm=" + Uri.EscapeDataString(code);
}
