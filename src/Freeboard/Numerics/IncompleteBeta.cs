namespace Freeboard.Numerics;

/// <summary>The regularised incomplete beta function I_x(a, b), the tail of the t and F distributions.</summary>
/// <remarks>
/// Source: the continued fraction of Press, Teukolsky, Vetterling and Flannery, Numerical Recipes, evaluated by Lentz's method as modified by Thompson and Barnett;
/// the factor before it in the form of Loader (<see cref="StirlingTail"/>). Accuracy: see docs/regression.md.
/// </remarks>
internal static class IncompleteBeta
{
    private const int MaximumTerms = 100_000;

    /// <summary>I_x(a, b) from x and y = 1 - x, both given so that neither is a difference.</summary>
    /// <param name="a">Positive.</param>
    /// <param name="b">Positive.</param>
    /// <param name="x">In [0, 1].</param>
    /// <param name="y">1 - x.</param>
    internal static double Regularized(double a, double b, double x, double y)
    {
        if (x <= 0)
        {
            return 0;
        }

        if (y <= 0)
        {
            return 1;
        }

        // The fraction converges fast on one side of the mean; the other side is the complement.
        return x * (a + b + 2) < a + 1
            ? Factor(a, b, x, y) / a * Fraction(a, b, x)
            : 1 - (Factor(b, a, y, x) / b * Fraction(b, a, y));
    }

    /// <summary>x^a y^b / B(a, b).</summary>
    internal static double Factor(double a, double b, double x, double y)
    {
        double n = a + b;
        double exponent = StirlingTail.Of(n) - StirlingTail.Of(a) - StirlingTail.Of(b) - StirlingTail.Deviance(a, n * x) - StirlingTail.Deviance(b, n * y);
        return Math.Sqrt(a * b / (2 * Math.PI * n)) * Math.Exp(exponent);
    }

    private static double Fraction(double a, double b, double x)
    {
        const double Tiny = 1e-300;
        double c = 1;
        double d = 1 - ((a + b) * x / (a + 1));
        d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
        double h = d;
        for (int m = 1; m <= MaximumTerms; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 + (even * d);
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = 1 + (even / c);
            c = Math.Abs(c) < Tiny ? Tiny : c;
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 + (odd * d);
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = 1 + (odd / c);
            c = Math.Abs(c) < Tiny ? Tiny : c;
            double step = d * c;
            h *= step;
            if (Math.Abs(step - 1) <= 2e-16)
            {
                break;
            }
        }

        return h;
    }
}
