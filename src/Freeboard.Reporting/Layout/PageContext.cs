using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Market;
using Freeboard.Reporting.Portfolio;
using Freeboard.Services.Edf;
using Freeboard.Services.Monitoring;
using Freeboard.Services.Portfolio;
using Freeboard.Services.Tables;
using Freeboard.Services.Validate;

namespace Freeboard.Reporting.Layout;

/// <summary>What every component of a page needs: the run as it is read, the words, and the peers. Handed down as a cascading value.</summary>
public sealed class PageContext
{
    /// <summary>Prepares a page of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="words">The language.</param>
    /// <param name="maximumFirmHistories">How many firms, riskiest first, get a section of their own.</param>
    /// <param name="edfMap">The map that the run's frequencies come from; null when they are the model's own, or when it is not at hand.</param>
    /// <param name="validation">The validation that the page is about; null for the page of a run.</param>
    /// <param name="subject">What the page is about when it is no run and no validation; null otherwise.</param>
    public PageContext(AssessmentRun run, Phrasebook words, int maximumFirmHistories, EdfMapFile? edfMap = null, ValidationReport? validation = null, PageSubject? subject = null)
        : this(MarketView.Of(run ?? throw new ArgumentNullException(nameof(run))), words, maximumFirmHistories, edfMap, validation, subject)
    {
    }

