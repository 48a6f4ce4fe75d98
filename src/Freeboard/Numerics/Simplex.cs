namespace Freeboard.Numerics;

/// <summary>The minimum of a function with kinks in a few variables.</summary>
/// <remarks>Source: Nelder and Mead (1965), with the usual coefficients 1, 2, 1/2, 1/2. Ties are decided by the order of the corners: same start, same bits.</remarks>
internal static class Simplex
{
    private const double RelativeSize = 1e-12;

    /// <summary>Searches from one start.</summary>
    /// <param name="function">The function; finite.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="length">Length of the first simplex along every axis.</param>
    /// <param name="maximumIterations">Most steps.</param>
    /// <returns>The best corner, the steps taken, and whether the simplex has shrunk to a point.</returns>
    internal static (double[] Minimum, int Iterations, bool Ended) Minimise(Func<double[], double> function, double[] start, double length, int maximumIterations)
    {
        int n = start.Length;
        double[][] corners = new double[n + 1][];
        double[] values = new double[n + 1];
        for (int i = 0; i <= n; i++)
        {
            corners[i] = [.. start];
            if (i > 0)
            {
                corners[i][i - 1] += length;
            }

            values[i] = function(corners[i]);
        }

        for (int iteration = 0; iteration < maximumIterations; iteration++)
        {
            int[] order = [.. Enumerable.Range(0, n + 1).OrderBy(i => values[i]).ThenBy(i => i)];
            (corners, values) = ([.. order.Select(i => corners[i])], [.. order.Select(i => values[i])]);
            if (SizeOf(corners) < RelativeSize)
            {
                return (corners[0], iteration, true);
            }

            double[] centre = [.. Enumerable.Range(0, n).Select(axis => Enumerable.Range(0, n).Sum(i => corners[i][axis]) / n)];
            double[] At(double factor) => [.. centre.Select((c, axis) => c + (factor * (corners[n][axis] - c)))];
            double[] reflected = At(-1);
            double atReflected = function(reflected);
            if (atReflected < values[0])
            {
                double[] expanded = At(-2);
                double atExpanded = function(expanded);
                (corners[n], values[n]) = atExpanded < atReflected ? (expanded, atExpanded) : (reflected, atReflected);
            }
            else if (atReflected < values[n - 1])
            {
                (corners[n], values[n]) = (reflected, atReflected);
            }
            else
            {
                double[] contracted = At(atReflected < values[n] ? -0.5 : 0.5);
                double atContracted = function(contracted);
                if (atContracted < Math.Min(atReflected, values[n]))
                {
                    (corners[n], values[n]) = (contracted, atContracted);
                }
                else
                {
                    for (int i = 1; i <= n; i++)
                    {
                        corners[i] = [.. corners[i].Select((c, axis) => 0.5 * (c + corners[0][axis]))];
                        values[i] = function(corners[i]);
                    }
                }
            }
        }

        int best = Array.IndexOf(values, values.Min());
        return (corners[best], maximumIterations, false);
    }

    private static double SizeOf(double[][] corners)
    {
        double size = 0;
        for (int i = 1; i < corners.Length; i++)
        {
            for (int axis = 0; axis < corners[0].Length; axis++)
            {
                size = Math.Max(size, Math.Abs(corners[i][axis] - corners[0][axis]) / Math.Max(1, Math.Abs(corners[0][axis])));
            }
        }

        return size;
    }
}
