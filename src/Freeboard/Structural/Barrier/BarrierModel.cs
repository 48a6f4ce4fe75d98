using Freeboard.Numerics;

namespace Freeboard.Structural.Barrier;

/// <summary>Equity as a down-and-out call on the assets: the firm is closed, with nothing for its owners, when the assets first meet the barrier.</summary>
/// <remarks>
/// <para>Source: F. Black and J. Cox, "Valuing corporate securities" (1976); P. Brockman and H. Turtle, "A barrier option framework for corporate security valuation" (2003).</para>
/// <para>Units: amounts in one currency unit, volatility decimal per sqrt-year, rates and drifts continuously compounded per year. Probabilities are given as natural logarithms, so that they hold where they underflow.</para>
/// <para>Errors: arguments outside their ranges are the caller's bug and throw <see cref="ArgumentOutOfRangeException"/>. Assets at or below the barrier are a firm already closed: equity 0, probability 1.</para>
/// <para>Accuracy: measured in docs/barrier.md; equity loses digits like C/E as the assets come close to the barrier, where it is a difference.</para>
/// </remarks>
public static class BarrierModel
{
    /// <summary>Equity value E.</summary>
    /// <param name="firm">The firm.</param>
    /// <returns>E in the currency unit of V.</returns>
    public static double EquityValue(in BarrierFirm firm)
    {
        firm.Check();
        return new DownAndOutCall(firm).EquityValue;
    }

    /// <summary>Derivative dE/dV of the equity value in the asset value.</summary>
    /// <param name="firm">The firm.</param>
    public static double EquityDelta(in BarrierFirm firm)
    {
        firm.Check();
        return new DownAndOutCall(firm).AssetSlope / firm.AssetValue;
    }

    /// <summary>Equity volatility sigmaE = (V / E) dE/dV sigmaV; at least sigmaV. Positive infinity for a firm at or below its barrier.</summary>
    /// <param name="firm">The firm.</param>
    public static double EquityVolatility(in BarrierFirm firm)
    {
        firm.Check();
        DownAndOutCall call = new(firm);
        return call.EquityValue > 0 ? firm.AssetVolatility * (call.AssetSlope / call.EquityValue) : double.PositiveInfinity;
    }

    /// <summary>ln P(the assets meet the barrier within some years).</summary>
    /// <param name="firm">The firm; its barrier goes on growing (or staying) after the horizon.</param>
    /// <param name="drift">Drift of the assets: the risk-free rate for the risk-neutral probability, mu for the physical one; finite.</param>
    /// <param name="years">How long; finite and positive, before or after the firm's horizon.</param>
    /// <returns>A number at most 0; negative infinity without a barrier.</returns>
    public static double LogFirstPassageProbability(in BarrierFirm firm, double drift, double years)
    {
        firm.Check();
        StructuralArguments.CheckRate(drift, nameof(drift));
        if (!(years > 0 && double.IsFinite(years)))
        {
            throw new ArgumentOutOfRangeException(nameof(years), years, "Must be finite and positive.");
        }

        double distance = Math.Log(firm.AssetValue / firm.BarrierToday);
        if (distance <= 0)
        {
            return 0;
        }

        if (double.IsPositiveInfinity(distance))
        {
            return double.NegativeInfinity;
        }

        double w = firm.AssetVolatility * Math.Sqrt(years);
        double trend = LogTrend(firm, drift);
        double mirror = -2 * trend * distance / (firm.AssetVolatility * firm.AssetVolatility);
        return Math.Min(0, LogSum.Of(
            StandardNormal.LogCumulative((-distance - (trend * years)) / w),
            mirror + StandardNormal.LogCumulative((-distance + (trend * years)) / w)));
    }

    /// <summary>ln P(default by the horizon): the barrier is met, or the assets are below the default point at the end. Never below Merton's ln N(-d2).</summary>
    /// <param name="firm">The firm.</param>
    /// <param name="drift">Drift of the assets: the risk-free rate for the risk-neutral probability, mu for the physical one; finite.</param>
    /// <returns>A number at most 0.</returns>
    public static double LogDefaultProbability(in BarrierFirm firm, double drift)
    {
        if (firm.BarrierAtHorizon >= firm.DefaultPoint)
        {
            // Whoever ends below D has met the barrier.
            return LogFirstPassageProbability(firm, drift, firm.HorizonYears);
        }

        firm.Check();
        StructuralArguments.CheckRate(drift, nameof(drift));
        double w = firm.AssetVolatility * Math.Sqrt(firm.HorizonYears);
        double d2 = DistanceToDefault.Physical(firm.AssetValue, firm.AssetVolatility, firm.DefaultPoint, drift, firm.HorizonYears);
        double below = StandardNormal.LogCumulative(-d2);
        double distance = Math.Log(firm.AssetValue / firm.BarrierToday);
        if (distance <= 0)
        {
            return 0;
        }

        if (double.IsPositiveInfinity(distance))
        {
            return below;
        }

        // Met the barrier and came back above the default point.
        double mirror = -2 * LogTrend(firm, drift) * distance / (firm.AssetVolatility * firm.AssetVolatility);
        return Math.Min(0, LogSum.Of(below, mirror + StandardNormal.LogCumulative(d2 - (2 * distance / w))));
    }

    /// <summary>Drift of the logarithm of assets over barrier.</summary>
    private static double LogTrend(in BarrierFirm firm, double drift) =>
        drift - firm.Barrier.GrowthRate - (0.5 * firm.AssetVolatility * firm.AssetVolatility);
}
