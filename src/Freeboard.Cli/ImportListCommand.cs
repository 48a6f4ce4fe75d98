using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Freeboard.Services.Import;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary><c>freeboard import list</c>: the imports in a store.</summary>
internal static class ImportListCommand
{
    private static readonly string[] Columns = ["import", "source", "files", "rows", "facts", "undone", "contentHash"];

    public static Command Create(Terminal terminal)
    {
        Option<string> store = CommonOptions.Store();
        OutputOptions output = new();
        Command command = new("list", "List the imports in the store, in their order.") { store };
        output.AddTo(command);
        command.SetAction(parsed => Run(terminal, parsed.GetValue(store)!, output.Read(terminal, parsed, ("the store", RowOutput.FileOf(parsed.GetValue(store)!)))));
        return command;
    }

    private static int Run(Terminal terminal, string store, RowOutput output)
    {
        if (!RunArchive.Exists(store))
        {
            terminal.Fail($"{store}: NO-STORE There is no store here. Run 'freeboard import PATH...' first, or pass --store.");
            return ExitCode.DataRejected;
        }

        IReadOnlyList<KeptImport> imports = ImportService.List(store);
        if (output.IsForAPerson)
        {
            Table table = Grid.Make();
            foreach (string column in Columns[..^1].Append("made, UTC"))
            {
                table.AddColumn(Grid.Left(column));
            }

            foreach (KeptImport import in imports)
            {
                table.AddRow([.. CellsOf(import)[..^1].Append(import.FinishedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)).Select(Markup.Escape)]);
            }

            terminal.Tables().Write(table);
        }
        else
        {
            output.Write(new OutputTable
            {
                Name = "imports",
                Columns = OutputColumn.Of(Columns, "source", "undone", "contentHash"),
                Rows = imports.Select(CellsOf),
                JsonDocument = stream => WriteJson(stream, imports),
            });
        }

        return ExitCode.Ok;
    }

    private static void WriteJson(Stream output, IReadOnlyList<KeptImport> imports)
    {
        using (Utf8JsonWriter writer = new(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartArray();
            foreach (KeptImport import in imports)
            {
                writer.WriteStartObject();
                writer.WriteNumber("import", import.Import);
                writer.WriteString("source", import.Source);
                writer.WriteNumber("files", import.Files);
                writer.WriteNumber("rows", import.Rows);
                writer.WriteNumber("facts", import.Facts);
                writer.WriteBoolean("undone", import.Undone);
                writer.WriteString("contentHash", import.ContentHash);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    }

    private static string[] CellsOf(KeptImport import) =>
    [
        Number(import.Import), import.Source, Number(import.Files), Number(import.Rows), Number(import.Facts), import.Undone ? "yes" : "no", import.ContentHash,
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
