using System.Buffers.Binary;
using System.Text;
using Freeboard.Assessment;

namespace Freeboard.Data.Store;

/// <summary>Reads what <see cref="PackedWriter"/> wrote.</summary>
internal ref struct PackedReader(ReadOnlySpan<byte> content)
{
    private ReadOnlySpan<byte> rest = content;

    public static StoreException Damaged() =>
        new("STORE-DAMAGED", "the packed rows of a run are not what this program packs", "Restore the store from a copy, or make the run again in another one");

    public int Count()
    {
        uint value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            if (rest.IsEmpty)
            {
                throw Damaged();
            }

            byte next = rest[0];
            rest = rest[1..];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value <= int.MaxValue ? (int)value : throw Damaged();
            }
        }

        throw Damaged();
    }

    /// <summary>A number of things, each of which takes a byte or more.</summary>
    public int Length() => Count() is var count && count <= rest.Length ? count : throw Damaged();

    /// <summary>The day so many days after the one before.</summary>
    public DateOnly DayAfter(ref int day)
    {
        int step = Count();
        day = step <= DateOnly.MaxValue.DayNumber - day ? day + step : throw Damaged();
        return DateOnly.FromDayNumber(day);
    }

    public string? Text()
    {
        int length = Count() - 1;
        if (length < 0)
        {
            return null;
        }

        return Encoding.UTF8.GetString(Take(length));
    }

    public void Words(SegmentCodec.RowDraft[] drafts, Action<SegmentCodec.RowDraft, string> set)
    {
        for (int i = 0; i < drafts.Length;)
        {
            int end = End(i, Count(), drafts.Length);
            string word = Text() ?? throw Damaged();
            for (; i < end; i++)
            {
                set(drafts[i], word);
            }
        }
    }

    public void Counts(SegmentCodec.RowDraft[] drafts, Action<SegmentCodec.RowDraft, int> set)
    {
        for (int i = 0; i < drafts.Length;)
        {
            int end = End(i, Count(), drafts.Length);
            int value = Count();
            for (; i < end; i++)
            {
                set(drafts[i], value);
            }
        }
    }

    public void Numbers(SegmentCodec.RowDraft[] drafts, Action<SegmentCodec.RowDraft, double?> set)
    {
        for (int i = 0; i < drafts.Length;)
        {
            int head = Count();
            int end = End(i, head >> 2, drafts.Length);
            int kind = head & 3;
            double? constant = kind == 1 ? Eight() : null;
            for (; i < end; i++)
            {
                set(drafts[i], kind == 2 ? Eight() : constant);
            }
        }
    }

    public InputFact Fact()
    {
        string name = Text() ?? throw Damaged();
        double? value = (Count() & 3) == 0 ? null : Eight();
        return new InputFact
        {
            Name = name,
            Value = value,
            Unit = Text() ?? throw Damaged(),
            Source = Text() ?? throw Damaged(),
            ValidOn = Day(),
            KnownOn = Day(),
            Kind = Text() ?? throw Damaged(),
        };
    }

    private static int End(int start, int length, int count) =>
        length > 0 && length <= count - start ? start + length : throw Damaged();

    private DateOnly? Day()
    {
        int number = Count();
        return number == 0 ? null : number <= DateOnly.MaxValue.DayNumber + 1 ? DateOnly.FromDayNumber(number - 1) : throw Damaged();
    }

    private double Eight() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > rest.Length)
        {
            throw Damaged();
        }

        ReadOnlySpan<byte> taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
