namespace Freeboard.Validation;

/// <summary>Checks that every measure makes of its columns before it counts.</summary>
internal static class ScoredEvents
{
    /// <summary>Refuses columns of different lengths and scores that are no numbers.</summary>
    internal static void Check(ReadOnlySpan<double> score, ReadOnlySpan<bool> hasEvent)
    {
        CheckLengths(score.Length, hasEvent.Length);
        for (int i = 0; i < score.Length; i++)
        {
            if (double.IsNaN(score[i]))
            {
                throw new ArgumentException($"The score of row {i} is not a number. Leave rows without a score out, and count them.", nameof(score));
            }
        }
    }

    /// <summary>Refuses columns of different lengths and probabilities outside [0, 1].</summary>
    internal static void CheckProbabilities(ReadOnlySpan<double> probability, ReadOnlySpan<bool> hasEvent)
    {
        CheckLengths(probability.Length, hasEvent.Length);
        for (int i = 0; i < probability.Length; i++)
        {
            if (!(probability[i] is >= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(probability), probability[i], $"The probability of row {i} must lie in [0, 1].");
            }
        }
    }

    /// <summary>How many rows have the event.</summary>
    internal static int Count(ReadOnlySpan<bool> hasEvent)
    {
        int count = 0;
        foreach (bool one in hasEvent)
        {
            count += one ? 1 : 0;
        }

        return count;
    }

    /// <summary>Row numbers by rising value; equal values stand in the order of their rows, so that nothing depends on the sort.</summary>
    internal static int[] Ascending(ReadOnlySpan<double> value)
    {
        double[] keys = value.ToArray();
        int[] rows = new int[keys.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = i;
        }

        Array.Sort(keys, rows);
        for (int from = 0; from < keys.Length;)
        {
            int to = from + 1;
            while (to < keys.Length && keys[to] == keys[from])
            {
                to++;
            }

            rows.AsSpan(from, to - from).Sort();
            from = to;
        }

        return rows;
    }

    private static void CheckLengths(int first, int second)
    {
        if (first != second)
        {
            throw new ArgumentException($"The columns must have one length; they have {first} and {second} rows.");
        }
    }
}
