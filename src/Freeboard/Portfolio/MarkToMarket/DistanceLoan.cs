namespace Freeboard.Portfolio.MarkToMarket;

/// <summary>A bond whose borrower's state is a continuous distance to default.</summary>
public readonly record struct DistanceLoan
{
    /// <summary>The bond.</summary>
    public required BondTerms Bond { get; init; }

    /// <summary>Distance to default over the horizon, in standard deviations: -N^-1 of the EDF; finite.</summary>
    public required double DistanceToDefault { get; init; }

    /// <summary>Asset volatility per root year, decimal; positive. The horizon is one year.</summary>
    public required double AssetVolatility { get; init; }

    /// <summary>Riskless rate after the horizon, annual compounding, decimal; above -1.</summary>
    public required double RisklessRate { get; init; }

    internal void Check(string name)
    {
        Bond.Check(name);
        if (!double.IsFinite(DistanceToDefault) || !(AssetVolatility > 0) || !double.IsFinite(AssetVolatility) || !(RisklessRate > -1) || !double.IsFinite(RisklessRate))
        {
            throw new ArgumentException("The distance must be finite, the asset volatility positive, the riskless rate above -1.", name);
        }
    }
}
