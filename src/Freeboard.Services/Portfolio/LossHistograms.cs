using Freeboard.Numerics;
using Freeboard.Portfolio;

namespace Freeboard.Services.Portfolio;

/// <summary>Loss distributions in bins whose width is a round number, far enough out to show the tail's marks.</summary>
internal static class LossHistograms
{
    private const int MostBins = 60;

    /// <summary>Bins scenarios.</summary>
    /// <param name="losses">Losses.</param>
    /// <param name="weights">Their probabilities; null when all are alike.</param>
    /// <param name="measures">Say how far the bins go.</param>
    internal static LossHistogram Of(ReadOnlySpan<double> losses, double[]? weights, LossMeasures measures)
    {
        double width = Width(measures);
        double[] shares = new double[Bins(measures, width)];
        for (int s = 0; s < losses.Length; s++)
        {
            shares[(int)Math.Min(shares.Length - 1, losses[s] / width)] += weights is null ? 1.0 / losses.Length : weights[s];
        }

        return new LossHistogram(width, shares);
    }

    /// <summary>Bins a distribution on a lattice.</summary>
    internal static LossHistogram OfLattice(IReadOnlyList<double> probabilities, double unit, LossMeasures measures)
    {
        double width = Math.Max(unit, Width(measures));
        double[] shares = new double[Bins(measures, width)];
        for (int x = 0; x < probabilities.Count; x++)
        {
            shares[(int)Math.Min(shares.Length - 1, ((x * unit) + (1e-9 * width)) / width)] += probabilities[x];
        }

        return new LossHistogram(width, shares);
    }

    /// <summary>Bins sorted losses that may be gains: from the thousandth quantile on.</summary>
    internal static LossHistogram OfSorted(IReadOnlyList<double> losses, LossMeasures measures)
    {
        double least = losses[losses.Count / 1000];
        double width = RoundUp((End(measures) - least) / MostBins);
        double start = Math.Floor(least / width) * width;
        double[] shares = new double[Math.Max(2, (int)Math.Ceiling((End(measures) - start) / width) + 1)];
        foreach (double loss in losses)
        {
            shares[(int)Math.Clamp((loss - start) / width, 0, shares.Length - 1)] += 1.0 / losses.Count;
        }

        return new LossHistogram(width, shares) { Start = start };
    }

    /// <summary>Bins a loss that rises steadily with a standard normal number: the infinitely fine portfolio's.</summary>
    /// <param name="places">Values of the number, ascending.</param>
    /// <param name="losses">The loss at each, ascending.</param>
    /// <param name="measures">Say how far the bins go.</param>
    internal static LossHistogram OfCurve(double[] places, double[] losses, LossMeasures measures)
    {
        double width = Width(measures);
        double[] shares = new double[Bins(measures, width)];
        shares[BinOf(losses[0])] += StandardNormal.Cumulative(places[0]);
        shares[BinOf(losses[^1])] += StandardNormal.Complement(places[^1]);
        for (int i = 1; i < places.Length; i++)
        {
            // Between two neighbours the probability is spread evenly over their losses.
            double mass = StandardNormal.Cumulative(places[i]) - StandardNormal.Cumulative(places[i - 1]);
            int first = BinOf(losses[i - 1]);
            int last = BinOf(losses[i]);
            double span = losses[i] - losses[i - 1];
            for (int bin = first; bin <= last; bin++)
            {
                double low = Math.Max(losses[i - 1], bin * width);
                double high = bin == shares.Length - 1 ? losses[i] : Math.Min(losses[i], (bin + 1) * width);
                shares[bin] += span > 0 ? mass * Math.Max(0, high - low) / span : mass;
            }
        }

        return new LossHistogram(width, shares);

        int BinOf(double loss) => (int)Math.Clamp(loss / width, 0, shares.Length - 1);
    }

    private static double End(LossMeasures measures) => 1.12 * measures.Levels.Max(level => Math.Max(level.ExpectedShortfall, level.ValueAtRisk));

    private static int Bins(LossMeasures measures, double width) => Math.Max(2, (int)Math.Ceiling(End(measures) / width) + 1);

    private static double Width(LossMeasures measures)
    {
        double least = End(measures) / MostBins;
        if (!(least > 0))
        {
            // No scenario had a loss: all of the probability stands in the first bin, whatever its width.
            return 1;
        }

        return RoundUp(least);
    }

    private static double RoundUp(double least)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return unit * new[] { 1, 2, 2.5, 5, 10 }.First(m => m * unit >= least * 0.999999);
    }
}
