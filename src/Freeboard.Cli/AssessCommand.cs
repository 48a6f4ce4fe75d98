using System.CommandLine;
using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Reporting.Report;
using Freeboard.Services.Assess;
using Freeboard.Services.Grid;
using Freeboard.Services.Runs;

namespace Freeboard.Cli;

/// <summary><c>freeboard assess FOLDER</c>: the main job. Writes the run, the report, and the rows.</summary>
internal static class AssessCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string?> folder = new("FOLDER") { Description = "Folder of input files: firms.csv, prices.csv, shares.csv, statements.csv, rates.csv; or NetEase files. Without it the facts in the store that --store names are assessed.", Arity = ArgumentArity.ZeroOrOne };
        AssessSettings settings = new();
        Option<string> store = CommonOptions.Store();
        Option<string> report = new("--report") { Description = "Path of the HTML report.", HelpName = "PATH", DefaultValueFactory = _ => "freeboard-report.html" };
        Option<bool> noReport = new("--no-report") { Description = "Write no report." };
        Option<string> language = new("--language") { Description = "Language of the report: en or zh-CN.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "zh-CN");
        OutputOptions output = new();
        Option<bool> keepGoing = CommonOptions.KeepGoing();
        Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
        Option<int?> lag = new("--statement-lag") { Description = "Days after its period end on which a statement without an announcement date counts as announced; the statutory deadlines when left out.", HelpName = "DAYS" };

        Option<string?> shard = new("--shard") { Description = "Assess only the k-th of n shares of the firms, by a hash of their codes: 3/7. Rows alone are written, no run and no report; 'freeboard merge' puts the shares together.", HelpName = "K/N" };

        Command command = new("assess", "Assess every firm in a folder, or of the facts in a store: asset value and volatility, distance to default, EDF.") { folder };
        settings.AddTo(command);
        foreach (Option option in (Option[])[store, report, noReport, language, keepGoing, ignoreExtra, lag, shard])
        {
            command.Add(option);
        }

        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string? place = parsed.GetValue(folder);
            AssessmentOptions options = settings.Read(parsed);
            if (parsed.GetValue(shard) is { } share)
            {
                options = options with { Shard = FirmShard.Read(share) ?? throw new SettingException("--shard", share, "give which of how many, k/n with k from 1 to n: 3/7.") };
                SayOfShard(terminal, parsed, place is null ? [report] : [store, report]);
            }

            InputOptions input = new() { KeepGoing = parsed.GetValue(keepGoing), IgnoreExtraColumns = parsed.GetValue(ignoreExtra) };
            input = AssessSettings.Checked("--statement-lag", parsed.GetValue(lag), days => input with { StatementLagDays = days });
            if (place is null)
            {
                RefuseWithoutFolder(parsed, store, [keepGoing, ignoreExtra, lag]);
            }

            string address = parsed.GetValue(store)!;
            string? page = parsed.GetValue(noReport) || options.Shard is not null ? null : parsed.GetValue(report);
            RowOutput rows = output.Read(terminal, parsed, ("the store", RowOutput.FileOf(address)), ("the report", page));
            Destinations to = new(address, page, parsed.GetValue(language)!, rows);
            return place is null
                ? AssessStore.RunAsync(terminal, options, to, cancellationToken)
                : RunAsync(terminal, place, input, options, to, cancellationToken);
        });
        return command;
    }

    /// <summary>A share of the firms is no run: whoever named a place to keep or show one must know.</summary>
    private static void SayOfShard(Terminal terminal, ParseResult parsed, Option[] ofRuns)
    {
        foreach (Option option in ofRuns.Where(option => parsed.GetResult(option) is { Implicit: false }))
        {
            terminal.Fail($"freeboard: {option.Name} is left alone: a shard is no run, and only its rows are written. 'freeboard grid' keeps a run that was made in shares.");
        }
    }

    private static void RefuseWithoutFolder(ParseResult parsed, Option store, Option[] ofFiles)
    {
        if (parsed.GetResult(store) is not { Implicit: false })
        {
            throw new SettingException("FOLDER", "", "name a folder of files, or --store STORE with facts that 'freeboard import' put there.");
        }

        foreach (Option option in ofFiles)
        {
            if (parsed.GetResult(option) is { Implicit: false })
            {
                throw new SettingException(option.Name, "", "it says how files are read; give it to 'freeboard import'.");
            }
        }
    }

    private static async Task<int> RunAsync(Terminal terminal, string folder, InputOptions input, AssessmentOptions options, Destinations to, CancellationToken cancellationToken)
    {
        // An address that cannot be read is told before minutes of work, not after.
        _ = RunArchive.FileOf(to.Store);
        if (to.Report is not null && ReportFile.Objection(to.Report, to.Store) is { } objection)
        {
            terminal.Fail(objection);
            return ExitCode.Usage;
        }

        DateTimeOffset startedAt = terminal.Time.GetUtcNow();
        IProgress<AssessmentProgress>? progress = terminal.Progress<AssessmentProgress>(static p => p.Total > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{p.Stage} {p.Done:#,0} of {p.Total:#,0}: {p.Item}")
            : string.Create(CultureInfo.InvariantCulture, $"{p.Stage} {p.Item}: {p.Done:#,0} rows"));
        AssessmentOutcome outcome = AssessmentService.Assess(folder, input, options, progress, cancellationToken);
        terminal.EndProgress();
        if (outcome.Run is not { } run)
        {
            CommandLineApplication.PrintErrors(terminal, outcome.Errors, outcome.ErrorCount);
            terminal.Fail($"freeboard: the input was rejected ({outcome.ErrorCount} {(outcome.ErrorCount == 1 ? "error" : "errors")}); nothing was written. --keep-going sets bad rows aside.");
            return ExitCode.DataRejected;
        }

        CommandLineApplication.PrintErrors(terminal, outcome.Quarantined, outcome.QuarantinedErrorCount, shown: 10);
        if (options.Shard is not null)
        {
            return OfShard(terminal, run, options.Shard, outcome.QuarantinedRowCount, to.Rows, cancellationToken);
        }

        string? html = to.Report is null ? null : await HtmlReport.RenderAsync(run, new ReportOptions { Language = to.Language, EdfMap = options.EdfMap }, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        // Report and rows are staged before the run is kept and moved into place after it: if one fails, none is there.
        using (ReportFile? report = html is null ? null : ReportFile.Stage(to.Report!, html))
        using (StagedRows rows = StageRows(terminal, run, to.Rows, cancellationToken))
        {
            using (RunArchive archive = RunArchive.Open(to.Store))
            {
                archive.Keep(run, startedAt, terminal.Time.GetUtcNow());
            }

            report?.Publish();
            rows.Publish();
        }

        StatusCount[] statuses = StatusesOf(run);
        Summarise(terminal, run, run.Rows.Count, statuses, to);
        if (outcome.QuarantinedRowCount > 0)
        {
            terminal.Fail($"freeboard: {outcome.QuarantinedRowCount} {(outcome.QuarantinedRowCount == 1 ? "row was" : "rows were")} set aside; the report lists the files.");
        }

        bool anyAnswer = AnyAnswer(statuses);
        if (!anyAnswer)
        {
            terminal.Fail($"freeboard: no firm could be assessed: {Counts(statuses)}. {CureFor(statuses)}");
        }

        return outcome.QuarantinedRowCount > 0 || !anyAnswer ? ExitCode.Partial : ExitCode.Ok;
    }

    private static int OfShard(Terminal terminal, AssessmentRun run, FirmShard shard, int quarantined, RowOutput rows, CancellationToken cancellationToken)
    {
        rows.Write(AssessmentTable.TableOf(run.Provenance, run.Rows, shard), cancellationToken);
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Shard {shard} of run {run.Provenance.RunId}: {run.Firms.Count:#,0} firms, {run.Rows.Count:#,0} rows."));
        if (quarantined > 0)
        {
            terminal.Fail($"freeboard: {quarantined} {(quarantined == 1 ? "row was" : "rows were")} set aside.");
        }

        // A share without an answer is no failure of the whole.
        return quarantined > 0 ? ExitCode.Partial : ExitCode.Ok;
    }

    private static StagedRows StageRows(Terminal terminal, AssessmentRun run, RowOutput rows, CancellationToken cancellationToken) => rows.IsForAPerson
        ? new StagedRows(() => WriteLatest(terminal, run), null)
        : rows.Stage(AssessmentTable.TableOf(run.Provenance, run.Rows), cancellationToken);

    /// <summary>The firms on the run's latest day, those nearest the water first: what a person wants to know today. The whole history is in the report and in a pipe.</summary>
    internal static void WriteLatest(Terminal terminal, AssessmentRun run) => AssessmentGrid.WriteFirms(
        terminal,
        run.Rows.Where(row => row.Date == run.Provenance.AsOf)
            .OrderBy(row => row.DdRiskNeutral is null)
            .ThenBy(row => row.DdRiskNeutral)
            .ThenBy(row => row.Firm, StringComparer.Ordinal),
        run.Firms);

    internal static void Summarise(Terminal terminal, AssessmentRun run, int rows, IReadOnlyList<StatusCount> statuses, Destinations to)
    {
        terminal.Out.Flush();
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Run {run.Provenance.RunId} as of {run.Provenance.AsOf:yyyy-MM-dd}: {run.Firms.Count:#,0} firms, {rows:#,0} rows ({Counts(statuses)})."));
        terminal.Say(to.Report is null ? $"Kept in {to.Store}." : $"Report: {to.Report}. Kept in {to.Store}.");
    }

    internal static bool AnyAnswer(IReadOnlyList<StatusCount> statuses) => statuses.Any(static s => s.Status is AssessmentStatus.Converged or AssessmentStatus.DegenerateNoDebt);

    internal static string Counts(IReadOnlyList<StatusCount> statuses) => statuses.Count == 0
        ? "there are no rows"
        : string.Join(", ", statuses.Select(static s => string.Create(CultureInfo.InvariantCulture, $"{s.Firms:#,0} {s.Status}")));

    private static StatusCount[] StatusesOf(AssessmentRun run) =>
        [.. run.Rows.CountBy(row => row.Status).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => new StatusCount(pair.Key, pair.Value))];

    internal static string CureFor(IReadOnlyList<StatusCount> statuses) => statuses.Select(static s => s.Status).FirstOrDefault() switch
    {
        AssessmentStatus.MissingRate => "Add rates.csv (date,tenor_years,rate), or pass --rate, a simple annual rate such as 0.015.",
        AssessmentStatus.NotEnoughData => "A year of daily prices is wanted, at least 60 returns: lengthen the history or lower --min-returns.",
        AssessmentStatus.MissingStatement => "No statement was announced before the days assessed: look at the column 'announced'.",
        AssessmentStatus.MissingShares => "Add shares.csv, or a column market_value in prices.csv.",
        _ => "docs/assessment.md explains every status.",
    };

    internal sealed record Destinations(string Store, string? Report, string Language, RowOutput Rows);
}
