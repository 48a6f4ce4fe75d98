namespace Freeboard.Volatility.Garch;

/// <summary>A covariance matrix of estimated parameters, in the order of <see cref="GarchFit.ParameterNames"/>.</summary>
public sealed class ParameterCovariance
{
    private readonly double[] entries;

    internal ParameterCovariance(int size, double[] entries)
    {
        Size = size;
        this.entries = entries;
        var errors = new double[size];
        for (int i = 0; i < size; i++)
        {
            errors[i] = Math.Sqrt(entries[(i * size) + i]);
        }

        StandardErrors = errors;
    }

    /// <summary>Number of parameters.</summary>
    public int Size { get; }

    /// <summary>The covariance of two parameters, in the product of their units.</summary>
    /// <param name="row">Position of one in the names.</param>
    /// <param name="column">Position of the other.</param>
    /// <exception cref="ArgumentOutOfRangeException">A position is not in [0, Size).</exception>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Size);
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Size);
            return entries[(row * Size) + column];
        }
    }

    /// <summary>The square roots of the diagonal, in the parameters' units.</summary>
    public IReadOnlyList<double> StandardErrors { get; }
}
