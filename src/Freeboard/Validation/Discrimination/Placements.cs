namespace Freeboard.Validation.Discrimination;

/// <summary>Where each event stands among the non-events and each non-event among the events: the building blocks of DeLong's variance.</summary>
internal sealed class Placements
{
    private readonly double[] ofEvents;
    private readonly double[] ofNonEvents;

    private Placements(double[] ofEvents, double[] ofNonEvents, double area)
    {
        this.ofEvents = ofEvents;
        this.ofNonEvents = ofNonEvents;
        Area = area;
    }

    /// <summary>The area under the curve.</summary>
    internal double Area { get; }

    /// <summary>Placements in the order of the rows, events and non-events apart.</summary>
    internal static Placements Of(ReadOnlySpan<double> score, ReadOnlySpan<bool> hasEvent, int events)
    {
        int nonEvents = score.Length - events;
        int[] rows = ScoredEvents.Ascending(score);

        // Where a row's own placement goes, so that two scores of the same rows line up.
        int[] slot = new int[score.Length];
        int nextEvent = 0;
        int nextNonEvent = 0;
        for (int i = 0; i < slot.Length; i++)
        {
            slot[i] = hasEvent[i] ? nextEvent++ : nextNonEvent++;
        }

        double[] ofEvents = new double[events];
        double[] ofNonEvents = new double[nonEvents];
        long eventsBelow = 0;
        long nonEventsBelow = 0;
        long doubled = 0;
        for (int from = 0; from < rows.Length;)
        {
            int to = from;
            long eventsHere = 0;
            while (to < rows.Length && score[rows[to]] == score[rows[from]])
            {
                eventsHere += hasEvent[rows[to]] ? 1 : 0;
                to++;
            }

            long nonEventsHere = to - from - eventsHere;
            long doubledBelow = (2 * nonEventsBelow) + nonEventsHere;
            double ofEvent = doubledBelow / (2.0 * nonEvents);
            double ofNonEvent = ((2 * (events - eventsBelow - eventsHere)) + eventsHere) / (2.0 * events);
            for (int at = from; at < to; at++)
            {
                (hasEvent[rows[at]] ? ofEvents : ofNonEvents)[slot[rows[at]]] = hasEvent[rows[at]] ? ofEvent : ofNonEvent;
            }

            doubled += eventsHere * doubledBelow;
            eventsBelow += eventsHere;
            nonEventsBelow += nonEventsHere;
            from = to;
        }

        return new Placements(ofEvents, ofNonEvents, doubled / (2.0 * events * nonEvents));
    }

    /// <summary>Covariance of two areas on the same rows.</summary>
    internal static double Covariance(Placements a, Placements b) =>
        (Covariance(a.ofEvents, b.ofEvents) / a.ofEvents.Length) + (Covariance(a.ofNonEvents, b.ofNonEvents) / a.ofNonEvents.Length);

    /// <summary>Variance of the difference of two areas: of the differences themselves, so that nothing cancels when the scores are nearly one.</summary>
    internal static double DifferenceVariance(Placements a, Placements b)
    {
        double[] events = [.. a.ofEvents.Zip(b.ofEvents, static (x, y) => x - y)];
        double[] nonEvents = [.. a.ofNonEvents.Zip(b.ofNonEvents, static (x, y) => x - y)];
        return (Covariance(events, events) / events.Length) + (Covariance(nonEvents, nonEvents) / nonEvents.Length);
    }

    private static double Covariance(double[] x, double[] y)
    {
        double meanX = x.Sum() / x.Length;
        double meanY = y.Sum() / y.Length;
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += (x[i] - meanX) * (y[i] - meanY);
        }

        return sum / (x.Length - 1);
    }
}
