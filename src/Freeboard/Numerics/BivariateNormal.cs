namespace Freeboard.Numerics;

/// <summary>The bivariate standard normal distribution.</summary>
/// <remarks>
/// Plackett (1954): N2(x, y; rho) = N(x) N(y) + (1/2 pi) integral from 0 to asin rho of exp(-(x^2 + y^2 - 2 x y sin t)/(2 cos^2 t)) dt, by adaptive
/// Gauss-Legendre quadrature. For a correlation that is not negative both terms are positive, so that joint tails keep their digits.
/// Accuracy: 1e-14 relative for correlations from 0 to 0.999, 1e-15 absolute for negative ones.
/// </remarks>
internal static class BivariateNormal
{
    private const int MostHalvings = 24;

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

            // (x - y)^2 + 2 x y (1 - sin t): no digits are lost where the correlation is almost one.
            double difference = x - y;
            return square <= 0 ? 0 : Math.Exp(-((difference * difference) + (2 * x * y * (1 - sine))) / (2 * square));
        }

        return Adaptive(Integrand, 0, Math.Asin(correlation), MostHalvings) / (2 * Math.PI);
    }

    private static double Adaptive(Func<double, double> function, double from, double to, int depth)
    {
        double whole = GaussLegendre.Integrate(function, from, to, 1);
        double halves = GaussLegendre.Integrate(function, from, to, 2);
        if (depth == 0 || Math.Abs(whole - halves) <= 1e-15 * Math.Abs(halves) || Math.Abs(halves) < 1e-300)
        {
            return halves;
        }

        double middle = 0.5 * (from + to);
        return Adaptive(function, from, middle, depth - 1) + Adaptive(function, middle, to, depth - 1);
    }
}
