using Freeboard.Numerics;

namespace Freeboard.Structural.Windows;

/// <summary>Assets from equity on one day at a given asset volatility: y = ln(V exp(-qT) / K) with X(y) = x = E/K.</summary>
/// <remarks>
/// ln X is concave and rising in y with slope Omega of at least 1, so a Newton step from anywhere lands on the left of the solution and converges
/// from there: exactly one solution, in [ln x, ln(1 + x)]. Near it a step of fourth order follows from the same quantities, and with it the
/// distances at the corrected y by their own series: one evaluation a day when the start is good.
/// Accuracy: error of y at most a few units in the last place of max(1, |y|) plus those of ln x / Omega; measured in the tests.
/// </remarks>
internal readonly struct AssetInversion
{
    /// <summary>Above this E/K the debt does not show in a double: V exp(-qT) = E, and lambda is below 1e-16.</summary>
    internal const double LargestRatio = 1e16;

    /// <summary>A step below this in units of the local scale leaves an error of its fourth power.</summary>
    private const double LastStep = 1e-4;

    private const int MaximumSteps = 60;

    private AssetInversion(double y, double d1, double lambda, double h, double variance, double elasticity)
    {
        Y = y;
        D1 = d1;
        Lambda = lambda;
        H = h;
        Variance = variance;
        Elasticity = elasticity;
    }

    /// <summary>y = ln(V exp(-qT) / K); NaN when nothing was found.</summary>
    internal double Y { get; }

    /// <summary>d1.</summary>
    internal double D1 { get; }

    /// <summary>lambda = phi(d1)/N(d1) = -dy/dw.</summary>
    internal double Lambda { get; }

    /// <summary>h = d1 + lambda.</summary>
    internal double H { get; }

    /// <summary>p = 1 - lambda h.</summary>
    internal double Variance { get; }

    /// <summary>Omega, by how much equity moves more than assets.</summary>
    internal double Elasticity { get; }

    /// <summary>Solves from a given start.</summary>
    /// <param name="x">E/K; in [1e-300, <see cref="LargestRatio"/>].</param>
    /// <param name="logX">ln x.</param>
    /// <param name="w">sigmaV sqrt T; positive.</param>
    /// <param name="start">Where to begin; NaN begins at the upper bound ln(1 + x).</param>
    internal static AssetInversion Solve(double x, double logX, double w, double start)
    {
        double upper = StandardNormal.LogOnePlus(x);
        double lower = Lower(x, logX, w);
        double y = start >= lower && start <= upper ? start : upper;
        for (int i = 0; i < MaximumSteps; i++)
        {
            var point = new AssetPoint(y, w);
            double miss = LogOfRatio(x, point.Ratio, logX);
            double newton = miss / point.Elasticity;
            double scale = Math.Max(1, Math.Abs(point.Kappa));
            if (Math.Abs(newton) * scale < LastStep)
            {
                return Corrected(y, point, point.StepFor(miss));
            }

            if (!double.IsFinite(newton))
            {
                // Only where X underflows: go half-way back to the side that has numbers.
                lower = y;
                y = 0.5 * (y + upper);
                continue;
            }

            double next = y + (Math.Abs(newton) * scale < 0.3 ? point.StepFor(miss) : newton);
            y = Math.Clamp(next, lower, upper);
        }

        return new AssetInversion(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
    }

    /// <summary>Where y will be when x has moved by a logarithm of <paramref name="logarithm"/> on the next day; an error of its fourth power.</summary>
    internal double Predict(double w, double logarithm)
    {
        double kappa = 1 + (Lambda / w) - Elasticity;
        double third = (kappa * kappa) - (Lambda * H / (w * w)) - (Elasticity * kappa);
        double newton = logarithm / Elasticity;
        double predicted = newton * (1 + (newton * ((-0.5 * kappa) + (newton * ((0.5 * kappa * kappa) - (third / 6))))));

        // A leap of the market is beyond the series; the tangent is safe from everywhere.
        return Y + (Math.Abs(newton * kappa) < 0.5 ? predicted : newton);
    }

    /// <summary>The quantities at y + step from those at y, each by three terms of its series.</summary>
    private static AssetInversion Corrected(double y, in AssetPoint point, double step)
    {
        double d = step / point.W;
        double lambda = point.Lambda;
        double h = point.H;
        double p = point.Variance;

        // h' = p, lambda' = -lambda h, and from the second derivative on the two series are the same.
        double second = lambda * ((h * h) - p);
        double third = lambda * ((2 * h * p) - (h * ((h * h) - p)) - second);
        double tail = d * d * ((0.5 * second) + (d * third / 6));
        return new AssetInversion(
            y + step,
            point.D1 + d,
            lambda - (lambda * h * d) + tail,
            h + (p * d) + tail,
            p + (d * (second + (0.5 * d * third))),
            point.Elasticity * (1 + (step * (point.Kappa + (0.5 * step * point.Third)))));
    }

    /// <summary>A lower bound at which X is still a number: x is at most exp(-d2^2/2)/2 where d1 is negative.</summary>
    private static double Lower(double x, double logX, double w)
    {
        if (x >= 0.5)
        {
            return logX;
        }

        double tail = w * ((0.5 * w) - Math.Sqrt(-2 * (logX + 0.69314718055994531)));
        return Math.Max(logX, Math.Min(-0.5 * w * w, tail));
    }

    /// <summary>ln(x / X).</summary>
    private static double LogOfRatio(double x, double ratio, double logX)
    {
        double relative = (x - ratio) / ratio;
        if (Math.Abs(relative) < 1e-3)
        {
            // Six terms leave 1e-19 relative.
            return relative * (1 - (relative * (0.5 - (relative * ((1.0 / 3) - (relative * (0.25 - (relative * (0.2 - (relative / 6))))))))));
        }

        return Math.Abs(relative) < 0.5 ? StandardNormal.LogOnePlus(relative) : logX - Math.Log(ratio);
    }
}
