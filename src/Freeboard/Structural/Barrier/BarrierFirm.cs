namespace Freeboard.Structural.Barrier;

/// <summary>A firm seen from its assets, with the barrier at which it is closed.</summary>
public readonly record struct BarrierFirm
{
    /// <summary>Asset value V today, currency units; finite and positive.</summary>
    public required double AssetValue { get; init; }

    /// <summary>Asset volatility sigmaV, decimal per sqrt-year; finite and positive.</summary>
    public required double AssetVolatility { get; init; }

    /// <summary>Default point D at the horizon, currency units; finite and positive.</summary>
    public required double DefaultPoint { get; init; }

    /// <summary>The barrier.</summary>
    public required BarrierTerms Barrier { get; init; }

    /// <summary>Risk-free rate r, continuously compounded, decimal per year; finite.</summary>
    public required double RiskFreeRate { get; init; }

    /// <summary>Horizon T in years; finite and positive.</summary>
    public required double HorizonYears { get; init; }

    /// <summary>Barrier at the horizon, currency units.</summary>
    internal double BarrierAtHorizon => Barrier.FractionOfDefaultPoint * DefaultPoint;

    /// <summary>Barrier today, currency units.</summary>
    internal double BarrierToday => BarrierAtHorizon * Math.Exp(-Barrier.GrowthRate * HorizonYears);

    internal void Check()
    {
        StructuralArguments.Check(AssetValue, AssetVolatility, DefaultPoint, HorizonYears);
        StructuralArguments.CheckDiscount(DefaultPoint, RiskFreeRate, HorizonYears, nameof(RiskFreeRate));
        StructuralArguments.CheckRate(Barrier.GrowthRate * HorizonYears, nameof(BarrierTerms.GrowthRate));
        if (DefaultPoint == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(DefaultPoint), DefaultPoint, "Must be positive.");
        }

        if (!(Barrier.FractionOfDefaultPoint >= 0 && double.IsFinite(BarrierToday)))
        {
            throw new ArgumentOutOfRangeException(nameof(BarrierTerms.FractionOfDefaultPoint), Barrier.FractionOfDefaultPoint, "Must be finite and not negative.");
        }
    }
}
