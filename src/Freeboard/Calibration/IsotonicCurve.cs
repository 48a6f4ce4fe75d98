namespace Freeboard.Calibration;

/// <summary>Fits an isotonic curve to points.</summary>
internal static class IsotonicCurve
{
    /// <summary>Distances and frequencies of the curve's knots.</summary>
    /// <param name="x">Distances, rising; ties allowed.</param>
    /// <param name="trials">Trials at each.</param>
    /// <param name="events">Events at each.</param>
    /// <param name="minimumCount">Fewest trials in a block.</param>
    internal static (double[] Distances, double[] Rates) Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> trials, ReadOnlySpan<double> events, int minimumCount)
    {
        // Equal distances are one point: the curve can have one value there only.
        List<double> distances = [];
        List<double> n = [];
        List<double> d = [];
        for (int i = 0; i < x.Length; i++)
        {
            if (trials[i] == 0)
            {
                continue;
            }

            if (distances.Count > 0 && distances[^1] == x[i])
            {
                n[^1] += trials[i];
                d[^1] += events[i];
            }
            else
            {
                distances.Add(x[i]);
                n.Add(trials[i]);
                d.Add(events[i]);
            }
        }

        List<AdjacentViolators.Block> blocks = AdjacentViolators.Fall([.. d], [.. n]);
        AdjacentViolators.Thicken(blocks, minimumCount);
        List<double> knots = [];
        List<double> rates = [];
        double above = 1;
        foreach (AdjacentViolators.Block block in blocks)
        {
            // A block without an event is only known to be rare: the mean after Jeffreys' prior, never above the block before.
            double rate = block.Sum == 0 ? Math.Min(above, 0.5 / (block.Weight + 1)) : Math.Min(block.Mean, 1);
            above = rate;
            knots.Add(distances[block.First]);
            rates.Add(rate);
            if (block.Last > block.First)
            {
                knots.Add(distances[block.Last]);
                rates.Add(rate);
            }
        }

        return ([.. knots], [.. rates]);
    }
}
