using Freeboard.Numerics;

namespace Freeboard.Bayes;

/// <summary>A firm's asset risk taken apart into what it shares with the market and what is its own.</summary>
/// <remarks>R^2 = beta^2 sigmaM^2 / sigmaA^2; the rest of the variance is the firm's own. Volatilities are decimals per sqrt-year.</remarks>
public readonly record struct AssetRiskSplit
{
    private AssetRiskSplit(double beta, double assetVolatility, double marketVolatility)
    {
        AssetVolatility = assetVolatility;
        SystematicVolatility = Math.Abs(beta) * marketVolatility;
        Loading = beta * marketVolatility / assetVolatility;
        SpecificVariance = (assetVolatility - SystematicVolatility) * (assetVolatility + SystematicVolatility);
    }

    /// <summary>sigmaA.</summary>
    public double AssetVolatility { get; }

    /// <summary>|beta| sigmaM.</summary>
    public double SystematicVolatility { get; }

    /// <summary>The firm's own variance per year.</summary>
    public double SpecificVariance { get; }

    /// <summary>The firm's own volatility.</summary>
    public double SpecificVolatility => Math.Sqrt(SpecificVariance);

    /// <summary>Correlation of the assets with the market, with the sign of beta; in (-1, 1).</summary>
    public double Loading { get; }

    /// <summary>The systematic share of the variance, R^2.</summary>
    public double SystematicShare => Loading * Loading;

    /// <summary>Splits a firm's risk.</summary>
    /// <param name="beta">Asset beta; finite.</param>
    /// <param name="assetVolatility">sigmaA; finite and positive.</param>
    /// <param name="marketVolatility">sigmaM; finite and positive.</param>
    /// <param name="split">The split.</param>
    /// <returns>False where beta and the volatilities contradict each other: the systematic part would be all of the risk, or more. Nothing is clamped.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static bool TrySplit(double beta, double assetVolatility, double marketVolatility, out AssetRiskSplit split)
    {
        if (!double.IsFinite(beta))
        {
            throw new ArgumentOutOfRangeException(nameof(beta), beta, "Must be finite.");
        }

        foreach ((string name, double value) in ((string, double)[])[(nameof(assetVolatility), assetVolatility), (nameof(marketVolatility), marketVolatility)])
        {
            if (!(value > 0) || !double.IsFinite(value))
            {
                throw new ArgumentOutOfRangeException(name, value, "Must be finite and positive.");
            }
        }

        split = new AssetRiskSplit(beta, assetVolatility, marketVolatility);
        return Math.Abs(split.Loading) < 1;
    }

    /// <summary>The EDF given the market factor: N((-DD - R m) / sqrt(1 - R^2)).</summary>
    /// <remarks>Its mean over a standard normal m is N(-DD). Source: O. Vasicek (2002).</remarks>
    /// <param name="distance">Distance to default with EDF N(-DD).</param>
    /// <param name="factor">Market factor in standard deviations; -2 is a bad year.</param>
    public double ConditionalEdf(double distance, double factor) =>
        StandardNormal.Cumulative((-distance - (Loading * factor)) / Math.Sqrt((1 - Loading) * (1 + Loading)));
}
