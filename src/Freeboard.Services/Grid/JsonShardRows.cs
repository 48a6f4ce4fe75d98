using System.Globalization;
using System.Text;
using System.Text.Json;
using Freeboard.Provenance;
using Freeboard.Services.Assess;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Grid;

/// <summary>Rows of a shard in the document of <c>assess --json</c>: held whole.</summary>
internal sealed class JsonShardRows : ShardRows
{
    private readonly List<string[]> rows = [];

    public JsonShardRows(string path, CancellationToken cancellationToken)
        : base(path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            using JsonDocument document = JsonDocument.Parse(file);
            Read(document.RootElement, cancellationToken);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Fault(0, "SHARD-NOT-ROWS", "The file is not the document of 'freeboard assess --json'", "Give files that 'freeboard assess --shard' wrote, as it wrote them");
        }
    }

    public override RowFormat Format => RowFormat.Json;

    public override IEnumerable<string[]> Read(ShardPiece piece) => rows.Skip((int)piece.Start).Take((int)piece.Length);

    /// <summary>The cells of a row that is an object.</summary>
    internal static string[] CellsOf(JsonElement row)
    {
        string[] cells = new string[AssessmentTable.Columns.Count];
        int found = 0;
        for (int i = 0; i < cells.Length; i++)
        {
            // The raw digits, so that a number keeps every one.
            cells[i] = !row.TryGetProperty(AssessmentTable.JsonKeys[i], out JsonElement value) ? ""
                : value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
            found += cells[i].Length > 0 ? 1 : 0;
        }

        return found == row.EnumerateObject().Count() ? cells : throw new FormatException("The row has keys that rows have not.");
    }

    private void Read(JsonElement root, CancellationToken cancellationToken)
    {
        RunId = root.GetProperty("runId").GetString();
        Shard = root.TryGetProperty("shard", out JsonElement shard) ? FirmShard.Read(shard.GetString() ?? "") : null;
        Provenance = new RunProvenance
        {
            RunId = RunId ?? "",
            Version = root.GetProperty("version").GetString() ?? "",
            InstructionSet = root.GetProperty("instructionSet").GetString() ?? "",
            AsOf = DateOnly.ParseExact(root.GetProperty("asOf").GetString() ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Inputs = [],
            Parameters = [.. root.GetProperty("parameters").EnumerateObject().Select(static p => new RunParameter(p.Name, p.Value.GetString() ?? ""))],
            Notes = [],
        };
        using RowsHash hash = new();
        foreach (JsonElement row in root.GetProperty("rows").EnumerateArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            string[] cells = CellsOf(row);
            hash.Add(cells);
            rows.Add(cells);
            Add(cells[0], cells[1], cells[^1], 0, rows.Count - 1, rows.Count);
        }

        if (Shard is not null && root.GetProperty("rowsSha256").GetString() != hash.Take())
        {
            throw Fault(0, "SHARD-NOT-ROWS", "Its rows are not those that its hash is of", "The file was changed: make the shard again");
        }
    }
}

/// <summary>Rows of a shard, one object a line: their places are kept, not the rows.</summary>
internal sealed class NdjsonShardRows : ShardRows
{
    public NdjsonShardRows(string path, CancellationToken cancellationToken)
        : base(path)
    {
        using StreamReader text = new(path);
        long at = 0;
        for (int line = 1; Record(text, line, quotes: false, out long bytes) is { } record; line++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (record[^1] != '\n')
            {
                throw Fault(line, "SHARD-NOT-ROWS", "The line has no end", "The file was cut or changed: make the shard again");
            }

            string[] cells = CellsOf(record, line);
            Add(cells[0], cells[1], cells[^1], line, at, at + bytes);
            at += bytes;
        }
    }

    public override RowFormat Format => RowFormat.Ndjson;

    public override IEnumerable<string[]> Read(ShardPiece piece)
    {
        byte[] bytes = new byte[piece.Length];
        using (FileStream file = File.OpenRead(Path))
        {
            file.Position = piece.Start;
            file.ReadExactly(bytes);
        }

        return Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => CellsOf(line, 0));
    }

    private string[] CellsOf(string line, int number)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return JsonShardRows.CellsOf(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw Fault(number, "SHARD-NOT-ROWS", "The line is no row of 'freeboard assess'", "Give files that 'freeboard assess --shard' wrote, as it wrote them");
        }
    }
}
