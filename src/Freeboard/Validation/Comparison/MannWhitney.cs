using Freeboard.Numerics;

namespace Freeboard.Validation.Comparison;

/// <summary>The rank-sum test of Wilcoxon, Mann and Whitney.</summary>
/// <remarks>
/// <para>Source: H. B. Mann and D. R. Whitney, "On a test of whether one of two random variables is stochastically larger than the other", Annals of Mathematical Statistics 18 (1947).</para>
/// <para>Method: without ties and up to <see cref="MostPairsCounted"/> pairs, the p value counts all arrangements; else normal with variance n1 n2 / 12 [(n + 1) - sum (t^3 - t) / (n (n - 1))] and a continuity correction of one half.</para>
/// <para>Errors: a number that is not a number throws. Accuracy: see docs/validation.md.</para>
/// </remarks>
public static class MannWhitney
{
    /// <summary>Largest n1 n2 for which arrangements are counted.</summary>
    public const int MostPairsCounted = 1600;

    /// <summary>Tests whether numbers of one sample are usually greater.</summary>
    /// <param name="first">The first sample.</param>
    /// <param name="second">The second sample.</param>
    /// <exception cref="ArgumentException">A number is not a number.</exception>
    public static RankComparison Test(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        int n1 = first.Length;
        int n2 = second.Length;
        double[] all = [.. first, .. second];
        bool[] isFirst = new bool[all.Length];
        isFirst.AsSpan(0, n1).Fill(true);
        ScoredEvents.Check(all, isFirst);
        if (n1 == 0 || n2 == 0)
        {
            return new RankComparison { Status = ValidationStatus.NoObservations };
        }

        int[] rows = ScoredEvents.Ascending(all);
        long doubled = 0;
        long secondBelow = 0;
        double ties = 0;
        for (int from = 0; from < rows.Length;)
        {
            int to = from;
            long firstHere = 0;
            while (to < rows.Length && all[rows[to]] == all[rows[from]])
            {
                firstHere += isFirst[rows[to]] ? 1 : 0;
                to++;
            }

            double size = to - from;
            ties += (size * size * size) - size;
            long secondHere = to - from - firstHere;
            doubled += firstHere * ((2 * secondBelow) + secondHere);
            secondBelow += secondHere;
            from = to;
        }

        double pairs = (double)n1 * n2;
        double u = doubled / 2.0;
        RankComparison found = new() { Status = ValidationStatus.Estimated, U = u, ProbabilityGreater = u / pairs };
        if (ties == 0 && pairs <= MostPairsCounted)
        {
            return found with { Probability = Exact(n1, n2, Math.Max(doubled / 2, (long)pairs - (doubled / 2))), IsExact = true };
        }

        double n = all.Length;
        double variance = pairs / 12 * (n + 1 - (ties / (n * (n - 1))));
        if (!(variance > 0))
        {
            return found with { Status = ValidationStatus.NoVariance };
        }

        double centre = u - (pairs / 2);
        double z = Math.Sign(centre) * Math.Max(0, Math.Abs(centre) - 0.5) / Math.Sqrt(variance);
        return found with { Z = z, Probability = Math.Min(1, 2 * StandardNormal.Cumulative(-Math.Max(0, Math.Abs(centre) - 0.5) / Math.Sqrt(variance))) };
    }

    // P(U >= u) twice: the law of U as a recurrence over the largest number, which belongs to the first sample with probability n1/(n1 + n2) and then beats all n2.
    private static double Exact(int n1, int n2, long u)
    {
        double[][] law = new double[n2 + 1][];
        for (int j = 0; j <= n2; j++)
        {
            law[j] = [1];
        }

        for (int i = 1; i <= n1; i++)
        {
            double[][] next = new double[n2 + 1][];
            next[0] = [1];
            for (int j = 1; j <= n2; j++)
            {
                double[] of = new double[(i * j) + 1];
                double share = i / (double)(i + j);
                for (int k = 0; k < law[j].Length; k++)
                {
                    of[k + j] += share * law[j][k];
                }

                for (int k = 0; k < next[j - 1].Length; k++)
                {
                    of[k] += (1 - share) * next[j - 1][k];
                }

                next[j] = of;
            }

            law = next;
        }

        double tail = 0;
        for (int k = law[n2].Length - 1; k >= u; k--)
        {
            tail += law[n2][k];
        }

        return Math.Min(1, 2 * tail);
    }
}
