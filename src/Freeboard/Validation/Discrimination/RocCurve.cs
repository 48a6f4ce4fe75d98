namespace Freeboard.Validation.Discrimination;

/// <summary>The receiver operating characteristic of a score: which share of events is caught for each share of false alarms.</summary>
/// <remarks>
/// <para>Source: J. A. Hanley and B. J. McNeil, "The meaning and use of the area under a ROC curve", Radiology 143 (1982);
/// accuracy ratio and cumulative accuracy profile: B. Engelmann, E. Hayden, D. Tasche, "Testing rating accuracy", Risk 16 (2003).</para>
/// <para>Method: area = P(score of an event > score of a non-event) + P(equal)/2, counted in whole numbers, so that its only rounding is one division.
/// Equal scores are one step of the curve (a slope, not a stair), whatever the order of the rows.</para>
/// <para>Units: a higher score is riskier; for a distance to default give its negative. Shape: n scores and n events in, one point per distinct score and the origin out.</para>
/// <para>Errors: a score that is not a number and columns of different lengths throw; a group without members is a status. Accuracy: see docs/validation.md.</para>
/// </remarks>
public sealed class RocCurve
{
    private RocCurve(RocPoint[] points, int events, int nonEvents, ValidationStatus status)
    {
        Points = points;
        Events = events;
        NonEvents = nonEvents;
        Status = status;
    }

    /// <summary>Whether there is a curve.</summary>
    public ValidationStatus Status { get; }

    /// <summary>Observations with the event.</summary>
    public int Events { get; }

    /// <summary>Observations without the event.</summary>
    public int NonEvents { get; }

    /// <summary>Points from (0, 0) to (1, 1), thresholds falling; empty without a curve.</summary>
    public IReadOnlyList<RocPoint> Points { get; }

    /// <summary>Area under the curve (AUC), in [0, 1]; one half is chance. Null without a curve.</summary>
    public double? Area { get; private init; }

    /// <summary>Accuracy ratio = Gini coefficient = 2 AUC - 1, in [-1, 1]: the area between cumulative accuracy profile and diagonal in units of the perfect one's.</summary>
    public double? AccuracyRatio => Area is { } area ? (2 * area) - 1 : null;

    /// <summary>Largest vertical distance of the curve from the diagonal, |hits - false alarms|: the two-sample Kolmogorov-Smirnov statistic. Null without a curve.</summary>
    public double? KolmogorovSmirnov { get; private init; }

    /// <summary>The point at which <see cref="KolmogorovSmirnov"/> is reached, the highest threshold among equals. Null without a curve.</summary>
    public RocPoint? Widest { get; private init; }

    /// <summary>Counts the curve of a score.</summary>
    /// <param name="score">The score, higher is riskier; n finite or infinite numbers.</param>
    /// <param name="hasEvent">Whether the event followed, n rows.</param>
    /// <exception cref="ArgumentException">The columns differ in length, or a score is not a number.</exception>
    public static RocCurve Of(ReadOnlySpan<double> score, ReadOnlySpan<bool> hasEvent)
    {
        ScoredEvents.Check(score, hasEvent);
        int events = ScoredEvents.Count(hasEvent);
        int nonEvents = score.Length - events;
        ValidationStatus status = score.Length == 0 ? ValidationStatus.NoObservations
            : events == 0 ? ValidationStatus.NoEvents
            : nonEvents == 0 ? ValidationStatus.NoNonEvents
            : ValidationStatus.Estimated;
        if (status != ValidationStatus.Estimated)
        {
            return new RocCurve([], events, nonEvents, status);
        }

        int[] rows = ScoredEvents.Ascending(score);
        List<RocPoint> points = [new RocPoint(0, 0, 0, double.PositiveInfinity)];
        long doubled = 0;
        long hits = 0;
        long alarms = 0;
        double largest = -1;
        int widest = 0;
        for (int at = rows.Length - 1; at >= 0;)
        {
            double threshold = score[rows[at]];
            long newHits = 0;
            long newAlarms = 0;
            while (at >= 0 && score[rows[at]] == threshold)
            {
                if (hasEvent[rows[at]])
                {
                    newHits++;
                }
                else
                {
                    newAlarms++;
                }

                at--;
            }

            doubled += newAlarms * ((2 * hits) + newHits);
            hits += newHits;
            alarms += newAlarms;
            points.Add(new RocPoint(alarms / (double)nonEvents, hits / (double)events, (hits + alarms) / (double)rows.Length, threshold));
            double gap = Math.Abs((hits / (double)events) - (alarms / (double)nonEvents));
            if (gap > largest)
            {
                largest = gap;
                widest = points.Count - 1;
            }
        }

        return new RocCurve([.. points], events, nonEvents, status)
        {
            Area = doubled / (2.0 * events * nonEvents),
            KolmogorovSmirnov = largest,
            Widest = points[widest],
        };
    }

    /// <summary>The hit rate at a false-alarm rate, on the straight line between neighbouring points; the upper end where the curve is vertical.</summary>
    /// <param name="falseAlarmRate">In [0, 1].</param>
    /// <returns>The hit rate; null without a curve.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate lies outside [0, 1].</exception>
    public double? HitRateAt(double falseAlarmRate)
    {
        if (!(falseAlarmRate is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(falseAlarmRate), falseAlarmRate, "Must lie in [0, 1].");
        }

        if (Points.Count == 0)
        {
            return null;
        }

        int low = 0;
        int high = Points.Count - 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (Points[middle].FalseAlarmRate <= falseAlarmRate)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        RocPoint left = Points[low];
        RocPoint right = Points[high];
        if (right.FalseAlarmRate <= falseAlarmRate)
        {
            return right.HitRate;
        }

        double width = right.FalseAlarmRate - left.FalseAlarmRate;
        return left.HitRate + ((right.HitRate - left.HitRate) * (falseAlarmRate - left.FalseAlarmRate) / width);
    }
}
