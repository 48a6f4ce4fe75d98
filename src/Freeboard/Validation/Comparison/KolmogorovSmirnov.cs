using Freeboard.Numerics;

namespace Freeboard.Validation.Comparison;

/// <summary>The two-sample test of Kolmogorov and Smirnov: how far apart are two distributions at their widest?</summary>
/// <remarks>
/// <para>Source: N. V. Smirnov (1939); exact law by the recurrence over lattice paths of J. L. Hodges, "The significance probability of the Smirnov two-sample test", Arkiv for Matematik 3 (1958), here for the probability of leaving the band, so that nothing cancels.</para>
/// <para>Method: p value exact up to <see cref="MostPairsCounted"/> pairs (exact for samples without ties, on the safe side with them), else that of one sample of n1 n2 / (n1 + n2) numbers, which is always given beside it.</para>
/// <para>Errors: a number that is not a number throws. Accuracy: see docs/validation.md.</para>
/// </remarks>
public sealed record KolmogorovSmirnov
{
    /// <summary>Largest n1 n2 for which the exact law is computed.</summary>
    public const long MostPairsCounted = 20_000_000;

    /// <summary>Why there is, or is not, a test.</summary>
    public required ValidationStatus Status { get; init; }

    /// <summary>Largest distance of the two distribution functions, in [0, 1].</summary>
    public double? Statistic { get; init; }

    /// <summary>The smallest value at which the distance is reached.</summary>
    public double? At { get; init; }

    /// <summary>p value: exact when <see cref="IsExact"/>, else <see cref="ProbabilityByEffectiveSample"/>.</summary>
    public double? Probability { get; init; }

    /// <summary>Whether the p value is exact.</summary>
    public bool IsExact { get; init; }

    /// <summary>p value of one sample of round(n1 n2 / (n1 + n2)) numbers with the same distance: what SciPy calls asymptotic.</summary>
    public double? ProbabilityByEffectiveSample { get; init; }

    /// <summary>Tests whether two samples come from one distribution.</summary>
    /// <param name="first">The first sample.</param>
    /// <param name="second">The second sample.</param>
    /// <exception cref="ArgumentException">A number is not a number.</exception>
    public static KolmogorovSmirnov Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        long n1 = first.Length;
        long n2 = second.Length;
        double[] all = [.. first, .. second];
        bool[] isFirst = new bool[all.Length];
        isFirst.AsSpan(0, first.Length).Fill(true);
        ScoredEvents.Check(all, isFirst);
        if (n1 == 0 || n2 == 0)
        {
            return new KolmogorovSmirnov { Status = ValidationStatus.NoObservations };
        }

        int[] rows = ScoredEvents.Ascending(all);
        long largest = -1;
        double at = all[rows[0]];
        long i = 0;
        long j = 0;
        for (int from = 0; from < rows.Length;)
        {
            int to = from;
            while (to < rows.Length && all[rows[to]] == all[rows[from]])
            {
                _ = isFirst[rows[to]] ? i++ : j++;
                to++;
            }

            // n1 n2 |F1 - F2| is a whole number: no rounding decides which path has left the band.
            long distance = Math.Abs((i * n2) - (j * n1));
            if (distance > largest)
            {
                largest = distance;
                at = all[rows[from]];
            }

            from = to;
        }

        double statistic = largest / ((double)n1 * n2);
        double effective = KolmogorovLaw.UpperTail(statistic, Math.Round((double)n1 * n2 / (n1 + n2)));
        bool exact = n1 * n2 <= MostPairsCounted;
        return new KolmogorovSmirnov
        {
            Status = ValidationStatus.Estimated,
            Statistic = statistic,
            At = at,
            Probability = exact ? Exact((int)n1, (int)n2, largest) : effective,
            IsExact = exact,
            ProbabilityByEffectiveSample = effective,
        };
    }

    // The share of all paths to (i, j) that have left the band: a path comes from (i - 1, j) with probability i/(i + j).
    private static double Exact(int n1, int n2, long distance)
    {
        double[] outside = new double[n2 + 1];
        for (int i = 0; i <= n1; i++)
        {
            for (int j = 0; j <= n2; j++)
            {
                outside[j] = Math.Abs(((long)i * n2) - ((long)j * n1)) >= distance ? 1
                    : i == 0 && j == 0 ? 0
                    : i == 0 ? outside[j - 1]
                    : j == 0 ? outside[j]
                    : ((i * outside[j]) + (j * outside[j - 1])) / (i + j);
            }
        }

        return outside[n2];
    }
}
