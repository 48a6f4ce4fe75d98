namespace Freeboard.Monitoring;

/// <summary>Which way a figure moves when a firm gets closer to default.</summary>
public enum RiskDirection
{
    /// <summary>Smaller is worse: distances to default.</summary>
    FallingIsWorse = 0,

    /// <summary>Larger is worse: expected default frequencies, percentiles of risk.</summary>
    RisingIsWorse,
}
