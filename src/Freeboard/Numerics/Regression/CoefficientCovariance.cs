namespace Freeboard.Numerics.Regression;

/// <summary>A covariance matrix of coefficients with the name of the assumption behind it.</summary>
public sealed class CoefficientCovariance
{
    private readonly double[,] matrix;

    /// <summary>Makes a covariance matrix.</summary>
    /// <param name="kind">Its name: classical, HC0 ... HC3, newey-west(L).</param>
    /// <param name="matrix">p by p, copied.</param>
    /// <exception cref="ArgumentException">The matrix is not square.</exception>
    public CoefficientCovariance(string kind, double[,] matrix)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.GetLength(0) != matrix.GetLength(1))
        {
            throw new ArgumentException($"A covariance matrix is square, not {matrix.GetLength(0)} by {matrix.GetLength(1)}.", nameof(matrix));
        }

        Kind = kind;
        this.matrix = (double[,])matrix.Clone();
    }

    /// <summary>What is assumed of the errors: classical, HC0 ... HC3, newey-west(L).</summary>
    public string Kind { get; }

    /// <summary>Coefficients p.</summary>
    public int Size => matrix.GetLength(0);

    /// <summary>Covariance of coefficients i and j.</summary>
    /// <param name="i">From 0, in the order of the terms.</param>
    /// <param name="j">From 0, in the order of the terms.</param>
    public double this[int i, int j] => matrix[i, j];

    /// <summary>Standard error of a coefficient.</summary>
    /// <param name="i">From 0, in the order of the terms.</param>
    public double StandardError(int i) => Math.Sqrt(Math.Max(0, matrix[i, i]));
}
