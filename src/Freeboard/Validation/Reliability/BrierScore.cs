namespace Freeboard.Validation.Reliability;

/// <summary>Mean squared error of predicted probabilities, and where it comes from.</summary>
/// <remarks>
/// <para>Source: G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950); A. H. Murphy, "A new vector partition of the probability score",
/// Journal of Applied Meteorology 12 (1973); the two terms inside groups: D. B. Stephenson, C. A. S. Coelho, I. T. Jolliffe, "Two extra components in the Brier score decomposition", Weather and Forecasting 23 (2008).</para>
/// <para>Method: score = reliability - resolution + uncertainty + variance inside groups - 2 covariance inside groups. Groups are runs of equal size by rising probability;
/// with one group per distinct probability the last two terms vanish and the partition is Murphy's.</para>
/// <para>Units: probabilities decimal; the score of a constant forecast at the event rate is the uncertainty. Errors: probabilities outside [0, 1] throw. Accuracy: see docs/validation.md.</para>
/// </remarks>
public sealed record BrierScore
{
    /// <summary>Why there is, or is not, a score.</summary>
    public required ValidationStatus Status { get; init; }

    /// <summary>Mean of (probability - outcome) squared.</summary>
    public double? Score { get; init; }

    /// <summary>Mean squared gap between predicted and observed rate of the groups; 0 is perfect calibration.</summary>
    public double? Reliability { get; init; }

    /// <summary>Mean squared gap between the groups' rates and the overall rate; more is better.</summary>
    public double? Resolution { get; init; }

    /// <summary>Rate x (1 - rate) of the sample: nobody's merit or fault.</summary>
    public double? Uncertainty { get; init; }

    /// <summary>Variance of the predictions inside groups.</summary>
    public double? WithinVariance { get; init; }

    /// <summary>Covariance of predictions and outcomes inside groups; it enters twice.</summary>
    public double? WithinCovariance { get; init; }

    /// <summary>1 - score / uncertainty: the share of the constant forecast's error that is gone; negative when the predictions are worse than the rate. Null when every outcome is the same.</summary>
    public double? Skill => Score is { } score && Uncertainty is > 0 and { } uncertainty ? 1 - (score / uncertainty) : null;

    /// <summary>Scores predictions.</summary>
    /// <param name="probability">Predicted probabilities, decimal; n rows.</param>
    /// <param name="hasEvent">Whether the event followed, n rows.</param>
    /// <param name="groups">Groups of the partition; 0 for one per distinct probability.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability lies outside [0, 1], or the number of groups is negative.</exception>
    public static BrierScore Of(ReadOnlySpan<double> probability, ReadOnlySpan<bool> hasEvent, int groups = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(groups);
        ScoredEvents.CheckProbabilities(probability, hasEvent);
        int n = probability.Length;
        if (n == 0)
        {
            return new BrierScore { Status = ValidationStatus.NoObservations };
        }

        int[] rows = ScoredEvents.Ascending(probability);
        double squares = 0;
        foreach (int row in rows)
        {
            double gap = probability[row] - (hasEvent[row] ? 1 : 0);
            squares += gap * gap;
        }

        double rate = ScoredEvents.Count(hasEvent) / (double)n;
        double reliability = 0;
        double resolution = 0;
        double variance = 0;
        double covariance = 0;
        foreach ((int from, int to) in RankGroups.Of(rows, probability, groups))
        {
            int size = to - from;
            double predicted = 0;
            int events = 0;
            for (int at = from; at < to; at++)
            {
                predicted += probability[rows[at]];
                events += hasEvent[rows[at]] ? 1 : 0;
            }

            predicted /= size;
            double observed = events / (double)size;
            reliability += size * (predicted - observed) * (predicted - observed);
            resolution += size * (observed - rate) * (observed - rate);
            for (int at = from; at < to; at++)
            {
                double deviation = probability[rows[at]] - predicted;
                variance += deviation * deviation;
                covariance += deviation * ((hasEvent[rows[at]] ? 1 : 0) - observed);
            }
        }

        return new BrierScore
        {
            Status = ValidationStatus.Estimated,
            Score = squares / n,
            Reliability = reliability / n,
            Resolution = resolution / n,
            Uncertainty = rate * (1 - rate),
            WithinVariance = variance / n,
            WithinCovariance = covariance / n,
        };
    }
}
