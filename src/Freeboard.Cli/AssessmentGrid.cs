using System.Globalization;
using Freeboard.Assessment;
using Spectre.Console;

namespace Freeboard.Cli;

/// <summary>Rows as a table for people: few columns, few digits, a dash where there is no number.</summary>
internal static class AssessmentGrid
{
    public static void Write(Terminal terminal, IEnumerable<AssessmentRow> rows, bool withDate)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn(withDate ? "date" : "firm");
        foreach (string column in (string[])["DD", "EDF", "asset value", "default point", "asset vol", "currency"])
        {
            table.AddColumn(new TableColumn(column) { Alignment = Justify.Right });
        }

        table.AddColumn("status");
        foreach (AssessmentRow row in rows)
        {
            table.AddRow(
                Markup.Escape(withDate ? row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : row.Firm),
                Fixed(row.DdRiskNeutral, "0.00"),
                row.Edf is { } edf ? Probability(edf) : "-",
                Money(row.AssetValue),
                Money(row.DefaultPoint),
                Fixed(row.AssetVolatility * 100, "0.0'%'"),
                Markup.Escape(row.Currency),
                row.Status.ToString());
        }

        terminal.Tables().Write(table);
    }

    /// <summary>A probability in percent; a positive one is never shown as zero.</summary>
    public static string Probability(double probability) =>
        probability is > 0 and < 0.0001 ? "<0.01%" : (probability * 100).ToString("0.00'%'", CultureInfo.InvariantCulture);

    private static string Money(double? amount) => amount switch
    {
        null => "-",
        { } a when Math.Abs(a) >= 1e9 => (a / 1e9).ToString("#,0.00", CultureInfo.InvariantCulture) + " bn",
        { } a when Math.Abs(a) >= 1e6 => (a / 1e6).ToString("#,0.00", CultureInfo.InvariantCulture) + " m",
        { } a => a.ToString("#,0.##", CultureInfo.InvariantCulture),
    };

    private static string Fixed(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
