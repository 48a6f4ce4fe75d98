namespace Freeboard.Data.Import;

/// <summary>
/// A value that stays the same for long and is stated every day: kept as runs of equal values, so that memory follows the
/// number of changes, whatever order the days come in.
/// </summary>
/// <param name="equal">Whether two values are the same up to rounding.</param>
internal sealed class StepSeries<T>(Func<T, T, bool> equal)
{
    private readonly List<(DateOnly From, DateOnly To, T Value, string Source)> runs = [];

    public int RunCount => runs.Count;

    /// <summary>States the value of a day.</summary>
    public void Add(DateOnly day, T value, string source)
    {
        int next = NextAfter(day);
        int at = next - 1;
        if (at >= 0 && day <= runs[at].To)
        {
            Split(at, day, value, source);
        }
        else if (at >= 0 && equal(runs[at].Value, value))
        {
            runs[at] = runs[at] with { To = day };
        }
        else if (next < runs.Count && equal(runs[next].Value, value))
        {
            runs[next] = runs[next] with { From = day };
        }
        else
        {
            runs.Insert(next, (day, day, value, source));
        }
    }

    /// <summary>The value on a day, or on the last day stated before it; the first one before all days.</summary>
    public bool TryOn(DateOnly day, out T value)
    {
        int at = NextAfter(day) - 1;
        value = runs.Count == 0 ? default! : runs[Math.Max(at, 0)].Value;
        return runs.Count > 0;
    }

    /// <summary>The first day of every value, ascending; neighbours with one value are one.</summary>
    public IEnumerable<(DateOnly From, T Value, string Source)> Changes()
    {
        for (int i = 0; i < runs.Count; i++)
        {
            if (i == 0 || !equal(runs[i - 1].Value, runs[i].Value))
            {
                yield return (runs[i].From, runs[i].Value, runs[i].Source);
            }
        }
    }

    /// <summary>Index of the first run that begins after a day.</summary>
    private int NextAfter(DateOnly day)
    {
        // Files mostly run forwards, so the end is looked at first.
        if (runs.Count == 0 || runs[^1].From <= day)
        {
            return runs.Count;
        }

        int low = 0;
        int high = runs.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (runs[middle].From <= day)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void Split(int at, DateOnly day, T value, string source)
    {
        (DateOnly from, DateOnly to, T old, string oldSource) = runs[at];
        if (equal(old, value) || from == to)
        {
            // Of two values for one day the first stays: the rows were judged as duplicates before.
            return;
        }

        runs.RemoveAt(at);
        List<(DateOnly From, DateOnly To, T Value, string Source)> parts = [];
        if (day > from)
        {
            parts.Add((from, day.AddDays(-1), old, oldSource));
        }

        parts.Add((day, day, value, source));
        if (day < to)
        {
            parts.Add((day.AddDays(1), to, old, oldSource));
        }

        runs.InsertRange(at, parts);
    }
}
