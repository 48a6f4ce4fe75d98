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

        double unit = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return unit * new[] { 1, 2, 2.5, 5, 10 }.First(m => m * unit >= least * 0.999999);
    }
}
