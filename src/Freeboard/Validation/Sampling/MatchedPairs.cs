namespace Freeboard.Validation.Sampling;

/// <summary>Pairs each event with a non-event of the same industry and about the same size.</summary>
/// <remarks>
/// <para>Source: the design of M3's 12 + 12 firms (an ST firm beside a non-ST firm of its industry and size), and of E. I. Altman (1968) before it.</para>
/// <para>Method: nearest available pair first by |ln size ratio| over all pairs of a group, without replacement; equal distances by the lower event row, then the lower control row. Deterministic, and independent of the order in which events are served.
/// Nearest-first is not the assignment with the least total distance, but no pair of it can be bettered without breaking a closer one.</para>
/// <para>A matched sample has as many events as non-events by design: its event rate says nothing about the population's.</para>
/// <para>Units: size in any unit, positive. Errors: columns of different lengths and sizes that are not positive throw; events without a partner are listed.</para>
/// </remarks>
public static class MatchedPairs
{
    /// <summary>Pairs rows.</summary>
    /// <param name="group">Industry of each row; rows with an empty one are never paired.</param>
    /// <param name="size">Size of each row, positive and finite (total assets, market value).</param>
    /// <param name="hasEvent">Whether the row has the event.</param>
    /// <param name="largestRatio">Largest size ratio of a pair, greater than 1; infinite for none.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or the ratio is not greater than 1.</exception>
    public static MatchedSample Of(ReadOnlySpan<string> group, ReadOnlySpan<double> size, ReadOnlySpan<bool> hasEvent, double largestRatio = double.PositiveInfinity)
    {
        if (group.Length != size.Length || group.Length != hasEvent.Length)
        {
            throw new ArgumentException($"The columns must have one length; they have {group.Length}, {size.Length} and {hasEvent.Length} rows.");
        }

        if (!(largestRatio > 1))
        {
            throw new ArgumentOutOfRangeException(nameof(largestRatio), largestRatio, "Must be greater than 1; 2 allows a control of half to twice the size.");
        }

        Dictionary<string, (List<int> Events, List<int> Controls)> groups = new(StringComparer.Ordinal);
        for (int i = 0; i < group.Length; i++)
        {
            if (!(size[i] > 0 && double.IsFinite(size[i])))
            {
                throw new ArgumentOutOfRangeException(nameof(size), size[i], $"The size of row {i} must be positive and finite.");
            }

            if (string.IsNullOrEmpty(group[i]))
            {
                continue;
            }

            if (!groups.TryGetValue(group[i], out (List<int> Events, List<int> Controls) members))
            {
                groups[group[i]] = members = ([], []);
            }

            (hasEvent[i] ? members.Events : members.Controls).Add(i);
        }

        double limit = Math.Log(largestRatio);
        List<(double Distance, int Event, int Control)> candidates = [];
        foreach ((List<int> events, List<int> controls) in groups.Values)
        {
            foreach (int e in events)
            {
                foreach (int c in controls)
                {
                    double distance = Math.Abs(Math.Log(size[c] / size[e]));
                    if (distance <= limit)
                    {
                        candidates.Add((distance, e, c));
                    }
                }
            }
        }

        candidates.Sort();
        HashSet<int> taken = [];
        List<MatchedPair> pairs = [];
        foreach ((_, int e, int c) in candidates)
        {
            if (!taken.Contains(e) && !taken.Contains(c))
            {
                taken.Add(e);
                taken.Add(c);
                pairs.Add(new MatchedPair(e, c, size[c] / size[e]));
            }
        }

        List<int> unmatched = [];
        for (int i = 0; i < hasEvent.Length; i++)
        {
            if (hasEvent[i] && !taken.Contains(i))
            {
                unmatched.Add(i);
            }
        }

        return new MatchedSample([.. pairs.OrderBy(static p => p.EventRow)], unmatched);
    }
}
