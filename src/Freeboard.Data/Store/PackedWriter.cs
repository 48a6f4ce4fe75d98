using System.Buffers.Binary;
using System.Text;
using Freeboard.Assessment;

namespace Freeboard.Data.Store;

/// <summary>Writes packed columns: counts in as few bytes as they need, columns as stretches that are absent, constant or written out.</summary>
internal sealed class PackedWriter(int capacity)
{
    /// <summary>A stretch of the same value shorter than this is written out: its head would cost as much.</summary>
    internal const int ShortestStretch = 3;

    private byte[] buffer = new byte[capacity];
    private int used;

    public byte[] ToArray() => buffer.AsSpan(0, used).ToArray();

    /// <summary>A number, zero or above, in groups of seven bits.</summary>
    public void Count(int value)
    {
        Room(5);
        uint rest = (uint)value;
        while (rest >= 0x80)
        {
            buffer[used++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        buffer[used++] = (byte)rest;
    }

    public void Text(string? text)
    {
        if (text is null)
        {
            Count(0);
            return;
        }

        int length = Encoding.UTF8.GetByteCount(text);
        Count(length + 1);
        Room(length);
        used += Encoding.UTF8.GetBytes(text, buffer.AsSpan(used));
    }

    public void Words(int count, Func<int, string> at)
    {
        for (int i = 0; i < count;)
        {
            int end = i + 1;
            string word = at(i);
            while (end < count && at(end) == word)
            {
                end++;
            }

            Count(end - i);
            Text(word);
            i = end;
        }
    }

    public void Counts(int count, Func<int, int> at)
    {
        for (int i = 0; i < count;)
        {
            int end = i + 1;
            int value = at(i);
            while (end < count && at(end) == value)
            {
                end++;
            }

            Count(end - i);
            Count(value);
            i = end;
        }
    }

    /// <summary>Stretches: their length times 4, plus 0 for absent, 1 for one value, 2 for values written out.</summary>
    public void Numbers(int count, Func<int, double?> at)
    {
        long?[] bits = new long?[count];
        for (int i = 0; i < count; i++)
        {
            bits[i] = at(i) is { } number ? BitConverter.DoubleToInt64Bits(BulkRows.Finite(number)) : null;
        }

        for (int i = 0; i < count;)
        {
            int end = StretchEnd(bits, i);
            if (bits[i] is not { } constant)
            {
                Count((end - i) << 2);
            }
            else if (end - i >= ShortestStretch)
            {
                Count(((end - i) << 2) | 1);
                Eight(constant);
            }
            else
            {
                while (end < count && bits[end] is not null && StretchEnd(bits, end) is var next && next - end < ShortestStretch)
                {
                    end = next;
                }

                Count(((end - i) << 2) | 2);
                for (int k = i; k < end; k++)
                {
                    Eight(bits[k]!.Value);
                }
            }

            i = end;
        }
    }

    public void Fact(InputFact fact)
    {
        Text(fact.Name);
        Numbers(1, _ => fact.Value);
        Text(fact.Unit);
        Text(fact.Source);
        Count(fact.ValidOn is { } valid ? valid.DayNumber + 1 : 0);
        Count(fact.KnownOn is { } known ? known.DayNumber + 1 : 0);
        Text(fact.Kind);
    }

    private static int StretchEnd(long?[] bits, int start)
    {
        int end = start + 1;
        while (end < bits.Length && bits[end] == bits[start])
        {
            end++;
        }

        return end;
    }

    private void Eight(long value)
    {
        Room(8);
        BinaryPrimitives.WriteInt64LittleEndian(buffer.AsSpan(used), value);
        used += 8;
    }

    private void Room(int bytes)
    {
        if (used + bytes > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(used + bytes, 2 * buffer.Length));
        }
    }
}
