using Freeboard.Numerics;

namespace Freeboard.Structural.Barrier;

/// <summary>The down-and-out call by reflection: the claim without the barrier less its mirror image.</summary>
/// <remarks>
/// With H0 the barrier today and p = 2 (r - gamma) / sigma^2 - 1, E = C(V) - (H0/V)^p C(H0^2/V), where C(A) is the value of (V_T - D) paid when
/// V_T exceeds max(D, H): a call struck at D for H up to D, else a call struck at H and H - D in cash.
/// </remarks>
internal readonly struct DownAndOutCall
{
    /// <summary>Beyond this exponent the mirror's factor and value would over- and underflow apart, and are multiplied as logarithms.</summary>
    private const double LargestExponent = 300;

    internal DownAndOutCall(in BarrierFirm firm)
    {
        double barrier = firm.BarrierToday;
        if (barrier >= firm.AssetValue)
        {
            return;
        }

        (double value, double slope) = Claim(firm, firm.AssetValue);
        EquityValue = value;
        AssetSlope = slope;
        if (barrier == 0)
        {
            return;
        }

        double logRatio = Math.Log(barrier / firm.AssetValue);
        double variance = firm.AssetVolatility * firm.AssetVolatility;
        double power = (2 * (firm.RiskFreeRate - firm.Barrier.GrowthRate) / variance) - 1;
        double image = barrier * (barrier / firm.AssetValue);
        double exponent = power * logRatio;
        double mirrored;
        double mirroredSlope;
        if (exponent > LargestExponent || image < 1e-290)
        {
            (mirrored, mirroredSlope) = LogClaim(firm, Math.Log(barrier) + logRatio, exponent);
        }
        else
        {
            (double imageValue, double imageSlope) = Claim(firm, image);
            double factor = Math.Exp(exponent);
            mirrored = factor * imageValue;
            mirroredSlope = factor * imageSlope;
        }

        EquityValue = Math.Max(0, value - mirrored);
        AssetSlope = slope + (power * mirrored) + mirroredSlope;
    }

    /// <summary>E.</summary>
    internal double EquityValue { get; }

    /// <summary>V dE/dV.</summary>
    internal double AssetSlope { get; }

    /// <summary>C(A) and A dC/dA.</summary>
    private static (double Value, double Slope) Claim(in BarrierFirm firm, double assets)
    {
        double barrier = firm.BarrierAtHorizon;
        double strike = Math.Max(barrier, firm.DefaultPoint);
        AssetState state = new(assets, firm.AssetVolatility, strike, firm.RiskFreeRate, firm.HorizonYears);
        double value = state.EquityValue;
        double slope = assets * StandardNormal.Cumulative(state.D1);
        if (barrier > firm.DefaultPoint)
        {
            double cash = (barrier - firm.DefaultPoint) * Math.Exp(-firm.RiskFreeRate * firm.HorizonYears);
            value += cash * StandardNormal.Cumulative(state.D2);
            slope += cash * StandardNormal.Density(state.D2) / state.W;
        }

        return (value, slope);
    }

    /// <summary>exp(exponent) C(A) and exp(exponent) A dC/dA from ln A, where the parts alone are beyond a double.</summary>
    private static (double Value, double Slope) LogClaim(in BarrierFirm firm, double logAssets, double exponent)
    {
        double barrier = firm.BarrierAtHorizon;
        double strike = Math.Max(barrier, firm.DefaultPoint);
        double rateTime = firm.RiskFreeRate * firm.HorizonYears;
        double w = firm.AssetVolatility * Math.Sqrt(firm.HorizonYears);
        double d2 = ((logAssets - Math.Log(strike) + rateTime) / w) - (0.5 * w);
        double slope = Math.Exp(exponent + logAssets + StandardNormal.LogCumulative(d2 + w));
        double paid = Math.Exp(exponent + Math.Log(firm.DefaultPoint) - rateTime + StandardNormal.LogCumulative(d2));
        double cash = barrier > firm.DefaultPoint
            ? Math.Exp(exponent + Math.Log(barrier - firm.DefaultPoint) - rateTime + StandardNormal.LogDensity(d2)) / w
            : 0;
        return (Math.Max(0, slope - paid), slope + cash);
    }
}
