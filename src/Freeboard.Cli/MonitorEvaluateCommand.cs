using System.CommandLine;
using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Services.Edf;
using Freeboard.Services.Labels;
using Freeboard.Services.Monitoring;
using Freeboard.Services.Runs;
using Freeboard.Services.Validate;

namespace Freeboard.Cli;

/// <summary><c>freeboard monitor evaluate --labels FILE</c>: how many months before events the alerts came, and how many came to nothing.</summary>
internal static class MonitorEvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string> labels = new("--labels") { Description = "Events: a CSV file firm,date,event with st, default, bankruptcy or delisted.", HelpName = "FILE", Required = true };
        Option<string?> rules = MonitorSettings.Rules();
        Option<string?> rows = MonitorSettings.Rows();
        Option<string> store = CommonOptions.Store();
        Option<string?> run = new("--run") { Description = "Run id, or its first characters; the newest run when left out.", HelpName = "ID" };
        Option<string?> labelEvent = new("--event") { Description = "The event that counts; the first of default, bankruptcy, st, delisted that the file has when left out.", HelpName = "EVENT" };
        Option<string> horizon = new("--horizon") { Description = "How long before an event an alert counts: 12m, 2y.", HelpName = "MONTHS", DefaultValueFactory = _ => "12m" };
        Option<double> level = new("--level") { Description = "Level of the intervals.", HelpName = "P", DefaultValueFactory = _ => 0.95 };
        Option<string?> until = new("--watched-to") { Description = "Last day on which events were recorded; the later of the last event and the last row when left out.", HelpName = "DATE" };
        Option<bool> ignoreExtra = CommonOptions.IgnoreExtra();
        Option<bool> keepGoing = CommonOptions.KeepGoing();
        OutputOptions output = new();
        labelEvent.AcceptOnlyFromAmong([.. EdfWords.ObservableEvents]);
        Command command = new("evaluate", "Measure the rules on dated events: lead time, events caught, false alerts a firm and year.") { labels, rules, rows, store, run, labelEvent, horizon, level, until, ignoreExtra, keepGoing };
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string place = parsed.GetValue(store)!;
            RowOutput written = output.Read(terminal, parsed, ("the store", RowOutput.FileOf(place)), ("the labels", parsed.GetValue(labels)), ("the input", parsed.GetValue(rows)));
            if (parsed.GetValue(level) is not (> 0 and < 1))
            {
                throw new SettingException("--level", "", "a level lies between 0 and 1, such as 0.95.");
            }

            int months = HorizonText.Months("--horizon", parsed.GetValue(horizon)!);
            if (months > 240)
            {
                throw new SettingException("--horizon", parsed.GetValue(horizon)!, "give at most 240 months.");
            }

            DateOnly? watched = parsed.GetValue(until) is { } day ? ValidateSettings.Day("--watched-to", day) : null;
            if (MonitorCommand.ReadRules(terminal, parsed.GetValue(rules)) is not { } read || EquityFile.Read(terminal, parsed.GetValue(labels)!) is not { } bytes)
            {
                return Task.FromResult(ExitCode.DataRejected);
            }

            LabelTable events = LabelTable.Read(bytes, Path.GetFileName(parsed.GetValue(labels)!), parsed.GetValue(ignoreExtra), cancellationToken);
            bool keep = parsed.GetValue(keepGoing);
            CommandLineApplication.PrintErrors(terminal, events.Errors, events.ErrorCount);
            if (events.ErrorCount > 0 && !keep)
            {
                return Task.FromResult(ExitCode.DataRejected);
            }

            MonitorInput? input = parsed.GetValue(rows) is { } file
                ? MonitorCommand.ReadRows(terminal, file, read, cancellationToken)
                : RunArchive.Exists(place) ? MonitorCommand.OfRun(terminal, place, parsed.GetValue(run), null) : NoStore(terminal, place);
            if (input is null || MonitorCommand.Rejected(terminal, input, keep))
            {
                return Task.FromResult(ExitCode.DataRejected);
            }

            LabelEvent wanted = EdfWords.Event(parsed.GetValue(labelEvent)) ?? RunValidation.DefaultEvent(events);
            MonitorEvaluation evaluation = MonitorEvaluation.Of(read, input, events, wanted, months, parsed.GetValue(level), watched, cancellationToken);
            written.Write(evaluation.ToTable(), cancellationToken);
            foreach (QualityNote note in evaluation.Notes)
            {
                terminal.Fail(FormattableString.Invariant($"{note.Code} ({note.Count}) {note.Text}"));
            }

            return Task.FromResult(input.ErrorCount + events.ErrorCount > 0 || evaluation.Rules.All(static r => r.Record.Events == 0) ? ExitCode.Partial : ExitCode.Ok);
        });
        return command;
    }

    private static MonitorInput? NoStore(Terminal terminal, string store)
    {
        terminal.Fail($"{store}: NO-STORE There is no store here. Run 'freeboard assess FOLDER' first, pass --store, or give rows with --rows.");
        return null;
    }
}
