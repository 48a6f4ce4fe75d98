using Freeboard.Bayes;

namespace Freeboard.Services.Macro;

/// <summary>Where an asset beta comes from.</summary>
public enum AssetBetaSource
{
    /// <summary>Nothing was found; the beta is one.</summary>
    None = 0,

    /// <summary>Given in a file.</summary>
    Given,

    /// <summary>The firm's own asset returns, drawn towards the other firms' betas (Vasicek 1973).</summary>
    Shrunk,

    /// <summary>Too few returns of its own: the mean of the other firms' betas.</summary>
    Market,
}

/// <summary>A firm's asset beta.</summary>
/// <param name="Value">The beta: log return of the assets for a log return of one of the market's assets.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Observations">Pairs of returns behind it; zero where it was given.</param>
public readonly record struct AssetBeta(double Value, AssetBetaSource Source, int Observations);

/// <summary>Asset betas of firms from their own rows: period returns of asset values against their equal-weighted mean.</summary>
/// <remarks>
/// Asset values of assess move with new debt and new shares as well as with prices, and the firm itself is in the mean; both pull estimates towards one. The spread of the true betas, tau^2, is the
/// variance of the estimates less the mean of their squared errors, at least 0.05^2. Firms with fewer than <see cref="LeastReturns"/> returns get the mean.
/// </remarks>
internal static class AssetBetas
{
    public const int LeastReturns = 12;
    private const double LeastSpread = 0.05;

    public static IReadOnlyDictionary<string, AssetBeta> Estimate(IReadOnlyList<MacroRow> rows, int monthsPerPeriod)
    {
        Dictionary<string, Dictionary<int, double>> returns = [];
        foreach (IGrouping<string, MacroRow> firm in rows.Where(static r => r.AssetValue > 0).GroupBy(static r => r.Firm, StringComparer.Ordinal))
        {
            Dictionary<int, double> own = returns[firm.Key] = [];
            MacroRow? before = null;
            foreach (MacroRow row in firm.OrderBy(static r => r.Date))
            {
                if (before is not null && MacroPeriods.Month(row.Date) - MacroPeriods.Month(before.Date) == monthsPerPeriod)
                {
                    own[MacroPeriods.Month(row.Date)] = Math.Log(row.AssetValue!.Value) - Math.Log(before.AssetValue!.Value);
                }

                before = row;
            }
        }

        Dictionary<int, double> market = returns.Values.SelectMany(static own => own).GroupBy(static r => r.Key).ToDictionary(static g => g.Key, static g => g.Average(static r => r.Value));
        Dictionary<string, FactorExposure> exposures = [];
        foreach ((string firm, Dictionary<int, double> own) in returns)
        {
            int[] months = [.. own.Keys.Order()];
            exposures[firm] = FactorExposure.Estimate([.. months.Select(m => own[m])], [.. months.Select(m => market[m])]);
        }

        FactorExposure[] usable = [.. exposures.OrderBy(static e => e.Key, StringComparer.Ordinal).Select(static e => e.Value).Where(static e => e is { Status: FactorExposureStatus.Converged, Observations: >= LeastReturns, StandardError: > 0 })];
        if (usable.Length < 2)
        {
            return rows.Select(static r => r.Firm).Distinct(StringComparer.Ordinal).ToDictionary(static f => f, static _ => new AssetBeta(1, AssetBetaSource.None, 0), StringComparer.Ordinal);
        }

        double mean = usable.Average(static e => e.Beta!.Value);
        double variance = usable.Sum(e => (e.Beta!.Value - mean) * (e.Beta.Value - mean)) / (usable.Length - 1);
        double spread = Math.Sqrt(Math.Max(LeastSpread * LeastSpread, variance - usable.Average(static e => e.StandardError!.Value * e.StandardError.Value)));
        return rows.Select(static r => r.Firm).Distinct(StringComparer.Ordinal).ToDictionary(static f => f, firm =>
            exposures.TryGetValue(firm, out FactorExposure? e) && usable.Contains(e)
                ? new AssetBeta(ShrunkBeta.Of(e.Beta!.Value, e.StandardError!.Value, mean, spread).Beta, AssetBetaSource.Shrunk, e.Observations)
                : new AssetBeta(mean, AssetBetaSource.Market, e?.Observations ?? 0), StringComparer.Ordinal);
    }
}
