namespace Freeboard.Calibration;

/// <summary>Which distance a map was fitted on; a map of one is wrong for another.</summary>
public enum MappedDistance
{
    /// <summary>DDRiskNeutral, d2 of the two equations.</summary>
    RiskNeutral = 0,

    /// <summary>DDKmv, (V - DP) / (V sigmaV sqrt T).</summary>
    Kmv,

    /// <summary>DDPhysical, with the drift of the assets.</summary>
    Physical,

    /// <summary>The naive distance of Bharath and Shumway, which solves no equations; no column of an assessment.</summary>
    Naive,
}
