namespace Freeboard.Portfolio.Concentration;

/// <summary>How unevenly an amount is spread over obligors.</summary>
/// <remarks>
/// Shares s_i add up to 1, sorted ascending as s_(1) &lt;= ... &lt;= s_(n). Sources: L. Hannah and J. Kay, "Concentration in modern industry" (1977); H. Theil (1967);
/// M. Hall and N. Tideman, JASA 62 (1967). The indices of Herfindahl-Hirschman, Hannah-Kay and Hall-Tideman are 1/n when all are equal and 1 when one has all;
/// their reciprocals are numbers of equal obligors. Gini and Theil are 0 when all are equal.
/// </remarks>
public sealed record ConcentrationIndices
{
    /// <summary>Obligors, those with nothing too.</summary>
    public required int Count { get; init; }

    /// <summary>Share of the largest.</summary>
    public required double LargestShare { get; init; }

    /// <summary>Share of the largest tenth, rounded up.</summary>
    public required double TopDecileShare { get; init; }

    /// <summary>Herfindahl-Hirschman: sum s^2.</summary>
    public required double HerfindahlHirschman { get; init; }

    /// <summary>Hannah-Kay of order alpha: (sum s^alpha)^(1/(alpha - 1)); exp(sum s ln s) at alpha = 1, Herfindahl-Hirschman at 2.</summary>
    public required double HannahKay { get; init; }

    /// <summary>The order of Hannah-Kay.</summary>
    public required double HannahKayOrder { get; init; }

    /// <summary>Hall-Tideman: 1/(2 sum i s_[i] - 1), i = 1 the largest.</summary>
    public required double HallTideman { get; init; }

    /// <summary>Gini: 2 sum i s_(i)/n - (n + 1)/n, i = 1 the smallest.</summary>
    public required double Gini { get; init; }

    /// <summary>Theil's entropy: sum s ln(n s), from 0 to ln n.</summary>
    public required double Theil { get; init; }

    /// <summary>1 over Herfindahl-Hirschman: as many equal obligors would be as concentrated.</summary>
    public double EffectiveNumber => 1 / HerfindahlHirschman;

    /// <summary>Computes the indices.</summary>
    /// <param name="amounts">Amounts, n, any unit, not negative.</param>
    /// <param name="order">Order alpha of Hannah-Kay; positive.</param>
    /// <returns>The indices; null when the amounts add up to nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is not positive, or an amount is negative or not finite.</exception>
    public static ConcentrationIndices? Of(ReadOnlySpan<double> amounts, double order = 0.5)
    {
        if (!(order > 0 && double.IsFinite(order)))
        {
            throw new ArgumentOutOfRangeException(nameof(order), order, "Must be positive.");
        }

        double[] sorted = amounts.ToArray();
        foreach (double amount in sorted)
        {
            if (!(amount >= 0 && double.IsFinite(amount)))
            {
                throw new ArgumentOutOfRangeException(nameof(amounts), amount, "Amounts must not be negative.");
            }
        }

        Array.Sort(sorted);
        double total = sorted.Sum();
        int n = sorted.Length;
        if (!(total > 0))
        {
            return null;
        }

        double square = 0;
        double power = 0;
        double entropy = 0;
        double ranked = 0;
        for (int i = 0; i < n; i++)
        {
            double share = sorted[i] / total;
            square += share * share;
            ranked += (i + 1) * share;
            if (share > 0)
            {
                power += Math.Pow(share, order);
                entropy += share * Math.Log(share);
            }
        }

        return new ConcentrationIndices
        {
            Count = n,
            LargestShare = sorted[^1] / total,
            TopDecileShare = sorted.TakeLast((n + 9) / 10).Sum() / total,
            HerfindahlHirschman = square,
            HannahKay = Math.Abs(order - 1) < 1e-9 ? Math.Exp(entropy) : Math.Pow(power, 1 / (order - 1)),
            HannahKayOrder = order,
            HallTideman = 1 / ((2 * ((n + 1) - ranked)) - 1),
            Gini = Math.Max(0, (2 * ranked / n) - ((n + 1.0) / n)),
            Theil = Math.Max(0, entropy + Math.Log(n)),
        };
    }
}
