namespace Freeboard.Structural.Rolling;

/// <summary>Eight Chebyshev nodes on [-1, 1] and the weights of Hermite interpolation in them (value and slope at each: degree 15).</summary>
/// <remarks>
/// p(u) = sum over k of L_k(u)^2 [f_k + (u - u_k)(f'_k - c_k f_k)], L_k(u) = product over j != k of (u - u_j)/(u_k - u_j),
/// c_k = 2 L'_k(u_k) = 2 sum over j != k of 1/(u_k - u_j). Source: any text on Hermite interpolation, e.g. Stoer and Bulirsch, section 2.1.5.
/// </remarks>
internal static class ChebyshevNodes
{
    internal const int Count = 8;

    private static readonly double[] PointArray = MakePoints();
    private static readonly double[] SquaredWeightArray = MakeSquaredWeights();
    private static readonly double[] SlopeArray = MakeSlopes();

    /// <summary>u_k, falling.</summary>
    internal static ReadOnlySpan<double> Points => PointArray;

    /// <summary>1 / product over j != k of (u_k - u_j)^2.</summary>
    internal static ReadOnlySpan<double> SquaredWeights => SquaredWeightArray;

    /// <summary>c_k.</summary>
    internal static ReadOnlySpan<double> Slopes => SlopeArray;

    // cos(pi (2k + 1) / 16), written out: the library's cosine may differ in the last bit from system to system.
    private static double[] MakePoints() =>
    [
        0.98078528040323045, 0.83146961230254524, 0.55557023301960222, 0.19509032201612826,
        -0.19509032201612826, -0.55557023301960222, -0.83146961230254524, -0.98078528040323045,
    ];

    private static double[] MakeSquaredWeights()
    {
        double[] weights = new double[Count];
        for (int k = 0; k < Count; k++)
        {
            double product = 1;
            for (int j = 0; j < Count; j++)
            {
                product *= j == k ? 1 : PointArray[k] - PointArray[j];
            }

            weights[k] = 1 / (product * product);
        }

        return weights;
    }

    private static double[] MakeSlopes()
    {
        double[] slopes = new double[Count];
        for (int k = 0; k < Count; k++)
        {
            for (int j = 0; j < Count; j++)
            {
                slopes[k] += j == k ? 0 : 2 / (PointArray[k] - PointArray[j]);
            }
        }

        return slopes;
    }
}
