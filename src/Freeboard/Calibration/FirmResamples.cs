using Freeboard.Numerics;

namespace Freeboard.Calibration;

/// <summary>Samples of firms drawn with replacement: how often each observation counts in one.</summary>
internal static class FirmResamples
{
    /// <summary>Counts of the sorted observations in one replication, a firm's observations together.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="seed">Seed; a replication's draws depend on it and on its number only.</param>
    /// <param name="replication">Number of the replication.</param>
    internal static double[] Draw(CalibrationSample sample, ulong seed, int replication)
    {
        PhiloxStream stream = new(seed, (uint)replication);
        int[] drawn = new int[sample.FirmCount];
        for (int i = 0; i < drawn.Length; i++)
        {
            drawn[stream.NextIndex(drawn.Length)]++;
        }

        double[] counts = new double[sample.Count];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = drawn[sample.SortedFirm(i)];
        }

        return counts;
    }

    /// <summary>Ends of percentile intervals at each column of replicated values.</summary>
    /// <param name="replicated">Replications by columns.</param>
    /// <param name="level">Level of the interval.</param>
    internal static (double[] Lower, double[] Upper) Percentiles(double[][] replicated, double level)
    {
        int columns = replicated[0].Length;
        double[] lower = new double[columns];
        double[] upper = new double[columns];
        double[] column = new double[replicated.Length];
        for (int j = 0; j < columns; j++)
        {
            for (int r = 0; r < column.Length; r++)
            {
                column[r] = replicated[r][j];
            }

            Array.Sort(column);
            lower[j] = Quantile(column, (1 - level) / 2);
            upper[j] = Quantile(column, (1 + level) / 2);
        }

        return (lower, upper);
    }

    /// <summary>Straight between order statistics, the first at 0 and the last at 1.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[^1];
    }
}
