namespace Freeboard.Numerics;

/// <summary>The law of the largest distance between the distribution function of n uniform numbers and the diagonal.</summary>
/// <remarks>
/// <para>Source: one side exactly: Z. W. Birnbaum and F. H. Tingey (1951), a sum of positive terms; both sides: G. Marsaglia, W. W. Tsang, J. Wang, "Evaluating Kolmogorov's distribution", Journal of Statistical Software 8 (2003);
/// which form where: R. Simard and P. L'Ecuyer, "Computing the two-sided Kolmogorov-Smirnov distribution", Journal of Statistical Software 39 (2011).</para>
/// <para>Method: 2 x one side where d >= 1/2 (exact) or n d^2 >= 4 (relative error below 1e-10); else the matrix power up to n = 1000, and Kolmogorov's limit with Stephens' correction beyond (three digits).</para>
/// </remarks>
internal static class KolmogorovLaw
{
    private const int LargestMatrixSample = 1000;

    /// <summary>P(D >= d) for n numbers.</summary>
    /// <param name="d">The distance, in [0, 1].</param>
    /// <param name="sample">Size n of the sample, a whole number of at least 1.</param>
    internal static double UpperTail(double d, double sample)
    {
        double n = Math.Max(1, sample);
        if (d <= 1 / (2 * n))
        {
            return 1;
        }

        if (d >= 1)
        {
            return 0;
        }

        if (d >= 0.5 || n * d * d >= 4)
        {
            return Math.Min(1, 2 * OneSide(d, (int)n));
        }

        return n <= LargestMatrixSample ? Math.Clamp(1 - MatrixPower(d, (int)n), 0, 1) : Limit((Math.Sqrt(n) + 0.12 + (0.11 / Math.Sqrt(n))) * d);
    }

    private static double OneSide(double d, int n)
    {
        double sum = 0;
        int last = (int)Math.Floor(n * (1 - d));
        for (int j = 0; j <= last; j++)
        {
            double p = d + (j / (double)n);
            if (p < 1)
            {
                sum += BinomialTail.Exactly(j, n, p) * d / p;
            }
        }

        return sum;
    }

    // Twice the alternating sum of exp(-2 j^2 x^2).
    private static double Limit(double x)
    {
        double sum = 0;
        double sign = 1;
        for (int j = 1; j <= 100; j++)
        {
            double term = Math.Exp(-2.0 * j * j * x * x);
            sum += sign * term;
            sign = -sign;
            if (term < 1e-18)
            {
                break;
            }
        }

        return Math.Clamp(2 * sum, 0, 1);
    }

    // P(D < d) = n!/n^n times the middle element of H^n.
    private static double MatrixPower(double d, int n)
    {
        int k = (int)(n * d) + 1;
        int m = (2 * k) - 1;
        double h = k - (n * d);
        double[] matrix = new double[m * m];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < m; j++)
            {
                matrix[(i * m) + j] = i - j + 1 < 0 ? 0 : 1;
            }
        }

        for (int i = 0; i < m; i++)
        {
            matrix[i * m] -= Math.Pow(h, i + 1);
            matrix[((m - 1) * m) + i] -= Math.Pow(h, m - i);
        }

        matrix[(m - 1) * m] += (2 * h) - 1 > 0 ? Math.Pow((2 * h) - 1, m) : 0;
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                for (int g = 1; g <= i - j + 1; g++)
                {
                    matrix[(i * m) + j] /= g;
                }
            }
        }

        (double[] power, int exponent) = Power(matrix, m, n);
        double s = power[((k - 1) * m) + k - 1];
        for (int i = 1; i <= n; i++)
        {
            s = s * i / n;
            if (s < 1e-140)
            {
                s *= 1e140;
                exponent -= 140;
            }
        }

        return s * Math.Pow(10, exponent);
    }

    private static (double[] Matrix, int Exponent) Power(double[] matrix, int m, int n)
    {
        if (n == 1)
        {
            return (matrix, 0);
        }

        (double[] half, int exponent) = Power(matrix, m, n / 2);
        double[] square = Multiply(half, half, m);
        exponent *= 2;
        double[] result = n % 2 == 0 ? square : Multiply(matrix, square, m);
        if (result[((m / 2) * m) + (m / 2)] > 1e140)
        {
            for (int i = 0; i < result.Length; i++)
            {
                result[i] *= 1e-140;
            }

            exponent += 140;
        }

        return (result, exponent);
    }

    private static double[] Multiply(double[] a, double[] b, int m)
    {
        double[] product = new double[m * m];
        for (int i = 0; i < m; i++)
        {
            for (int k = 0; k < m; k++)
            {
                double factor = a[(i * m) + k];
                for (int j = 0; j < m; j++)
                {
                    product[(i * m) + j] += factor * b[(k * m) + j];
                }
            }
        }

        return product;
    }
}
