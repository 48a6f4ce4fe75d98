using System.Security.Cryptography;
using System.Text.Json;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Grid;

/// <summary>What the sidecar of a file of rows says: its hash, its rows, the shard that it is.</summary>
internal sealed record ShardSidecar(string Path, string Sha256, long Rows, FirmShard? Shard, string? RunId)
{
    /// <summary>Reads the sidecar of a file; null where there is none.</summary>
    public static ShardSidecar? Of(string path)
    {
        string place = path + RowFile.SidecarEnding;
        if (!File.Exists(place))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(place));
            JsonElement root = document.RootElement;
            return new ShardSidecar(
                path,
                root.GetProperty("sha256").GetString() ?? "",
                root.GetProperty("rows").GetInt64(),
                root.TryGetProperty("shard", out JsonElement shard) ? FirmShard.Read(shard.GetString() ?? "") : null,
                root.TryGetProperty("runId", out JsonElement run) ? run.GetString() : null);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Damaged(System.IO.Path.GetFileName(place), "It cannot be read");
        }
    }

    /// <summary>Holds a file to what is said of it.</summary>
    public void Check(ShardRows rows)
    {
        using FileStream file = File.OpenRead(Path);
        if (Convert.ToHexStringLower(SHA256.HashData(file)) != Sha256)
        {
            throw Damaged(rows.Name, "Its bytes are not those whose hash its sidecar has");
        }

        if (rows.Rows != Rows)
        {
            throw Damaged(rows.Name, FormattableString.Invariant($"It has {rows.Rows} rows, its sidecar says {Rows}"));
        }

        if (rows.Shard is { } own && Shard is { } said && own != said)
        {
            throw Damaged(rows.Name, $"It is shard {own}, its sidecar says {said}");
        }
    }

    private static ShardRowsException Damaged(string name, string reason) => new(new RowError(name, 0, "", "SHARD-DAMAGED", reason, "Make the shard again with 'freeboard assess --shard'"));
}
