using Freeboard.Structural.Batch;

namespace Freeboard.Structural.Windows;

/// <summary>Safeguarded Halley steps (with a curvature by differences where the equation gives none) for ln sigmaV, one pass over the window an iteration.</summary>
/// <remarks>
/// The sign of the equation brackets the solution, so a step can only leave towards the bounds of the options, where the equation is
/// evaluated: if it still points outwards there, the bound binds and there is no estimate.
/// </remarks>
internal static class VolatilitySearch
{
    private const double LongestStep = 1.5;

    /// <summary>A rough first pass brackets the solution only when its step is longer than this.</summary>
    private const double RoughPass = 1e-5;

    /// <summary>Steps this small that no longer shrink are the rounding of the equation.</summary>
    private const double RoundingFloor = 1e-9;

    /// <summary>Searches from where the two equations put the window's mean leverage and equity volatility.</summary>
    internal static SearchResult Run<TEquation>(WindowWorkspace work, WindowOptions options)
        where TEquation : IVolatilityEquation => RunFrom<TEquation>(work, options, WindowStart.Width(work, options, out int steps), steps);

    /// <summary>Searches from a given w and, in lanes, from the gaps that stand in the workspace; it ends with the pass at the solution.</summary>
    /// <param name="work">The prepared window.</param>
    /// <param name="options">Settings.</param>
    /// <param name="start">w to begin with.</param>
    /// <param name="steps">Iterations spent on it; where there are none it is a guess, and a rough pass will do first.</param>
    internal static SearchResult RunFrom<TEquation>(WindowWorkspace work, WindowOptions options, double start, int steps = 0)
        where TEquation : IVolatilityEquation
    {
        double lowest = options.SmallestVolatility * work.RootHorizon;
        double highest = options.LargestVolatility * work.RootHorizon;
        double w = Math.Clamp(start, lowest, highest);
        double lower = 0;
        double upper = double.PositiveInfinity;
        double stepBefore = double.PositiveInfinity;
        double slopeBefore = double.NaN;
        double widthBefore = w;
        bool inverted = WindowPass.First(work, w, rough: steps == 0);
        for (int i = steps + 1; i <= options.MaximumIterations; i++)
        {
            double value = TEquation.Evaluate(work, w, out double slope, out double curvature);
            if (!inverted || double.IsNaN(value))
            {
                return new SearchResult(EstimationStatus.NumericalBreakdown, w, value, slope, i, null);
            }

            if (double.IsNaN(curvature))
            {
                // From the slopes of this pass and the last one: less than Halley's order, more than Newton's.
                double secant = (slope - slopeBefore) / Math.Log(w / widthBefore);
                curvature = double.IsFinite(secant) ? secant : 0;
            }

            double step = Step(value, slope, curvature);
            double size = Math.Abs(step);
            bool fine = i > 1 || work.Path == VectorPath.Scalar;
            if (fine && slope < 0 && (size <= options.RelativeTolerance || (size < RoundingFloor && size >= 0.5 * stepBefore)))
            {
                return new SearchResult(EstimationStatus.Converged, w, value, slope, i, null);
            }

            // A short step of third order is the last, and what its series leaves is the residual.
            double arrived = w * Math.Exp(step);
            if (fine && slope < 0 && size <= TEquation.LastStep && 10 * size * size * size <= options.RelativeTolerance && arrived > lowest && arrived < highest)
            {
                double rest = value + (step * (slope + (0.5 * step * curvature)));
                return new SearchResult(EstimationStatus.Converged, arrived, rest, slope, i, null);
            }

            if (value > 0 && w >= highest)
            {
                return new SearchResult(EstimationStatus.BoundBinds, w, value, slope, i, nameof(WindowOptions.LargestVolatility));
            }

            if (value < 0 && w <= lowest)
            {
                // A flat equation is one that has no meaning here: the model's own limit, not the search's.
                string bound = slope == 0 && TEquation.Limit is { } limit ? limit : nameof(WindowOptions.SmallestVolatility);
                return new SearchResult(EstimationStatus.BoundBinds, w, value, slope, i, bound);
            }

            // The sign of a rough pass is not to be trusted where the value is as small as its errors.
            if (fine || size > RoughPass)
            {
                (lower, upper) = value > 0 ? (w, upper) : (lower, w);
            }

            if (double.IsFinite(upper) && upper - lower <= 4e-16 * upper)
            {
                // The sign changes between neighbours without the equation passing zero.
                EstimationStatus status = TEquation.Limit is null ? EstimationStatus.NumericalBreakdown : EstimationStatus.BoundBinds;
                return new SearchResult(status, w, value, slope, i, TEquation.Limit);
            }

            double next = Math.Clamp(w * Math.Exp(step), lowest, highest);
            if (!(next > lower && next < upper) && (next != lowest || lower > 0) && (next != highest || double.IsFinite(upper)))
            {
                next = Math.Sqrt(lower * upper);
            }

            inverted = WindowPass.Next(work, next, w);
            (slopeBefore, widthBefore) = (slope, w);
            w = next;
            stepBefore = size;
        }

        return new SearchResult(EstimationStatus.IterationLimit, w, double.NaN, double.NaN, options.MaximumIterations, null);
    }

    private static double Step(double value, double slope, double curvature)
    {
        if (!(slope < 0))
        {
            return value > 0 ? LongestStep : -LongestStep;
        }

        double newton = -value / slope;
        double halley = newton / Math.Max(0.5, 1 + (0.5 * newton * curvature / slope));
        return Math.Clamp(halley, -LongestStep, LongestStep);
    }
}

/// <summary>Where a search for the volatility ended.</summary>
/// <param name="Status">Why.</param>
/// <param name="Width">w = sigmaV sqrt T.</param>
/// <param name="Value">The equation there.</param>
/// <param name="Slope">Its derivative in ln sigmaV.</param>
/// <param name="Iterations">Passes over the window.</param>
/// <param name="BindingBound">The bound that binds, if one does.</param>
internal readonly record struct SearchResult(EstimationStatus Status, double Width, double Value, double Slope, int Iterations, string? BindingBound);
