namespace Freeboard.Structural.Rolling;

/// <summary>The weights of values and slopes in a Hermite interpolant at one place.</summary>
internal static class HermiteWeights
{
    private const int Nodes = ChebyshevNodes.Count;

    /// <summary>Fills eight weights of the values, then eight of the slopes in u.</summary>
    internal static void At(double u, Span<double> weights)
    {
        Span<double> before = stackalloc double[Nodes];
        double product = 1;
        for (int k = 0; k < Nodes; k++)
        {
            before[k] = product;
            product *= u - ChebyshevNodes.Points[k];
        }

        double after = 1;
        for (int k = Nodes - 1; k >= 0; k--)
        {
            double distance = u - ChebyshevNodes.Points[k];
            double basis = before[k] * after;
            double square = basis * basis * ChebyshevNodes.SquaredWeights[k];
            weights[k] = square * (1 - (distance * ChebyshevNodes.Slopes[k]));
            weights[Nodes + k] = square * distance;
            after *= distance;
        }
    }

    /// <summary>The interpolant from values and slopes in ln sigma.</summary>
    internal static double Combine(ReadOnlySpan<double> weights, ReadOnlySpan<double> values, ReadOnlySpan<double> logSlopes, double halfLength)
    {
        double sum = 0;
        double slopes = 0;
        for (int k = 0; k < Nodes; k++)
        {
            sum += weights[k] * values[k];
            slopes += weights[Nodes + k] * logSlopes[k];
        }

        return sum + (halfLength * slopes);
    }
}
