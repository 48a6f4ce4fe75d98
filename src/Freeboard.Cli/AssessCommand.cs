using System.CommandLine;
using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Reporting.Report;
using Freeboard.Services.Assess;
using Freeboard.Services.Runs;

namespace Freeboard.Cli;

/// <summary><c>freeboard assess FOLDER</c>: the main job. Writes the run, the report, and the rows.</summary>
internal static class AssessCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> folder = new("FOLDER") { Description = "Folder of input files: firms.csv, prices.csv, shares.csv, statements.csv, rates.csv; or NetEase files." };
        AssessSettings settings = new();
        Option<string> store = CommonOptions.Store();
        Option<string> report = new("--report") { Description = "Path of the HTML report.", HelpName = "PATH", DefaultValueFactory = _ => "freeboard-report.html" };
        Option<bool> noReport = new("--no-report") { Description = "Write no report." };
        Option<string> language = new("--language") { Description = "Language of the report: en or zh-CN.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "zh-CN");
        Option<bool> json = CommonOptions.Json();
        Option<bool> keepGoing = CommonOptions.KeepGoing();
        Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
        Option<int?> lag = new("--statement-lag") { Description = "Days after its period end on which a statement without an announcement date counts as announced; the statutory deadlines when left out.", HelpName = "DAYS" };

        Command command = new("assess", "Assess every firm in a folder: asset value and volatility, distance to default, EDF.") { folder };
        settings.AddTo(command);
        foreach (Option option in (Option[])[store, report, noReport, language, json, keepGoing, ignoreExtra, lag])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            AssessmentOptions options;
            InputOptions input = new() { KeepGoing = parsed.GetValue(keepGoing), IgnoreExtraColumns = parsed.GetValue(ignoreExtra) };
            try
            {
                options = settings.Read(parsed);
                input = AssessSettings.Checked("--statement-lag", parsed.GetValue(lag), days => input with { StatementLagDays = days });
            }
            catch (SettingException exception)
            {
                terminal.Fail($"freeboard: {exception.Message}");
                terminal.Fail("Try 'freeboard assess --help'.");
                return Task.FromResult(ExitCode.Usage);
            }

            return RunAsync(
                terminal,
                parsed.GetValue(folder)!,
                input,
                options,
                new Destinations(parsed.GetValue(store)!, parsed.GetValue(noReport) ? null : parsed.GetValue(report), parsed.GetValue(language)!, parsed.GetValue(json)),
                cancellationToken);
        });
        return command;
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
        string? html = to.Report is null ? null : await HtmlReport.RenderAsync(run, new ReportOptions { Language = to.Language, EdfMap = options.EdfMap }, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        // The report is staged before the run is kept and moved into place after it: if either fails, neither is there.
        using (ReportFile? report = html is null ? null : ReportFile.Stage(to.Report!, html))
        {
            using (RunArchive archive = RunArchive.Open(to.Store))
            {
                archive.Keep(run, startedAt, terminal.Time.GetUtcNow());
            }

            report?.Publish();
        }

        WriteRows(terminal, run, to.Json);
        Summarise(terminal, run, to);
        if (outcome.QuarantinedRowCount > 0)
        {
            terminal.Fail($"freeboard: {outcome.QuarantinedRowCount} {(outcome.QuarantinedRowCount == 1 ? "row was" : "rows were")} set aside; the report lists the files.");
        }

        bool anyAnswer = run.Rows.Any(row => row.Status is AssessmentStatus.Converged or AssessmentStatus.DegenerateNoDebt);
        if (!anyAnswer)
        {
            terminal.Fail($"freeboard: no firm could be assessed: {Counts(run.Rows)}. {CureFor(run.Rows)}");
        }

        return outcome.QuarantinedRowCount > 0 || !anyAnswer ? ExitCode.Partial : ExitCode.Ok;
    }

    private static void WriteRows(Terminal terminal, AssessmentRun run, bool json)
    {
        if (json)
        {
            terminal.Out.Flush();
            AssessmentTable.WriteJson(terminal.OutStream, run.Provenance, run.Rows);
        }
        else if (terminal.OutIsTerminal)
        {
            // A person wants to know who is nearest the water today; the whole history is in the report and in a pipe.
            AssessmentGrid.WriteFirms(
                terminal,
                run.Rows.Where(row => row.Date == run.Provenance.AsOf)
                    .OrderBy(row => row.DdRiskNeutral is null)
                    .ThenBy(row => row.DdRiskNeutral)
                    .ThenBy(row => row.Firm, StringComparer.Ordinal),
                run.Firms);
        }
        else
        {
            AssessmentTable.WriteCsv(terminal.Out, run.Rows);
        }
    }

    private static void Summarise(Terminal terminal, AssessmentRun run, Destinations to)
    {
        terminal.Out.Flush();
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Run {run.Provenance.RunId} as of {run.Provenance.AsOf:yyyy-MM-dd}: {run.Firms.Count:#,0} firms, {run.Rows.Count:#,0} rows ({Counts(run.Rows)})."));
        terminal.Say(to.Report is null ? $"Kept in {to.Store}." : $"Report: {to.Report}. Kept in {to.Store}.");
    }

    private static string Counts(IReadOnlyList<AssessmentRow> rows) => rows.Count == 0
        ? "there are no rows"
        : string.Join(", ", rows.CountBy(row => row.Status).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value:#,0} {pair.Key}")));

    private static string CureFor(IReadOnlyList<AssessmentRow> rows) => rows.CountBy(row => row.Status).OrderByDescending(pair => pair.Value).Select(pair => pair.Key).FirstOrDefault() switch
    {
        AssessmentStatus.MissingRate => "Add rates.csv (date,tenor_years,rate), or pass --rate, a simple annual rate such as 0.015.",
        AssessmentStatus.NotEnoughData => "A year of daily prices is wanted, at least 60 returns: lengthen the history or lower --min-returns.",
        AssessmentStatus.MissingStatement => "No statement was announced before the days assessed: look at the column 'announced'.",
        AssessmentStatus.MissingShares => "Add shares.csv, or a column market_value in prices.csv.",
        _ => "docs/assessment.md explains every status.",
    };

    private sealed record Destinations(string Store, string? Report, string Language, bool Json);
}
