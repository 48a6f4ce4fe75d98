namespace Freeboard.Numerics;

/// <summary>Small dense square matrices as n x n arrays: what transition matrices need, without a library.</summary>
internal static class SquareMatrix
{
    /// <summary>The identity.</summary>
    internal static double[,] Identity(int n)
    {
        double[,] identity = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            identity[i, i] = 1;
        }

        return identity;
    }

    /// <summary>The product of two matrices.</summary>
    internal static double[,] Product(double[,] left, double[,] right)
    {
        int n = left.GetLength(0);
        double[,] product = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++)
            {
                double a = left[i, k];
                if (a == 0)
                {
                    continue;
                }

                for (int j = 0; j < n; j++)
                {
                    product[i, j] += a * right[k, j];
                }
            }
        }

        return product;
    }

    /// <summary>a A + b B.</summary>
    internal static double[,] Sum(double a, double[,] left, double b, double[,] right)
    {
        int n = left.GetLength(0);
        double[,] sum = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                sum[i, j] = (a * left[i, j]) + (b * right[i, j]);
            }
        }

        return sum;
    }

    /// <summary>The largest sum of absolute values of a row.</summary>
    internal static double Norm(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        double largest = 0;
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
            {
                sum += Math.Abs(matrix[i, j]);
            }

            largest = Math.Max(largest, sum);
        }

        return largest;
    }

    /// <summary>The inverse, by elimination with row exchanges; null when a pivot vanishes beside the matrix's size.</summary>
    internal static double[,]? Inverse(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        double[,] a = (double[,])matrix.Clone();
        double[,] inverse = Identity(n);
        double smallest = n * 1.1e-16 * Norm(matrix);
        for (int column = 0; column < n; column++)
        {
            int pivot = column;
            for (int i = column + 1; i < n; i++)
            {
                pivot = Math.Abs(a[i, column]) > Math.Abs(a[pivot, column]) ? i : pivot;
            }

            if (!(Math.Abs(a[pivot, column]) > smallest))
            {
                return null;
            }

            for (int j = 0; j < n; j++)
            {
                (a[column, j], a[pivot, j]) = (a[pivot, j], a[column, j]);
                (inverse[column, j], inverse[pivot, j]) = (inverse[pivot, j], inverse[column, j]);
            }

            double scale = a[column, column];
            for (int j = 0; j < n; j++)
            {
                a[column, j] /= scale;
                inverse[column, j] /= scale;
            }

            for (int i = 0; i < n; i++)
            {
                double factor = a[i, column];
                if (i == column || factor == 0)
                {
                    continue;
                }

                for (int j = 0; j < n; j++)
                {
                    a[i, j] -= factor * a[column, j];
                    inverse[i, j] -= factor * inverse[column, j];
                }
            }
        }

        return inverse;
    }
}
