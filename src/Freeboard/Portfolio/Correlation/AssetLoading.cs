using Freeboard.Bayes;

namespace Freeboard.Portfolio.Correlation;

/// <summary>A firm's loading on the market, from its asset returns, its beta drawn towards the others'.</summary>
/// <param name="Exposure">The firm's own estimate.</param>
/// <param name="Shrunk">The shrunk beta; null without an estimate.</param>
/// <param name="AssetVolatility">Deviation of the firm's returns, a period each; null without an estimate.</param>
/// <param name="Loading">Correlation with the market by the shrunk beta; null without an estimate, or where the beta would leave the firm nothing of its own.</param>
public sealed record AssetLoading(FactorExposure Exposure, ShrunkBeta? Shrunk, double? AssetVolatility, double? Loading)
{
    /// <summary>Estimates the loadings of several firms.</summary>
    /// <remarks>
    /// beta by least squares; the prior of Vasicek (1973) has the mean of the betas and the variance that their scatter has beyond their errors (at least 1e-4).
    /// Loading = beta sigmaM/sigmaA. One factor: the market. A firm is part of the market that it is regressed on.
    /// </remarks>
    /// <param name="firms">Asset log returns of each firm and those of the market over the same periods.</param>
    public static IReadOnlyList<AssetLoading> Estimate(IReadOnlyList<(double[] Firm, double[] Market)> firms)
    {
        ArgumentNullException.ThrowIfNull(firms);
        FactorExposure[] exposures = [.. firms.Select(firm => FactorExposure.Estimate(firm.Firm, firm.Market))];
        FactorExposure[] known = [.. exposures.Where(exposure => exposure.Beta is not null && exposure.StandardError > 0)];
        if (known.Length == 0)
        {
            return [.. exposures.Select(exposure => new AssetLoading(exposure, null, null, null))];
        }

        double mean = known.Average(exposure => exposure.Beta!.Value);
        double scatter = known.Length > 1 ? known.Sum(exposure => (exposure.Beta!.Value - mean) * (exposure.Beta.Value - mean)) / (known.Length - 1) : 0;
        double error = known.Average(exposure => exposure.StandardError!.Value * exposure.StandardError.Value);
        double deviation = Math.Sqrt(Math.Max(1e-4, scatter - error));
        return [.. exposures.Select((exposure, i) => Of(exposure, firms[i].Firm, firms[i].Market, mean, deviation))];
    }

    private static AssetLoading Of(FactorExposure exposure, double[] firm, double[] market, double mean, double deviation)
    {
        if (exposure.Beta is not { } beta || !(exposure.StandardError > 0))
        {
            return new AssetLoading(exposure, null, null, null);
        }

        ShrunkBeta shrunk = ShrunkBeta.Of(beta, exposure.StandardError.Value, mean, deviation);
        double volatility = Deviation(firm);
        bool splits = AssetRiskSplit.TrySplit(shrunk.Beta, volatility, Deviation(market), out AssetRiskSplit split);
        return new AssetLoading(exposure, shrunk, volatility, splits ? split.Loading : null);
    }

    private static double Deviation(double[] returns)
    {
        double mean = returns.Average();
        return Math.Sqrt(returns.Sum(value => (value - mean) * (value - mean)) / (returns.Length - 1));
    }
}
