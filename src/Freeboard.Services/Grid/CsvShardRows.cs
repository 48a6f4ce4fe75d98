using System.Text;
using CsvHelper;
using Freeboard.Data.Import.Tables;
using Freeboard.Services.Assess;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Grid;

/// <summary>Rows of a shard as CSV: their places are kept, not the rows.</summary>
internal sealed class CsvShardRows : ShardRows
{
    private const int BufferBytes = 1 << 16;

    public CsvShardRows(string path, CancellationToken cancellationToken)
        : base(path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        using StreamReader whole = new(file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, BufferBytes);
        Index(whole, cancellationToken);
    }

    public override RowFormat Format => RowFormat.Csv;

    public override IEnumerable<string[]> Read(ShardPiece piece)
    {
        byte[] bytes = new byte[piece.Length];
        using (FileStream file = new(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1))
        {
            file.Position = piece.Start;
            file.ReadExactly(bytes);
        }

        using StringReader text = new(Encoding.UTF8.GetString(bytes));
        using CsvReader csv = Reader(text);
        while (csv.Read())
        {
            string[] cells = new string[csv.FieldCount];
            for (int i = 0; i < cells.Length; i++)
            {
                string cell = csv.GetString(i) ?? "";
                cells[i] = AssessmentTable.Typed[i].Kind == CellKind.Number ? cell : SpreadsheetText.Unguarded(cell);
            }

            yield return cells;
        }
    }

    private void Index(StreamReader text, CancellationToken cancellationToken)
    {
        string header = string.Join(',', AssessmentTable.Columns);
        try
        {
            string? first = Record(text, 1, quotes: true, out long at);
            int mark = first is { Length: > 0 } && first[0] == '\uFEFF' ? 1 : 0;
            if (first?[mark..].TrimEnd('\n') != header)
            {
                throw Fault(1, "SHARD-NOT-ROWS", "The header is not that of 'freeboard assess'", "Give files that 'freeboard assess --shard' wrote, as it wrote them");
            }

            for (int line = 2; Record(text, line, quotes: true, out long bytes) is { } record; line++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                string[] cells = Cells(record);
                if (cells.Length != AssessmentTable.Columns.Count || record[^1] != '\n')
                {
                    throw Fault(line, "SHARD-NOT-ROWS", FormattableString.Invariant($"The row has {cells.Length} cells{(record[^1] == '\n' ? "" : " and no end")}, the header {AssessmentTable.Columns.Count}"), "The file was cut or changed: make the shard again");
                }

                Add(SpreadsheetText.Unguarded(cells[0]), cells[1], cells[^1], line, at, at + bytes);
                at += bytes;
            }
        }
        catch (DecoderFallbackException)
        {
            throw Fault(0, "SHARD-NOT-ROWS", "The file is not UTF-8", "Give files that 'freeboard assess --shard' wrote, as it wrote them");
        }
    }

    private static string[] Cells(string record)
    {
        if (!record.Contains('"', StringComparison.Ordinal))
        {
            return record.TrimEnd('\n').Split(',');
        }

        using StringReader text = new(record);
        using CsvReader csv = Reader(text);
        return csv.Read() ? [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i) ?? "")] : [];
    }

    private static CsvReader Reader(TextReader text) => CsvReader.Create(text, new CsvReaderOptions { Separator = ',', HasHeader = false, SkipEmptyLines = false, TrimWhitespace = false, AllowLineBreaksInQuotes = true }, leaveOpen: true);
}
