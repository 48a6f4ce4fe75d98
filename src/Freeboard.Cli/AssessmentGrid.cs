using System.Globalization;
using Freeboard.Assessment;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary>Rows as a table for people: few columns, few digits, a dash where there is no number.</summary>
internal static class AssessmentGrid
{
    /// <summary>Rows of many firms on one day, with their names.</summary>
    public static void WriteFirms(Terminal terminal, IEnumerable<AssessmentRow> rows, IReadOnlyList<FirmDescription> firms)
    {
        Dictionary<string, string> names = firms.ToDictionary(firm => firm.Firm, firm => firm.Name, StringComparer.Ordinal);
        Write(terminal, rows, ["firm", "name"], row => [row.Firm, Shortened(names.GetValueOrDefault(row.Firm, ""))]);
    }

    /// <summary>Rows of one firm on many days.</summary>
    public static void WriteHistory(Terminal terminal, IEnumerable<AssessmentRow> rows) =>
        Write(terminal, rows, ["date"], row => [row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]);

    private static void Write(Terminal terminal, IEnumerable<AssessmentRow> rows, string[] keys, Func<AssessmentRow, string[]> keyOf)
    {
        AssessmentRow[] all = [.. rows];
        string[] currencies = [.. all.Select(row => row.Currency).Distinct()];
        bool oneCurrency = currencies.Length == 1;
        Table table = Grid.Make();
        foreach (string key in keys)
        {
            table.AddColumn(Grid.Left(key));
        }

        foreach (string column in (string[])["DD", "EDF", "assets", "default pt", "vol"])
        {
            table.AddColumn(Grid.Right(column));
        }

        table.AddColumn(Grid.Left("status"));
        foreach (AssessmentRow row in all)
        {
            string money(double? amount) => Millions(amount) + (oneCurrency || amount is null ? "" : " " + row.Currency);
            table.AddRow([.. keyOf(row).Select(Markup.Escape),
                Fixed(row.DdRiskNeutral, "0.00"),
                row.Edf is { } edf ? Probability(edf) : "-",
                money(row.AssetValue),
                money(row.DefaultPoint),
                Fixed(row.AssetVolatility * 100, "0.0'%'"),
                row.Status.ToString()]);
        }

        table.Caption = new TableTitle($"Amounts in millions{(oneCurrency ? $" of {currencies[0]}" : "")}. DD: risk-neutral distance to default. EDF: N(-DD). vol: of assets, a year.");
        terminal.Tables().Write(table);
    }

    /// <summary>A probability in percent; a positive one is never shown as zero.</summary>
    public static string Probability(double probability) =>
        probability is > 0 and < 0.0001 ? "<0.01%" : (probability * 100).ToString("0.00'%'", CultureInfo.InvariantCulture);

    private static string Millions(double? amount) => amount is { } a
        ? (a / 1e6).ToString(Math.Abs(a) >= 1e8 ? "#,0" : "#,0.00", CultureInfo.InvariantCulture)
        : "-";

    private static string Shortened(string name) => name.Length <= 16 ? name : name[..15] + "…";

    private static string Fixed(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
