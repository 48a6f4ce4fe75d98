using Freeboard.Numerics;

namespace Freeboard.Scoring;

/// <summary>Finds breaks of a column of numbers: optimal monotone, tree, chi-merge, equal weight, equal width.</summary>
/// <remarks>
/// <para>Source: Kerber (1992) for chi-merge; Breiman et al. (1984) for trees; optimal bins are the maximum of the information value over all sets of cuts between pre-bins with strictly monotone bad rates, no empty cell, a least share and a most number,
/// found exactly: the best partition ending in the bin (i, j] depends on what came before only through the bin before it.</para>
/// <para>Shape: cost of the optimum n^3 K for n pre-bins and K bins. Errors: columns of different lengths throw. Accuracy: equals a search through all partitions on three columns of real data and on made ones, see docs/scoring.md.</para>
/// </remarks>
public static class Binning
{
    /// <summary>Finds the breaks.</summary>
    /// <param name="column">A column of numbers.</param>
    /// <param name="isBad">Whether each row is bad.</param>
    /// <param name="weights">Weight of each row; empty for 1.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="special">Codes that are no quantities; left out.</param>
    /// <returns>The breaks, rising; none where one bin is all that the rows bear.</returns>
    /// <exception cref="ArgumentException">It is a column of levels, or lengths differ.</exception>
    public static IReadOnlyList<double> Breaks(ScoreColumn column, ReadOnlySpan<bool> isBad, ReadOnlySpan<double> weights = default, BinningOptions? options = null, IReadOnlyList<double>? special = null)
    {
        ArgumentNullException.ThrowIfNull(column);
        options ??= BinningOptions.Default;
        if (!column.IsNumeric)
        {
            throw new ArgumentException($"{column.Name} holds levels; only numbers have breaks.", nameof(column));
        }

        ScoringRows.Check(column.Count, isBad, weights);
        double[] codes = [.. special ?? []];
        double[] distinct = column.DistinctNumbers(codes);
        if (distinct.Length < 2)
        {
            return [];
        }

        if (distinct.Length <= options.FewValues)
        {
            return distinct[1..];
        }

        if (options.Method == BinningMethod.Width)
        {
            return [.. Enumerable.Range(1, options.MostBins - 1).Select(k => distinct[0] + (k * (distinct[^1] - distinct[0]) / options.MostBins)).Distinct()];
        }

        double[] cuts = EqualWeight(column, weights, codes, options.Method == BinningMethod.Quantile ? options.MostBins : options.PreBins);
        return options.Method == BinningMethod.Quantile ? cuts : Merge(column, cuts, isBad, weights, options, codes);
    }

    /// <summary>Finds the best of given cuts.</summary>
    /// <param name="column">A column of numbers.</param>
    /// <param name="cuts">Cuts that bins may have, rising.</param>
    /// <param name="isBad">Whether each row is bad.</param>
    /// <param name="weights">Weight of each row; empty for 1.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="special">Codes that are no quantities; left out.</param>
    /// <returns>Those of the cuts that are breaks.</returns>
    /// <exception cref="ArgumentException">Lengths differ, cuts do not rise, or the method does not merge pre-bins.</exception>
    public static IReadOnlyList<double> Merge(ScoreColumn column, IReadOnlyList<double> cuts, ReadOnlySpan<bool> isBad, ReadOnlySpan<double> weights = default, BinningOptions? options = null, IReadOnlyList<double>? special = null)
    {
        ArgumentNullException.ThrowIfNull(column);
        ArgumentNullException.ThrowIfNull(cuts);
        options ??= BinningOptions.Default;
        VariableBins pre = VariableBins.Count(BinLayout.OfIntervals(column.Name, cuts, special), column, isBad, weights);
        CumulatedCounts counts = CumulatedCounts.Of(pre);
        int[] kept = options.Method switch
        {
            BinningMethod.OptimalMonotone => OptimalPartition.Of(counts, options),
            BinningMethod.Tree => Split(counts, options),
            BinningMethod.ChiMerge => ChiMerge(counts, options),
            _ => throw new ArgumentException("Bins of equal weight or width are not merged from others.", nameof(options)),
        };
        return [.. kept.Select(at => cuts[at - 1])];
    }

