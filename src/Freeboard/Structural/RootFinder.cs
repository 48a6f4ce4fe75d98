using Freeboard.Numerics;

namespace Freeboard.Structural;

/// <summary>Safeguarded Halley iteration for d2 in the reduced two-equation system.</summary>
internal static class RootFinder
{
    /// <summary>Below this d2 the bracket has a closed form, because N(d2) no longer counts beside x &gt;= 1e-300.</summary>
    private const double NegligibleTail = -38;

    /// <summary>A third-order step this small (relative to max(1, |d2|)) leaves an error far below rounding.</summary>
    private const double LastStep = 1e-7;

    /// <summary>A step this small is the rounding of the residual and no improvement.</summary>
    private const double Rounding = 1.2e-16;

    internal static SolverStatus Find(double x, double s, SolverOptions options, out ResidualPoint root, out int iterations)
    {
        double logX = Math.Log(x);

        // V < E + K and sigmaV > sigmaE E / (E + K) bound d2 from above, sharply for healthy firms.
        double naiveWidth = s * (x / (1 + x));
        double naiveDistance = NaiveDistance(x, s, naiveWidth);

        // The margin keeps rounding from shutting out a solution that lies on the bound itself, as it does for healthy firms.
        double upper = naiveDistance + (1e-9 * Math.Max(1, Math.Abs(naiveDistance)));
        double lower = Math.Min(NegligibleTail, (logX / s) - (0.5 * s)) - 1;
        double d2 = StartingPoint.Of(x, logX, s, naiveWidth, naiveDistance);
        if (!(d2 > lower && d2 < upper))
        {
            d2 = naiveDistance;
        }

        for (iterations = 1; iterations <= options.MaximumIterations; iterations++)
        {
            var point = new ResidualPoint(x, logX, s, d2);
            if (double.IsNaN(point.LogResidual))
            {
                root = point;
                return SolverStatus.NumericalBreakdown;
            }

            double newton = -point.LogResidual / point.Slope;
            double step = newton / Math.Max(0.5, 1 + (0.5 * newton * point.Curvature));
            double scale = Math.Max(1, Math.Abs(d2));
            if (point.Slope > 0 && Math.Abs(step) < LastStep * scale)
            {
                root = Math.Abs(step) < Rounding * scale ? point : new ResidualPoint(x, logX, s, d2 + step);
                return Math.Abs(root.Residual) <= options.RelativeTolerance ? SolverStatus.Converged : SolverStatus.NumericalBreakdown;
            }

            if (point.LogResidual < 0)
            {
                lower = d2;
            }
            else
            {
                upper = d2;
            }

            double next = d2 + step;

            // A step that leaves the bracket, or a slope that points the wrong way, far from the solution: halve instead.
            d2 = point.Slope > 0 && next > lower && next < upper ? next : Middle(lower, upper);
        }

        iterations = options.MaximumIterations;
        root = default;
        return SolverStatus.IterationLimit;
    }

    /// <summary>b = ln(1 + x) / w0 - w0 / 2: d2 when N(d2) is 1, and never below the solution.</summary>
    private static double NaiveDistance(double x, double s, double naiveWidth)
    {
        // For x below rounding ln(1 + x) / (s x / (1 + x)) is 1 / s.
        double quotient = x < 1e-17 ? 1 / s : StandardNormal.LogOnePlus(x) / naiveWidth;
        return quotient - (0.5 * naiveWidth);
    }

    /// <summary>Middle in a scale that is linear near zero and logarithmic far out.</summary>
    private static double Middle(double lower, double upper)
    {
        return upper - lower < 100
            ? 0.5 * (lower + upper)
            : Math.Sinh(0.5 * (Math.Asinh(lower) + Math.Asinh(upper)));
    }
}
