namespace Freeboard.Portfolio;

/// <summary>Loans to several obligors whose asset returns share factors: what every model of this chapter takes.</summary>
/// <remarks>
/// <para>Asset return of obligor i: X_i = sum over f of a_if Z_f + sqrt(1 - sum a_if^2) e_i, Z and e independent standard normal. Under one factor the
/// asset correlation of two obligors is a_i a_j; a uniform correlation rho is the loading sqrt(rho) for all.</para>
/// <para>Shape: columns of n obligors; loadings n x k, obligor by obligor. Units: exposures in one currency; loss given default, probabilities and loadings decimals.</para>
/// <para>Models that know no factors (CreditRisk+) take k = 0.</para>
/// </remarks>
public sealed class CreditPortfolio
{
    private readonly string[] ids;
    private readonly double[] exposures;
    private readonly double[] lossesGivenDefault;
    private readonly double[] probabilities;
    private readonly double[] loadings;

    private CreditPortfolio(string[] ids, double[] exposures, double[] lossesGivenDefault, double[] probabilities, double[] loadings, int factorCount)
    {
        this.ids = ids;
        this.exposures = exposures;
        this.lossesGivenDefault = lossesGivenDefault;
        this.probabilities = probabilities;
        this.loadings = loadings;
        FactorCount = factorCount;
        for (int i = 0; i < ids.Length; i++)
        {
            TotalExposure += exposures[i];
            TotalLoss += exposures[i] * lossesGivenDefault[i];
            ExpectedLoss += exposures[i] * lossesGivenDefault[i] * probabilities[i];
        }
    }

    /// <summary>Obligors, n.</summary>
    public int Count => ids.Length;

    /// <summary>Factors, k.</summary>
    public int FactorCount { get; }

    /// <summary>Names of the obligors, n.</summary>
    public IReadOnlyList<string> Ids => ids;

    /// <summary>Exposures at default, n, currency units, not negative.</summary>
    public ReadOnlySpan<double> Exposures => exposures;

    /// <summary>Mean losses given default, n, decimals in [0, 1].</summary>
    public ReadOnlySpan<double> LossesGivenDefault => lossesGivenDefault;

    /// <summary>Default probabilities over the horizon, n, decimals in [0, 1].</summary>
    public ReadOnlySpan<double> DefaultProbabilities => probabilities;

    /// <summary>All loadings, n x k, obligor by obligor.</summary>
    public ReadOnlySpan<double> Loadings => loadings;

    /// <summary>Sum of the exposures.</summary>
    public double TotalExposure { get; }

    /// <summary>Loss when all default at their mean loss given default.</summary>
    public double TotalLoss { get; }

    /// <summary>Expected loss: the sum of exposure, loss given default and probability multiplied.</summary>
    public double ExpectedLoss { get; }

    /// <summary>Loss of an obligor that defaults, at its mean loss given default.</summary>
    /// <param name="obligor">Its index.</param>
    public double LossOf(int obligor) => exposures[obligor] * lossesGivenDefault[obligor];

    /// <summary>An obligor's loadings, k.</summary>
    /// <param name="obligor">Its index.</param>
    public ReadOnlySpan<double> LoadingsOf(int obligor) => loadings.AsSpan(obligor * FactorCount, FactorCount);

    /// <summary>Checks one obligor's figures.</summary>
    /// <param name="exposure">Exposure at default.</param>
    /// <param name="lossGivenDefault">Mean loss given default.</param>
    /// <param name="probability">Default probability.</param>
    /// <param name="loadings">Loadings, k.</param>
    public static ObligorStatus Check(double exposure, double lossGivenDefault, double probability, ReadOnlySpan<double> loadings)
    {
        double square = 0;
        foreach (double loading in loadings)
        {
            square += loading * loading;
        }

        return !(exposure >= 0 && double.IsFinite(exposure)) ? ObligorStatus.ExposureOutOfRange
            : !(lossGivenDefault is >= 0 and <= 1) ? ObligorStatus.LossGivenDefaultOutOfRange
            : !(probability is >= 0 and <= 1) ? ObligorStatus.ProbabilityOutOfRange
            : !(square < 1) ? ObligorStatus.LoadingsTooLong
            : ObligorStatus.Valid;
    }

    /// <summary>Makes a portfolio of columns, which are copied.</summary>
    /// <param name="ids">Names, n.</param>
    /// <param name="exposures">Exposures at default, n.</param>
    /// <param name="lossesGivenDefault">Mean losses given default, n.</param>
    /// <param name="probabilities">Default probabilities, n.</param>
    /// <param name="loadings">Loadings, n x k, obligor by obligor.</param>
    /// <param name="factorCount">k; 0 for none.</param>
    /// <exception cref="ArgumentException">The columns differ in length, there is no obligor, or one is not <see cref="ObligorStatus.Valid"/>; the message names it.</exception>
    public static CreditPortfolio Create(
        IReadOnlyList<string> ids, ReadOnlySpan<double> exposures, ReadOnlySpan<double> lossesGivenDefault, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> loadings, int factorCount)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentOutOfRangeException.ThrowIfNegative(factorCount);
        int n = ids.Count;
        if (n == 0)
        {
            throw new ArgumentException("A portfolio has at least one obligor.", nameof(ids));
        }

        if (exposures.Length != n || lossesGivenDefault.Length != n || probabilities.Length != n || loadings.Length != (long)n * factorCount)
        {
            throw new ArgumentException($"{n} names, {exposures.Length} exposures, {lossesGivenDefault.Length} losses given default, {probabilities.Length} probabilities and {loadings.Length} loadings on {factorCount} factors do not go together.", nameof(exposures));
        }

        for (int i = 0; i < n; i++)
        {
            ObligorStatus status = Check(exposures[i], lossesGivenDefault[i], probabilities[i], loadings.Slice(i * factorCount, factorCount));
            if (status != ObligorStatus.Valid)
            {
                throw new ArgumentException($"Obligor {i} ({ids[i]}): {status}.", nameof(exposures));
            }
        }

        return new CreditPortfolio([.. ids], exposures.ToArray(), lossesGivenDefault.ToArray(), probabilities.ToArray(), loadings.ToArray(), factorCount);
    }

    /// <summary>Makes a portfolio under one factor from asset correlations.</summary>
    /// <param name="ids">Names, n.</param>
    /// <param name="exposures">Exposures at default, n.</param>
    /// <param name="lossesGivenDefault">Mean losses given default, n.</param>
    /// <param name="probabilities">Default probabilities, n.</param>
    /// <param name="correlations">Asset correlations rho, n, each the squared loading; in [0, 1).</param>
    /// <exception cref="ArgumentException">As <see cref="Create"/>; or a correlation is negative.</exception>
    public static CreditPortfolio OneFactor(
        IReadOnlyList<string> ids, ReadOnlySpan<double> exposures, ReadOnlySpan<double> lossesGivenDefault, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> correlations)
    {
        double[] loadings = new double[correlations.Length];
        for (int i = 0; i < loadings.Length; i++)
        {
            loadings[i] = correlations[i] >= 0 ? Math.Sqrt(correlations[i]) : throw new ArgumentException($"Obligor {i}: the correlation {correlations[i]} is not in [0, 1).", nameof(correlations));
        }

        return Create(ids, exposures, lossesGivenDefault, probabilities, loadings, 1);
    }
}
