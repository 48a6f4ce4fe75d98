using System.CommandLine;
using System.Globalization;
using Freeboard.Services.Edf;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary><c>freeboard edf show MAP</c>.</summary>
internal static class EdfShowCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> map = new("MAP") { Description = "Map written by 'edf fit --save'." };
        Option<string> table = Table();
        Option<bool> json = CommonOptions.Json();
        Command command = new("show", "Show a map: its label, data, coefficients and errors, buckets, curve.") { map, table, json };
        command.SetAction(parsed =>
        {
            if (EdfMapOption.Read(terminal, parsed.GetValue(map)!) is not { } file)
            {
                return ExitCode.DataRejected;
            }

            Write(terminal, file, parsed.GetValue(json), parsed.GetValue(table)!);
            return ExitCode.Ok;
        });
        return command;
    }

    public static Option<string> Table()
    {
        Option<string> table = new("--table") { Description = "Which table a pipe gets.", DefaultValueFactory = _ => "summary" };
        table.AcceptOnlyFromAmong([.. EdfTable.Words]);
        return table;
    }

    /// <summary>Writes a map: JSON, the tables for people, or one table for a pipe.</summary>
    public static void Write(Terminal terminal, EdfMapFile file, bool json, string word)
    {
        if (json)
        {
            terminal.Out.Write(file.ToJson());
        }
        else if (terminal.OutIsTerminal)
        {
            foreach (string each in (string[])["summary", "coefficients", "buckets"])
            {
                Show(terminal, file, each);
            }
        }
        else
        {
            EdfTable.WriteCsv(terminal.Out, file, word);
        }
    }

    private static void Show(Terminal terminal, EdfMapFile file, string word)
    {
        (IReadOnlyList<string> columns, IReadOnlyList<string[]> rows) = EdfTable.Of(file, word);
        if (rows.Count == 0)
        {
            return;
        }

        Table grid = Grid.Make();
        foreach (string column in columns)
        {
            grid.AddColumn(word == "summary" || column == "name" ? Grid.Left(column) : Grid.Right(column));
        }

        foreach (string[] row in rows)
        {
            grid.AddRow([.. row.Select(cell => Markup.Escape(double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double v) ? v.ToString("G6", CultureInfo.InvariantCulture) : cell))]);
        }

        terminal.Tables().Write(grid);
    }
}
