using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Services.Assess;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Runs;

/// <summary>A table of a run's result as a bundle keeps it: CSV, a line at most for each row of the run, firm and date first.</summary>
/// <param name="Name">What a difference in it is called.</param>
/// <param name="Path">Its path in the bundle.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="CellsOf">The cells of a row; null where the table has no line for it.</param>
internal sealed record ResultTable(string Name, string Path, IReadOnlyList<OutputColumn> Columns, Func<AssessmentRow, string[]?> CellsOf)
{
    private static readonly string[] CloseColumns = ["firm", "date", "adjustedClose", "returnBreaks"];

    /// <summary>The rows, the very bytes that assess prints.</summary>
    public static ResultTable Rows { get; } = new("rows", "result/rows.csv", AssessmentTable.Typed, AssessmentTable.CellsOf);

    /// <summary>The adjusted closes that are kept beside the rows, for explain.</summary>
    public static ResultTable Closes { get; } = new("closes", "result/closes.csv", OutputColumn.Of(CloseColumns, CloseColumns.Take(2)), static row => row.AdjustedClose is null && row.ReturnBreaks is null
        ? null
        : [row.Firm, row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.AdjustedClose?.ToString("G17", CultureInfo.InvariantCulture) ?? "", row.ReturnBreaks?.ToString(CultureInfo.InvariantCulture) ?? ""]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResultTable> All { get; } = [Rows, Closes];

    /// <summary>A writer with the header written.</summary>
    public RowWriter Open(Stream output) => RowWriter.Open(output, RowFormat.Csv, Columns);

    /// <summary>Writes the lines of rows.</summary>
    public void Write(RowWriter writer, IReadOnlyList<AssessmentRow> rows)
    {
        foreach (AssessmentRow row in rows)
        {
            if (CellsOf(row) is { } cells)
            {
                writer.Write(cells);
            }
        }
    }

    /// <summary>Writes the table of a run that comes in pieces.</summary>
    /// <returns>Its lines, the header not counted.</returns>
    public long Write(Stream output, IEnumerable<IReadOnlyList<AssessmentRow>> rows, CancellationToken cancellationToken)
    {
        using RowWriter writer = Open(output);
        foreach (IReadOnlyList<AssessmentRow> piece in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(writer, piece);
        }

        writer.Complete();
        return writer.Rows;
    }
}
