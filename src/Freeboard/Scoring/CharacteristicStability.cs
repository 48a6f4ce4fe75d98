using Freeboard.Numerics;

namespace Freeboard.Scoring;

/// <summary>How far a variable's distribution over the bins of a card has moved since its fit: the stability index of a characteristic (CSI).</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Index">Sum over bins of (share now - share at the fit) ln(share now / share at the fit); 0 for equal shares, null for an empty sample.</param>
/// <param name="Probability">p value of "nothing changed", by index / (1/n + 1/m) as chi-square with bins - 1 degrees of freedom; null with one bin.</param>
/// <param name="Counts">Rows now of each bin of the layout, weighted.</param>
/// <param name="Unseen">Rows whose value the fit has not seen, weighted, as <see cref="CardScore.Unseen"/> counts them: those that no bin holds are outside the index, those of a bin that was empty at the fit (a first missing value) are in it.</param>
/// <param name="AdjustedBins">Bins that one sample left empty; half a row was added to them in both.</param>
/// <remarks>Source: Siddiqi (2006), ch. 9; the law under no change, Yurdakul and Naranjo (2020). The rule of empty bins and the reading are those of <see cref="Validation.Comparison.PopulationStability"/>.</remarks>
public sealed record CharacteristicStability(string Variable, double? Index, double? Probability, IReadOnlyList<double> Counts, double Unseen, int AdjustedBins)
{
    /// <summary>Compares a column with the bins of a fit.</summary>
    /// <param name="fitted">The bins with the counts of the fit.</param>
    /// <param name="column">The column now.</param>
    /// <param name="weights">Weight of each row; empty for 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a weight is not positive.</exception>
    public static CharacteristicStability Of(VariableBins fitted, ScoreColumn column, ReadOnlySpan<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        ArgumentNullException.ThrowIfNull(column);
        ScoringRows.Check(column.Count, new bool[column.Count], weights);
        double[] now = new double[fitted.Layout.Count];
        double unseen = 0;
        for (int i = 0; i < column.Count; i++)
        {
            int bin = fitted.Layout.IndexOf(column[i]);
            double weight = weights.IsEmpty ? 1 : weights[i];
            if (bin < 0 || fitted.Bins[bin].Woe is null)
            {
                unseen += weight;
            }

            if (bin >= 0)
            {
                now[bin] += weight;
            }
        }

        double n = fitted.Bins.Sum(static b => b.Count);
        double m = now.Sum();
        if (!(n > 0 && m > 0))
        {
            return new CharacteristicStability(fitted.Name, null, null, now, unseen, 0);
        }

        double index = 0;
        int used = 0;
        int adjusted = 0;
        for (int i = 0; i < now.Length; i++)
        {
            double then = fitted.Bins[i].Count;
            if (then == 0 && now[i] == 0)
            {
                continue;
            }

            bool empty = then == 0 || now[i] == 0;
            double e = (then + (empty ? 0.5 : 0)) / n;
            double a = (now[i] + (empty ? 0.5 : 0)) / m;
            index += (a - e) * Math.Log(a / e);
            used++;
            adjusted += empty ? 1 : 0;
        }

        return new CharacteristicStability(fitted.Name, index, used > 1 ? TailProbability.ChiSquare(index / ((1 / n) + (1 / m)), used - 1) : null, now, unseen, adjusted);
    }
}
