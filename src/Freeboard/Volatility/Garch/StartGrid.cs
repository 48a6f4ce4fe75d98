using Freeboard.Structural.Rolling;

namespace Freeboard.Volatility.Garch;

/// <summary>Starting points for order (1,1) in units of the sample: 48 of a fixed grid, their normal likelihood computed side by side in lanes.</summary>
internal sealed class StartGrid
{
    /// <summary>Points of the grid; a multiple of three of the widest lanes.</summary>
    internal const int Count = 48;

    private const double AbsoluteMean = 0.79788456080286535588;
    private const double ShareOfSquares = 1 - (2 / Math.PI);
    private static readonly StartGrid Egarch = new(logarithmic: true, asymmetric: true);
    private static readonly StartGrid Gjr = new(logarithmic: false, asymmetric: true);
    private static readonly StartGrid Garch = new(logarithmic: false, asymmetric: false);

    private readonly double[] omega = new double[Count];
    private readonly double[] alpha = new double[Count];
    private readonly double[] gamma = new double[Count];
    private readonly double[] beta = new double[Count];
    private readonly int[] region = new int[Count];
    private readonly bool logarithmic;

    private StartGrid(bool logarithmic, bool asymmetric)
    {
        this.logarithmic = logarithmic;
        int i = 0;
        if (logarithmic)
        {
            foreach (double b in (double[])[0.5, 0.8, 0.91, 0.96, 0.982, 0.994])
            {
                foreach (double a in (double[])[0.06, 0.13, 0.22, 0.4])
                {
                    Add(ref i, a, -0.6 * a, b);
                    Add(ref i, a, 0.1 * a, b);
                }
            }
        }
        else
        {
            foreach (double persistence in (double[])[0.6, 0.85, 0.94, 0.97, 0.985, 0.995])
            {
                foreach (double a in (double[])[0.03, 0.06, 0.11, 0.2])
                {
                    Add(ref i, a, 0, persistence - a);
                    Add(ref i, asymmetric ? 0.2 * a : 1.4 * a, asymmetric ? 1.6 * a : 0, persistence - (asymmetric ? a : 1.4 * a));
                }
            }
        }

        void Add(ref int index, double a, double g, double b)
        {
            (alpha[index], gamma[index], beta[index], region[index]) = (a, g, b, index / 8);

            // The mean of h is the sample's: 1. That of ln h is lower by half its variance.
            omega[index] = logarithmic ? -0.5 * ((a * a * ShareOfSquares) + (g * g)) / (1 + b) : 1 - a - (0.5 * g) - b;
            index++;
        }
    }

    /// <summary>The grid of a model.</summary>
    internal static StartGrid Of(VarianceModel model) => model switch
    {
        VarianceModel.Egarch => Egarch,
        VarianceModel.Gjr => Gjr,
        _ => Garch,
    };

    /// <summary>The log-likelihood of every point, less a constant, on residuals of variance 1.</summary>
    internal void Evaluate(ReadOnlySpan<double> residuals, Span<double> values)
    {
        if (Lane8.IsSupported)
        {
            Evaluate<Lane8>(residuals, values);
        }
        else if (Lane4.IsSupported)
        {
            Evaluate<Lane4>(residuals, values);
        }
        else
        {
            Evaluate<Lane2>(residuals, values);
        }
    }

    /// <summary>The best points, one of a region of persistence, best first.</summary>
    internal int[] Best(ReadOnlySpan<double> values, int count)
    {
        int regions = region[^1] + 1;
        var bests = new int[regions];
        Array.Fill(bests, -1);
        for (int i = 0; i < Count; i++)
        {
            int of = region[i];
            if (bests[of] < 0 || values[i] > values[bests[of]])
            {
                bests[of] = i;
            }
        }

        var keys = new double[regions];
        for (int i = 0; i < regions; i++)
        {
            keys[i] = -values[bests[i]];
        }

        Array.Sort(keys, bests);
        return bests[..Math.Min(count, regions)];
    }

