namespace Freeboard.Portfolio.CreditRiskPlus;

/// <summary>A portfolio as CreditRisk+ sees it: exposures, default rates that vary, and sectors that make them vary together.</summary>
/// <remarks>
/// Shape: n obligors, k sectors. An obligor's weights on the sectors are not negative and sum to at most 1; what is left is specific to it: a default rate that does not vary.
/// Several years: one entry per obligor and year, with the exposure and the marginal default rate of that year.
/// Source: Credit Suisse First Boston, "CreditRisk+: a credit risk management framework" (1997), appendix A.
/// </remarks>
public sealed record SectorPortfolio
{
    /// <summary>Exposure net of recovery (exposure at default times loss given default), currency units; positive, n of them.</summary>
    public required IReadOnlyList<double> Exposures { get; init; }

    /// <summary>Mean default rate over the horizon, decimal; in [0, 1], n of them.</summary>
    public required IReadOnlyList<double> DefaultRates { get; init; }

    /// <summary>Standard deviation of the default rate, decimal; not negative, n of them. Not read for sectors with a number in <see cref="SectorDeviations"/>.</summary>
    public required IReadOnlyList<double> DefaultRateDeviations { get; init; }

    /// <summary>Names of the sectors, k of them; none when all risk is specific.</summary>
    public required IReadOnlyList<string> Sectors { get; init; }

    /// <summary>Weights, n times k of them, an obligor's weights together.</summary>
    public required IReadOnlyList<double> SectorWeights { get; init; }

    /// <summary>Standard deviation of a sector's factor over its mean, not negative; null for a sector whose number comes from the obligors' deviations: sigma_k/mu_k with sigma_k = sum of weight times deviation times exposure over band.</summary>
    /// <value>The default value is empty: all of them from the obligors.</value>
    public IReadOnlyList<double?> SectorDeviations { get; init; } = [];

    /// <summary>What makes the portfolio impossible; null when nothing does.</summary>
    internal string? Fault()
    {
        int n = Exposures.Count;
        int k = Sectors.Count;
        if (n == 0 || DefaultRates.Count != n || DefaultRateDeviations.Count != n || SectorWeights.Count != n * k || (SectorDeviations.Count != 0 && SectorDeviations.Count != k))
        {
            return "The columns must be as long as each other, and not empty.";
        }

        for (int i = 0; i < n; i++)
        {
            if (!(Exposures[i] > 0) || !double.IsFinite(Exposures[i]) || !(DefaultRates[i] is >= 0 and <= 1) || !(DefaultRateDeviations[i] >= 0) || !double.IsFinite(DefaultRateDeviations[i]))
            {
                return FormattableString.Invariant($"Obligor {i + 1}: the exposure must be positive, the default rate in [0, 1], its deviation not negative.");
            }

            double sum = 0;
            for (int j = 0; j < k; j++)
            {
                double weight = SectorWeights[(i * k) + j];
                if (!(weight is >= 0 and <= 1))
                {
                    return FormattableString.Invariant($"Obligor {i + 1}: a sector weight must lie in [0, 1].");
                }

                sum += weight;
            }

            if (sum > 1 + WeightTolerance)
            {
                return FormattableString.Invariant($"Obligor {i + 1}: the sector weights sum to more than 1.");
            }
        }

        return SectorDeviations.Any(deviation => deviation is { } given && !(given >= 0 && double.IsFinite(given))) ? "A sector's deviation must be a number that is not negative." : null;
    }

    /// <summary>Weights in files have a few decimals: 0.333 three times is one.</summary>
    internal const double WeightTolerance = 1e-6;
}
