namespace Freeboard.Portfolio.Exact;

/// <summary>Measures of a distribution on a lattice.</summary>
public static class LatticeTail
{
    /// <summary>Mean, deviation and tail of P(L = j unit).</summary>
    /// <param name="probabilities">P(L = j unit), j from 0; what is missing to 1 is taken to lie beyond the end.</param>
    /// <param name="unit">The unit, currency units; positive.</param>
    /// <param name="levels">Levels, each in (0, 1).</param>
    /// <remarks>ES is summed from both ends, whichever is smaller in probability: 1 - level times ES = E[L] - E[L; L &lt;= VaR] + VaR (F(VaR) - level) loses digits in the far tail, the sum over the tail does not.</remarks>
    public static LossMeasures Measures(IReadOnlyList<double> probabilities, double unit, IReadOnlyList<double> levels)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(levels);
        double mean = 0;
        for (int x = 0; x < probabilities.Count; x++)
        {
            mean += probabilities[x] * x;
        }

        double variance = 0;
        for (int x = 0; x < probabilities.Count; x++)
        {
            variance += probabilities[x] * (x - mean) * (x - mean);
        }

        return new LossMeasures
        {
            ExpectedLoss = mean * unit,
            StandardDeviation = Math.Sqrt(variance) * unit,
            Levels = [.. levels.Select(level => At(probabilities, unit, level))],
        };
    }

    private static LossLevel At(IReadOnlyList<double> probabilities, double unit, double level)
    {
        // From the far end: tail = P(L > x).
        double tail = 0;
        double sum = 0;
        int x = probabilities.Count - 1;
        while (x > 0 && tail + probabilities[x] <= 1 - level)
        {
            tail += probabilities[x];
            sum += probabilities[x] * x;
            x--;
        }

        return new LossLevel { Level = level, ValueAtRisk = x * unit, ExpectedShortfall = (sum + (x * (1 - level - tail))) / (1 - level) * unit };
    }
}
