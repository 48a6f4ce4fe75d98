using CsvHelper;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Services.Tables;

/// <summary>Comma-separated text out: one dialect for every command (RFC 4180 quoting, comma, line feed, invariant culture; texts that a spreadsheet would compute are guarded by an apostrophe).</summary>
public static class CsvText
{
    internal static readonly CsvWriterOptions Dialect = new() { NewLine = "\n" };

    /// <summary>Writes a header and rows.</summary>
    /// <param name="writer">Where to; it stays open.</param>
    /// <param name="columns">Column names.</param>
    /// <param name="rows">Cells of each row, as many as columns.</param>
    public static void Write(TextWriter writer, IEnumerable<string> columns, IEnumerable<string[]> rows)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        using CsvWriter csv = CsvWriter.Create(writer, Dialect, leaveOpen: true);
        csv.WriteRecord([.. columns.Select(SpreadsheetText.Guarded)]);
        foreach (string[] row in rows)
        {
            csv.WriteRecord([.. row.Select(SpreadsheetText.Guarded)]);
        }
    }

    /// <summary>Writes rows without a header, for output that comes in pieces.</summary>
    /// <param name="writer">Where to; it stays open.</param>
    /// <param name="columns">The columns; texts are guarded, numbers are not looked at.</param>
    /// <param name="rows">Cells of each row.</param>
    public static void WriteRows(TextWriter writer, IReadOnlyList<OutputColumn> columns, IEnumerable<string[]> rows)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        using CsvWriter csv = CsvWriter.Create(writer, Dialect, leaveOpen: true);
        foreach (string[] row in rows)
        {
            csv.WriteRecord(Guarded(row, columns));
        }
    }

    /// <summary>The cells of a row as they are written. The caller's cells stay as they are: they may be written in another format too.</summary>
    internal static string[] Guarded(string[] cells, IReadOnlyList<OutputColumn> columns)
    {
        string[] written = cells;
        for (int i = 0; i < cells.Length; i++)
        {
            string cell = columns[i].Kind == CellKind.Number ? cells[i] : SpreadsheetText.Guarded(cells[i]);
            if (!ReferenceEquals(cell, cells[i]))
            {
                written = ReferenceEquals(written, cells) ? [.. cells] : written;
                written[i] = cell;
            }
        }

        return written;
    }
}
