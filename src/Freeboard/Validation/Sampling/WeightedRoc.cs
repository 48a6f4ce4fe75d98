namespace Freeboard.Validation.Sampling;

/// <summary>The ROC curve of rows that count as often as their firm was drawn: sorted once, walked once a replicate.</summary>
internal sealed class WeightedRoc
{
    private readonly int[] rows;
    private readonly bool[] startsGroup;
    private readonly bool[] hasEvent;
    private readonly int[] firmOf;

    internal WeightedRoc(ReadOnlySpan<double> score, ReadOnlySpan<bool> hasEvent, int[] firmOf)
    {
        ScoredEvents.Check(score, hasEvent);
        if (firmOf.Length != score.Length)
        {
            throw new ArgumentException($"The columns must have one length; they have {score.Length} and {firmOf.Length} rows.");
        }

        int[] ascending = ScoredEvents.Ascending(score);
        rows = [.. ascending.Reverse()];
        startsGroup = new bool[rows.Length];
        this.hasEvent = new bool[rows.Length];
        this.firmOf = new int[rows.Length];
        for (int at = 0; at < rows.Length; at++)
        {
            startsGroup[at] = at == 0 || score[rows[at]] != score[rows[at - 1]];
            this.hasEvent[at] = hasEvent[rows[at]];
            this.firmOf[at] = firmOf[rows[at]];
        }
    }

    internal double? Area(double[] weights)
    {
        // Weights are whole numbers, so that every sum is exact.
        double doubled = 0;
        double hits = 0;
        double alarms = 0;
        for (int at = 0; at < rows.Length;)
        {
            (double newHits, double newAlarms, int next) = Group(at, weights);
            doubled += newAlarms * ((2 * hits) + newHits);
            hits += newHits;
            alarms += newAlarms;
            at = next;
        }

        return hits > 0 && alarms > 0 ? doubled / (2 * hits * alarms) : null;
    }

    internal double[]? HitRates(double[] weights, double[] rates)
    {
        double allHits = 0;
        double allAlarms = 0;
        for (int at = 0; at < rows.Length; at++)
        {
            double weight = weights[firmOf[at]];
            allHits += hasEvent[at] ? weight : 0;
            allAlarms += hasEvent[at] ? 0 : weight;
        }

        if (!(allHits > 0 && allAlarms > 0))
        {
            return null;
        }

        double[] found = new double[rates.Length];
        double hits = 0;
        double alarms = 0;
        int next = 0;
        for (int at = 0; at < rows.Length;)
        {
            (double newHits, double newAlarms, int end) = Group(at, weights);
            double to = (alarms + newAlarms) / allAlarms;
            while (next < rates.Length && rates[next] < to)
            {
                double share = ((rates[next] * allAlarms) - alarms) / newAlarms;
                found[next++] = (hits + (share * newHits)) / allHits;
            }

            hits += newHits;
            alarms += newAlarms;
            at = end;
        }

        while (next < rates.Length)
        {
            found[next++] = 1;
        }

        return found;
    }

    private (double Hits, double Alarms, int Next) Group(int from, double[] weights)
    {
        double hits = 0;
        double alarms = 0;
        int at = from;
        do
        {
            double weight = weights[firmOf[at]];
            hits += hasEvent[at] ? weight : 0;
            alarms += hasEvent[at] ? 0 : weight;
            at++;
        }
        while (at < rows.Length && !startsGroup[at]);
        return (hits, alarms, at);
    }
}
