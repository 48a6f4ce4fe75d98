using System.Text.Json;

namespace Freeboard.Services.Tables;

/// <summary>Rows as one JSON array, or as one object a line.</summary>
internal sealed class JsonRowWriter : RowWriter
{
    // Small enough for the writer's own memory to stay out of the heap of large objects.
    private const int FlushBytes = 1 << 14;

    private readonly Stream output;
    private readonly bool oneLineEach;
    private readonly Utf8JsonWriter json;
    private readonly JsonEncodedText[] keys;

    public JsonRowWriter(Stream output, IReadOnlyList<OutputColumn> columns, bool oneLineEach)
        : base(columns)
    {
        this.output = output;
        this.oneLineEach = oneLineEach;
        keys = JsonRows.KeysOf(columns);
        json = new Utf8JsonWriter(output, JsonRows.Indented with { Indented = !oneLineEach });
        if (!oneLineEach)
        {
            json.WriteStartArray();
        }
    }

    public override void Complete()
    {
        if (!oneLineEach)
        {
            json.WriteEndArray();
            json.Flush();
            output.WriteByte((byte)'\n');
        }

        output.Flush();
    }

    protected override void WriteRow(string[] cells)
    {
        JsonRows.Write(json, Columns, keys, cells);
        if (oneLineEach)
        {
            json.Flush();
            json.Reset();
            output.WriteByte((byte)'\n');
        }
        else if (json.BytesPending > FlushBytes)
        {
            json.Flush();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Letting go flushes the stream too, which may be the disk that is full.
            json.Reset();
            Abandoned.Dispose(json);
        }
    }
}
