using Freeboard.Numerics;

namespace Freeboard.Migration;

/// <summary>A generator for a transition matrix, and how well it gives the matrix back.</summary>
/// <remarks>
/// <para>Source: R. B. Israel, J. S. Rosenthal, J. Z. Wei, Mathematical Finance 11 (2001); A. Kreinin, M. Sidelnikova, Algo Research Quarterly 4 (2001); R. A. Jarrow, D. Lando, S. M. Turnbull, Review of Financial Studies 10 (1997).</para>
/// <para>Method: principal logarithm over the period's years, then the row-wise mending of <see cref="EmbeddingMethod"/>. The projection of the quasi-optimisation is exact, by sorting.</para>
/// <para>Errors: never throws for a matrix; a matrix without a generator has a status and none.</para>
/// </remarks>
/// <param name="Status">How it ended.</param>
/// <param name="Method">How negative rates were mended.</param>
/// <param name="Generator">The generator; null without one.</param>
/// <param name="MostNegativeRate">The most negative off-diagonal entry of the logarithm, per year; 0 when there is none; null without a logarithm, or when none was taken.</param>
/// <param name="Distance">The largest absolute row sum of exp(G) minus the matrix, over one period; null without a generator.</param>
public sealed record GeneratorEmbedding(EmbeddingStatus Status, EmbeddingMethod Method, GeneratorMatrix? Generator, double? MostNegativeRate, double? Distance)
{
    /// <summary>Entries of a logarithm below this are rounding, not negative rates.</summary>
    private const double Rounding = 1e-13;

    /// <summary>Finds the generator.</summary>
    /// <param name="matrix">The matrix of one period.</param>
    /// <param name="method">How to mend negative rates.</param>
    public static GeneratorEmbedding Of(TransitionMatrix matrix, EmbeddingMethod method = EmbeddingMethod.QuasiOptimization)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        int n = matrix.Count;
        double[,] p = matrix.ToArray();
        double[,] rates = new double[n, n];
        double? mostNegative = null;
        EmbeddingStatus status = EmbeddingStatus.Adjusted;
        if (method == EmbeddingMethod.JarrowLandoTurnbull)
        {
            if (!OneJump(p, rates))
            {
                return new GeneratorEmbedding(EmbeddingStatus.LeftWithCertainty, method, null, null, null);
            }
        }
        else
        {
            MatrixLogarithmStatus found = MatrixLogarithm.Of(p, out double[,]? logarithm);
            if (logarithm is null)
            {
                return new GeneratorEmbedding(found == MatrixLogarithmStatus.Singular ? EmbeddingStatus.Singular : EmbeddingStatus.NoRealLogarithm, method, null, null, null);
            }

            double lowest = LowestOffDiagonal(logarithm);
            status = lowest >= -Rounding ? EmbeddingStatus.Embeddable : EmbeddingStatus.Adjusted;
            mostNegative = lowest >= -Rounding ? 0 : lowest / matrix.PeriodYears;
            for (int i = 0; i < n; i++)
            {
                Mend(logarithm, rates, i, method);
            }
        }

        double[,] yearly = SquareMatrix.Sum(1 / matrix.PeriodYears, rates, 0, rates);
        GeneratorMatrix generator = GeneratorMatrix.Of(matrix.States, Balanced(yearly));
        double distance = SquareMatrix.Norm(SquareMatrix.Sum(1, GeneratorMatrix.Exponential(generator.ToArray(), matrix.PeriodYears), -1, p));
        return new GeneratorEmbedding(status, method, generator, mostNegative, distance);
    }

    private static bool OneJump(double[,] p, double[,] rates)
    {
        int n = p.GetLength(0);
        for (int i = 0; i < n; i++)
        {
            if (p[i, i] == 0)
            {
                return false;
            }

            double stay = Math.Log(p[i, i]);
            for (int j = 0; j < n && stay != 0; j++)
            {
                rates[i, j] = i == j ? stay : p[i, j] * stay / (p[i, i] - 1);
            }
        }

        return true;
    }

    private static double LowestOffDiagonal(double[,] logarithm)
    {
        int n = logarithm.GetLength(0);
        double lowest = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                lowest = i == j ? lowest : Math.Min(lowest, logarithm[i, j]);
            }
        }

        return lowest;
    }

    private static void Mend(double[,] logarithm, double[,] rates, int row, EmbeddingMethod method)
    {
        int n = logarithm.GetLength(0);
        double positive = Math.Abs(logarithm[row, row]);
        double negative = 0;
        for (int j = 0; j < n; j++)
        {
            rates[row, j] = logarithm[row, j];
            if (j != row)
            {
                positive += Math.Max(0, logarithm[row, j]);
                negative += Math.Max(0, -logarithm[row, j]);
            }
        }

        double threshold = method == EmbeddingMethod.QuasiOptimization ? Threshold(logarithm, row) : 0;
        double sum = 0;
        for (int j = 0; j < n; j++)
        {
            if (j == row)
            {
                continue;
            }

            double rate = Math.Max(0, logarithm[row, j] - threshold);
            rates[row, j] = method == EmbeddingMethod.WeightedAdjustment && positive > 0 ? rate - (negative * rate / positive) : rate;
            sum += rates[row, j];
        }

        rates[row, row] = -sum;
    }

    /// <summary>The t of the nearest generator row: diagonal a_ii - t, others max(a_ij - t, 0), which together sum to 0.</summary>
    private static double Threshold(double[,] logarithm, int row)
    {
        int n = logarithm.GetLength(0);
        double[] others = [.. Enumerable.Range(0, n).Where(j => j != row).Select(j => logarithm[row, j]).OrderDescending()];
        double sum = logarithm[row, row];
        double threshold = sum;
        for (int kept = 0; kept < others.Length && others[kept] > threshold; kept++)
        {
            sum += others[kept];
            threshold = sum / (kept + 2);
        }

        return threshold;
    }

    /// <summary>Rounding that scaling leaves in the row sums goes to the diagonal.</summary>
    private static double[,] Balanced(double[,] rates)
    {
        int n = rates.GetLength(0);
        for (int i = 0; i < n; i++)
        {
            double leaving = 0;
            for (int j = 0; j < n; j++)
            {
                leaving += j == i ? 0 : rates[i, j];
            }

            rates[i, i] = -leaving;
        }

        return rates;
    }
}
