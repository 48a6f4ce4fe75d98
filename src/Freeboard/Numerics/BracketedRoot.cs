namespace Freeboard.Numerics;

/// <summary>The root of a function without a derivative, inside a bracket with a change of sign.</summary>
/// <remarks>Source: R. P. Brent, Algorithms for Minimization without Derivatives (1973), chapter 4: inverse quadratic interpolation, secant, halving.</remarks>
internal static class BracketedRoot
{
    /// <summary>Finds the root to rounding.</summary>
    /// <param name="function">The function.</param>
    /// <param name="lower">One end.</param>
    /// <param name="valueAtLower">The function there.</param>
    /// <param name="upper">The other end.</param>
    /// <param name="valueAtUpper">The function there; of the other sign.</param>
    /// <param name="maximumIterations">Most evaluations.</param>
    /// <returns>The root and the evaluations used; NaN when the limit was reached or a not-a-number appeared.</returns>
    internal static (double Root, int Iterations) Find(Func<double, double> function, double lower, double valueAtLower, double upper, double valueAtUpper, int maximumIterations = 200)
    {
        double a = lower;
        double fa = valueAtLower;
        double b = upper;
        double fb = valueAtUpper;
        double c = a;
        double fc = fa;
        double last = b - a;
        double beforeLast = last;
        for (int iteration = 0; iteration < maximumIterations; iteration++)
        {
            if (double.IsNaN(fb))
            {
                return (double.NaN, iteration);
            }

            if (Math.Sign(fb) == Math.Sign(fc))
            {
                (c, fc) = (a, fa);
                last = b - a;
                beforeLast = last;
            }

            if (Math.Abs(fc) < Math.Abs(fb))
            {
                (a, b, c) = (b, c, b);
                (fa, fb, fc) = (fb, fc, fb);
            }

            double tolerance = 4e-16 * Math.Max(1, Math.Abs(b));
            double half = 0.5 * (c - b);
            if (Math.Abs(half) <= tolerance || fb == 0)
            {
                return (b, iteration);
            }

            double step = half;
            if (Math.Abs(beforeLast) >= tolerance && Math.Abs(fa) > Math.Abs(fb))
            {
                double s = fb / fa;
                double p;
                double q;
                if (a == c)
                {
                    p = 2 * half * s;
                    q = 1 - s;
                }
                else
                {
                    double t = fa / fc;
                    double r = fb / fc;
                    p = s * ((2 * half * t * (t - r)) - ((b - a) * (r - 1)));
                    q = (t - 1) * (r - 1) * (s - 1);
                }

                q = p > 0 ? -q : q;
                p = Math.Abs(p);
                if (2 * p < Math.Min((3 * half * q) - Math.Abs(tolerance * q), Math.Abs(beforeLast * q)))
                {
                    beforeLast = last;
                    step = p / q;
                }
                else
                {
                    beforeLast = half;
                }
            }
            else
            {
                beforeLast = half;
            }

            last = step;
            (a, fa) = (b, fb);
            b += Math.Abs(step) > tolerance ? step : Math.CopySign(tolerance, half);
            fb = function(b);
        }

        return (double.NaN, maximumIterations);
    }
}
