namespace Freeboard.Structural;

/// <summary>The forward model: equity as a call on the firm's assets, E = V N(d1) - D exp(-rT) N(d2).</summary>
/// <remarks>
/// Source: Black and Scholes (1973), Merton (1974).
/// Method: the call is written as intrinsic value plus a positive time value (no subtraction of nearly equal numbers),
/// so the result keeps its relative accuracy for equity far below the debt.
/// Units: values in one currency unit, volatilities decimal per sqrt-year, rate continuously compounded per year.
/// Accuracy: measured in the tests; relative error at most 1e-14 plus the effect of half-unit errors in the inputs.
/// </remarks>
public static class MertonModel
{
    /// <summary>Equity value E.</summary>
    /// <param name="assetValue">Asset value V; finite and positive.</param>
    /// <param name="assetVolatility">Asset volatility sigmaV; finite and positive.</param>
    /// <param name="defaultPoint">Default point D; finite, zero or positive. With no debt equity is the assets.</param>
    /// <param name="riskFreeRate">Rate r; finite, and D exp(-rT) a normal double.</param>
    /// <param name="horizonYears">Horizon T; finite and positive.</param>
    /// <returns>E in the currency unit of V; zero only where it underflows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double EquityValue(double assetValue, double assetVolatility, double defaultPoint, double riskFreeRate, double horizonYears)
    {
        StructuralArguments.Check(assetValue, assetVolatility, defaultPoint, horizonYears);
        StructuralArguments.CheckDiscount(defaultPoint, riskFreeRate, horizonYears, nameof(riskFreeRate));
        if (defaultPoint == 0)
        {
            return assetValue;
        }

        var state = new AssetState(assetValue, assetVolatility, defaultPoint, riskFreeRate, horizonYears);
        return state.EquityValue;
    }

    /// <summary>Equity volatility sigmaE = (V / E) N(d1) sigmaV.</summary>
    /// <param name="assetValue">Asset value V; finite and positive.</param>
    /// <param name="assetVolatility">Asset volatility sigmaV; finite and positive.</param>
    /// <param name="defaultPoint">Default point D; finite, zero or positive.</param>
    /// <param name="riskFreeRate">Rate r; finite, and D exp(-rT) a normal double.</param>
    /// <param name="horizonYears">Horizon T; finite and positive.</param>
    /// <returns>sigmaE, decimal per sqrt-year; finite also where the equity value itself underflows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double EquityVolatility(double assetValue, double assetVolatility, double defaultPoint, double riskFreeRate, double horizonYears)
    {
        StructuralArguments.Check(assetValue, assetVolatility, defaultPoint, horizonYears);
        StructuralArguments.CheckDiscount(defaultPoint, riskFreeRate, horizonYears, nameof(riskFreeRate));
        if (defaultPoint == 0)
        {
            return assetVolatility;
        }

        var state = new AssetState(assetValue, assetVolatility, defaultPoint, riskFreeRate, horizonYears);
        return assetVolatility * state.Elasticity;
    }
}
