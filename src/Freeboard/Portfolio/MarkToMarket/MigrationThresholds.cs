using Freeboard.Migration;
using Freeboard.Numerics;

namespace Freeboard.Portfolio.MarkToMarket;

/// <summary>Asset returns at which a borrower changes state, and what two borrowers do together.</summary>
/// <remarks>
/// The asset return of a borrower is standard normal; from the worst state up, state j is reached below N^-1(p_j + the probabilities of all worse ones). Source: CreditMetrics technical document (1997), chapter 8.
/// Accuracy: joint probabilities sum to their margins within 1e-14; the published 79.69 % and 79.15 % to the printed digit (tests).
/// </remarks>
public static class MigrationThresholds
{
    /// <summary>Thresholds of one state's row.</summary>
    /// <param name="matrix">Transition probabilities, states from the best to the worst.</param>
    /// <param name="from">The state at the beginning.</param>
    /// <returns>One fewer than states, ascending: the return below which the worst state is reached, the second worst, ...; infinite where a probability is 0 or 1.</returns>
    public static IReadOnlyList<double> Of(TransitionMatrix matrix, int from)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Of(matrix.Row(from));
    }

    /// <summary>Joint probabilities of where two borrowers end.</summary>
    /// <param name="matrix">Transition probabilities, states from the best to the worst.</param>
    /// <param name="first">State of the one at the beginning.</param>
    /// <param name="second">State of the other.</param>
    /// <param name="assetCorrelation">Correlation of their asset returns; in [-1, 1].</param>
    /// <returns>States of the first by states of the second, in the order of the matrix.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The correlation is outside its range.</exception>
    public static double[,] Joint(TransitionMatrix matrix, int first, int second, double assetCorrelation)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (!(assetCorrelation is >= -1 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(assetCorrelation), assetCorrelation, "A correlation must lie in [-1, 1].");
        }

        int n = matrix.Count;
        double[] rows = [double.NegativeInfinity, .. Of(matrix.Row(first)), double.PositiveInfinity];
        double[] columns = [double.NegativeInfinity, .. Of(matrix.Row(second)), double.PositiveInfinity];
        double[,] below = new double[n + 1, n + 1];
        for (int i = 0; i <= n; i++)
        {
            for (int j = 0; j <= n; j++)
            {
                below[i, j] = BivariateNormal.Cumulative(rows[i], columns[j], assetCorrelation);
            }
        }

        double[,] joint = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                joint[n - 1 - i, n - 1 - j] = Math.Max(0, below[i + 1, j + 1] - below[i, j + 1] - below[i + 1, j] + below[i, j]);
            }
        }

        return joint;
    }

    internal static double[] Of(ReadOnlySpan<double> row)
    {
        double[] thresholds = new double[row.Length - 1];
        double below = 0;

        // The upper half from the other end, where its tails have their digits.
        double above = 0;
        for (int i = 0; i < thresholds.Length; i++)
        {
            below += row[row.Length - 1 - i];
            thresholds[i] = below <= 0 ? double.NegativeInfinity : below < 0.5 ? NormalQuantile.FromProbability(below) : double.NaN;
        }

        for (int i = thresholds.Length - 1; i >= 0 && double.IsNaN(thresholds[i]); i--)
        {
            above += row[row.Length - 2 - i];
            thresholds[i] = above <= 0 ? double.PositiveInfinity : above < 1 ? -NormalQuantile.FromProbability(above) : double.NegativeInfinity;
        }

        return thresholds;
    }
}
