using System.Globalization;
using Freeboard.Services.Tables;

namespace Freeboard.Services.FirmYears;

/// <summary>The comparison as rows.</summary>
public static class FirmYearComparisonTable
{
    private static readonly HashSet<string> Words = ["volatility", "distance", "policy"];

    /// <summary>Columns, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "volatility", "distance", "driftWeight", "n", "events", "auc", "aucLow", "aucHigh", "aucWithinPlaces", "laterFrom", "laterEvents", "laterAuc", "laterAucLow", "laterAucHigh", "judgedN", "judgedEvents", "judgedAuc", "judgedAucLow", "judgedAucHigh", "policy",
    ];

    /// <summary>The cells of one row, numbers with 17 digits, empty where there is none.</summary>
    /// <param name="row">The row.</param>
    public static string[] CellsOf(FirmYearComparisonRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return
        [
            row.Candidate.Volatility, row.Candidate.Distance.ToString(), Number(row.Policy.Distance is FirmYearDistanceKind.Physical or FirmYearDistanceKind.Naive ? row.Policy.DriftWeight : null),
            Number(row.CrossValidated.Events + row.CrossValidated.NonEvents), Number(row.CrossValidated.Events), Number(row.CrossValidated.Area), Number(row.CrossValidated.Low), Number(row.CrossValidated.High), Number(row.WithinPlaces),
            Number(row.LaterFrom), Number(row.Later.Events), Number(row.Later.Area), Number(row.Later.Low), Number(row.Later.High),
            Number(row.Judged?.Events + row.Judged?.NonEvents), Number(row.Judged?.Events), Number(row.Judged?.Area), Number(row.Judged?.Low), Number(row.Judged?.High), row.Policy.Name,
        ];
    }

    /// <summary>Writes CSV.</summary>
    /// <param name="writer">Where to; it stays open.</param>
    /// <param name="rows">The rows.</param>
    public static void WriteCsv(TextWriter writer, IEnumerable<FirmYearComparisonRow> rows) => CsvText.Write(writer, Columns, rows.Select(CellsOf));

    /// <summary>Writes JSON: an array of objects with the columns as keys.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="rows">The rows.</param>
    public static void WriteJson(Stream output, IEnumerable<FirmYearComparisonRow> rows) => JsonRows.Write(output, Columns, Words, rows.Select(CellsOf));

    private static string Number(double? value) => value?.ToString("G17", CultureInfo.InvariantCulture) ?? "";
}
