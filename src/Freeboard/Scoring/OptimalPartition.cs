namespace Freeboard.Scoring;

/// <summary>The partition of pre-bins with the largest information value among those with strictly monotone bad rates: exact, by dynamic programming.</summary>
internal static class OptimalPartition
{
    /// <summary>The places of the cuts, rising; none where no partition but the whole will do.</summary>
    internal static int[] Of(CumulatedCounts counts, BinningOptions options)
    {
        (double up, int[] rising) = options.Trend == BinTrend.Falling ? (double.NegativeInfinity, []) : Best(counts, options, rising: true);
        (double down, int[] falling) = options.Trend == BinTrend.Rising ? (double.NegativeInfinity, []) : Best(counts, options, rising: false);
        return up >= down ? rising : falling;
    }

    private static (double Value, int[] Cuts) Best(CumulatedCounts counts, BinningOptions options, bool rising)
    {
        int n = counts.Bins;
        int most = Math.Min(options.MostBins, n);
        double least = options.LeastShare * counts.All;

        // value[k][i, j]: the best of partitions of the first j pre-bins into k + 1 bins whose last is (i, j]; before says where the one before it begins.
        double[][,] value = new double[most][,];
        int[][,] before = new int[most][,];
        (double best, int bins, int lastFrom) = (double.NegativeInfinity, 0, 0);
        for (int k = 0; k < most; k++)
        {
            value[k] = new double[n + 1, n + 1];
            before[k] = new int[n + 1, n + 1];
            for (int j = 1; j <= n; j++)
            {
                for (int i = 0; i < j; i++)
                {
                    value[k][i, j] = double.NegativeInfinity;
                    if ((i == 0) != (k == 0) || counts.Bad(i, j) <= 0 || counts.Good(i, j) <= 0 || counts.Rows(i, j) < least)
                    {
                        continue;
                    }

                    double own = counts.InformationValue(i, j);
                    if (k == 0)
                    {
                        value[k][i, j] = own;
                    }

                    for (int h = 0; k > 0 && h < i; h++)
                    {
                        double sum = value[k - 1][h, i] + own;
                        if (sum > value[k][i, j] && (rising ? counts.IsBelow(h, i, j) : counts.IsAbove(h, i, j)))
                        {
                            value[k][i, j] = sum;
                            before[k][i, j] = h;
                        }
                    }

                    // Fewer bins win a tie.
                    if (j == n && value[k][i, j] > best + 1e-15)
                    {
                        (best, bins, lastFrom) = (value[k][i, j], k, i);
                    }
                }
            }
        }

        int[] cuts = new int[bins];
        int end = n;
        int from = lastFrom;
        for (int k = bins; k > 0; k--)
        {
            cuts[k - 1] = from;
            (from, end) = (before[k][from, end], from);
        }

        return (best, cuts);
    }
}
