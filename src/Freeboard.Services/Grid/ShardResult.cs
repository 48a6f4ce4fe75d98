using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Freeboard.Services.Grid;

/// <summary>Where an item's content stands in a result.</summary>
internal readonly record struct ShardItem(string Key, string File, long Start, int Length)
{
    public byte[] Read()
    {
        byte[] bytes = new byte[Length];
        using FileStream file = new(File, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        file.Position = Start;
        file.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>A result of a shard, or a checkpoint of one, gone through item by item.</summary>
internal static class ShardResult
{
    private const int LongestKey = 1 << 16;

    /// <summary>Goes through a whole result, held to every hash; an objection says why it is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">What it must be a part of.</param>
    /// <param name="items">Receives its items; null to verify alone.</param>
    public static string? Verify(string path, ShardHeader header, List<ShardItem>? items)
    {
        string sidecar = path + GridFolder.HashEnding;
        if (!File.Exists(sidecar))
        {
            return "its hash is not beside it";
        }

        string[] said = File.ReadAllText(sidecar).Split("  ", 2);
        using Scan scan = new(path);
        return scan.Header(header) ?? scan.Items(items, whole: true) ?? (said[0] == scan.Sha256 ? null : "its bytes are not those whose hash is beside it");
    }

    /// <summary>The items of a checkpoint, as far as they are whole; empty when it is of something else.</summary>
    public static List<ShardItem> Kept(string path, ShardHeader header)
    {
        List<ShardItem> items = [];
        if (!File.Exists(path))
        {
            return items;
        }

        using Scan scan = new(path);
        if (scan.Header(header) is null)
        {
            _ = scan.Items(items, whole: false);
        }

        return items;
    }

    private sealed class Scan(string path) : IDisposable
    {
        private readonly FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        /// <summary>Hash of the file, once its end was met.</summary>
        public string Sha256 { get; private set; } = "";

        public string? Header(ShardHeader header)
        {
            byte[] expected = header.ToBytes();
            byte[] found = new byte[Math.Min(expected.Length, file.Length)];
            file.ReadExactly(found);
            hash.AppendData(found);
            return header.Objection(found);
        }

        public string? Items(List<ShardItem>? items, bool whole)
        {
            int count = 0;
            while (Number() is { } length)
            {
                if (length == -1)
                {
                    return whole ? End(count) : "it is whole";
                }

                if (length is < 0 or > LongestKey || Bytes(length) is not { } key || Number() is not { } size || size < 0)
                {
                    return "it is cut or changed";
                }

                long start = file.Position;
                if (Bytes(size) is not { } content || Bytes(8) is not { } check || !ShardWriter.Check(key, content).AsSpan().SequenceEqual(check))
                {
                    return "it is cut or changed";
                }

                items?.Add(new ShardItem(Encoding.UTF8.GetString(key), path, start, size));
                count++;
            }

            return "it has no end";
        }

        public void Dispose()
        {
            file.Dispose();
            hash.Dispose();
        }

        private string? End(int count)
        {
            if (Number() is not { } said || said != count)
            {
                return "it does not hold as many items as it says";
            }

            byte[] own = hash.GetCurrentHash();
            if (Bytes(own.Length) is not { } kept || !own.AsSpan().SequenceEqual(kept) || file.Position != file.Length)
            {
                return "its bytes are not those whose hash it holds";
            }

            Sha256 = Convert.ToHexStringLower(hash.GetCurrentHash());
            return null;
        }

        private int? Number() => Bytes(4) is { } bytes ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : null;

        private byte[]? Bytes(int count)
        {
            if (count > file.Length - file.Position)
            {
                return null;
            }

            byte[] bytes = new byte[count];
            file.ReadExactly(bytes);
            hash.AppendData(bytes);
            return bytes;
        }
    }
}