    /// <summary>Groups levels: in the order of their bad rates, neighbours are joined where the information value loses least; exact, as optimal groups are neighbours in that order.</summary>
    /// <param name="column">A column of levels.</param>
    /// <param name="isBad">Whether each row is bad.</param>
    /// <param name="weights">Weight of each row; empty for 1.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="special">Levels that are no answers; left out.</param>
    /// <exception cref="ArgumentException">It is a column of numbers, or lengths differ.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Groups(ScoreColumn column, ReadOnlySpan<bool> isBad, ReadOnlySpan<double> weights = default, BinningOptions? options = null, IReadOnlyList<string>? special = null)
    {
        ArgumentNullException.ThrowIfNull(column);
        options ??= BinningOptions.Default;
        if (column.IsNumeric)
        {
            throw new ArgumentException($"{column.Name} holds numbers; only levels have groups.", nameof(column));
        }

        string[][] Each(IEnumerable<string> levels) => [.. levels.Select(static level => (string[])[level])];
        string[] distinct = column.DistinctLevels([.. special ?? []]);
        VariableBins plain = VariableBins.Count(BinLayout.OfGroups(column.Name, Each(distinct), special), column, isBad, weights);
        string[] ordered = [.. distinct.Select((level, i) => (level, plain.Bins[i].Bad / plain.Bins[i].Count)).OrderBy(static p => p.Item2).ThenBy(static p => p.level, StringComparer.Ordinal).Select(static p => p.level)];
        CumulatedCounts counts = CumulatedCounts.Of(VariableBins.Count(BinLayout.OfGroups(column.Name, Each(ordered), special), column, isBad, weights));
        int[] kept = OptimalPartition.Of(counts, options with { Trend = BinTrend.Rising });
        int[] ends = [0, .. kept, ordered.Length];
        return [.. ends.Zip(ends.Skip(1), (from, to) => (IReadOnlyList<string>)ordered[from..to])];
    }

    /// <summary>Cuts into bins of about equal weight; a value that alone weighs more than a bin has one to itself.</summary>
    private static double[] EqualWeight(ScoreColumn column, ReadOnlySpan<double> weights, double[] special, int bins)
    {
        SortedDictionary<double, double> mass = [];
        for (int i = 0; i < column.Count; i++)
        {
            double value = column[i].Number;
            if (!double.IsNaN(value) && !special.Contains(value))
            {
                mass[value] = mass.GetValueOrDefault(value) + (weights.IsEmpty ? 1 : weights[i]);
            }
        }

        List<double> cuts = [];
        double left = mass.Values.Sum();
        double held = 0;
        foreach ((double value, double weight) in mass)
        {
            int open = bins - cuts.Count;
            double target = left / open;
            if (held > 0 && open > 1 && (held >= target || held + weight > target + Math.Min(target, held)))
            {
                cuts.Add(value);
                left -= held;
                held = 0;
            }

            held += weight;
        }

        return [.. cuts];
    }

    private static int[] Split(CumulatedCounts counts, BinningOptions options)
    {
        SortedSet<int> ends = [0, counts.Bins];
        double least = options.LeastShare * counts.All;
        while (ends.Count <= options.MostBins)
        {
            double best = 0;
            int place = -1;
            int[] now = [.. ends];
            for (int b = 0; b + 1 < now.Length; b++)
            {
                for (int at = now[b] + 1; at < now[b + 1]; at++)
                {
                    double gain = counts.LikelihoodGain(now[b], at, now[b + 1]);
                    if (counts.Rows(now[b], at) >= least && counts.Rows(at, now[b + 1]) >= least && gain > best)
                    {
                        (best, place) = (gain, at);
                    }
                }
            }

            if (place < 0 || TailProbability.ChiSquare(2 * best, 1) > options.Significance)
            {
                break;
            }

            ends.Add(place);
        }

        return [.. ends.Where(end => end > 0 && end < counts.Bins)];
    }

    private static int[] ChiMerge(CumulatedCounts counts, BinningOptions options)
    {
        List<int> ends = [.. Enumerable.Range(0, counts.Bins + 1)];
        double least = options.LeastShare * counts.All;
        while (ends.Count > 2)
        {
            int small = Enumerable.Range(1, ends.Count - 2).Where(i => counts.Rows(ends[i - 1], ends[i]) < least || counts.Rows(ends[i], ends[i + 1]) < least).DefaultIfEmpty(-1)
                .MinBy(i => i < 0 ? double.PositiveInfinity : counts.ChiSquare(ends[i - 1], ends[i], ends[i + 1]));
            int alike = Enumerable.Range(1, ends.Count - 2).MinBy(i => counts.ChiSquare(ends[i - 1], ends[i], ends[i + 1]));
            double chiSquare = counts.ChiSquare(ends[alike - 1], ends[alike], ends[alike + 1]);
            if (ends.Count - 1 > options.MostBins || TailProbability.ChiSquare(chiSquare, 1) > options.Significance)
            {
                ends.RemoveAt(alike);
            }
            else if (small > 0)
            {
                ends.RemoveAt(small);
            }
            else
            {
                break;
            }
        }

        return [.. ends.Skip(1).SkipLast(1)];
    }
}
