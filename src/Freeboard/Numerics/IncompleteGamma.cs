namespace Freeboard.Numerics;

/// <summary>The regularised upper incomplete gamma function Q(a, x), the tail of the chi-square distribution.</summary>
/// <remarks>Source: the series below a + 1 and the continued fraction above it (Press, Teukolsky, Vetterling and Flannery); the factor x^a exp(-x)/Gamma(a) in the form of Loader.</remarks>
internal static class IncompleteGamma
{
    private const int MaximumTerms = 100_000;

    /// <summary>Q(a, x) = Gamma(a, x)/Gamma(a).</summary>
    /// <param name="a">Positive.</param>
    /// <param name="x">Not negative.</param>
    internal static double Upper(double a, double x)
    {
        if (x == 0)
        {
            return 1;
        }

        if (double.IsInfinity(x))
        {
            return 0;
        }

        double factor = Math.Sqrt(a / (2 * Math.PI)) * Math.Exp(-StirlingTail.Of(a) - StirlingTail.Deviance(a, x));
        return x < a + 1 ? 1 - (factor * Series(a, x)) : factor * Fraction(a, x);
    }

    private static double Series(double a, double x)
    {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n <= MaximumTerms; n++)
        {
            term *= x / (a + n);
            double next = sum + term;
            if (next == sum)
            {
                break;
            }

            sum = next;
        }

        return sum;
    }

    private static double Fraction(double a, double x)
    {
        double b = x + 1 - a;
        double c = 1e300;
        double d = 1 / b;
        double h = d;
        for (int n = 1; n <= MaximumTerms; n++)
        {
            double an = -n * (n - a);
            b += 2;
            d = (an * d) + b;
            d = 1 / (d == 0 ? 1e-300 : d);
            c = b + (an / c);
            c = c == 0 ? 1e-300 : c;
            double step = c * d;
            h *= step;
            if (Math.Abs(step - 1) <= 2e-16)
            {
                break;
            }
        }

        return h;
    }
}
