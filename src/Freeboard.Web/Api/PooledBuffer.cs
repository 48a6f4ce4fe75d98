using System.Buffers;

namespace Freeboard.Web.Api;

/// <summary>What is written until it is sent, in memory that is lent and given back: answers of half a megabyte a hundred times a second would otherwise keep the collector of large objects at work.</summary>
internal sealed class PooledBuffer : Stream
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int count;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => count;

    public override long Position
    {
        get => count;
        set => throw new NotSupportedException();
    }

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, count);

    public void Clear() => count = 0;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (bytes.Length - count < buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * bytes.Length, count + buffer.Length));
            Written.Span.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }

        buffer.CopyTo(bytes.AsSpan(count));
        count += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => Write([value]);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = [];
            count = 0;
        }

        base.Dispose(disposing);
    }
}
