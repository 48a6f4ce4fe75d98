namespace Freeboard.Migration;

/// <summary>Roll rates of an ageing table: how much of a bucket's balance stands in the next bucket a period later.</summary>
/// <remarks>
/// roll_k(t) = balance of bucket k + 1 at t + 1 over balance of bucket k at t. Only balances are needed, not accounts; payments and new business are not told apart, so a rate may exceed 1.
/// Units: any one unit of money. Shape: periods x buckets, from current to the worst. Errors: tables that are none throw; a bucket without balance gives no rate.
/// </remarks>
public sealed class RollRates
{
    private RollRates(IReadOnlyList<IReadOnlyList<double?>> rates, IReadOnlyList<double?> mean, IReadOnlyList<double?> weighted)
    {
        Rates = rates;
        Mean = mean;
        Weighted = weighted;
    }

    /// <summary>Rates by period, a bucket each but the last; null where the bucket was empty.</summary>
    public IReadOnlyList<IReadOnlyList<double?>> Rates { get; }

    /// <summary>Mean over periods.</summary>
    public IReadOnlyList<double?> Mean { get; }

    /// <summary>Mean weighted by balances: sums over sums.</summary>
    public IReadOnlyList<double?> Weighted { get; }

    /// <summary>From the first bucket to the last by mean rates: their product; null when one lacks.</summary>
    public double? CumulativeMean => Product(Mean);

    /// <summary>From the first bucket to the last by weighted rates; null when one lacks.</summary>
    public double? CumulativeWeighted => Product(Weighted);

    /// <summary>Works out the rates.</summary>
    /// <param name="balances">At least two periods in order, with at least two buckets each; finite, not negative.</param>
    /// <exception cref="ArgumentException">The table is none.</exception>
    public static RollRates Of(IReadOnlyList<IReadOnlyList<double>> balances)
    {
        ArgumentNullException.ThrowIfNull(balances);
        int buckets = balances.Count == 0 ? 0 : balances[0].Count;
        if (balances.Count < 2 || buckets < 2 || balances.Any(row => row.Count != buckets || row.Any(balance => !(balance >= 0) || !double.IsFinite(balance))))
        {
            throw new ArgumentException("There must be at least two periods and two buckets, and balances that are not negative.", nameof(balances));
        }

        double?[][] rates = [.. Enumerable.Range(0, balances.Count - 1).Select(t => (double?[])[.. Enumerable.Range(0, buckets - 1).Select(k => Ratio(balances[t + 1][k + 1], balances[t][k]))])];
        return new RollRates(
            rates,
            [.. Enumerable.Range(0, buckets - 1).Select(k => rates.Select(row => row[k]).OfType<double>().ToArray() is { Length: > 0 } known ? known.Average() : (double?)null)],
            [.. Enumerable.Range(0, buckets - 1).Select(k => Ratio(balances.Skip(1).Sum(row => row[k + 1]), balances.SkipLast(1).Sum(row => row[k])))]);
    }

    private static double? Ratio(double above, double below) => below > 0 ? above / below : null;

    private static double? Product(IReadOnlyList<double?> rates) => rates.Any(rate => rate is null) ? null : rates.Aggregate(1.0, (product, rate) => product * rate!.Value);
}
