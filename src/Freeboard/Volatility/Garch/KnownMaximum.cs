namespace Freeboard.Volatility.Garch;

/// <summary>A maximum already found, with the metric of its Hessian.</summary>
internal sealed class KnownMaximum
{
    private readonly double[] coordinates;
    private readonly double[] hessian;

    /// <summary>Copies a maximum.</summary>
    internal KnownMaximum(ReadOnlySpan<double> coordinates, ReadOnlySpan<double> hessian, double logLikelihood)
    {
        this.coordinates = coordinates.ToArray();
        this.hessian = hessian[..(coordinates.Length * coordinates.Length)].ToArray();
        LogLikelihood = logLikelihood;
    }

    internal double LogLikelihood { get; }

    /// <summary>Whether the distance in standard errors, squared, is below a bound.</summary>
    internal bool IsNear(ReadOnlySpan<double> other, double bound)
    {
        int n = coordinates.Length;
        double distance = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                distance -= (other[i] - coordinates[i]) * hessian[(i * n) + j] * (other[j] - coordinates[j]);
            }
        }

        return distance is >= 0 && distance < bound;
    }
}
