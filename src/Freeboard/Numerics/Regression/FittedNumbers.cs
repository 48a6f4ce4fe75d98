namespace Freeboard.Numerics.Regression;

/// <summary>The arrays behind a fit, p coefficients and n observations.</summary>
internal sealed class FittedNumbers
{
    public required string[] Names { get; init; }

    public required double[] Coefficients { get; init; }

    /// <summary>R^-1, p by p; times its transpose the inverse of X'X.</summary>
    public required double[][] InverseRoot { get; init; }

    /// <summary>Diagonal of the inverse of X'X.</summary>
    public required double[] UnscaledVariances { get; init; }

    /// <summary>Centred sums of squares of the columns without the intercept.</summary>
    public required double[] ColumnSums { get; init; }

    /// <summary>Rows of Q, n by p: X = Q R.</summary>
    public required double[][] Orthonormal { get; init; }

    public required double[] Residuals { get; init; }

    public required double[] Fitted { get; init; }
}
