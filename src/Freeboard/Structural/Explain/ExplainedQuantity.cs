namespace Freeboard.Structural.Explain;

/// <summary>The quantity whose change is taken apart.</summary>
public enum ExplainedQuantity
{
    /// <summary>The lognormal distance [ln(V/D) + (drift - sigmaV^2/2) T] / (sigmaV sqrt T): risk-neutral or physical, as the drift is.</summary>
    Distance = 0,

    /// <summary>The KMV distance (V - D) / (V sigmaV sqrt T).</summary>
    DistanceKmv,

    /// <summary>ln N(-distance), the logarithm of the expected default frequency by the normal map.</summary>
    LogEdf,
}