    private PageContext(MarketView view, Phrasebook words, int maximumFirmHistories, EdfMapFile? edfMap, ValidationReport? validation, PageSubject? subject)
    {
        ArgumentNullException.ThrowIfNull(words);
        AssessmentRun run = view.Run;
        Subject = subject ?? (validation is null ? null : new PageSubject("freeboard validate", $"{validation.Distance}, {(validation.EdfMap.Length == 0 ? Numbers.Absent : validation.EdfMap)}"));
        EdfMap = edfMap;
        Validation = validation;
        IsMapped = view.EdfMaps.Any(static m => m != ModelMap);
        EdfText = IsMapped ? string.Join(", ", view.EdfMaps) : "N(−DD)";
        View = view;
        Words = words;
        WithHistory = maximumFirmHistories >= View.Firms.Count ? View.Firms : [.. View.Firms.Take(maximumFirmHistories)];
        Listed = View.Firms;
        Notes = run.Provenance.Notes;
        RowsInAll = run.Rows.Count;
        string methods = Subject is not null ? Subject.Method : string.Join(", ", view.Methods);
        string line = words.Say("vintage", run.Provenance.Version, methods.Length == 0 ? Numbers.Absent : methods, run.Provenance.AsOf == DateOnly.MinValue ? Numbers.Absent : Numbers.Day(run.Provenance.AsOf), run.Provenance.RunId);
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
            validation.Map,
            validation);
    }

    /// <summary>Prepares a page that has no rows of an assessment.</summary>
    /// <param name="provenance">Where its figures came from.</param>
    /// <param name="synthetic">Whether the data come from the synthetic market.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="words">The language.</param>
    /// <param name="links">Where firms are found; null for nowhere.</param>
    public static PageContext Of(RunProvenance provenance, bool synthetic, PageSubject subject, Phrasebook words, PageLinks? links = null)
    {
        ArgumentNullException.ThrowIfNull(provenance);
        return new PageContext(
            new AssessmentRun
            {
                Provenance = provenance,
                Firms = [],
                Rows = [],
                LatestInputs = new Dictionary<string, IReadOnlyList<InputFact>>(),
                Funnel = [],
                Synthetic = synthetic,
            },
            words,
            1,
            subject: subject)
        {
            Links = links ?? PageLinks.Nowhere,
        };
    }

    /// <summary>Prepares a page of one command's rows: it has no firms of its own.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="words">The language.</param>
    public static PageContext Of(TableReport table, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(words);
        RunProvenance made = table.Provenance;
        string vintage = table.HasDay ? words.Say("vintage", made.Version, table.Command, Numbers.Day(made.AsOf), made.RunId) : words.Say("vintage.undated", made.Version, table.Command, made.RunId);
        PageContext page = Of(made, false, new PageSubject("freeboard " + table.Command, table.Command), words);
        return new PageContext(page.Run, words, 1, subject: page.Subject) { Table = table, Vintage = vintage };
    }

    /// <summary>Prepares a page of a portfolio's losses: it has no firms and no day of its own.</summary>
    /// <param name="report">The losses.</param>
    /// <param name="words">The language.</param>
    public static PageContext Of(PortfolioReport report, Phrasebook words)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(words);
        string method = PortfolioSentences.Method(report, words);
        PageContext page = Of(report.Provenance, false, new PageSubject("freeboard " + report.Command, method), words);
        return new PageContext(page.Run, words, 1, subject: page.Subject) { Vintage = words.Say("portfolio.vintage", report.Provenance.Version, method, report.Provenance.RunId) };
    }

    /// <summary>Prepares a page of a monitor's digest: it has no rows of its own.</summary>
    /// <param name="digest">The digest.</param>
    /// <param name="words">The language.</param>
    /// <param name="links">Where firms are found; null for nowhere.</param>
    public static PageContext Of(MonitorDigest digest, Phrasebook words, PageLinks? links = null)
    {
        ArgumentNullException.ThrowIfNull(digest);
        RunProvenance provenance = new()
        {
            RunId = digest.Id,
            Version = digest.Version,
            InstructionSet = "",
            AsOf = digest.AsOf ?? default,
            Inputs = digest.Inputs,
            Parameters = [new RunParameter("rules", digest.RulesHash)],
            Notes = digest.Notes,
        };
        PageContext page = Of(provenance, digest.Synthetic, new PageSubject("freeboard monitor show", ""), words);
        return new PageContext(page.Run, words, 1, subject: page.Subject) { Monitor = digest, Links = links ?? PageLinks.Nowhere };
    }

    /// <summary>The same run, arranged once, in another language and with other addresses.</summary>
    /// <param name="words">The language.</param>
    /// <param name="links">Where firms and lists of firms are found.</param>
    public PageContext For(Phrasebook words, PageLinks links) => new(View, words, Math.Max(1, WithHistory.Count), EdfMap, Validation, Subject) { Links = links, RowsInAll = RowsInAll };

    /// <summary>The same run with some of its firms listed. Their places, peers and shares stay those of the whole run: one figure everywhere.</summary>
    /// <param name="codes">Firm codes; those without rows are passed over.</param>
    /// <param name="maximumFirmHistories">How many of them, riskiest first, get a section of their own; at least 1.</param>
    public PageContext Choose(IEnumerable<string> codes, int maximumFirmHistories = int.MaxValue)
    {
        HashSet<string> chosen = [.. codes];
        FirmSeries[] firms = [.. View.Firms.Where(f => chosen.Contains(f.Firm.Firm))];
        return new PageContext(View, Words, 1, EdfMap, Validation, Subject)
        {
            Links = Links,
            Vintage = Vintage,
            RowsInAll = RowsInAll,
            WithHistory = firms.Length <= maximumFirmHistories ? firms : firms[..maximumFirmHistories],
            Listed = firms,
            Notes = [.. Run.Provenance.Notes.Where(n => n.Firm.Length == 0 || chosen.Contains(n.Firm))],
        };
    }

    /// <summary>Rows of the run, also those of days that the page leaves out (<see cref="Services.Runs.ShownRun"/>).</summary>
    /// <value>Those that the page holds, unless told otherwise.</value>
    public int RowsInAll { get; init; }

    /// <summary>Where firms and lists of firms are found; on the page itself unless told otherwise.</summary>
    /// <value>The default is <see cref="PageLinks.OnThePage"/>.</value>
    public PageLinks Links { get; init; } = PageLinks.OnThePage;

    /// <summary>The validation that the page is about; null for the page of a run.</summary>
    public ValidationReport? Validation { get; }

    /// <summary>What the page is about when it is no run; null for the page of a run.</summary>
    public PageSubject? Subject { get; }

    /// <summary>The rows of the command that the page is about; null for other pages.</summary>
    public TableReport? Table { get; private init; }

    /// <summary>The digest that the page is about; null for other pages.</summary>
    public MonitorDigest? Monitor { get; private init; }

    /// <summary>Whether the page is of a run, with firms and days.</summary>
    public bool IsRun => Subject is null;

    /// <summary>The command that makes the page's figures again.</summary>
    public string Command => Subject?.Command ?? "freeboard runs";

    /// <summary>How rows name the model's own map.</summary>
    private const string ModelMap = "N(-DDRiskNeutral)";

    /// <summary>The fitted map of the run's frequencies; null for none.</summary>
    public EdfMapFile? EdfMap { get; }

    /// <summary>Whether the run's frequencies come from a fitted map.</summary>
    public bool IsMapped { get; }

    /// <summary>What EDF is on this page: N(−DD), or the name of the map.</summary>
    public string EdfText { get; }

    /// <summary>The run, arranged.</summary>
    public MarketView View { get; }

    /// <summary>The run.</summary>
    public AssessmentRun Run => View.Run;

    /// <summary>The words.</summary>
    public Phrasebook Words { get; }

    /// <summary>Peers by distance.</summary>
    public Peers DistancePeers => View.DistancePeers;

    /// <summary>Peers by logarithm of the EDF.</summary>
    public Peers LnEdfPeers => View.LnEdfPeers;

    /// <summary>Firms that have a section of their own, riskiest first.</summary>
    public IReadOnlyList<FirmSeries> WithHistory { get; private init; }

    /// <summary>Firms that the page lists, riskiest first: all of the run, or those that were chosen.</summary>
    public IReadOnlyList<FirmSeries> Listed { get; private init; }

    /// <summary>Notes about the data that concern what is listed: of the whole input, and of these firms.</summary>
    public IReadOnlyList<QualityNote> Notes { get; private init; }

    /// <summary>The line under every figure: model, date, run.</summary>
    public string Vintage { get; init; }

    /// <summary>Start of the names of downloaded files: which run they are from.</summary>
    public string FilePrefix => "freeboard-" + Run.Provenance.RunId;

    /// <summary>Address of a firm's section on the page.</summary>
    /// <param name="code">Firm code.</param>
    public static string Address(string code) => "#firm=" + Uri.EscapeDataString(code);
}
