namespace Freeboard.Numerics;

/// <summary>The root of a function that is negative at the lower end of a bracket and positive at the upper: Newton kept inside the bracket.</summary>
internal static class RisingRoot
{
    /// <summary>A value and its derivative.</summary>
    internal readonly record struct Point(double Value, double Slope);

    /// <summary>Where the search ended.</summary>
    /// <param name="Root">The root; NaN when a not-a-number appeared.</param>
    /// <param name="Iterations">Evaluations used.</param>
    /// <param name="Converged">Whether the step, or the bracket, shrank to rounding.</param>
    internal readonly record struct Result(double Root, int Iterations, bool Converged);

    /// <summary>Finds the root.</summary>
    /// <param name="function">The function; its slope may be wrong, NaN or zero anywhere: then the bracket is halved.</param>
    /// <param name="start">First guess.</param>
    /// <param name="lower">Where the function is negative; not evaluated.</param>
    /// <param name="upper">Where the function is positive; not evaluated.</param>
    /// <param name="maximumIterations">Most evaluations.</param>
    internal static Result Find(Func<double, Point> function, double start, double lower, double upper, int maximumIterations = 200)
    {
        double u = start > lower && start < upper ? start : 0.5 * (lower + upper);
        double previousStep = upper - lower;
        for (int iteration = 1; iteration <= maximumIterations; iteration++)
        {
            Point point = function(u);
            if (double.IsNaN(point.Value))
            {
                return new Result(double.NaN, iteration, false);
            }

            if (point.Value == 0)
            {
                return new Result(u, iteration, true);
            }

            if (point.Value < 0)
            {
                lower = u;
            }
            else
            {
                upper = u;
            }

            double scale = Math.Max(1, Math.Abs(u));
            double step = -point.Value / point.Slope;
            bool newton = point.Slope > 0 && u + step >= lower && u + step <= upper;
            if (newton && Math.Abs(step) <= 1e-15 * scale)
            {
                return new Result(u + step, iteration, true);
            }

            if (upper - lower <= 4e-16 * scale)
            {
                return new Result(u, iteration, true);
            }

            // Steps that do not shrink are a cycle in rounding, or a slope that misleads: halving ends both.
            if (!newton || Math.Abs(step) > 0.9 * previousStep)
            {
                double middle = 0.5 * (lower + upper);
                step = middle - u;
            }

            previousStep = Math.Abs(step);
            double next = u + step;
            if (next == u)
            {
                return new Result(u, iteration, true);
            }

            u = next;
        }

        return new Result(double.NaN, maximumIterations, false);
    }
}
