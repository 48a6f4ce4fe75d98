using Freeboard.Numerics;

namespace Freeboard.Migration;

/// <summary>Are transitions the same in all periods (or in all groups)? The likelihood-ratio and chi-square tests of a Markov chain.</summary>
/// <remarks>
/// <para>Source: T. W. Anderson, L. A. Goodman, Annals of Mathematical Statistics 28 (1957). LR = 2 sum n_ij(t) ln(p_ij(t) / p_ij); chi-square = sum (n_ij(t) - n_i(t) p_ij)^2 / (n_i(t) p_ij).
/// Degrees of freedom: over states, (periods with the state - 1) x (destinations seen from it - 1).</para>
/// <para>It takes entities as independent given the state. A common factor moves them together, and the test then rejects by right: no one matrix holds for all years.
/// Where many expected counts are below 5 the chi-square law is rough: see <see cref="SparseCells"/>.</para>
/// <para>Errors: never throws for counts.</para>
/// </remarks>
/// <param name="Status">How it ended.</param>
/// <param name="LikelihoodRatio">LR; null without a test.</param>
/// <param name="ChiSquare">Pearson's statistic; null without a test.</param>
/// <param name="DegreesOfFreedom">Of both; null without a test.</param>
/// <param name="Probability">P(LR at least as large) when the periods are alike.</param>
/// <param name="ChiSquareProbability">The same for Pearson's.</param>
/// <param name="Cells">Cells with a positive expected count.</param>
/// <param name="SparseCells">Those whose expected count is below 5.</param>
public sealed record HomogeneityTest(HomogeneityStatus Status, double? LikelihoodRatio, double? ChiSquare, int? DegreesOfFreedom, double? Probability, double? ChiSquareProbability, int Cells, int SparseCells)
{
    /// <summary>Tests all states together.</summary>
    /// <param name="counts">Moves by period, or by group.</param>
    public static HomogeneityTest Of(TransitionCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return Of(counts, Enumerable.Range(0, counts.States));
    }

    /// <summary>Tests the row of one state.</summary>
    /// <param name="counts">Moves by period, or by group.</param>
    /// <param name="from">The state.</param>
    public static HomogeneityTest OfRow(TransitionCounts counts, int from)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, counts.States);
        return Of(counts, [from]);
    }

    private static HomogeneityTest Of(TransitionCounts counts, IEnumerable<int> rows)
    {
        double[,] pooled = counts.Pooled();
        double ratio = 0;
        double pearson = 0;
        int degrees = 0;
        int cells = 0;
        int sparse = 0;
        bool compared = false;
        foreach (int i in rows)
        {
            int[] periods = [.. Enumerable.Range(0, counts.Periods).Where(t => counts.Exposure(t, i) > 0)];
            int[] destinations = [.. Enumerable.Range(0, counts.States).Where(j => pooled[i, j] > 0)];
            if (periods.Length < 2)
            {
                continue;
            }

            compared = true;
            degrees += (periods.Length - 1) * (destinations.Length - 1);
            double all = destinations.Sum(j => pooled[i, j]);
            foreach (int t in periods)
            {
                double exposure = counts.Exposure(t, i);
                foreach (int j in destinations)
                {
                    double seen = counts[t, i, j];
                    double expected = exposure * pooled[i, j] / all;
                    ratio += seen > 0 ? 2 * seen * Math.Log(seen / expected) : 0;
                    pearson += (seen - expected) * (seen - expected) / expected;
                    cells++;
                    sparse += expected < 5 ? 1 : 0;
                }
            }
        }

        if (!compared || degrees == 0)
        {
            return new HomogeneityTest(compared ? HomogeneityStatus.NoVariation : HomogeneityStatus.OnePeriod, null, null, null, null, null, cells, sparse);
        }

        // Equal rows leave a rounding of either sign.
        ratio = Math.Max(0, ratio);
        return new HomogeneityTest(HomogeneityStatus.Tested, ratio, pearson, degrees, TailProbability.ChiSquare(ratio, degrees), TailProbability.ChiSquare(pearson, degrees), cells, sparse);
    }
}
