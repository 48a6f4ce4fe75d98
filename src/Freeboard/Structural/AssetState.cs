using Freeboard.Numerics;

namespace Freeboard.Structural;

/// <summary>A firm seen from its assets: the distances and the cancellation-free pieces of equity and debt.</summary>
internal readonly struct AssetState
{
    private readonly double assetValue;
    private readonly double discountedDebt;
    private readonly double timeValueOverWidth;

    internal AssetState(double assetValue, double assetVolatility, double defaultPoint, double riskFreeRate, double horizonYears)
    {
        this.assetValue = assetValue;
        double rateTime = riskFreeRate * horizonYears;
        discountedDebt = defaultPoint * Math.Exp(-rateTime);
        W = assetVolatility * Math.Sqrt(horizonYears);
        LogLeverage = LogRatio(assetValue, defaultPoint) + rateTime;
        C = LogLeverage / W;
        D1 = C + (0.5 * W);
        D2 = C - (0.5 * W);

        // V/K itself where it is a number: its logarithm, far from 0, has lost digits that the exponential would not bring back.
        double ratio = assetValue / discountedDebt;
        double v = double.IsNormal(ratio) ? ratio : Math.Exp(LogLeverage);
        timeValueOverWidth = CallTimeValue.OverWidth(C, W, v, new NormalEnd(D1), new NormalEnd(D2));
    }

    /// <summary>sigmaV sqrt T.</summary>
    internal double W { get; }

    /// <summary>ln(V/D) + rT = ln v.</summary>
    internal double LogLeverage { get; }

    /// <summary>(d1 + d2) / 2.</summary>
    internal double C { get; }

    internal double D1 { get; }

    internal double D2 { get; }

    /// <summary>D exp(-rT).</summary>
    internal double DiscountedDebt => discountedDebt;

    /// <summary>E = max(V - K, 0) + K x time value.</summary>
    internal double EquityValue
    {
        get
        {
            double timeValue = discountedDebt * (W * timeValueOverWidth);
            return C > 0 ? Math.Max(assetValue - discountedDebt, 0) + timeValue : timeValue;
        }
    }

    /// <summary>The put K N(-d2) - V N(-d1): what limited liability takes from the lenders.</summary>
    internal double PutValue
    {
        get
        {
            double timeValue = discountedDebt * (W * timeValueOverWidth);
            return C > 0 ? timeValue : Math.Max(discountedDebt - assetValue, 0) + timeValue;
        }
    }

    /// <summary>put / K.</summary>
    internal double PutShare
    {
        get
        {
            double timeValue = W * timeValueOverWidth;
            return C > 0 ? timeValue : timeValue - ExpMinusOne.Of(LogLeverage);
        }
    }

    /// <summary>ln(debt / K) = ln[v N(-d1) + N(d2)], without underflow.</summary>
    internal double LogDebtShare
    {
        get
        {
            double a = LogLeverage + StandardNormal.LogCumulative(-D1);
            double b = StandardNormal.LogCumulative(D2);
            return Math.Max(a, b) + StandardNormal.LogOnePlus(Math.Exp(-Math.Abs(a - b)));
        }
    }

    /// <summary>V N(d1) / E, at least 1: by how much equity moves more than assets.</summary>
    internal double Elasticity
    {
        get
        {
            if (D1 < 0)
            {
                // Everything over phi(d2): nothing underflows however deep the distress. V N(d1) = K phi(d2) M(-d1).
                double gap = W <= CallTimeValue.NarrowWidth
                    ? W * MillsMoments.GapOverWidth(-C, W)
                    : MillsMoments.Zeroth(-D1) - MillsMoments.Zeroth(-D2);
                return MillsMoments.Zeroth(-D1) / gap;
            }

            // 1 + K N(d2) / E.
            return 1 + (discountedDebt * StandardNormal.Cumulative(D2) / EquityValue);
        }
    }

    /// <summary>ln(a / b), exact to rounding also when a is close to b.</summary>
    private static double LogRatio(double a, double b)
    {
        double difference = a - b;
        return Math.Abs(difference) < 0.25 * b ? StandardNormal.LogOnePlus(difference / b) : LogOfQuotient(a, b);
    }

    private static double LogOfQuotient(double a, double b)
    {
        double quotient = a / b;
        return double.IsNormal(quotient) ? Math.Log(quotient) : Math.Log(a) - Math.Log(b);
    }
}
