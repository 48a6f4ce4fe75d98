using Freeboard.Numerics;

namespace Freeboard.Structural;

/// <summary>The lenders' side: the value of the debt, its spread and the expected loss, from the put that they have written.</summary>
/// <remarks>
/// Source: Merton (1974). Debt is D exp(-rT) less the put K N(-d2) - V N(-d1); it is never computed as V - E, which has no correct
/// digit where the debt is nearly safe. Units: values in one currency unit, volatility decimal per sqrt-year, rate continuously
/// compounded per year, horizon in years. All arguments as in <see cref="MertonModel"/>, but the default point must be positive.
/// </remarks>
public static class RiskyDebt
{
    /// <summary>Market value of the debt, K - put, with K = D exp(-rT).</summary>
    /// <param name="assetValue">Asset value V; finite and positive.</param>
    /// <param name="assetVolatility">Asset volatility sigmaV; finite and positive.</param>
    /// <param name="defaultPoint">Default point D, due at the horizon; finite and positive.</param>
    /// <param name="riskFreeRate">Rate r; finite, and D exp(-rT) a normal double.</param>
    /// <param name="horizonYears">Horizon T; finite and positive.</param>
    /// <returns>The value in the currency unit of V; between 0 and min(V, K).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double Value(double assetValue, double assetVolatility, double defaultPoint, double riskFreeRate, double horizonYears)
    {
        AssetState state = StateOf(assetValue, assetVolatility, defaultPoint, riskFreeRate, horizonYears);

        // For debt under water the same number is V N(-d1) + K N(d2), a sum of positive terms.
        return state.C > 0
            ? state.DiscountedDebt - state.PutValue
            : (assetValue * StandardNormal.Cumulative(-state.D1)) + (state.DiscountedDebt * StandardNormal.Cumulative(state.D2));
    }

    /// <summary>Expected loss as a share of the safe value: put / K, the risk-neutral present value of what is not paid back.</summary>
    /// <inheritdoc cref="Value" path="/param"/>
    /// <inheritdoc cref="Value" path="/exception"/>
    /// <returns>A decimal in (0, 1); accurate in relative terms however small.</returns>
    public static double ExpectedLoss(double assetValue, double assetVolatility, double defaultPoint, double riskFreeRate, double horizonYears) =>
        StateOf(assetValue, assetVolatility, defaultPoint, riskFreeRate, horizonYears).PutShare;

    /// <summary>Credit spread over the risk-free rate, -ln(debt / K) / T, continuously compounded.</summary>
    /// <inheritdoc cref="Value" path="/param"/>
    /// <inheritdoc cref="Value" path="/exception"/>
    /// <returns>Decimal per year; accurate in relative terms however small.</returns>
    public static double CreditSpread(double assetValue, double assetVolatility, double defaultPoint, double riskFreeRate, double horizonYears)
    {
        AssetState state = StateOf(assetValue, assetVolatility, defaultPoint, riskFreeRate, horizonYears);

        // The logarithm of what is left when little is lost; of what is recovered when much is.
        double logPaid = state.C > 0
            ? StandardNormal.LogOnePlus(-state.PutShare)
            : state.LogDebtShare;
        return -logPaid / horizonYears;
    }

    private static AssetState StateOf(double assetValue, double assetVolatility, double defaultPoint, double riskFreeRate, double horizonYears)
    {
        StructuralArguments.Check(assetValue, assetVolatility, defaultPoint, horizonYears);
        StructuralArguments.CheckDiscount(defaultPoint, riskFreeRate, horizonYears, nameof(riskFreeRate));
        if (defaultPoint == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(defaultPoint), defaultPoint, "Debt of nothing has no value and no spread.");
        }

        return new AssetState(assetValue, assetVolatility, defaultPoint, riskFreeRate, horizonYears);
    }
}
