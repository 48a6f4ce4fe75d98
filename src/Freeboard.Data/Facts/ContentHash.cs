using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Freeboard.Data.Facts;

/// <summary>SHA-256 over the facts of an import in the order in which they were given: the same in every store and dialect.</summary>
internal sealed class ContentHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

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

    public void Add(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);

    public string Finish() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();

    private void Text(string? text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text ?? "");
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
