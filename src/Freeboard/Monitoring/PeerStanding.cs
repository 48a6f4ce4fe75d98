namespace Freeboard.Monitoring;

/// <summary>Where a firm stands among its peers on one day.</summary>
/// <remarks>
/// <para>Method: percentile = (peers that are safer + half of the ties, itself among them) / peers, so that n exchangeable peers without ties have the percentiles (i - 1/2)/n and a share 1 - p of them lies above p;
/// a peer trigger is the level that a given share of the peers is safer than (linear interpolation of order statistics, type 7); a standard score is (x - median) / (1.4826 x median absolute deviation), which one
/// extreme peer cannot move.</para>
/// <para>Shape: n figures in, n out, or one. Errors: a figure that is not finite is the caller's bug and throws. Accuracy: exact to rounding.</para>
/// </remarks>
public static class PeerStanding
{
    /// <summary>What makes the median absolute deviation of a normal variable its standard deviation: 1 / N^-1(3/4).</summary>
    private const double NormalConsistency = 1.482602218505602;

    /// <summary>The percentile of risk of each figure, in (0, 1): 1 is the riskiest.</summary>
    /// <param name="figures">One figure a peer; finite.</param>
    /// <param name="direction">Which way is worse.</param>
    /// <exception cref="ArgumentOutOfRangeException">A figure is not finite.</exception>
    public static double[] Percentiles(IReadOnlyList<double> figures, RiskDirection direction)
    {
        double[] sorted = Sorted(figures);
        double[] percentiles = new double[figures.Count];
        for (int i = 0; i < percentiles.Length; i++)
        {
            int below = FirstAtLeast(sorted, figures[i]);
            int upTo = FirstAbove(sorted, figures[i]);
            double rising = (below + (0.5 * (upTo - below))) / sorted.Length;
            percentiles[i] = direction == RiskDirection.RisingIsWorse ? rising : 1 - rising;
        }

        return percentiles;
    }

    /// <summary>The figure that a share of the peers is safer than.</summary>
    /// <param name="figures">One figure a peer; at least one, finite.</param>
    /// <param name="direction">Which way is worse.</param>
    /// <param name="safer">The share, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no figure, one is not finite, or the share is outside its range.</exception>
    public static double Trigger(IReadOnlyList<double> figures, RiskDirection direction, double safer)
    {
        double[] sorted = Sorted(figures);
        if (sorted.Length == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(figures), 0, "There must be at least one peer.");
        }

        return safer is >= 0 and <= 1
            ? OfSorted(sorted, direction == RiskDirection.RisingIsWorse ? safer : 1 - safer)
            : throw new ArgumentOutOfRangeException(nameof(safer), safer, "Must lie in [0, 1].");
    }

    /// <summary>Standard scores by median and median absolute deviation.</summary>
    /// <param name="figures">One figure a peer; finite.</param>
    /// <returns>The scores; null when more than half of the figures are equal, so that there is no scale.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A figure is not finite.</exception>
    public static double[]? Scores(IReadOnlyList<double> figures)
    {
        double[] sorted = Sorted(figures);
        if (sorted.Length == 0)
        {
            return [];
        }

        double median = OfSorted(sorted, 0.5);
        double[] distances = [.. sorted.Select(x => Math.Abs(x - median)).Order()];
        double scale = NormalConsistency * OfSorted(distances, 0.5);
        return scale > 0 && double.IsFinite(scale) ? [.. figures.Select(x => (x - median) / scale)] : null;
    }

    private static double[] Sorted(IReadOnlyList<double> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        double[] sorted = [.. figures];
        foreach (double figure in sorted)
        {
            if (!double.IsFinite(figure))
            {
                throw new ArgumentOutOfRangeException(nameof(figures), figure, "Must be finite.");
            }
        }

        Array.Sort(sorted);
        return sorted;
    }

    private static double OfSorted(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int low = (int)Math.Floor(place);
        int high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + ((place - low) * (sorted[high] - sorted[low]));
    }

    private static int FirstAtLeast(double[] sorted, double value)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static int FirstAbove(double[] sorted, double value)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = sorted[middle] <= value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
