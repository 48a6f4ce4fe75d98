namespace Freeboard.Structural;

/// <summary>The three distances to default; they differ, and are never called by one name.</summary>
/// <remarks>
/// All are dimensionless: standard deviations of the assets over the horizon. Values and default point share one currency unit;
/// volatility is decimal per sqrt-year, rate and drift are continuously compounded per year, the horizon is in years.
/// </remarks>
public static class DistanceToDefault
{
    /// <summary>KMV distance (V - DP) / (V sigmaV sqrt T), as in Crosbie and Bohn (2003).</summary>
    /// <param name="assetValue">Asset value V; finite and positive.</param>
    /// <param name="assetVolatility">Asset volatility sigmaV; finite and positive.</param>
    /// <param name="defaultPoint">Default point DP; finite, zero or positive.</param>
    /// <param name="horizonYears">Horizon T; finite and positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Kmv(double assetValue, double assetVolatility, double defaultPoint, double horizonYears)
    {
        StructuralArguments.Check(assetValue, assetVolatility, defaultPoint, horizonYears);
        return (assetValue - defaultPoint) / assetValue / (assetVolatility * Math.Sqrt(horizonYears));
    }

    /// <summary>Risk-neutral distance d2 = [ln(V/DP) + (r - sigmaV^2/2) T] / (sigmaV sqrt T), Merton (1974).</summary>
    /// <param name="assetValue">Asset value V; finite and positive.</param>
    /// <param name="assetVolatility">Asset volatility sigmaV; finite and positive.</param>
    /// <param name="defaultPoint">Default point DP; finite, zero or positive. With no debt the distance is positive infinity.</param>
    /// <param name="riskFreeRate">Risk-free rate r; finite.</param>
    /// <param name="horizonYears">Horizon T; finite and positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double RiskNeutral(double assetValue, double assetVolatility, double defaultPoint, double riskFreeRate, double horizonYears)
    {
        StructuralArguments.CheckRate(riskFreeRate * horizonYears, nameof(riskFreeRate));
        return Lognormal(assetValue, assetVolatility, defaultPoint, riskFreeRate, horizonYears);
    }

    /// <summary>Physical distance [ln(V/DP) + (mu - sigmaV^2/2) T] / (sigmaV sqrt T), with the drift that the assets really have.</summary>
    /// <param name="assetValue">Asset value V; finite and positive.</param>
    /// <param name="assetVolatility">Asset volatility sigmaV; finite and positive.</param>
    /// <param name="defaultPoint">Default point DP; finite, zero or positive. With no debt the distance is positive infinity.</param>
    /// <param name="drift">Drift mu of the assets; finite.</param>
    /// <param name="horizonYears">Horizon T; finite and positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Physical(double assetValue, double assetVolatility, double defaultPoint, double drift, double horizonYears)
    {
        StructuralArguments.CheckRate(drift * horizonYears, nameof(drift));
        return Lognormal(assetValue, assetVolatility, defaultPoint, drift, horizonYears);
    }

    private static double Lognormal(double assetValue, double assetVolatility, double defaultPoint, double drift, double horizonYears)
    {
        StructuralArguments.Check(assetValue, assetVolatility, defaultPoint, horizonYears);
        return defaultPoint == 0
            ? double.PositiveInfinity
            : new AssetState(assetValue, assetVolatility, defaultPoint, drift, horizonYears).D2;
    }
}
