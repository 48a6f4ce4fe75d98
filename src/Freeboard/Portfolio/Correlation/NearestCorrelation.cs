using Freeboard.Numerics;

namespace Freeboard.Portfolio.Correlation;

/// <summary>The correlation matrix nearest to a matrix whose pairs were estimated one by one.</summary>
/// <remarks>
/// Source: N. Higham, "Computing the nearest correlation matrix - a problem from finance", IMA Journal of Numerical Analysis 22 (2002): alternating projections on the
/// positive semidefinite matrices and on those with a unit diagonal, with Dykstra's correction. Nearest in the sum of squared differences.
/// Accuracy: the matrix of Higham's section 1 comes out to the four digits published.
/// </remarks>
/// <param name="Status">How it ended.</param>
/// <param name="Matrix">The matrix, n x n, row by row; empty where there is none.</param>
/// <param name="LeastEigenvalue">Least eigenvalue of the matrix as it was given; null where it was not looked for.</param>
/// <param name="LargestChange">Largest absolute change of an element.</param>
public sealed record NearestCorrelation(CorrelationStatus Status, IReadOnlyList<double> Matrix, double? LeastEigenvalue, double LargestChange)
{
    private const int MostIterations = 2000;

    // Rounding makes eigenvalues of a singular correlation matrix as negative as this.
    private const double Rounding = 1e-12;

    /// <summary>Finds it.</summary>
    /// <param name="matrix">n x n, row by row.</param>
    /// <param name="size">n.</param>
    public static NearestCorrelation Find(ReadOnlySpan<double> matrix, int size)
    {
        if (!IsValid(matrix, size))
        {
            return new NearestCorrelation(CorrelationStatus.InvalidInput, [], null, 0);
        }

        double[] given = matrix.ToArray();
        double least = Least(given, size);
        if (least >= -Rounding * size)
        {
            return new NearestCorrelation(CorrelationStatus.AsGiven, given, least, 0);
        }

        double[] nearest = [.. given];
        double[] correction = new double[given.Length];
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            double[] moved = new double[given.Length];
            for (int i = 0; i < given.Length; i++)
            {
                moved[i] = nearest[i] - correction[i];
            }

            double[] projected = Positive([.. moved], size);
            double change = 0;
            for (int i = 0; i < given.Length; i++)
            {
                correction[i] = projected[i] - moved[i];
                double next = i / size == i % size ? 1 : projected[i];
                change = Math.Max(change, Math.Abs(next - nearest[i]));
                nearest[i] = next;
            }

            if (change < 1e-10)
            {
                // A last step inside, so that no eigenvalue is left below zero; the diagonal is then scaled back to one.
                double[] inside = Positive([.. nearest], size);
                double[] result = Scaled(inside, size);
                return new NearestCorrelation(CorrelationStatus.Adjusted, result, least, result.Zip(given, (a, b) => Math.Abs(a - b)).Max());
            }
        }

        return new NearestCorrelation(CorrelationStatus.IterationLimit, [], least, 0);
    }

    private static bool IsValid(ReadOnlySpan<double> matrix, int size)
    {
        if (size < 1 || matrix.Length != (long)size * size)
        {
            return false;
        }

        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                double element = matrix[(i * size) + j];
                if (!(element is >= -1 and <= 1) || Math.Abs(element - matrix[(j * size) + i]) > 1e-9 || (i == j && Math.Abs(element - 1) > 1e-9))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static double Least(double[] matrix, int size)
    {
        double[] copy = [.. matrix];
        SymmetricEigen.Decompose(copy, size);
        double least = double.PositiveInfinity;
        for (int i = 0; i < size; i++)
        {
            least = Math.Min(least, copy[(i * size) + i]);
        }

        return least;
    }

    private static double[] Positive(double[] matrix, int size)
    {
        double[] vectors = SymmetricEigen.Decompose(matrix, size);
        double[] result = new double[matrix.Length];
        for (int e = 0; e < size; e++)
        {
            double value = matrix[(e * size) + e];
            if (value <= 0)
            {
                continue;
            }

            for (int i = 0; i < size; i++)
            {
                double part = value * vectors[(i * size) + e];
                for (int j = 0; j < size; j++)
                {
                    result[(i * size) + j] += part * vectors[(j * size) + e];
                }
            }
        }

        return result;
    }

    private static double[] Scaled(double[] matrix, int size)
    {
        double[] result = new double[matrix.Length];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                result[(i * size) + j] = i == j ? 1 : matrix[(i * size) + j] / Math.Sqrt(matrix[(i * size) + i] * matrix[(j * size) + j]);
            }
        }

        return result;
    }
}
