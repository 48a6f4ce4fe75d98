namespace Freeboard.Calibration;

/// <summary>Trials and events at points x, rising; what every fit of a map works on.</summary>
internal sealed class BinomialPoints
{
    private BinomialPoints(double[] x, double[] trials, double[] events)
    {
        X = x;
        Trials = trials;
        Events = events;
        TrialTotal = trials.Sum();
        EventTotal = events.Sum();
    }

    public double[] X { get; }

    public double[] Trials { get; }

    public double[] Events { get; }

    public double TrialTotal { get; }

    public double EventTotal { get; }

    public int Count => X.Length;

    /// <summary>One point an observation, in the order of distance.</summary>
    public static BinomialPoints Of(CalibrationSample sample) => new(
        [.. Enumerable.Range(0, sample.Count).Select(sample.SortedDistance)],
        [.. Enumerable.Repeat(1.0, sample.Count)],
        [.. Enumerable.Range(0, sample.Count).Select(i => sample.SortedEvent(i) ? 1.0 : 0)]);

    /// <summary>One point a bucket.</summary>
    public static BinomialPoints Of(IEnumerable<DistanceBucket> buckets)
    {
        DistanceBucket[] ordered = [.. buckets.Where(static b => b.Count > 0).OrderBy(static b => b.MeanDistance)];
        return new BinomialPoints([.. ordered.Select(static b => b.MeanDistance)], [.. ordered.Select(static b => (double)b.Count)], [.. ordered.Select(static b => (double)b.Events)]);
    }

    /// <summary>Whether no curve can be fitted, and why.</summary>
    public CalibrationStatus Objection()
    {
        if (Count == 0 || TrialTotal == 0)
        {
            return CalibrationStatus.NotEnoughData;
        }

        return EventTotal == 0 ? CalibrationStatus.NoEvents
            : EventTotal == TrialTotal ? CalibrationStatus.NoOthers
            : X[0] == X[^1] ? CalibrationStatus.NotEnoughData
            : CalibrationStatus.Fitted;
    }

    /// <summary>Whether one x parts all events from all others.</summary>
    public bool IsSeparated()
    {
        double eventMost = double.NegativeInfinity, eventLeast = double.PositiveInfinity, otherMost = double.NegativeInfinity, otherLeast = double.PositiveInfinity;
        for (int i = 0; i < Count; i++)
        {
            if (Events[i] > 0)
            {
                eventMost = Math.Max(eventMost, X[i]);
                eventLeast = Math.Min(eventLeast, X[i]);
            }

            if (Trials[i] > Events[i])
            {
                otherMost = Math.Max(otherMost, X[i]);
                otherLeast = Math.Min(otherLeast, X[i]);
            }
        }

        return eventMost <= otherLeast || otherMost <= eventLeast;
    }

    /// <summary>Mean and standard deviation of x, weighted by trials.</summary>
    public (double Mean, double Scale) Standard()
    {
        double mean = 0;
        for (int i = 0; i < Count; i++)
        {
            mean += Trials[i] * X[i];
        }

        mean /= TrialTotal;
        double squares = 0;
        for (int i = 0; i < Count; i++)
        {
            squares += Trials[i] * (X[i] - mean) * (X[i] - mean);
        }

        return (mean, Math.Sqrt(squares / TrialTotal));
    }

    /// <summary>Log-likelihood with each point's own frequency, without binomial coefficients.</summary>
    public double SaturatedLogLikelihood()
    {
        double sum = 0;
        for (int i = 0; i < Count; i++)
        {
            sum += XLogY(Events[i], Events[i] / Trials[i]) + XLogY(Trials[i] - Events[i], 1 - (Events[i] / Trials[i]));
        }

        return sum;
    }

    /// <summary>Log-likelihood with one frequency for all.</summary>
    public double NullLogLikelihood() => XLogY(EventTotal, EventTotal / TrialTotal) + XLogY(TrialTotal - EventTotal, 1 - (EventTotal / TrialTotal));

    /// <summary>Log-likelihood under any frequencies.</summary>
    public double? LogLikelihoodUnder(Func<double, double> logFrequency)
    {
        double sum = 0;
        for (int i = 0; i < Count; i++)
        {
            double logP = logFrequency(X[i]);
            sum += (Events[i] == 0 ? 0 : Events[i] * logP) + (Trials[i] == Events[i] ? 0 : (Trials[i] - Events[i]) * (logP < 0 ? LogOdds.LogComplement(logP) : double.NegativeInfinity));
        }

        return double.IsFinite(sum) ? sum : null;
    }

    private static double XLogY(double x, double y) => x == 0 ? 0 : x * Math.Log(y);
}
