using Freeboard.Numerics;

namespace Freeboard.Validation.Discrimination;

/// <summary>The error of an area under the ROC curve without assumptions on the scores' distribution, and the test of two areas on the same observations.</summary>
/// <remarks>
/// <para>Source: E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, "Comparing the areas under two or more correlated receiver operating characteristic curves",
/// Biometrics 44 (1988), equations 3 to 6; X. Sun and W. Xu, "Fast implementation of DeLong's algorithm", IEEE Signal Processing Letters 21 (2014) for the ranks.</para>
/// <para>Method: the placement of an event is the share of non-events below it (equal ones count half), that of a non-event the share of events above it.
/// Variance = S(events)/m + S(non-events)/n with the samples' (co)variances of the placements, divisor m - 1 and n - 1.</para>
/// <para>Units: a higher score is riskier. Shape: n rows in, one interval out; n log n steps.</para>
/// <para>Errors: see <see cref="RocCurve"/>; fewer than two of a group have an area and no error. Rows of one firm are not independent: <see cref="Sampling.FirmBootstrap"/> is the error that allows for it.</para>
/// <para>Accuracy: reproduces reference figures to 1e-13, see docs/validation.md.</para>
/// </remarks>
public static class DeLong
{
    /// <summary>Area, error and interval of one score.</summary>
    /// <param name="score">The score, higher is riskier; n numbers.</param>
    /// <param name="hasEvent">Whether the event followed, n rows.</param>
    /// <param name="level">Confidence level of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">The columns differ in length, or a score is not a number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level lies outside (0, 1).</exception>
    public static AreaInterval Interval(ReadOnlySpan<double> score, ReadOnlySpan<bool> hasEvent, double level = 0.95)
    {
        double z = QuantileOf(level);
        ScoredEvents.Check(score, hasEvent);
        int events = ScoredEvents.Count(hasEvent);
        int nonEvents = score.Length - events;
        if (events == 0 || nonEvents == 0)
        {
            return new AreaInterval { Status = EmptyStatus(score.Length, events), Events = events, NonEvents = nonEvents, Level = level };
        }

        Placements placements = Placements.Of(score, hasEvent, events);
        AreaInterval found = new() { Status = ValidationStatus.TooFewForError, Events = events, NonEvents = nonEvents, Level = level, Area = placements.Area };
        if (events < 2 || nonEvents < 2)
        {
            return found;
        }

        double variance = Placements.Covariance(placements, placements);
        double error = Math.Sqrt(Math.Max(variance, 0));
        if (error == 0)
        {
            return found with { Status = ValidationStatus.NoVariance };
        }

        double area = placements.Area;
        double? logitLow = null;
        double? logitHigh = null;
        if (area is > 0 and < 1)
        {
            double logit = Math.Log(area / (1 - area));
            double half = z * error / (area * (1 - area));
            logitLow = 1 / (1 + Math.Exp(half - logit));
            logitHigh = 1 / (1 + Math.Exp(-half - logit));
        }

        return found with
        {
            Status = ValidationStatus.Estimated,
            StandardError = error,
            Low = Math.Max(0, area - (z * error)),
            High = Math.Min(1, area + (z * error)),
            LogitLow = logitLow,
            LogitHigh = logitHigh,
        };
    }

    /// <summary>Tests whether two scores of the same observations have the same area.</summary>
    /// <param name="first">The first score, higher is riskier; n numbers.</param>
    /// <param name="second">The second score, n numbers.</param>
    /// <param name="hasEvent">Whether the event followed, n rows.</param>
    /// <param name="level">Confidence level of the difference's interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">The columns differ in length, or a score is not a number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level lies outside (0, 1).</exception>
    public static AreaComparison PairedTest(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<bool> hasEvent, double level = 0.95)
    {
        double quantile = QuantileOf(level);
        ScoredEvents.Check(first, hasEvent);
        ScoredEvents.Check(second, hasEvent);
        int events = ScoredEvents.Count(hasEvent);
        int nonEvents = first.Length - events;
        if (events == 0 || nonEvents == 0)
        {
            return new AreaComparison { Status = EmptyStatus(first.Length, events) };
        }

        Placements a = Placements.Of(first, hasEvent, events);
        Placements b = Placements.Of(second, hasEvent, events);
        AreaComparison found = new()
        {
            Status = ValidationStatus.TooFewForError,
            FirstArea = a.Area,
            SecondArea = b.Area,
            Difference = a.Area - b.Area,
        };
        if (events < 2 || nonEvents < 2)
        {
            return found;
        }

        double variance = Placements.DifferenceVariance(a, b);
        if (!(variance > 0))
        {
            return found with { Status = ValidationStatus.NoVariance };
        }

        double error = Math.Sqrt(variance);
        double difference = a.Area - b.Area;
        return found with
        {
            Status = ValidationStatus.Estimated,
            StandardError = error,
            Z = difference / error,
            Probability = 2 * StandardNormal.Cumulative(-Math.Abs(difference / error)),
            Low = difference - (quantile * error),
            High = difference + (quantile * error),
        };
    }

    private static ValidationStatus EmptyStatus(int rows, int events) =>
        rows == 0 ? ValidationStatus.NoObservations : events == 0 ? ValidationStatus.NoEvents : ValidationStatus.NoNonEvents;

    private static double QuantileOf(double level) => level is > 0 and < 1
        ? NormalQuantile.FromProbability(0.5 + (level / 2))
        : throw new ArgumentOutOfRangeException(nameof(level), level, "A level must lie in (0, 1); 0.95 is 95 %.");
}
