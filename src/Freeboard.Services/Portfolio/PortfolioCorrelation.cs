using System.Globalization;
using System.Security.Cryptography;
using Freeboard.Portfolio;
using Freeboard.Portfolio.Correlation;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Portfolio;

/// <summary>Loadings from tables of correlations: of the factors that the loadings are on, or of the obligors' assets.</summary>
public static class PortfolioCorrelation
{
    /// <summary>Puts loadings on correlated factors onto independent ones.</summary>
    /// <param name="input">The portfolio, with loadings.</param>
    /// <param name="bytes">Table of the factors' correlations, rows and columns loading_1, loading_2, ... in that order.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static PortfolioReadResult OfFactors(PortfolioInput input, ReadOnlySpan<byte> bytes, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        InputErrors errors = new(name);
        if (CorrelationTable.Read(bytes, name, errors, cancellationToken) is not { } table)
        {
            return Rejected(errors);
        }

        int k = input.Portfolio.FactorCount;
        string[] wanted = [.. Enumerable.Range(1, k).Select(f => string.Create(CultureInfo.InvariantCulture, $"loading_{f}"))];
        if (!table.Names.SequenceEqual(wanted, StringComparer.Ordinal))
        {
            errors.Add(1, "", "CORRELATION-NAMES", $"The columns are {string.Join(", ", table.Names)}", $"Call them {string.Join(", ", wanted)}, in that order");
            return Rejected(errors);
        }

        return Joined(input, FactorLoadings.OfCorrelatedFactors(input.Portfolio.Loadings, table.Matrix, k), bytes, table, errors);
    }

    /// <summary>Finds loadings on k factors from correlations of the obligors' assets.</summary>
    /// <param name="input">The portfolio; its own loadings, if any, are not used.</param>
    /// <param name="bytes">Table of correlations, rows and columns the obligors in one order, each obligor of the portfolio among them.</param>
    /// <param name="name">Its name.</param>
    /// <param name="factorCount">k; at least 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static PortfolioReadResult OfAssets(PortfolioInput input, ReadOnlySpan<byte> bytes, string name, int factorCount, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        InputErrors errors = new(name);
        if (CorrelationTable.Read(bytes, name, errors, cancellationToken) is not { } table)
        {
            return Rejected(errors);
        }

        Dictionary<string, int> places = table.Names.Select((obligor, i) => (obligor, i)).ToDictionary(pair => pair.obligor, pair => pair.i, StringComparer.Ordinal);
        foreach (string missing in input.Portfolio.Ids.Where(id => !places.ContainsKey(id)))
        {
            errors.Add(1, missing, "CORRELATION-NAMES", $"There is no column '{missing}'", "Give the correlations of every obligor of the portfolio");
        }

        int n = input.Portfolio.Count;
        if (errors.Count == 0 && factorCount > n)
        {
            errors.Add(0, "", "FACTORS-TOO-MANY", string.Create(CultureInfo.InvariantCulture, $"{factorCount} factors for {n} obligors"), "Take fewer");
        }

        if (errors.Count > 0)
        {
            return Rejected(errors);
        }

        int[] at = [.. input.Portfolio.Ids.Select(id => places[id])];
        double[] matrix = new double[n * n];
        for (int i = 0; i < n * n; i++)
        {
            matrix[i] = table.Matrix[(at[i / n] * table.Names.Count) + at[i % n]];
        }

        return Joined(input, FactorLoadings.OfAssetCorrelations(matrix, n, factorCount), bytes, table, errors);
    }

    private static PortfolioReadResult Joined(PortfolioInput input, FactorLoadings loadings, ReadOnlySpan<byte> bytes, CorrelationTable table, InputErrors errors)
    {
        if (loadings.Loadings.Count == 0)
        {
            errors.Add(0, "", "CORRELATION-INVALID", $"It is no table of correlations ({loadings.Status})", "Give numbers from -1 to 1, symmetric, with ones in the diagonal");
            return Rejected(errors);
        }

        CreditPortfolio old = input.Portfolio;
        double[] values = [.. loadings.Loadings];
        for (int i = 0; i < old.Count; i++)
        {
            if (CreditPortfolio.Check(old.Exposures[i], old.LossesGivenDefault[i], old.DefaultProbabilities[i], values.AsSpan(i * loadings.FactorCount, loadings.FactorCount)) == ObligorStatus.LoadingsTooLong)
            {
                errors.Add(0, old.Ids[i], "LOADINGS-TOO-LONG", $"With these correlations the factors carry all of the asset variance of '{old.Ids[i]}', or more", "Make its loadings smaller");
            }
        }

        if (errors.Count > 0)
        {
            return Rejected(errors);
        }

        List<QualityNote> notes = [.. input.Notes];
        if (loadings.Status == CorrelationStatus.Adjusted)
        {
            notes.Add(new QualityNote("CORRELATION-ADJUSTED", "", 1, string.Create(CultureInfo.InvariantCulture, $"The correlations of {table.Name} cannot all hold at once; the nearest correlation matrix was taken, which changes one by {loadings.LargestChange:0.####} at most.")));
        }

        if (loadings.LargestMiss > 0.0005)
        {
            notes.Add(new QualityNote("CORRELATION-BY-FACTORS", "", loadings.FactorCount, string.Create(CultureInfo.InvariantCulture, $"{loadings.FactorCount} {(loadings.FactorCount == 1 ? "factor gives" : "factors give")} the correlations of {table.Name} back to within {loadings.LargestMiss:0.###}.")));
        }

        PortfolioInput joined = input with
        {
            Portfolio = CreditPortfolio.Create(old.Ids, old.Exposures, old.LossesGivenDefault, old.DefaultProbabilities, values, loadings.FactorCount),
            Notes = notes,
            MoreFiles = [.. input.MoreFiles, new InputFile(table.Name, Convert.ToHexStringLower(SHA256.HashData(bytes)), "correlations", table.Names.Count, 0)],
        };
        return new PortfolioReadResult(joined, [], 0);
    }

    private static PortfolioReadResult Rejected(InputErrors errors) => new(null, errors.Listed, errors.Count);
}
