using System.Text;
using System.Text.Json;

namespace Freeboard.Services.Grid;

/// <summary>The first line of a result: what it is a part of.</summary>
internal sealed record ShardHeader(string Plan, string RunId, FirmShard Shard, string Version, string InstructionSet)
{
    private const string Schema = "freeboard-shard/1";

    public static ShardHeader Of(GridManifest manifest, int shard) => new(manifest.Id, manifest.RunId, new FirmShard(shard, manifest.Shards), manifest.Version, manifest.InstructionSet);

    public byte[] ToBytes()
    {
        using MemoryStream output = new();
        using (Utf8JsonWriter json = new(output))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("plan", Plan);
            json.WriteString("runId", RunId);
            json.WriteString("shard", Shard.ToString());
            json.WriteString("version", Version);
            json.WriteString("instructionSet", InstructionSet);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        return output.ToArray();
    }

    /// <summary>Whether a line is this header; null when it is, else what is wrong.</summary>
    public string? Objection(ReadOnlySpan<byte> line)
    {
        if (line.SequenceEqual(ToBytes()))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetString(line));
            return document.RootElement.GetProperty("plan").GetString() == Plan ? "it is of another shard" : "it is of another plan";
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "its first line cannot be read";
        }
    }
}
