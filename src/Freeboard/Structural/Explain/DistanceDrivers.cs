namespace Freeboard.Structural.Explain;

/// <summary>The four figures that a distance to default is made of, on one day.</summary>
public readonly record struct DistanceDrivers
{
    /// <summary>Asset value V, currency units; positive.</summary>
    public required double AssetValue { get; init; }

    /// <summary>Asset volatility sigmaV, decimal per sqrt-year; positive.</summary>
    public required double AssetVolatility { get; init; }

    /// <summary>Default point D, currency units; positive.</summary>
    public required double DefaultPoint { get; init; }

    /// <summary>Drift of the assets, continuously compounded per year: the risk-free rate for the risk-neutral distance, mu for the physical one; finite. The KMV distance does not use it.</summary>
    public required double Drift { get; init; }

    /// <summary>Horizon T in years, the same on both days; positive.</summary>
    public required double HorizonYears { get; init; }
}