    /// <summary>Writes a point into parameters; omega is moved for another centring of |z|.</summary>
    internal void Write(int point, in ParameterLayout layout, double absoluteMean, Span<double> parameters)
    {
        parameters[ParameterLayout.Omega] = omega[point] + (logarithmic ? alpha[point] * (absoluteMean - AbsoluteMean) : 0);
        parameters[ParameterLayout.Alpha] = alpha[point];
        parameters[layout.Gamma] = gamma[point];
        parameters[layout.Beta] = beta[point];
    }

    private void Evaluate<T>(ReadOnlySpan<double> residuals, Span<double> values)
        where T : struct, ILane<T>
    {
        for (int first = 0; first < Count; first += 3 * T.Width)
        {
            if (logarithmic)
            {
                EvaluateLogarithmic<T>(residuals, values, first);
            }
            else
            {
                EvaluateLinear<T>(residuals, values, first);
            }
        }
    }

    private void EvaluateLogarithmic<T>(ReadOnlySpan<double> residuals, Span<double> values, int first)
        where T : struct, ILane<T>
    {
        int second = first + T.Width;
        int third = second + T.Width;
        T a0 = T.Load(ref alpha[0], first), a1 = T.Load(ref alpha[0], second), a2 = T.Load(ref alpha[0], third);
        T g0 = T.Load(ref gamma[0], first), g1 = T.Load(ref gamma[0], second), g2 = T.Load(ref gamma[0], third);
        T b0 = T.Load(ref beta[0], first), b1 = T.Load(ref beta[0], second), b2 = T.Load(ref beta[0], third);
        T k0 = T.Load(ref omega[0], first) - (a0 * T.All(AbsoluteMean));
        T k1 = T.Load(ref omega[0], second) - (a1 * T.All(AbsoluteMean));
        T k2 = T.Load(ref omega[0], third) - (a2 * T.All(AbsoluteMean));
        T v0 = T.All(0), v1 = v0, v2 = v0, s0 = v0, s1 = v0, s2 = v0;
        foreach (double residual in residuals)
        {
            T e = T.All(residual);
            v0 = Step(e, a0, g0, b0, k0, v0, ref s0);
            v1 = Step(e, a1, g1, b1, k1, v1, ref s1);
            v2 = Step(e, a2, g2, b2, k2, v2, ref s2);
        }

        T.Store(s0 * T.All(-0.5), ref values[0], first);
        T.Store(s1 * T.All(-0.5), ref values[0], second);
        T.Store(s2 * T.All(-0.5), ref values[0], third);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    private static T Step<T>(T e, T alpha, T gamma, T beta, T constant, T state, ref T sum)
        where T : struct, ILane<T>
    {
        T z = e * LaneFunctions.Exp(state * T.All(-0.5));
        sum += T.Fma(z, z, state);
        T next = T.Fma(beta, state, T.Fma(gamma, z, T.Fma(alpha, T.Abs(z), constant)));
        return T.Max(T.Min(next, T.All(50)), T.All(-50));
    }

    private void EvaluateLinear<T>(ReadOnlySpan<double> residuals, Span<double> values, int first)
        where T : struct, ILane<T>
    {
        for (int part = first; part < first + (3 * T.Width); part += T.Width)
        {
            T a = T.Load(ref alpha[0], part);
            T g = a + T.Load(ref gamma[0], part);
            T b = T.Load(ref beta[0], part);
            T k = T.Load(ref omega[0], part);
            T h = T.All(1);
            T sum = T.All(0);
            T product = T.All(1);
            int factors = 0;
            foreach (double residual in residuals)
            {
                double square = residual * residual;
                product *= h;
                sum += T.All(square) / h;
                h = T.Fma(residual < 0 ? g : a, T.All(square), T.Fma(b, h, k));

                // Every h lies above omega, at least 1e-3, and the product is taken apart before it can leave the doubles.
                if (++factors == 16)
                {
                    sum += LaneFunctions.Log(T.Min(product, T.All(1e300)));
                    product = T.All(1);
                    factors = 0;
                }
            }

            sum += LaneFunctions.Log(T.Min(product, T.All(1e300)));
            T.Store(sum * T.All(-0.5), ref values[0], part);
        }
    }
}
