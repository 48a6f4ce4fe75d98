using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Freeboard.Data.Facts;

/// <summary>SHA-256 over the facts of an import in the order in which they were given: the same in every store and dialect.</summary>
/// <remarks>One thread adds; what it added is hashed in pieces, in order, by whichever thread has the time: <see cref="Take"/>, then <see cref="Digest"/>.</remarks>
internal sealed class ContentHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ArrayBufferWriter<byte> pending = new(1 << 12);

    /// <summary>Adds cells of one row; their lengths go in too, so that no two rows read alike.</summary>
    public void Add(string kind, params ReadOnlySpan<object?> cells)
    {
        Text(kind);
        foreach (object? cell in cells)
        {
            Text(cell switch
            {
                null => "\0",
                double number => BitConverter.DoubleToInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture),
                IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
                _ => cell.ToString(),
            });
        }
    }

    /// <summary>What was added since the last call, to be hashed next.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        ReadOnlyMemory<byte> taken = pending.WrittenMemory;
        pending = new ArrayBufferWriter<byte>(1 << 12);
        return taken;
    }

    /// <summary>Hashes bytes that follow those hashed before.</summary>
    public void Digest(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);

    /// <summary>The hash of all that was taken and digested, and of what is left.</summary>
    public string Finish()
    {
        Digest(Take().Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose() => hash.Dispose();

    private void Text(string? text)
    {
        text ??= "";
        Span<byte> room = pending.GetSpan(4 + Encoding.UTF8.GetMaxByteCount(text.Length));
        int length = Encoding.UTF8.GetBytes(text, room[4..]);
        BinaryPrimitives.WriteInt32LittleEndian(room, length);
        pending.Advance(4 + length);
    }
}
