using Freeboard.Macro;
using Freeboard.Provenance;
using Freeboard.Services.KeptFiles;
using Freeboard.Services.Macro;
using Freeboard.Web.Runs;

namespace Freeboard.Web.Macro;

/// <summary>What came of a question.</summary>
/// <param name="Study">The study; null when there is none.</param>
/// <param name="Fault">Key of the phrase that says why there is none; null when there is one.</param>
/// <param name="Text">What the phrase is filled with.</param>
/// <param name="Errors">Errors of the files.</param>
/// <param name="ErrorCount">How many there are.</param>
internal sealed record MacroAnswer(MacroReport? Study, string? Fault, string Text, IReadOnlyList<RowError> Errors, int ErrorCount)
{
    public static MacroAnswer Of(MacroReport study) => new(study, null, "", [], 0);

    public static MacroAnswer Without(string fault, string text = "") => new(null, fault, text, [], 0);

    public static MacroAnswer Refused(IReadOnlyList<RowError> errors, int count, string fault = "macropage.fault.refused") => new(null, fault, "", errors, count);
}

/// <summary>Studies of the economy, made when they are asked for and held for a while: the same question gives the same study.</summary>
internal sealed class MacroShelf(RunShelf runs, KeptFileBook files)
{
    private const int Most = 16;

    private readonly Lock turn = new();
    private readonly LinkedList<(string Key, MacroAnswer Answer)> held = new();

    /// <summary>Answers a question.</summary>
    public MacroAnswer Answer(MacroQuestion question, CancellationToken cancellationToken)
    {
        if (runs.IdOf(question.Run) is not { } run)
        {
            return MacroAnswer.Without("macropage.fault.run");
        }

        KeptFile? series = files.List(KeptFileKind.Series).FirstOrDefault(f => f.Name == question.Series);
        KeptFile? scenarios = files.List(KeptFileKind.Scenarios).FirstOrDefault(f => f.Name == question.Scenarios);
        if (series is null || (scenarios is null && question.Scenarios.Length > 0))
        {
            return MacroAnswer.Without("macropage.fault.file", series is null ? question.Series : question.Scenarios);
        }

        string key = string.Join('|', run, series.Name, series.Sha256, scenarios?.Name, scenarios?.Sha256, question.Command(run), question.Wanted?.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        lock (turn)
        {
            if (held.FirstOrDefault(h => h.Key == key) is { Answer: { } known })
            {
                return known;
            }
        }

        MacroAnswer made = Make(question, run, series.Name, scenarios?.Name, cancellationToken);
        lock (turn)
        {
            held.AddFirst((key, made));
            if (held.Count > Most)
            {
                held.RemoveLast();
            }
        }

        return made;
    }

    private MacroAnswer Make(MacroQuestion question, string run, string series, string? scenarios, CancellationToken cancellationToken)
    {
        MacroSeriesTable table = MacroSeriesTable.Read(files.Content(KeptFileKind.Series, series)!, series, cancellationToken: cancellationToken);
        MacroRowTable? rows = runs.Use(archive => archive.FindWithoutRows(run) is { } kept ? MacroRowTable.Of(run, kept.Synthetic, archive.RowsByFirm(run)) : null);
        if (rows is null)
        {
            return MacroAnswer.Without("macropage.fault.run");
        }

        MacroIndex index = MacroIndex.Of(rows, question.Options.Weight, question.Options.TailShare, question.Options.LeastFirms);
        MacroOutcome outcome = MacroStudy.Run(index, table, question.Options, rows.Synthetic, cancellationToken);
        if (outcome.Report is { Fit: { Status: not MacroStatus.Estimated } fit } && (scenarios is not null || question.Wanted is not null))
        {
            return MacroAnswer.Without("macropage.fault.fit", fit.Reason ?? "");
        }

        if (outcome.Report is { } study && scenarios is not null)
        {
            outcome = MacroScenarios.Apply(study, index, table, MacroScenarioTable.Read(files.Content(KeptFileKind.Scenarios, scenarios)!, scenarios, table.Names, cancellationToken), rows, cancellationToken: cancellationToken);
        }

        if (outcome.Report is { } stressed && question.Wanted is { } wanted)
        {
            outcome = MacroScenarios.Reverse(stressed, index, table, wanted, rows, cancellationToken: cancellationToken);
        }

        return outcome.Report is { } report ? MacroAnswer.Of(report) : MacroAnswer.Refused(outcome.Errors, outcome.ErrorCount, "macropage.fault.study");
    }
}
