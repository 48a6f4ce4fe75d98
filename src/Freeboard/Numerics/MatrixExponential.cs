namespace Freeboard.Numerics;

/// <summary>exp(A) of a small dense matrix: the Taylor series of A / 2^s, squared s times.</summary>
/// <remarks>For derivatives and checks, where A has entries of every sign. Generators go by <see cref="Migration.GeneratorMatrix.Over"/>, whose terms are all positive. Accuracy: some units of 1e-15 beside the norm of exp(A).</remarks>
internal static class MatrixExponential
{
    private const int Terms = 20;

    /// <summary>The exponential.</summary>
    internal static double[,] Of(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        double norm = SquareMatrix.Norm(matrix);
        int squarings = norm > 0.5 ? (int)Math.Ceiling(Math.Log2(norm / 0.5)) : 0;
        double[,] scaled = SquareMatrix.Sum(Math.ScaleB(1, -squarings), matrix, 0, matrix);
        double[,] sum = SquareMatrix.Identity(n);

        // Horner: I + A (I + A/2 (I + A/3 (...))).
        for (int k = Terms; k >= 1; k--)
        {
            sum = SquareMatrix.Sum(1, SquareMatrix.Identity(n), 1.0 / k, SquareMatrix.Product(scaled, sum));
        }

        for (int i = 0; i < squarings; i++)
        {
            sum = SquareMatrix.Product(sum, sum);
        }

        return sum;
    }
}
