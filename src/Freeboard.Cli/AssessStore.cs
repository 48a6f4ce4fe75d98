using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Reporting.Report;
using Freeboard.Services.Assess;
using Freeboard.Services.Runs;

namespace Freeboard.Cli;

/// <summary><c>freeboard assess --store STORE</c> without a folder: the facts in the store, firm by firm. Rows go out as they come.</summary>
internal static class AssessStore
{
    public static async Task<int> RunAsync(Terminal terminal, AssessmentOptions options, AssessCommand.Destinations to, CancellationToken cancellationToken)
    {
        _ = RunArchive.FileOf(to.Store);
        if (to.Report is not null && ReportFile.Objection(to.Report, to.Store) is { } objection)
        {
            terminal.Fail(objection);
            return ExitCode.Usage;
        }

        terminal.Out.Flush();
        IProgress<AssessmentProgress>? progress = terminal.Progress<AssessmentProgress>(static p => string.Create(CultureInfo.InvariantCulture, $"{p.Stage} {p.Done:#,0} of {p.Total:#,0}: {p.Item}"));
        IAssessedRows rows = to.Rows.Assessed(out Action publishRows, options.Shard) ?? new NoRows();
        using IDisposable? held = rows as IDisposable;
        StoredAssessmentOptions keeping = StoredAssessmentOptions.Default with { Keep = options.Shard is null };
        StoredOutcome outcome;
        try
        {
            outcome = to.Rows.Guarded(() => StoredAssessment.Assess(to.Store, rows, terminal.Time, options, keeping, progress, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            terminal.EndProgress();
            terminal.Fail(options.Shard is not null ? "freeboard: interrupted; nothing was kept." : "freeboard: interrupted; the firms that are done are kept, and the same command goes on with them.");
            return ExitCode.Interrupted;
        }

        terminal.EndProgress();
        if (to.Report is not null)
        {
            string html = await HtmlReport.RenderAsync(outcome.Report, new ReportOptions { Language = to.Language }, cancellationToken);
            using ReportFile report = ReportFile.Stage(to.Report, html);
            report.Publish();
        }

        publishRows();
        if (to.Rows.IsForAPerson)
        {
            AssessCommand.WriteLatest(terminal, outcome.Report);
        }

        if (options.Shard is { } shard)
        {
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Shard {shard} of run {outcome.Run.Provenance.RunId}: {outcome.Run.Firms.Count:#,0} firms, {outcome.Rows:#,0} rows."));
            return ExitCode.Ok;
        }

        AssessCommand.Summarise(terminal, outcome.Report, outcome.Rows, outcome.Statuses, to);
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.ComputedRows:#,0} rows of {outcome.ComputedFirms:#,0} firms computed; {outcome.TakenOverFirms:#,0} firms taken over from an earlier run, {outcome.FinishedFirms:#,0} done before in this one."));
        if (AssessCommand.AnyAnswer(outcome.Statuses))
        {
            return ExitCode.Ok;
        }

        terminal.Fail($"freeboard: no firm could be assessed: {AssessCommand.Counts(outcome.Statuses)}. {AssessCommand.CureFor(outcome.Statuses)}");
        return ExitCode.Partial;
    }

    /// <summary>On a terminal only the latest day is shown, and that comes last.</summary>
    private sealed class NoRows : IAssessedRows
    {
        public void Begin(Freeboard.Provenance.RunProvenance provenance)
        {
        }

        public byte[]? Encode(IReadOnlyList<AssessmentRow> rows) => null;

        public void Accept(IReadOnlyList<AssessmentRow> rows, byte[]? encoded)
        {
        }

        public void End()
        {
        }
    }
}
