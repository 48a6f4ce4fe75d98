using Freeboard.Numerics;

namespace Freeboard.Portfolio.Importance;

/// <summary>The upper end of weighted losses.</summary>
internal sealed class WeightedTail
{
    private readonly double[] losses;
    private readonly double[] weights;
    private readonly int count;
    private readonly double error;

    /// <summary>Takes scenarios; the weights' mean is 1 in expectation.</summary>
    internal WeightedTail(double[] losses, double[] weights, double level)
    {
        ShareLevel = level;
        count = losses.Length;
        this.losses = [.. losses];
        this.weights = [.. weights];
        Array.Sort(this.losses, this.weights);
        ValueAtRisk = Quantile(1 - level);
        double square = 0;
        for (int s = count - 1; s >= 0 && this.losses[s] >= ValueAtRisk; s--)
        {
            if (this.losses[s] > ValueAtRisk)
            {
                Beyond += this.weights[s] / count;
                square += this.weights[s] * this.weights[s];
            }
            else
            {
                Atom += this.weights[s] / count;
            }
        }

        error = Math.Sqrt(Math.Max(0, (square / count) - (Beyond * Beyond)) / count);
    }

    /// <summary>The level.</summary>
    internal double ShareLevel { get; }

    /// <summary>VaR, in units.</summary>
    internal double ValueAtRisk { get; }

    /// <summary>P(L &gt; VaR).</summary>
    internal double Beyond { get; }

    /// <summary>P(L = VaR).</summary>
    internal double Atom { get; }

    /// <summary>How much of a scenario counts in the mean beyond the level.</summary>
    internal double ShareOf(double loss) => loss > ValueAtRisk ? 1 : loss == ValueAtRisk && Atom > 0 ? (1 - ShareLevel - Beyond) / Atom : 0;

    internal LossLevel Level(double confidence, double unit)
    {
        double excess = 0;
        double square = 0;
        for (int s = count - 1; s >= 0 && losses[s] > ValueAtRisk; s--)
        {
            double over = weights[s] * (losses[s] - ValueAtRisk);
            excess += over;
            square += over * over;
        }

        excess /= count;
        double half = NormalQuantile.FromProbability(0.5 + (0.5 * confidence)) * error;
        return new LossLevel
        {
            Level = ShareLevel,
            ValueAtRisk = ValueAtRisk * unit,
            ExpectedShortfall = (ValueAtRisk + (excess / (1 - ShareLevel))) * unit,
            ValueAtRiskLow = Quantile(1 - ShareLevel + half) * unit,
            ValueAtRiskHigh = half < 1 - ShareLevel ? Quantile(1 - ShareLevel - half) * unit : null,
            ExpectedShortfallStandardError = Math.Sqrt(Math.Max(0, (square / count) - (excess * excess)) / count) / (1 - ShareLevel) * unit,
        };
    }

    // The least loss with P(L > loss) at most the tail.
    private double Quantile(double tail)
    {
        double sum = 0;
        int s = count - 1;
        while (s > 0 && (sum + weights[s]) / count <= tail)
        {
            sum += weights[s];
            s--;
        }

        return losses[s];
    }
}
