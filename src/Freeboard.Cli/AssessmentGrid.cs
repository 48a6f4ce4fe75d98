using System.Globalization;
using Freeboard.Assessment;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary>Rows as a table for people: few columns, few digits, a dash where there is no number.</summary>
internal static class AssessmentGrid
{
    /// <summary>What a terminal is wide by default; a table that fits it is never wrapped.</summary>
    private const int Width = 80;
    private const int LongestName = 16;
    private const int ShortestName = 4;

    /// <summary>Rows of many firms on one day, with their names.</summary>
    public static void WriteFirms(Terminal terminal, IEnumerable<AssessmentRow> rows, IReadOnlyList<FirmDescription> firms)
    {
        Dictionary<string, string> names = firms.ToDictionary(firm => firm.Firm, firm => firm.Name, StringComparer.Ordinal);
        Write(terminal, rows, ["firm", "name"], row => [row.Firm, names.GetValueOrDefault(row.Firm, "")]);
    }

    /// <summary>Rows of one firm on many days.</summary>
    public static void WriteHistory(Terminal terminal, IEnumerable<AssessmentRow> rows) =>
        Write(terminal, rows, ["date"], row => [row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]);

    private static void Write(Terminal terminal, IEnumerable<AssessmentRow> rows, string[] keys, Func<AssessmentRow, string[]> keyOf)
    {
        AssessmentRow[] all = [.. rows];
        string[] currencies = [.. all.Select(row => row.Currency).Distinct()];
        bool oneCurrency = currencies.Length == 1;
        string[] headers = [.. keys, "DD", "EDF", "assets", "default pt", .. oneCurrency ? Array.Empty<string>() : ["cur"], "vol", "status"];
        string[][] cells = [.. all.Select(row => (string[])
        [
            .. keyOf(row),
            Fixed(row.DdRiskNeutral, "0.00"),
            row.Edf is { } edf ? Probability(edf) : "-",
            Millions(row.AssetValue),
            Millions(row.DefaultPoint),
            .. oneCurrency ? Array.Empty<string>() : [row.Currency],
            Fixed(row.AssetVolatility * 100, "0.0'%'"),
            row.Status.ToString(),
        ])];
        int name = Array.IndexOf(headers, "name");
        if (name >= 0)
        {
            // Each column has a space after it and one before the next, and the table one at each end.
            int others = Enumerable.Range(0, headers.Length).Where(column => column != name).Sum(column => cells.Select(row => CellsOf(row[column])).Append(headers[column].Length).Max());
            int room = Math.Clamp(Width - others - (2 * headers.Length) - 1, ShortestName, LongestName);
            foreach (string[] row in cells)
            {
                row[name] = Shortened(row[name], room);
            }
        }

        Table table = Grid.Make();
        foreach (string header in headers)
        {
            table.AddColumn(header is "firm" or "name" or "date" or "cur" or "status" ? Grid.Left(header) : Grid.Right(header));
        }

        foreach (string[] row in cells)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        string maps = string.Join(", ", all.Select(row => row.EdfMap).Distinct().Select(map => map == "N(-DDRiskNeutral)" ? "N(-DD)" : map));
        table.Caption = new TableTitle($"Amounts in millions{(oneCurrency ? $" of {currencies[0]}" : " of cur")}. DD: risk-neutral distance to default. EDF: {maps}. vol: of assets, a year.");
        terminal.Tables().Write(table);
    }

    /// <summary>A probability in percent; a positive one is never shown as zero.</summary>
    public static string Probability(double probability) =>
        probability is > 0 and < 0.0001 ? "<0.01%" : (probability * 100).ToString("0.00'%'", CultureInfo.InvariantCulture);

    private static string Millions(double? amount) => amount is { } a
        ? (a / 1e6).ToString(Math.Abs(a) >= 1e8 ? "#,0" : "#,0.00", CultureInfo.InvariantCulture)
        : "-";

    /// <summary>A name in so many cells of a terminal, with an ellipsis where it was cut.</summary>
    internal static string Shortened(string name, int cells)
    {
        if (CellsOf(name) <= cells)
        {
            return name;
        }

        int length = name.Length;
        while (length > 0 && CellsOf(name[..length]) > cells - 1)
        {
            length--;
        }

        return name[..length] + "…";
    }

    /// <summary>Cells that a text takes: characters of Chinese, Japanese and Korean writing take two.</summary>
    private static int CellsOf(string text) => text.Sum(c => c is >= '\u1100' and <= '\u115F' or >= '\u2E80' and <= '\uA4CF' or >= '\uAC00' and <= '\uD7A3' or >= '\uF900' and <= '\uFAFF' or >= '\uFE30' and <= '\uFE6F' or >= '\uFF00' and <= '\uFF60' ? 2 : 1);

    private static string Fixed(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
