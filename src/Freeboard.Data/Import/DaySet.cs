using System.Numerics;

namespace Freeboard.Data.Import;

/// <summary>A set of days in one bit each: ten years of a firm are half a kilobyte.</summary>
internal sealed class DaySet
{
    private ulong[] words = [];
    private int firstWord;

    public int Count { get; private set; }

    public DateOnly First { get; private set; }

    public DateOnly Last { get; private set; }

    /// <summary>Adds a day; false when it was there.</summary>
    public bool Add(DateOnly day)
    {
        int word = day.DayNumber >> 6;
        Reach(word);
        ulong bit = 1UL << (day.DayNumber & 63);
        ref ulong slot = ref words[word - firstWord];
        if ((slot & bit) != 0)
        {
            return false;
        }

        slot |= bit;
        First = Count == 0 || day < First ? day : First;
        Last = Count == 0 || day > Last ? day : Last;
        Count++;
        return true;
    }

    public bool Contains(DateOnly day)
    {
        int word = (day.DayNumber >> 6) - firstWord;
        return (uint)word < (uint)words.Length && (words[word] & (1UL << (day.DayNumber & 63))) != 0;
    }

    /// <summary>How many days from one to another, both included, are in the set.</summary>
    public int CountBetween(DateOnly from, DateOnly to)
    {
        int count = 0;
        for (int word = from.DayNumber >> 6; word <= to.DayNumber >> 6; word++)
        {
            int index = word - firstWord;
            if ((uint)index >= (uint)words.Length)
            {
                continue;
            }

            ulong bits = words[index];
            bits &= word == from.DayNumber >> 6 ? ulong.MaxValue << (from.DayNumber & 63) : ulong.MaxValue;
            bits &= word == to.DayNumber >> 6 ? ulong.MaxValue >> (63 - (to.DayNumber & 63)) : ulong.MaxValue;
            count += BitOperations.PopCount(bits);
        }

        return count;
    }

    private void Reach(int word)
    {
        if (words.Length == 0)
        {
            words = new ulong[8];
            firstWord = word;
        }
        else if (word < firstWord)
        {
            // The reserve on the side it grows to keeps files that run backwards from copying at every step.
            int start = Math.Max(0, word - words.Length);
            ulong[] grown = new ulong[words.Length + firstWord - start];
            words.CopyTo(grown, firstWord - start);
            (words, firstWord) = (grown, start);
        }
        else if (word - firstWord >= words.Length)
        {
            Array.Resize(ref words, Math.Max(words.Length * 2, word - firstWord + 1));
        }
    }
}
