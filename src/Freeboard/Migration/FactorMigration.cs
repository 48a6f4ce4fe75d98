using Freeboard.Numerics;

namespace Freeboard.Migration;

/// <summary>Transitions given the state of the economy: one normal factor moves all entities, and thresholds on their asset returns decide where they go.</summary>
/// <remarks>
/// <para>Source: O. Vasicek (1987, 2002); B. Belkin, S. Suchower, L. R. Forest, CreditMetrics Monitor (1998). An entity goes to state j or worse when sqrt(rho) z + sqrt(1 - rho) e falls below the threshold N^-1(p_ij + p_i,j+1 + ...);
/// given z that has the probability N((threshold - sqrt(rho) z) / sqrt(1 - rho)).</para>
/// <para>States must stand from the best to the worst. Rows never left stay so. Averaged over z the matrix comes back (a test holds it to 1e-10).</para>
/// </remarks>
public static class FactorMigration
{
    /// <summary>The matrix given the factor.</summary>
    /// <param name="matrix">The matrix on average, states from the best to the worst.</param>
    /// <param name="correlation">Asset correlation rho, in [0, 1).</param>
    /// <param name="factor">The factor z, standard deviations; below 0 is a bad period.</param>
    /// <exception cref="ArgumentOutOfRangeException">Correlation or factor is outside its range.</exception>
    public static TransitionMatrix Given(TransitionMatrix matrix, double correlation, double factor)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (!(correlation is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "Must lie in [0, 1).");
        }

        if (!double.IsFinite(factor))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "Must be finite.");
        }

        int n = matrix.Count;
        double[,] given = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            (double Worse, double Better)[] ends = [.. Enumerable.Range(0, n + 1).Select(j => Shifted(matrix.Row(i), j, correlation, factor))];
            double sum = 0;
            for (int j = 0; j < n; j++)
            {
                // The difference of the smaller tails: each keeps its digits where the other is almost 1.
                double p = ends[j].Worse <= 0.5 ? ends[j].Worse - ends[j + 1].Worse : ends[j + 1].Better <= 0.5 ? ends[j + 1].Better - ends[j].Better : 1 - ends[j].Better - ends[j + 1].Worse;
                given[i, j] = Math.Max(0, p);
                sum += given[i, j];
            }

            for (int j = 0; j < n; j++)
            {
                given[i, j] /= sum;
            }
        }

        return TransitionMatrix.Of(matrix.States, given, matrix.PeriodYears);
    }

    /// <summary>Thresholds on the standard normal asset return: the entity goes to state j or worse below threshold j.</summary>
    /// <param name="matrix">The matrix, states from the best to the worst.</param>
    /// <param name="from">State at the beginning.</param>
    /// <returns>n thresholds; null where state j or worse is certain (always the first) or impossible.</returns>
    public static IReadOnlyList<double?> Thresholds(TransitionMatrix matrix, int from)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        double[] row = matrix.Row(from).ToArray();
        return [.. Enumerable.Range(0, row.Length).Select(j => Tails(row, j) is { Worse: > 0, Better: > 0 } tails ? Threshold(tails) : (double?)null)];
    }

    /// <summary>Probabilities of state j or worse, and of better ones, each by its own sum.</summary>
    private static (double Worse, double Better) Tails(ReadOnlySpan<double> row, int j)
    {
        double worse = 0;
        for (int k = row.Length - 1; k >= j; k--)
        {
            worse += row[k];
        }

        double better = 0;
        for (int k = 0; k < j; k++)
        {
            better += row[k];
        }

        return (worse, better);
    }

    private static double Threshold((double Worse, double Better) tails) =>
        tails.Worse <= 0.5 ? NormalQuantile.FromProbability(tails.Worse) : -NormalQuantile.FromProbability(Math.Min(0.5, tails.Better));

    private static (double Worse, double Better) Shifted(ReadOnlySpan<double> row, int j, double correlation, double factor)
    {
        (double Worse, double Better) tails = Tails(row, j);
        if (tails.Worse <= 0 || tails.Better <= 0)
        {
            return tails.Worse <= 0 ? (0, 1) : (1, 0);
        }

        double at = (Threshold(tails) - (Math.Sqrt(correlation) * factor)) / Math.Sqrt(1 - correlation);
        return (StandardNormal.Cumulative(at), StandardNormal.Complement(at));
    }
}
