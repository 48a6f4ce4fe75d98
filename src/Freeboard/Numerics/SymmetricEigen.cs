namespace Freeboard.Numerics;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix by Jacobi rotations.</summary>
/// <remarks>Source: G. Golub and C. Van Loan, "Matrix computations", section 8.5. Cyclic sweeps until what is off the diagonal is 1e-15 of the whole; errors of a few units in the last place of the largest eigenvalue. Meant for matrices up to a few hundred rows.</remarks>
internal static class SymmetricEigen
{
    private const int MostSweeps = 60;

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">n x n, row by row; destroyed, its diagonal are the eigenvalues afterwards.</param>
    /// <param name="size">n.</param>
    /// <returns>Eigenvectors, n x n: column j belongs to the diagonal element j.</returns>
    internal static double[] Decompose(double[] matrix, int size)
    {
        double[] vectors = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            vectors[(i * size) + i] = 1;
        }

        for (int sweep = 0; sweep < MostSweeps && OffDiagonal(matrix, size) > 1e-15; sweep++)
        {
            for (int p = 0; p < size - 1; p++)
            {
                for (int q = p + 1; q < size; q++)
                {
                    Rotate(matrix, vectors, size, p, q);
                }
            }
        }

        return vectors;
    }

    private static double OffDiagonal(double[] matrix, int size)
    {
        double off = 0;
        double all = 0;
        for (int i = 0; i < matrix.Length; i++)
        {
            double square = matrix[i] * matrix[i];
            all += square;
            off += i / size == i % size ? 0 : square;
        }

        return all > 0 ? Math.Sqrt(off / all) : 0;
    }

    private static void Rotate(double[] matrix, double[] vectors, int size, int p, int q)
    {
        double apq = matrix[(p * size) + q];
        if (apq == 0)
        {
            return;
        }

        double theta = (matrix[(q * size) + q] - matrix[(p * size) + p]) / (2 * apq);
        double t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1);
        double s = t * c;
        for (int k = 0; k < size; k++)
        {
            double akp = matrix[(k * size) + p];
            double akq = matrix[(k * size) + q];
            matrix[(k * size) + p] = (c * akp) - (s * akq);
            matrix[(k * size) + q] = (s * akp) + (c * akq);
        }

        for (int k = 0; k < size; k++)
        {
            double apk = matrix[(p * size) + k];
            double aqk = matrix[(q * size) + k];
            matrix[(p * size) + k] = (c * apk) - (s * aqk);
            matrix[(q * size) + k] = (s * apk) + (c * aqk);
            double vkp = vectors[(k * size) + p];
            double vkq = vectors[(k * size) + q];
            vectors[(k * size) + p] = (c * vkp) - (s * vkq);
            vectors[(k * size) + q] = (s * vkp) + (c * vkq);
        }
    }
}
