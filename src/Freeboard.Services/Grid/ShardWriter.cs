using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Grid;

/// <summary>Writes the result of a shard: beside its place under a name of its own, flushed, renamed, its hash beside it last.</summary>
/// <remarks>
/// <para>Shape: the header's line; for each item its key (length, UTF-8), its content (length, bytes) and the first 8 bytes of their SHA-256; then -1, the number of items, and the SHA-256 of all before.</para>
/// <para>Two tasks that do one shard at a time write the same bytes to two names: whoever renames last changes nothing.</para>
/// </remarks>
internal sealed class ShardWriter : IDisposable
{
    private readonly string place;
    private readonly string partial;
    private readonly FileStream file;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int items;

    public ShardWriter(string place, ShardHeader header)
    {
        this.place = place;
        partial = place + "." + Path.GetRandomFileName() + GridFolder.PartialEnding;
        file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);
        Put(header.ToBytes());
    }

    public void Add(string key, ReadOnlySpan<byte> content)
    {
        byte[] name = Encoding.UTF8.GetBytes(key);
        Put(Length(name.Length));
        Put(name);
        Put(Length(content.Length));
        Put(content);
        Put(Check(name, content));
        items++;
    }

    /// <summary>Everything is there: to its place, with its hash.</summary>
    public void Complete()
    {
        Put(Length(-1));
        Put(Length(items));
        Put(hash.GetCurrentHash());
        string sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        Close();

        // A hash never speaks of another file: the old one goes first, the new one comes last.
        File.Delete(place + GridFolder.HashEnding);
        File.Move(partial, place, overwrite: true);
        WholeFile.Write(place + GridFolder.HashEnding, Encoding.UTF8.GetBytes($"{sha256}  {Path.GetFileName(place)}\n"));
        File.Delete(place + GridFolder.CheckpointEnding);
    }

    /// <summary>What there is goes to where the next task looks for it.</summary>
    public void Keep()
    {
        Close();
        File.Move(partial, place + GridFolder.CheckpointEnding, overwrite: true);
    }

    public void Dispose()
    {
        hash.Dispose();
        file.Dispose();
        File.Delete(partial);
    }

    /// <summary>The first 8 bytes of the hash of an item.</summary>
    internal static byte[] Check(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content)
    {
        using IncrementalHash both = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        both.AppendData(key);
        both.AppendData(content);
        return both.GetHashAndReset()[..8];
    }

    private static byte[] Length(int length)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        return bytes;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes);
        hash.AppendData(bytes);
    }

    private void Close()
    {
        file.Flush(flushToDisk: true);
        file.Dispose();
    }
}
