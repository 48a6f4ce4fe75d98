using Freeboard.Numerics;

namespace Freeboard.Portfolio.Correlation;

/// <summary>Loadings on independent factors, from correlations of factors or of assets.</summary>
/// <param name="Status">Whether the matrix was taken as given.</param>
/// <param name="Loadings">n x k, obligor by obligor; empty where there are none.</param>
/// <param name="FactorCount">k.</param>
/// <param name="LargestChange">Largest change that made the matrix a correlation matrix.</param>
/// <param name="LargestMiss">Largest difference between a pair's correlation and the one that the loadings give it; 0 where they give them all.</param>
public sealed record FactorLoadings(CorrelationStatus Status, IReadOnlyList<double> Loadings, int FactorCount, double LargestChange, double LargestMiss)
{
    private const int MostIterations = 500;

    // A share left to the obligor itself: without any its default would be certain given the factors.
    private const double LargestShare = 0.99;

    /// <summary>Loadings on independent factors that have the effect of loadings on correlated ones: B = A R, R the symmetric square root of the factors' correlations.</summary>
    /// <param name="loadings">A, n x k, obligor by obligor.</param>
    /// <param name="correlations">k x k, row by row; the nearest correlation matrix is taken where it is none.</param>
    /// <param name="factorCount">k.</param>
    public static FactorLoadings OfCorrelatedFactors(ReadOnlySpan<double> loadings, ReadOnlySpan<double> correlations, int factorCount)
    {
        NearestCorrelation nearest = NearestCorrelation.Find(correlations, factorCount);
        if (nearest.Matrix.Count == 0 || loadings.Length % factorCount != 0)
        {
            return new FactorLoadings(nearest.Matrix.Count == 0 ? nearest.Status : CorrelationStatus.InvalidInput, [], factorCount, 0, 0);
        }

        double[] values = [.. nearest.Matrix];
        double[] vectors = SymmetricEigen.Decompose(values, factorCount);
        double[] root = new double[values.Length];
        for (int i = 0; i < factorCount; i++)
        {
            for (int j = 0; j < factorCount; j++)
            {
                for (int e = 0; e < factorCount; e++)
                {
                    root[(i * factorCount) + j] += vectors[(i * factorCount) + e] * Math.Sqrt(Math.Max(0, values[(e * factorCount) + e])) * vectors[(j * factorCount) + e];
                }
            }
        }

        double[] result = new double[loadings.Length];
        for (int i = 0; i < loadings.Length; i += factorCount)
        {
            for (int f = 0; f < factorCount; f++)
            {
                for (int g = 0; g < factorCount; g++)
                {
                    result[i + f] += loadings[i + g] * root[(g * factorCount) + f];
                }
            }
        }

        return new FactorLoadings(nearest.Status, result, factorCount, nearest.LargestChange, 0);
    }

    /// <summary>Loadings on k factors that come as near to given asset correlations as k factors can: principal factors with iterated communalities.</summary>
    /// <remarks>Source: L. Andersen, J. Sidenius, S. Basu, "All your hedges in one basket", Risk (November 2003); H. Harman, "Modern factor analysis". No obligor is left with less than 1 % of its variance for itself.</remarks>
    /// <param name="correlations">n x n, row by row; the nearest correlation matrix is taken where it is none.</param>
    /// <param name="size">n.</param>
    /// <param name="factorCount">k; from 1 to n.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is outside its range.</exception>
    public static FactorLoadings OfAssetCorrelations(ReadOnlySpan<double> correlations, int size, int factorCount)
    {
        if (factorCount < 1 || factorCount > size)
        {
            throw new ArgumentOutOfRangeException(nameof(factorCount), factorCount, "Must lie from 1 to the number of obligors.");
        }

        NearestCorrelation nearest = NearestCorrelation.Find(correlations, size);
        if (nearest.Matrix.Count == 0)
        {
            return new FactorLoadings(nearest.Status, [], factorCount, 0, 0);
        }

        double[] matrix = [.. nearest.Matrix];
        double[] shares = new double[size];
        for (int i = 0; i < size; i++)
        {
            // A first guess: the obligor's largest correlation with another.
            shares[i] = Math.Min(LargestShare, Enumerable.Range(0, size).Where(j => j != i).Select(j => Math.Abs(matrix[(i * size) + j])).DefaultIfEmpty(0).Max());
        }

        double[] loadings = [];
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            loadings = Principal(matrix, shares, size, factorCount);
            double change = 0;
            for (int i = 0; i < size; i++)
            {
                double share = 0;
                for (int f = 0; f < factorCount; f++)
                {
                    share += loadings[(i * factorCount) + f] * loadings[(i * factorCount) + f];
                }

                if (share > LargestShare)
                {
                    for (int f = 0; f < factorCount; f++)
                    {
                        loadings[(i * factorCount) + f] *= Math.Sqrt(LargestShare / share);
                    }

                    share = LargestShare;
                }

                change = Math.Max(change, Math.Abs(share - shares[i]));
                shares[i] = share;
            }

            if (change < 1e-10)
            {
                break;
            }
        }

        return new FactorLoadings(nearest.Status, loadings, factorCount, nearest.LargestChange, Miss(matrix, loadings, size, factorCount));
    }

    private static double[] Principal(double[] matrix, double[] shares, int size, int factorCount)
    {
        double[] reduced = [.. matrix];
        for (int i = 0; i < size; i++)
        {
            reduced[(i * size) + i] = shares[i];
        }

        double[] vectors = SymmetricEigen.Decompose(reduced, size);
        int[] order = [.. Enumerable.Range(0, size).OrderByDescending(e => reduced[(e * size) + e]).ThenBy(e => e).Take(factorCount)];
        double[] loadings = new double[size * factorCount];
        for (int f = 0; f < factorCount; f++)
        {
            int e = order[f];
            double root = Math.Sqrt(Math.Max(0, reduced[(e * size) + e]));
            double sign = Enumerable.Range(0, size).Sum(i => vectors[(i * size) + e]) >= 0 ? 1 : -1;
            for (int i = 0; i < size; i++)
            {
                loadings[(i * factorCount) + f] = sign * root * vectors[(i * size) + e];
            }
        }

        return loadings;
    }

    private static double Miss(double[] matrix, double[] loadings, int size, int factorCount)
    {
        double miss = 0;
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double sum = 0;
                for (int f = 0; f < factorCount; f++)
                {
                    sum += loadings[(i * factorCount) + f] * loadings[(j * factorCount) + f];
                }

                miss = Math.Max(miss, Math.Abs(sum - matrix[(i * size) + j]));
            }
        }

        return miss;
    }
}
