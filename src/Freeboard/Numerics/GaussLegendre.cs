namespace Freeboard.Numerics;

/// <summary>Composite Gauss-Legendre quadrature, 20 points a piece: exact for polynomials of degree 39 on each piece.</summary>
/// <remarks>Nodes and weights: zeros of the Legendre polynomial of degree 20 and 2 / ((1 - x^2) P'(x)^2), from 40 digits.</remarks>
internal static class GaussLegendre
{
    private static readonly double[] Nodes =
    [
        0.99312859918509492479, 0.96397192727791379127, 0.91223442825132590587, 0.83911697182221882339,
        0.74633190646015079261, 0.63605368072651502545, 0.510867001950827098, 0.37370608871541956067,
        0.22778585114164507808, 0.076526521133497333755,
    ];

    private static readonly double[] Weights =
    [
        0.017614007139152118312, 0.040601429800386941331, 0.06267204833410906357, 0.083276741576704748725,
        0.10193011981724043504, 0.11819453196151841731, 0.1316886384491766269, 0.14209610931838205133,
        0.14917298647260374679, 0.1527533871307258507,
    ];

    /// <summary>The integral of a smooth function.</summary>
    /// <param name="function">The integrand.</param>
    /// <param name="from">Lower end.</param>
    /// <param name="to">Upper end.</param>
    /// <param name="pieces">Equal pieces; at least 1.</param>
    internal static double Integrate(Func<double, double> function, double from, double to, int pieces)
    {
        double half = (to - from) / (2 * pieces);
        double sum = 0;
        for (int piece = 0; piece < pieces; piece++)
        {
            double middle = from + (((2 * piece) + 1) * half);
            for (int i = 0; i < Nodes.Length; i++)
            {
                double offset = half * Nodes[i];
                sum += Weights[i] * (function(middle - offset) + function(middle + offset));
            }
        }

        return half * sum;
    }

    /// <summary>Points and weights of the rule, ascending.</summary>
    /// <param name="from">Lower end.</param>
    /// <param name="to">Upper end.</param>
    /// <param name="pieces">Equal pieces; at least 1.</param>
    internal static (double[] Points, double[] Weights) Rule(double from, double to, int pieces)
    {
        int half = Nodes.Length;
        double[] points = new double[2 * half * pieces];
        double[] weights = new double[points.Length];
        double reach = (to - from) / (2 * pieces);
        for (int piece = 0; piece < pieces; piece++)
        {
            double middle = from + (((2 * piece) + 1) * reach);
            int first = piece * 2 * half;
            for (int i = 0; i < half; i++)
            {
                points[first + i] = middle - (reach * Nodes[i]);
                points[first + (2 * half) - 1 - i] = middle + (reach * Nodes[i]);
                weights[first + i] = weights[first + (2 * half) - 1 - i] = reach * Weights[i];
            }
        }

        return (points, weights);
    }

    /// <summary>The 20 nodes on [0, 1] with their weights, for integrals of other things than numbers.</summary>
    internal static IEnumerable<(double Node, double Weight)> OnUnitInterval()
    {
        for (int i = 0; i < Nodes.Length; i++)
        {
            yield return (0.5 * (1 - Nodes[i]), 0.5 * Weights[i]);
            yield return (0.5 * (1 + Nodes[i]), 0.5 * Weights[i]);
        }
    }
}
