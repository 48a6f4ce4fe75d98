using System.CommandLine;
using System.Globalization;
using System.Text.Json;
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
        Option<string> store = CommonOptions.Store();
        Option<bool> json = CommonOptions.Json();
        Command command = new("runs", "List the runs in the store, newest first.") { store, json };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(store)!, parsed.GetValue(json)));
        return command;
    }

    private static int Run(Terminal terminal, string store, bool json)
    {
        if (!RunArchive.Exists(store))
        {
            terminal.Fail($"{store}: NO-STORE There is no store here. Run 'freeboard assess FOLDER' first, or pass --store.");
            return ExitCode.DataRejected;
        }

        using RunArchive archive = RunArchive.Open(store);
        IReadOnlyList<RunSummary> runs = archive.List();
        if (json)
        {
            using Utf8JsonWriter writer = new(terminal.OutStream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
            writer.WriteStartArray();
            foreach (RunSummary run in runs)
            {
                writer.WriteStartObject();
                writer.WriteString("runId", run.RunId);
                writer.WriteString("asOf", Day(run.AsOf));
                writer.WriteString("version", run.Version);
                writer.WriteNumber("firms", run.Firms);
                writer.WriteNumber("rows", run.Rows);
                writer.WriteNumber("executions", run.Executions);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.Flush();
            terminal.OutStream.WriteByte((byte)'\n');
        }
        else if (terminal.OutIsTerminal)
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
            CsvText.Write(terminal.Out, Columns, runs.Select(CellsOf));
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
