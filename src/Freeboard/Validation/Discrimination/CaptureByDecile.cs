namespace Freeboard.Validation.Discrimination;

/// <summary>Lift and capture: which share of the events stands in the riskiest tenth, the next tenth ...</summary>
/// <remarks>
/// Method: rows by falling score; group g of k holds ranks floor((g - 1) n / k) to floor(g n / k) - 1 counted from the riskiest. Where equal scores straddle a border,
/// their events are split in proportion, which is their expectation under a random order: the order of rows in a file never shows.
/// Units: a higher score is riskier. Errors: as <see cref="RocCurve"/>; fewer rows than groups leaves groups empty and out.
/// </remarks>
public static class CaptureByDecile
{
    /// <summary>Groups of a score.</summary>
    /// <param name="score">The score, higher is riskier; n numbers.</param>
    /// <param name="hasEvent">Whether the event followed, n rows.</param>
    /// <param name="groups">How many groups k; at least 1.</param>
    /// <returns>The groups, the riskiest first; none when there is no event.</returns>
    /// <exception cref="ArgumentException">The columns differ in length, or a score is not a number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no group.</exception>
    public static IReadOnlyList<RiskGroup> Of(ReadOnlySpan<double> score, ReadOnlySpan<bool> hasEvent, int groups = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        ScoredEvents.Check(score, hasEvent);
        int n = score.Length;
        int events = ScoredEvents.Count(hasEvent);
        if (events == 0)
        {
            return [];
        }

        // Events expected among the k riskiest, for every k: within a tie they accrue evenly.
        int[] rows = ScoredEvents.Ascending(score);
        double[] among = new double[n + 1];
        for (int done = 0; done < n;)
        {
            double value = score[rows[n - 1 - done]];
            int size = 0;
            int here = 0;
            while (done + size < n && score[rows[n - 1 - done - size]] == value)
            {
                here += hasEvent[rows[n - 1 - done - size]] ? 1 : 0;
                size++;
            }

            for (int i = 1; i <= size; i++)
            {
                among[done + i] = among[done] + (here * (double)i / size);
            }

            done += size;
        }

        List<RiskGroup> found = [];
        double overall = events / (double)n;
        for (int g = 0; g < groups; g++)
        {
            int from = (int)((long)g * n / groups);
            int to = (int)((long)(g + 1) * n / groups);
            if (to == from)
            {
                continue;
            }

            double inside = among[to] - among[from];
            found.Add(new RiskGroup(
                g + 1,
                to - from,
                inside,
                inside / (to - from),
                inside / events,
                among[to] / events,
                inside / (to - from) / overall,
                among[to] / to / overall));
        }

        return found;
    }
}
