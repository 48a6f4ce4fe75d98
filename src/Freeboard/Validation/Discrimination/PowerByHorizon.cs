namespace Freeboard.Validation.Discrimination;

/// <summary>Discrimination by how far ahead one looks: events within 6, 12, 24 ... months of the score.</summary>
/// <remarks>
/// Method: at horizon h a row is an event when its event came within (0, h] months, a non-event when it was followed for at least h months without one, and is left out
/// when its follow-up was cut before. The horizons share rows, so their areas are not independent.
/// Units: months. Errors: an event at or before the score's own time throws, since such a score has seen its answer.
/// </remarks>
public static class PowerByHorizon
{
    /// <summary>Areas at several horizons.</summary>
    /// <param name="score">The score, higher is riskier; n numbers.</param>
    /// <param name="monthsToEvent">Months from the score to the event, positive; NaN when none was seen. n rows.</param>
    /// <param name="monthsFollowed">Months from the score to the end of the row's follow-up; n rows, not negative.</param>
    /// <param name="horizons">Horizons in months, positive.</param>
    /// <param name="level">Confidence level of the intervals, in (0, 1).</param>
    /// <exception cref="ArgumentException">The columns differ in length, a score is not a number, or an event lies at or before its score.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A horizon is not positive.</exception>
    public static IReadOnlyList<PowerAtHorizon> Of(ReadOnlySpan<double> score, ReadOnlySpan<double> monthsToEvent, ReadOnlySpan<double> monthsFollowed, ReadOnlySpan<double> horizons, double level = 0.95)
    {
        if (score.Length != monthsToEvent.Length || score.Length != monthsFollowed.Length)
        {
            throw new ArgumentException($"The columns must have one length; they have {score.Length}, {monthsToEvent.Length} and {monthsFollowed.Length} rows.");
        }

        for (int i = 0; i < score.Length; i++)
        {
            if (monthsToEvent[i] <= 0)
            {
                throw new ArgumentException($"The event of row {i} lies at or before its score.", nameof(monthsToEvent));
            }
        }

        List<PowerAtHorizon> found = [];
        foreach (double months in horizons)
        {
            if (!(months > 0 && double.IsFinite(months)))
            {
                throw new ArgumentOutOfRangeException(nameof(horizons), months, "A horizon must be positive, in months.");
            }

            List<double> scores = [];
            List<bool> events = [];
            int leftOut = 0;
            for (int i = 0; i < score.Length; i++)
            {
                bool within = monthsToEvent[i] <= months;
                if (!within && monthsFollowed[i] < months)
                {
                    leftOut++;
                    continue;
                }

                scores.Add(score[i]);
                events.Add(within);
            }

            found.Add(new PowerAtHorizon(months, leftOut, DeLong.Interval(scores.ToArray(), events.ToArray(), level)));
        }

        return found;
    }
}
