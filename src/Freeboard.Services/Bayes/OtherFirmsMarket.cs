namespace Freeboard.Services.Bayes;

/// <summary>The return of all firms but one from one day to another: a firm in its own index would explain itself.</summary>
internal sealed class OtherFirmsMarket(IReadOnlyList<AssetPath> firms, MarketWeights weights)
{
    private readonly Dictionary<(DateOnly, DateOnly), (double Before, double After, double LogReturns, int Firms)> sums = [];

    /// <summary>Log return of the others; null where no other firm has both days.</summary>
    public double? Return(AssetPath firm, DateOnly from, DateOnly to)
    {
        if (!sums.TryGetValue((from, to), out (double Before, double After, double LogReturns, int Firms) all))
        {
            sums.Add((from, to), all = Sum(from, to, null));
        }

        if (all.Firms <= 1)
        {
            return null;
        }

        double before = firm.Values[from].Value;
        double after = firm.Values[to].Value;
        if (weights == MarketWeights.Equal)
        {
            return (all.LogReturns - Math.Log(after / before)) / (all.Firms - 1);
        }

        // Beside a firm that is most of the market the rest would be what is left after cancelling: it is added up anew.
        (double restBefore, double restAfter) = before < 0.5 * all.Before && after < 0.5 * all.After
            ? (all.Before - before, all.After - after)
            : Sum(from, to, firm) is var rest ? (rest.Before, rest.After) : default;
        return Math.Log(restAfter / restBefore);
    }

    private (double Before, double After, double LogReturns, int Firms) Sum(DateOnly from, DateOnly to, AssetPath? without)
    {
        (double before, double after, double logs, int count) = (0, 0, 0, 0);
        foreach (AssetPath firm in firms)
        {
            if (!ReferenceEquals(firm, without) && firm.Values.TryGetValue(from, out (double Value, double?) a) && firm.Values.TryGetValue(to, out (double Value, double?) b))
            {
                before += a.Value;
                after += b.Value;
                logs += Math.Log(b.Value / a.Value);
                count++;
            }
        }

        return (before, after, logs, count);
    }
}
