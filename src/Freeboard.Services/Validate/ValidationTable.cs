using System.Globalization;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Validate;

/// <summary>The headline figures as rows: all observations, then each slice.</summary>
public static class ValidationTable
{
    /// <summary>Column names, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["slice", "n", "events", "auc", "aucLow", "aucHigh", "brier", "meanPredicted", "meanObserved", "captureLowestDecile", "status"];

    /// <summary>The cells of one slice, in the order of <see cref="Columns"/>: 17 digits, empty where there is no number.</summary>
    /// <param name="slice">The slice.</param>
    public static string[] CellsOf(ValidationSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        return
        [
            slice.Name, slice.Observations.ToString(CultureInfo.InvariantCulture), slice.Events.ToString(CultureInfo.InvariantCulture),
            Number(slice.Area.Area), Number(slice.Area.Low), Number(slice.Area.High), Number(slice.Brier), Number(slice.MeanPredicted), Number(slice.MeanObserved),
            Number(slice.CaptureLowestDecile), slice.Area.Status.ToString(),
        ];
    }

    /// <summary>Writes a header and rows as CSV (RFC 4180, line feed).</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="report">The validation.</param>
    public static void WriteCsv(TextWriter writer, ValidationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        CsvText.Write(writer, Columns, report.Slices.Prepend(report.All).Select(CellsOf));
    }

    private static string Number(double? value) => value?.ToString("G17", CultureInfo.InvariantCulture) ?? "";
}
