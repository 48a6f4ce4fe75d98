namespace Freeboard.Numerics;

/// <summary>Why a matrix has, or has not, a principal logarithm.</summary>
internal enum MatrixLogarithmStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>The logarithm was found, and its exponential is the matrix.</summary>
    Found,

    /// <summary>The matrix is singular: an eigenvalue is zero.</summary>
    Singular,

    /// <summary>An eigenvalue is real and negative: there is no real principal logarithm.</summary>
    NegativeEigenvalue,
}

/// <summary>The principal logarithm of a small dense matrix.</summary>
/// <remarks>
/// Source: N. J. Higham, Functions of Matrices (2008), chapters 6 and 11; S. H. Cheng, N. J. Higham, C. S. Kenney, A. J. Laub, SIAM J. Matrix Anal. 22 (2001), product form of Denman and Beavers' iteration.
/// Method: square roots until I + X with a norm of X below 1/4, then log(I + X) = integral over [0, 1] of X (I + t X)^-1 by 20-point Gauss-Legendre quadrature, which is the [20/20] Pade approximant; times 2^s.
/// The square root converges exactly when no eigenvalue lies on the closed negative axis, which is when there is a principal logarithm.
/// Accuracy: about 2^s units of 1e-16 beside the norm; the exponential of the answer is compared with the matrix.
/// </remarks>
internal static class MatrixLogarithm
{
    private const double SmallEnough = 0.25;
    private const int MostRoots = 60;
    private const int MostIterations = 100;

    /// <summary>The logarithm.</summary>
    /// <param name="matrix">A square matrix.</param>
    /// <param name="logarithm">The logarithm; null where there is none.</param>
    internal static MatrixLogarithmStatus Of(double[,] matrix, out double[,]? logarithm)
    {
        logarithm = null;
        int n = matrix.GetLength(0);
        double[,] identity = SquareMatrix.Identity(n);
        if (SquareMatrix.Inverse(matrix) is null)
        {
            return MatrixLogarithmStatus.Singular;
        }

        double[,] root = matrix;
        int roots = 0;
        double[,] x = SquareMatrix.Sum(1, root, -1, identity);
        while (SquareMatrix.Norm(x) > SmallEnough)
        {
            if (++roots > MostRoots || SquareRoot(root) is not { } next)
            {
                return MatrixLogarithmStatus.NegativeEigenvalue;
            }

            root = next;
            x = SquareMatrix.Sum(1, root, -1, identity);
        }

        double[,] sum = new double[n, n];
        foreach ((double node, double weight) in GaussLegendre.OnUnitInterval())
        {
            double[,] inverse = SquareMatrix.Inverse(SquareMatrix.Sum(1, identity, node, x))!;
            sum = SquareMatrix.Sum(1, sum, weight, SquareMatrix.Product(x, inverse));
        }

        sum = SquareMatrix.Sum(Math.ScaleB(1, roots), sum, 0, sum);

        // The check that catches a root of the wrong branch: rounding can carry the iteration past a negative eigenvalue.
        if (!(SquareMatrix.Norm(SquareMatrix.Sum(1, MatrixExponential.Of(sum), -1, matrix)) <= 1e-9 * SquareMatrix.Norm(matrix)))
        {
            return MatrixLogarithmStatus.NegativeEigenvalue;
        }

        logarithm = sum;
        return MatrixLogarithmStatus.Found;
    }

    private static double[,]? SquareRoot(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        double[,] identity = SquareMatrix.Identity(n);
        double[,] m = matrix;
        double[,] root = matrix;
        double before = double.PositiveInfinity;
        for (int i = 0; i < MostIterations; i++)
        {
            if (SquareMatrix.Inverse(m) is not { } inverse)
            {
                return null;
            }

            root = SquareMatrix.Sum(0.5, root, 0.5, SquareMatrix.Product(root, inverse));
            m = SquareMatrix.Sum(0.5, identity, 0.25, SquareMatrix.Sum(1, m, 1, inverse));
            double distance = SquareMatrix.Norm(SquareMatrix.Sum(1, m, -1, identity));
            if (!double.IsFinite(distance))
            {
                return null;
            }

            // Quadratic convergence ends in rounding: the distance falls to some 1e-16 and stays.
            if (distance < 1e-7 && (distance <= n * 2.3e-16 || distance >= before))
            {
                return root;
            }

            before = distance;
        }

        return null;
    }
}
