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
        foreach (JsonElement row in root.GetProperty("rows").EnumerateArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            string[] cells = CellsOf(row);
            rows.Add(cells);
            Add(cells[0], cells[1], cells[^1], 0, rows.Count - 1, rows.Count);
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
        for (int line = 1; text.ReadLine() is { } record; line++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string[] cells = CellsOf(record, line);
            long end = at + Encoding.UTF8.GetByteCount(record) + 1;
            Add(cells[0], cells[1], cells[^1], line, at, end);
            at = end;
        }

        if (at != new FileInfo(path).Length)
        {
            throw Fault(0, "SHARD-NOT-ROWS", "The file was cut or changed", "Make the shard again");
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
