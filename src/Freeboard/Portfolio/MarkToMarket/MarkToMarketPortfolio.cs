namespace Freeboard.Portfolio.MarkToMarket;

/// <summary>Positions whose values at the horizon move with their borrowers' asset returns, which share factors.</summary>
/// <remarks>Asset return of borrower i: X_i = sum over f of a_if Z_f + sqrt(1 - sum a_if^2) e_i; Z, e independent standard normal. One position a borrower: two bonds of one borrower move as one.</remarks>
public sealed class MarkToMarketPortfolio
{
    private readonly HorizonProfile[] profiles;
    private readonly double[] loadings;

    private MarkToMarketPortfolio(string[] ids, HorizonProfile[] profiles, double[] loadings, int factorCount)
    {
        Ids = ids;
        this.profiles = profiles;
        this.loadings = loadings;
        FactorCount = factorCount;
        UnchangedValue = profiles.Sum(profile => profile.UnchangedValue);
        MeanValue = profiles.Sum(profile => profile.Mean);
    }

    /// <summary>Names of the positions, n.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>Values by asset return, n.</summary>
    public IReadOnlyList<HorizonProfile> Profiles => profiles;

    /// <summary>Factors k; at least 1.</summary>
    public int FactorCount { get; }

    /// <summary>Value at the horizon if no borrower's state changes, currency units.</summary>
    public double UnchangedValue { get; }

    /// <summary>Mean value at the horizon, currency units.</summary>
    public double MeanValue { get; }

    internal ReadOnlySpan<double> LoadingsOf(int i) => loadings.AsSpan(i * FactorCount, FactorCount);

    /// <summary>Makes a portfolio.</summary>
    /// <param name="ids">Names, n.</param>
    /// <param name="profiles">Values by asset return, n.</param>
    /// <param name="loadings">Loadings, n x k, borrower by borrower; the squares of one sum to less than 1.</param>
    /// <param name="factorCount">k, at least 1.</param>
    /// <exception cref="ArgumentException">There is no position, the lists differ in length, or a borrower's loadings are too long; the message names it.</exception>
    public static MarkToMarketPortfolio Of(IReadOnlyList<string> ids, IReadOnlyList<HorizonProfile> profiles, ReadOnlySpan<double> loadings, int factorCount = 1)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentOutOfRangeException.ThrowIfLessThan(factorCount, 1);
        if (ids.Count == 0 || profiles.Count != ids.Count || loadings.Length != (long)ids.Count * factorCount)
        {
            throw new ArgumentException($"{ids.Count} names, {profiles.Count} profiles and {loadings.Length} loadings on {factorCount} factors do not go together.", nameof(ids));
        }

        for (int i = 0; i < ids.Count; i++)
        {
            double square = 0;
            foreach (double loading in loadings.Slice(i * factorCount, factorCount))
            {
                square += loading * loading;
            }

            if (!(square < 1))
            {
                throw new ArgumentException($"The squared loadings of '{ids[i]}' sum to 1 or more, or are no numbers.", nameof(loadings));
            }
        }

        return new MarkToMarketPortfolio([.. ids], [.. profiles], loadings.ToArray(), factorCount);
    }
}
