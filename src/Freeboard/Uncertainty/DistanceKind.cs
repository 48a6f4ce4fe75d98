namespace Freeboard.Uncertainty;

/// <summary>Which distance is meant; see <see cref="Structural.DistanceToDefault"/>.</summary>
public enum DistanceKind
{
    /// <summary>(V - DP) / (V sigmaV sqrt T), which Zhan, Lin and Lou (2013) use.</summary>
    Kmv = 0,

    /// <summary>d2.</summary>
    RiskNeutral,
}
