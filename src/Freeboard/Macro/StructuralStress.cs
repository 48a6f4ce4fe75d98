using Freeboard.Calibration;
using Freeboard.Structural;

namespace Freeboard.Macro;

/// <summary>A firm before the shock.</summary>
public readonly record struct StressFirm
{
    /// <summary>Asset value V, currency units; finite and positive.</summary>
    public required double AssetValue { get; init; }

    /// <summary>Asset volatility sigmaV, decimal per sqrt-year; finite and positive.</summary>
    public required double AssetVolatility { get; init; }

    /// <summary>Default point, currency units; finite, zero or positive.</summary>
    public required double DefaultPoint { get; init; }

    /// <summary>Risk-free rate, continuously compounded, decimal per year.</summary>
    public required double RiskFreeRate { get; init; }

    /// <summary>Horizon in years; positive.</summary>
    public required double HorizonYears { get; init; }

    /// <summary>Asset beta: the log return of the assets for a log return of one of the market's assets.</summary>
    public required double AssetBeta { get; init; }

    /// <summary>Drift of the assets, decimal per year; null when it is not known, and then there is no physical distance.</summary>
    public double? Drift { get; init; }
}

/// <summary>A shock to the market, measured from the firm's present state.</summary>
public readonly record struct StressShock
{
    /// <summary>No shock.</summary>
    public static StressShock None { get; } = new() { MarketReturn = 0 };

    /// <summary>Log return of the market's assets since the present, cumulated; -0.2 is a fall by 18 %.</summary>
    public required double MarketReturn { get; init; }

    /// <summary>What asset volatilities are multiplied by; positive.</summary>
    /// <value>The default value is 1.</value>
    public double VolatilityFactor { get; init; } = 1;

    /// <summary>What default points are multiplied by; positive.</summary>
    /// <value>The default value is 1.</value>
    public double DefaultPointFactor { get; init; } = 1;

    /// <summary>What is added to risk-free rates (and drifts), decimal per year.</summary>
    /// <value>The default value is 0.</value>
    public double RateChange { get; init; }

    /// <summary>Makes no shock.</summary>
    public StressShock()
    {
    }
}

/// <summary>A firm after the shock.</summary>
/// <param name="Status">Why there are, or are not, numbers.</param>
/// <param name="AssetValue">V exp(beta x); null without an answer.</param>
/// <param name="AssetVolatility">sigmaV times the factor.</param>
/// <param name="Distance">Distance to default; null also without debt.</param>
/// <param name="LnEdf">ln of the EDF; null also where it is zero.</param>
/// <param name="Edf">The EDF over the firm's horizon, decimal.</param>
public readonly record struct StressedFirm(StressStatus Status, double? AssetValue, double? AssetVolatility, double? Distance, double? LnEdf, double? Edf);

/// <summary>A shock carried to a firm through its asset value and its volatility.</summary>
/// <remarks>
/// <para>V' = V exp(beta x), sigmaV' = f sigmaV, D' = g D, r' = r + c, then the distance and its EDF anew; x the log return of the market's assets, f, g and c factors and change of the shock.
/// The firm's own part of its assets stands still, liabilities move only with g, and equity is whatever remains: nothing is re-solved from a stressed share price.</para>
/// <para>Monotone: for beta above zero the EDF falls in x. In f it rises while the distance is above the point where more volatility could only help, which the reverse question scans for.</para>
/// </remarks>
public static class StructuralStress
{
    /// <summary>Shocks a firm.</summary>
    /// <param name="firm">The firm.</param>
    /// <param name="shock">The shock.</param>
    /// <param name="distance">The distance taken; not <see cref="MappedDistance.Naive"/>. With a map, the map's.</param>
    /// <param name="map">From distance to EDF; null for N(-DD).</param>
    public static StressedFirm Apply(in StressFirm firm, in StressShock shock, MappedDistance distance = MappedDistance.RiskNeutral, EdfMap? map = null)
    {
        MappedDistance taken = map?.Distance ?? distance;
        double value = firm.AssetValue * Math.Exp(firm.AssetBeta * shock.MarketReturn);
        double volatility = firm.AssetVolatility * shock.VolatilityFactor;
        double debt = firm.DefaultPoint * shock.DefaultPointFactor;
        double rate = firm.RiskFreeRate + shock.RateChange;
        double drift = taken == MappedDistance.Physical ? (firm.Drift ?? double.NaN) + shock.RateChange : rate;
        if (!IsPositive(firm.AssetValue) || !IsPositive(firm.AssetVolatility) || !(firm.DefaultPoint >= 0) || !double.IsFinite(firm.DefaultPoint) || !IsPositive(firm.HorizonYears)
            || !double.IsFinite(firm.AssetBeta) || !double.IsFinite(shock.MarketReturn) || !IsPositive(shock.VolatilityFactor) || !IsPositive(shock.DefaultPointFactor)
            || !double.IsFinite(rate) || !double.IsFinite(drift) || taken == MappedDistance.Naive)
        {
            return new StressedFirm(StressStatus.InvalidInput, null, null, null, null, null);
        }

        if (!IsPositive(value) || !IsPositive(volatility) || !double.IsFinite(debt) || (debt == 0 && firm.DefaultPoint > 0) || Math.Abs(drift * firm.HorizonYears) > 600)
        {
            return new StressedFirm(StressStatus.OutOfRange, null, null, null, null, null);
        }

        if (debt == 0)
        {
            return new StressedFirm(StressStatus.NoDebt, value, volatility, null, null, 0);
        }

        double dd = taken switch
        {
            MappedDistance.Kmv => DistanceToDefault.Kmv(value, volatility, debt, firm.HorizonYears),
            MappedDistance.Physical => DistanceToDefault.Physical(value, volatility, debt, drift, firm.HorizonYears),
            _ => DistanceToDefault.RiskNeutral(value, volatility, debt, rate, firm.HorizonYears),
        };
        if (!double.IsFinite(dd))
        {
            return new StressedFirm(StressStatus.OutOfRange, null, null, null, null, null);
        }

        double ln = map?.LnEdf(dd) ?? ExpectedDefaultFrequency.LogFromDistance(dd);
        return new StressedFirm(StressStatus.Stressed, value, volatility, dd, double.IsFinite(ln) ? ln : null, map?.Edf(dd) ?? ExpectedDefaultFrequency.FromDistance(dd));
    }

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);
}
