namespace Freeboard.Portfolio.CreditRiskPlus;

/// <summary>The law of the portfolio's loss on multiples of one unit, with its exact moments. Without success there are no numbers.</summary>
public sealed class CreditRiskPlusDistribution
{
    private readonly double[] probabilities;
    private readonly double[] cumulative;

    internal CreditRiskPlusDistribution(CreditRiskPlusStatus status, string? fault, SectorPortfolio portfolio, CreditRiskPlusOptions options, BandedPortfolio? banded = null, double[]? probabilities = null)
    {
        Status = status;
        Fault = fault;
        Portfolio = portfolio;
        Options = options;
        Banded = banded;
        this.probabilities = probabilities ?? [];
        cumulative = new double[this.probabilities.Length];
        double sum = 0;
        for (int i = 0; i < cumulative.Length; i++)
        {
            sum += this.probabilities[i];
            cumulative[i] = sum;
        }

        if (status == CreditRiskPlusStatus.Computed && banded is not null)
        {
            LossUnit = banded.Unit;
            ExpectedLoss = banded.Mean * banded.Unit;
            StandardDeviation = Math.Sqrt(banded.Variance) * banded.Unit;
        }
    }

    /// <summary>Why there are, or are not, numbers.</summary>
    public CreditRiskPlusStatus Status { get; }

    /// <summary>What is wrong with the portfolio, a sentence; null when nothing is.</summary>
    public string? Fault { get; }

    /// <summary>The loss unit L, currency units; null without success.</summary>
    public double? LossUnit { get; }

    /// <summary>Expected loss, currency units, exact; null without success.</summary>
    public double? ExpectedLoss { get; }

    /// <summary>Standard deviation of the loss, currency units, from its closed form (technical document, equation 118); null without success.</summary>
    public double? StandardDeviation { get; }

    /// <summary>Probabilities of a loss of 0, 1, 2 ... units; empty without success.</summary>
    public IReadOnlyList<double> Probabilities => probabilities;

    internal SectorPortfolio Portfolio { get; }

    internal CreditRiskPlusOptions Options { get; }

    internal BandedPortfolio? Banded { get; }

    internal ReadOnlySpan<double> Terms => probabilities;

    /// <summary>Value at risk: the smallest loss, a multiple of the unit, that is not exceeded with at least the given probability.</summary>
    /// <param name="level">Level, in (0, 1).</param>
    /// <returns>Currency units; null without success, or where the level lies beyond the last point.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside its range.</exception>
    public double? Quantile(double level) => IndexOf(level) is { } index ? index * LossUnit : null;

    /// <summary>The percentile as published with the technical document: the distribution function interpolated along a straight line between units.</summary>
    /// <param name="level">Level, in (0, 1).</param>
    /// <returns>Currency units, at most one unit below <see cref="Quantile"/>; null as there.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside its range.</exception>
    public double? Percentile(double level)
    {
        if (IndexOf(level) is not { } index)
        {
            return null;
        }

        return index == 0 ? 0 : (index - 1 + ((level - cumulative[index - 1]) / probabilities[index])) * LossUnit;
    }

    /// <summary>Expected shortfall: the mean of the worst 1 - level of all outcomes; the atom at the value at risk counts with the share of it that belongs to them.</summary>
    /// <param name="level">Level, in (0, 1).</param>
    /// <returns>Currency units; null without success, or where the level lies beyond the last point.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside its range.</exception>
    public double? ExpectedShortfall(double level)
    {
        if (IndexOf(level) is not { } index)
        {
            return null;
        }

        // From the far end, so that small terms are added to small sums.
        double beyond = 0;
        double loss = 0;
        for (int i = probabilities.Length - 1; i > index; i--)
        {
            beyond += probabilities[i];
            loss += probabilities[i] * i;
        }

        return (loss + (index * Math.Max(0, 1 - level - beyond))) / (1 - level) * LossUnit;
    }

    internal int? IndexOf(double level)
    {
        if (!(level is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level must lie between 0 and 1, both excluded; 0.99 is 99 %.");
        }

        int index = Array.BinarySearch(cumulative, level);
        if (index < 0)
        {
            index = ~index;
        }

        // Points of no probability share a value of the distribution function: the quantile is the first.
        while (index > 0 && index < cumulative.Length && cumulative[index - 1] >= level)
        {
            index--;
        }

        return index < cumulative.Length ? index : null;
    }
}
