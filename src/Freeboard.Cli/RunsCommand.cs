using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary><c>freeboard runs</c>: the runs kept in a store.</summary>
internal static class RunsCommand
{
    private static readonly string[] Columns = ["runId", "asOf", "version", "firms", "rows", "executions"];

    public static Command Create(Terminal terminal)
    {
        Command command = List(terminal, "runs", "List the runs in the store, newest first; export and replay them.");
        command.Add(List(terminal, "list", "List the runs in the store, newest first."));
        command.Add(RunsExportCommand.Create(terminal));
        command.Add(RunsReplayCommand.Create(terminal));
        return command;
    }

    private static Command List(Terminal terminal, string name, string description)
    {
        Option<string> store = CommonOptions.Store();
        OutputOptions output = new();
        Command command = new(name, description) { store };
        output.AddTo(command);
        command.SetAction(parsed => Run(terminal, parsed.GetValue(store)!, output.Read(terminal, parsed, ("the store", RowOutput.FileOf(parsed.GetValue(store)!)))));
        return command;
    }

    private static int Run(Terminal terminal, string store, RowOutput output)
    {
        if (!RunArchive.Exists(store))
        {
            terminal.Fail($"{store}: NO-STORE There is no store here. Run 'freeboard assess FOLDER' first, or pass --store.");
            return ExitCode.DataRejected;
        }

        using RunArchive archive = RunArchive.Open(store);
        IReadOnlyList<RunSummary> runs = archive.List();
        if (output.IsForAPerson)
        {
            // The time of day is for the person at the terminal; it never enters a file or a pipe.
            Table table = Grid.Make();
            foreach (string column in Columns.Append("last made, UTC"))
            {
                table.AddColumn(Grid.Left(column));
            }

            foreach (RunSummary run in runs)
            {
                table.AddRow([.. CellsOf(run).Append(run.LastFinishedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)).Select(Markup.Escape)]);
            }

            terminal.Tables().Write(table);
        }
        else
        {
            output.Write(new OutputTable { Name = "runs", Columns = OutputColumn.Of(Columns, "runId", "asOf", "version"), Rows = runs.Select(CellsOf) });
        }

        return ExitCode.Ok;
    }

    private static string[] CellsOf(RunSummary run) =>
    [
        run.RunId, Day(run.AsOf), run.Version, Count(run.Firms), Count(run.Rows), Count(run.Executions),
    ];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
