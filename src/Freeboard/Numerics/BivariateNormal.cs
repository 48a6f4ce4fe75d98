namespace Freeboard.Numerics;

/// <summary>The bivariate standard normal distribution.</summary>
/// <remarks>
/// Plackett (1954): N2(x, y; rho) = N(x) N(y) + (1/2 pi) integral from 0 to asin rho of exp(-(x^2 + y^2 - 2 x y sin t)/(2 cos^2 t)) dt, by adaptive
/// Gauss-Legendre quadrature. For a correlation that is not negative both terms are positive, so that joint tails keep their digits.
/// Panels are halved until their error is 1e-15 of the whole integral: a panel's own digits are no measure, since rounding in the exponent lies above them where the correlation is near 1.
/// Accuracy: 1e-14 relative for correlations from 0 to 0.999, 1e-15 absolute for negative ones.
/// </remarks>
internal static class BivariateNormal
{
    private const int MostHalvings = 24;
    private const int FirstPanels = 8;

    /// <summary>P(X &lt;= x, Y &lt;= y) under the correlation.</summary>
    /// <param name="x">Any number, infinities too.</param>
    /// <param name="y">Any number, infinities too.</param>
    /// <param name="correlation">rho, in [-1, 1].</param>
    internal static double Cumulative(double x, double y, double correlation)
    {
        if (double.IsNegativeInfinity(x) || double.IsNegativeInfinity(y))
        {
            return 0;
        }

        if (double.IsPositiveInfinity(x))
        {
            return StandardNormal.Cumulative(y);
        }

        if (double.IsPositiveInfinity(y))
        {
            return StandardNormal.Cumulative(x);
        }

        return correlation switch
        {
            >= 1 => StandardNormal.Cumulative(Math.Min(x, y)),
            <= -1 => Math.Max(0, StandardNormal.Cumulative(x) - StandardNormal.Complement(y)),
            _ => Math.Max(0, (StandardNormal.Cumulative(x) * StandardNormal.Cumulative(y)) + Excess(x, y, correlation)),
        };
    }

    /// <summary>N2(x, y; rho) - N(x) N(y): the covariance of the two events.</summary>
    /// <param name="x">Any number, infinities too.</param>
    /// <param name="y">Any number, infinities too.</param>
    /// <param name="correlation">rho, in (-1, 1).</param>
    internal static double Excess(double x, double y, double correlation)
    {
        if (correlation == 0 || !double.IsFinite(x) || !double.IsFinite(y))
        {
            return 0;
        }

        double Integrand(double t)
        {
            double sine = Math.Sin(t);
            double square = (1 - sine) * (1 + sine);

            // (x - y)^2 + 2 x y (1 - sin t), or (x + y)^2 - 2 x y (1 + sin t): no digits are lost where the correlation is almost one, or almost minus one.
            double difference = sine >= 0 ? x - y : x + y;
            double rest = sine >= 0 ? 2 * x * y * (1 - sine) : -2 * x * y * (1 + sine);
            return square <= 0 ? 0 : Math.Exp(-((difference * difference) + rest) / (2 * square));
        }

        double end = Math.Asin(correlation);
        double scale = Math.Abs(GaussLegendre.Integrate(Integrand, 0, end, FirstPanels));
        double sum = 0;
        for (int panel = 0; panel < FirstPanels; panel++)
        {
            double from = end * panel / FirstPanels;
            double to = end * (panel + 1) / FirstPanels;
            sum += Adaptive(Integrand, from, to, GaussLegendre.Integrate(Integrand, from, to, 1), 1e-15 * scale, MostHalvings);
        }

        return sum / (2 * Math.PI);
    }

    private static double Adaptive(Func<double, double> function, double from, double to, double whole, double tolerance, int depth)
    {
        double middle = 0.5 * (from + to);
        double left = GaussLegendre.Integrate(function, from, middle, 1);
        double right = GaussLegendre.Integrate(function, middle, to, 1);

        // 4e-15 of the panel itself is rounding, which no halving takes away.
        if (depth == 0 || Math.Abs(whole - left - right) <= tolerance + (4e-15 * Math.Abs(whole)))
        {
            return left + right;
        }

        return Adaptive(function, from, middle, left, tolerance, depth - 1) + Adaptive(function, middle, to, right, tolerance, depth - 1);
    }
}
