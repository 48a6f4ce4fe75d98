using System.Globalization;
using Freeboard.Services.Tables;

namespace Freeboard.Services.FirmYears;

/// <summary>Distances of firm-years as rows.</summary>
public static class FirmYearDistanceTable
{
    private static readonly string[] Columns = ["firm_id", "year", "equityVolatility", "volatilitySource", "defaultPoint", "distance", "status", "label", "group"];
    private static readonly HashSet<string> Words = ["firm_id", "volatilitySource", "status", "group"];

    /// <summary>Writes CSV.</summary>
    /// <param name="writer">Where to; it stays open.</param>
    /// <param name="rows">The rows.</param>
    public static void WriteCsv(TextWriter writer, IEnumerable<FirmYearDistance> rows) => CsvText.Write(writer, Columns, rows.Select(CellsOf));

    /// <summary>Writes JSON: an array of objects, absent where there is no number.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="rows">The rows.</param>
    public static void WriteJson(Stream output, IEnumerable<FirmYearDistance> rows) => JsonRows.Write(output, Columns, Words, rows.Select(CellsOf));

    private static string[] CellsOf(FirmYearDistance row) =>
    [
        row.Row.Firm, row.Row.Year.ToString(CultureInfo.InvariantCulture), Number(row.EquityVolatility), row.VolatilitySource, Number(row.DefaultPoint), Number(row.Distance), row.Status.ToString(),
        row.Row.Label switch { true => "1", false => "0", null => "" }, row.Row.Group,
    ];

    private static string Number(double? value) => value?.ToString("G17", CultureInfo.InvariantCulture) ?? "";
}
