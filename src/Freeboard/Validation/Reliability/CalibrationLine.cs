using Freeboard.Numerics;

namespace Freeboard.Validation.Reliability;

/// <summary>The line logit P(event) = intercept + slope x logit(prediction): slope 1 and intercept 0 is calibration.</summary>
/// <remarks>
/// <para>Source: D. R. Cox, "Two further applications of a model for binary regression", Biometrika 45 (1958). A slope below 1 says that predictions are too extreme;
/// the intercept at slope 1 (calibration in the large) says whether they are too low (positive) or too high on the whole.</para>
/// <para>Method: maximum likelihood by Newton steps, halved where the likelihood falls; predictions centred and scaled first. Standard errors from the information at the maximum. p values are Wald's, two-sided.
/// Predictions of exactly 0 or 1 have no logit: they are left out and counted.</para>
/// <para>Errors: probabilities outside [0, 1] throw; equal predictions, separation and groups without members are statuses. Accuracy: reproduces reference figures to 1e-10, see docs/validation.md.</para>
/// </remarks>
public sealed record CalibrationLine
{
    private const int Iterations = 200;

    /// <summary>Why there is, or is not, a line.</summary>
    public required ValidationStatus Status { get; init; }

    /// <summary>Rows used.</summary>
    public int Observations { get; init; }

    /// <summary>Rows left out because their prediction was 0 or 1.</summary>
    public int LeftOut { get; init; }

    /// <summary>Intercept of the line.</summary>
    public double? Intercept { get; init; }

    /// <summary>Standard error of the intercept.</summary>
    public double? InterceptError { get; init; }

    /// <summary>Slope of the line.</summary>
    public double? Slope { get; init; }

    /// <summary>Standard error of the slope.</summary>
    public double? SlopeError { get; init; }

    /// <summary>p value of "the slope is 1".</summary>
    public double? SlopeProbability { get; init; }

    /// <summary>Intercept when the slope is held at 1: calibration in the large, on the logit scale.</summary>
    public double? InterceptAtSlopeOne { get; init; }

    /// <summary>Standard error of the intercept at slope 1.</summary>
    public double? InterceptAtSlopeOneError { get; init; }

    /// <summary>p value of "the intercept at slope 1 is 0".</summary>
    public double? InterceptAtSlopeOneProbability { get; init; }

    /// <summary>Mean prediction of the rows used, decimal.</summary>
    public double? MeanPredicted { get; init; }

    /// <summary>Event rate of the rows used, decimal.</summary>
    public double? MeanObserved { get; init; }

    /// <summary>Fits the line.</summary>
    /// <param name="probability">Predicted probabilities, decimal; n rows.</param>
    /// <param name="hasEvent">Whether the event followed, n rows.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability lies outside [0, 1].</exception>
    public static CalibrationLine Of(ReadOnlySpan<double> probability, ReadOnlySpan<bool> hasEvent)
    {
        ScoredEvents.CheckProbabilities(probability, hasEvent);
        List<double> logits = [];
        List<bool> events = [];
        double sum = 0;
        for (int i = 0; i < probability.Length; i++)
        {
            if (probability[i] is > 0 and < 1)
            {
                logits.Add(Math.Log(probability[i]) - StandardNormal.LogOnePlus(-probability[i]));
                events.Add(hasEvent[i]);
                sum += probability[i];
            }
        }

        int n = logits.Count;
        int count = events.Count(static e => e);
        CalibrationLine found = new()
        {
            Status = n == 0 ? ValidationStatus.NoObservations : count == 0 ? ValidationStatus.NoEvents : count == n ? ValidationStatus.NoNonEvents : ValidationStatus.Estimated,
            Observations = n,
            LeftOut = probability.Length - n,
            MeanPredicted = n == 0 ? null : sum / n,
            MeanObserved = n == 0 ? null : count / (double)n,
        };
        if (found.Status != ValidationStatus.Estimated)
        {
            return found;
        }

        LogisticLine? level = LogisticLine.FitIntercept(logits, events, Iterations);
        if (level is { } large)
        {
            found = found with
            {
                InterceptAtSlopeOne = large.Intercept,
                InterceptAtSlopeOneError = large.InterceptError,
                InterceptAtSlopeOneProbability = 2 * StandardNormal.Cumulative(-Math.Abs(large.Intercept / large.InterceptError)),
            };
        }

        ValidationStatus trouble = LogisticLine.ObjectionTo(logits, events);
        if (trouble != ValidationStatus.Estimated)
        {
            return found with { Status = trouble };
        }

        return LogisticLine.Fit(logits, events, Iterations) is { } line
            ? found with
            {
                Intercept = line.Intercept,
                InterceptError = line.InterceptError,
                Slope = line.Slope,
                SlopeError = line.SlopeError,
                SlopeProbability = 2 * StandardNormal.Cumulative(-Math.Abs((line.Slope - 1) / line.SlopeError)),
            }
            : found with { Status = ValidationStatus.IterationLimit };
    }
}
