namespace Freeboard.Numerics;

/// <summary>Integrals over (0, 1) of functions that may grow without bound at the ends.</summary>
/// <remarks>
/// The double-exponential rule t -> (1 + tanh(pi/2 sinh t))/2, halved until two levels agree; the integrand gets the argument and its complement, so that
/// neither end loses digits. Source: Takahasi and Mori (1974).
/// </remarks>
internal static class UnitInterval
{
    private const int MostLevels = 9;
    private const double Reach = 6;

    /// <summary>Integrates.</summary>
    /// <param name="function">The integrand of (a, 1 - a); NaN where it cannot be had: the rule ends there.</param>
    /// <returns>The integral and an estimate of its absolute error, which covers what an end cut off would hold; NaN where not even the middle can be had.</returns>
    internal static (double Integral, double Error) Integrate(Func<double, double, double> function)
    {
        double middle = function(0.5, 0.5);
        if (double.IsNaN(middle))
        {
            return (double.NaN, double.NaN);
        }

        double step = 1;
        double sum = middle * WeightAt(0);
        double absolute = Math.Abs(sum);
        double before = double.NaN;
        double tail = 0;
        for (int level = 0; level <= MostLevels; level++)
        {
            // Level 0 takes every point, the later ones the points between.
            int first = 1;
            int stride = level == 0 ? 1 : 2;
            tail = 0;
            foreach (double side in (double[])[-1, 1])
            {
                double last = 0;
                bool cut = false;
                for (int k = first; k * step <= Reach; k += stride)
                {
                    double t = k * step;
                    double small = 1 / (1 + Math.Exp(Math.PI * Math.Sinh(t)));
                    if (small < 1e-300)
                    {
                        break;
                    }

                    double value = side < 0 ? function(small, 1 - small) : function(1 - small, small);
                    if (!double.IsFinite(value))
                    {
                        cut = true;
                        break;
                    }

                    last = value * WeightAt(t);
                    sum += last;
                    absolute += Math.Abs(last);
                }

                // The terms fall doubly exponentially: beyond a cut there is about as much as in the last one kept.
                tail += cut ? 2 * Math.Abs(last) : 0;
            }

            double integral = step * sum;
            double error = Math.Abs(integral - before) + tail;
            if (level >= 3 && error <= 1e-14 * step * absolute)
            {
                return (integral, Math.Max(error, 1e-16 * step * absolute));
            }

            before = level == MostLevels ? before : integral;
            step = level == MostLevels ? step : 0.5 * step;
        }

        return (step * sum, Math.Abs((step * sum) - before) + tail);
    }

    /// <summary>Derivative of the substitution.</summary>
    private static double WeightAt(double t)
    {
        double e = Math.Exp(-Math.PI * Math.Sinh(t));
        return Math.PI * Math.Cosh(t) * e / ((1 + e) * (1 + e));
    }
}
