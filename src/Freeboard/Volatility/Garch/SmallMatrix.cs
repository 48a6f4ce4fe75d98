namespace Freeboard.Volatility.Garch;

/// <summary>Symmetric positive definite systems of a few unknowns, in place and without allocation. Matrices are rows one after another.</summary>
internal static class SmallMatrix
{
    /// <summary>Replaces the lower triangle of a matrix by its Cholesky factor.</summary>
    /// <returns>False when the matrix is not positive definite to rounding.</returns>
    internal static bool TryFactor(Span<double> matrix, int n)
    {
        for (int j = 0; j < n; j++)
        {
            double pivot = matrix[(j * n) + j];
            double size = Math.Abs(pivot);
            for (int k = 0; k < j; k++)
            {
                pivot -= matrix[(j * n) + k] * matrix[(j * n) + k];
            }

            if (!(pivot > 1e-14 * size))
            {
                return false;
            }

            double root = Math.Sqrt(pivot);
            matrix[(j * n) + j] = root;
            for (int i = j + 1; i < n; i++)
            {
                double sum = matrix[(i * n) + j];
                for (int k = 0; k < j; k++)
                {
                    sum -= matrix[(i * n) + k] * matrix[(j * n) + k];
                }

                matrix[(i * n) + j] = sum / root;
            }
        }

        return true;
    }

    /// <summary>Solves L L' x = b in place, L from <see cref="TryFactor"/>.</summary>
    internal static void Solve(ReadOnlySpan<double> factor, int n, Span<double> b)
    {
        for (int i = 0; i < n; i++)
        {
            double sum = b[i];
            for (int k = 0; k < i; k++)
            {
                sum -= factor[(i * n) + k] * b[k];
            }

            b[i] = sum / factor[(i * n) + i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            double sum = b[i];
            for (int k = i + 1; k < n; k++)
            {
                sum -= factor[(k * n) + i] * b[k];
            }

            b[i] = sum / factor[(i * n) + i];
        }
    }

    /// <summary>The inverse of a symmetric positive definite matrix; null when it is not. Scaled to a unit diagonal first, so that units do not decide.</summary>
    internal static double[]? Inverse(ReadOnlySpan<double> matrix, int n)
    {
        var scaled = new double[n * n];
        var scale = new double[n];
        for (int i = 0; i < n; i++)
        {
            double diagonal = matrix[(i * n) + i];
            if (!(diagonal > 0) || !double.IsFinite(diagonal))
            {
                return null;
            }

            scale[i] = 1 / Math.Sqrt(diagonal);
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                scaled[(i * n) + j] = matrix[(i * n) + j] * scale[i] * scale[j];
            }
        }

        if (!TryFactor(scaled, n))
        {
            return null;
        }

        var inverse = new double[n * n];
        Span<double> column = stackalloc double[ParameterLayout.Largest];
        for (int j = 0; j < n; j++)
        {
            column.Clear();
            column[j] = 1;
            Solve(scaled, n, column);
            for (int i = 0; i < n; i++)
            {
                inverse[(i * n) + j] = column[i] * scale[i] * scale[j];
            }
        }

        return inverse;
    }

    /// <summary>A B A for symmetric A and B.</summary>
    internal static double[] Sandwich(double[] a, double[] b, int n)
    {
        var half = new double[n * n];
        var result = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < n; k++)
                {
                    half[(i * n) + j] += a[(i * n) + k] * b[(k * n) + j];
                }
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < n; k++)
                {
                    result[(i * n) + j] += half[(i * n) + k] * a[(k * n) + j];
                }
            }
        }

        return result;
    }
}
