using System.Runtime.CompilerServices;

namespace Freeboard.Structural.Rolling;

/// <summary>Fits the polynomials of one cell of <see cref="InverseCells"/>.</summary>
/// <remarks>
/// Interpolation at the twelve Chebyshev points: the series in T_k by the discrete cosine sum, then in powers of t. The series falls by about
/// thirty a term, so that the large integers in T_k do no harm. Source: any text on Chebyshev approximation, e.g. Mason and Handscomb (2003), chapter 6.
/// </remarks>
internal static class InverseCellMaker
{
    /// <summary>Coefficients of a polynomial.</summary>
    internal const int Terms = 12;

    /// <summary>Between the last interpolation points, where the error is largest.</summary>
    private const double CheckedPlace = 0.96;
    private const double AllowedOfWidth = 1e-13;

    /// <summary>What rounding leaves in y when w is small: the equity is then a difference of two numbers of size one.</summary>
    private const double Rounding = 8e-15;
    private const int Nodes = ChebyshevNodes.Count;
    private const int MostFunctions = 6;

    // cos(pi m / 24), written out: the library's cosine may differ in the last bit from system to system.
    private static readonly double[] Quarter =
    [
        1.0, 0.9914448613738104, 0.9659258262890683, 0.9238795325112867, 0.8660254037844386, 0.7933533402912352, 0.7071067811865476,
        0.6087614290087207, 0.5, 0.3826834323650898, 0.25881904510252074, 0.1305261922200516, 0,
    ];

    private static readonly double[] Cosines = MakeCosines();
    private static readonly double[] Powers = MakePowers();

    /// <summary>Fits one register of nodes.</summary>
    /// <param name="middle">ln x in the middle of the cell.</param>
    /// <param name="w">sigma sqrt T at the nodes.</param>
    /// <param name="target">Receives the coefficients: function, power, node.</param>
    /// <returns>Whether the polynomials hold at the place that was checked.</returns>
    internal static bool Make<T, TMethod>(double middle, T w, ref double target)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        int functions = NodeFunctions.Count<TMethod>();
        Span<double> values = stackalloc double[(Terms + 1) * MostFunctions * T.Width];
        for (int j = 0; j <= Terms; j++)
        {
            double place = j < Terms ? Cosine((2 * j) + 1) : CheckedPlace;
            double logRatio = middle + (place / (2 * InverseCells.PerUnit));
            NodeFunctions.At<T, TMethod>(RollingPanel.ExpOf(logRatio), w, ref values[j * MostFunctions * T.Width], T.Width);
        }

        Span<double> series = stackalloc double[Terms * T.Width];
        T worst = T.All(0);
        for (int function = 0; function < functions; function++)
        {
            for (int k = 0; k < Terms; k++)
            {
                T sum = T.All(0);
                for (int j = 0; j < Terms; j++)
                {
                    sum = T.Fma(T.All(Cosines[(k * Terms) + j]), T.Load(ref values[0], ((j * MostFunctions) + function) * T.Width), sum);
                }

                T.Store(sum, ref series[0], k * T.Width);
            }

            T atCheck = T.All(0);
            double power = 1;
            ref double own = ref Unsafe.Add(ref target, function * Terms * Nodes);
            for (int m = 0; m < Terms; m++)
            {
                T sum = T.All(0);
                for (int k = Terms - 1; k >= m; k--)
                {
                    sum = T.Fma(T.All(Powers[(k * Terms) + m]), T.Load(ref series[0], k * T.Width), sum);
                }

                T.Store(sum, ref own, m * Nodes);
                atCheck = T.Fma(sum, T.All(power), atCheck);
                power *= CheckedPlace;
            }

            if (function == 0)
            {
                T exact = T.Load(ref values[0], Terms * MostFunctions * T.Width);
                T allowed = T.Fma(T.Abs(exact) + T.All(1), T.All(Rounding), w * T.All(AllowedOfWidth));
                worst = T.Abs(atCheck - exact) / allowed;
            }
        }

        return T.Everywhere(T.Above(T.All(1), worst));
    }

    /// <summary>(2 - [k = 0]) / n x T_k at the points.</summary>
    private static double[] MakeCosines()
    {
        double[] cosines = new double[Terms * Terms];
        for (int k = 0; k < Terms; k++)
        {
            for (int j = 0; j < Terms; j++)
            {
                cosines[(k * Terms) + j] = (k == 0 ? 1.0 : 2.0) / Terms * Cosine(k * ((2 * j) + 1));
            }
        }

        return cosines;
    }

    /// <summary>cos(pi m / 24).</summary>
    private static double Cosine(int m)
    {
        const int Turn = 4 * Terms;
        m %= Turn;
        m = m > Turn / 2 ? Turn - m : m;
        return m > Terms ? -Quarter[(2 * Terms) - m] : Quarter[m];
    }

    /// <summary>The coefficient of t^m in T_k; whole numbers.</summary>
    private static double[] MakePowers()
    {
        double[] powers = new double[Terms * Terms];
        powers[0] = 1;
        powers[Terms + 1] = 1;
        for (int k = 2; k < Terms; k++)
        {
            for (int m = 0; m < Terms; m++)
            {
                powers[(k * Terms) + m] = (m > 0 ? 2 * powers[((k - 1) * Terms) + m - 1] : 0) - powers[((k - 2) * Terms) + m];
            }
        }

        return powers;
    }
}
