using System.Text;
using CsvHelper;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Services.Tables;

/// <summary>Rows as CSV: the dialect of <see cref="CsvText"/>.</summary>
internal sealed class CsvRowWriter : RowWriter
{
    private readonly StreamWriter text;
    private readonly CsvWriter csv;

    public CsvRowWriter(Stream output, IReadOnlyList<OutputColumn> columns, bool byteOrderMark)
        : base(columns)
    {
        text = new StreamWriter(output, new UTF8Encoding(byteOrderMark), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        csv = CsvWriter.Create(text, CsvText.Dialect, leaveOpen: true);
        csv.WriteRecord([.. columns.Select(column => SpreadsheetText.Guarded(column.Name))]);
    }

    public override void Complete()
    {
        csv.Flush();
        text.Flush();
    }

    protected override void WriteRow(string[] cells) => csv.WriteRecord(CsvText.Guarded(cells, Columns));

    protected override void Dispose(bool disposing)
    {
        // A writer that was not completed may have a full disk behind it: what it still holds is of no use, and writing it would throw again.
        if (disposing)
        {
            Abandoned.Dispose(csv);
            Abandoned.Dispose(text);
        }
    }
}
