using System.CommandLine;
using Freeboard.Assessment;
using Freeboard.Services.Assess;
using Freeboard.Services.Runs;

namespace Freeboard.Cli;

/// <summary><c>freeboard show FIRM</c>: one firm's rows in a kept run.</summary>
internal static class ShowCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> firm = new("FIRM") { Description = "Firm code, as in the input." };
        Option<string> store = CommonOptions.Store();
        Option<string?> run = new("--run") { Description = "Run id, or its first characters; the newest run when left out.", HelpName = "ID" };
        OutputOptions output = new();
        Command command = new("show", "Show a firm's history in a run.") { firm, store, run };
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            string address = parsed.GetValue(store)!;
            return Run(terminal, parsed.GetValue(firm)!, address, parsed.GetValue(run), output.Read(terminal, parsed, ("the store", RowOutput.FileOf(address))));
        });
        return command;
    }

    private static int Run(Terminal terminal, string firm, string store, string? runId, RowOutput output)
    {
        if (!RunArchive.Exists(store))
        {
            terminal.Fail($"{store}: NO-STORE There is no store here. Run 'freeboard assess FOLDER' first, or pass --store.");
            return ExitCode.DataRejected;
        }

        using RunArchive archive = RunArchive.Open(store);
        if (archive.Find(runId, firm) is not { } run)
        {
            terminal.Fail(runId is null
                ? $"{store}: NO-RUN The store holds no run. Run 'freeboard assess FOLDER' first."
                : $"{store}: NO-RUN No single run begins with '{runId}'. 'freeboard runs' lists them.");
            return ExitCode.DataRejected;
        }

        AssessmentRow[] rows = [.. run.Rows.Where(row => row.Firm == firm)];
        if (rows.Length == 0)
        {
            MissingRows why = MissingRows.Of(run, firm);
            terminal.Fail($"{firm}: {why.Code} {why.Text}");
            return ExitCode.DataRejected;
        }

        if (output.IsForAPerson)
        {
            FirmDescription description = run.Firms.First(f => f.Firm == firm);
            terminal.Say($"{description.Firm} {description.Name}, run {run.Provenance.RunId}");
            AssessmentGrid.WriteHistory(terminal, rows);
        }
        else
        {
            output.Write(AssessmentTable.TableOf(run.Provenance, rows));
        }

        return ExitCode.Ok;
    }
}
