using Freeboard.Assessment;
using Freeboard.Monitoring;

namespace Freeboard.Services.Monitoring;

/// <summary>Which figure of an assessed row a rule watches.</summary>
public enum MonitorMeasure
{
    /// <summary>The risk-neutral distance, DDRiskNeutral.</summary>
    DistanceRiskNeutral = 0,

    /// <summary>The KMV distance, DDKmv.</summary>
    DistanceKmv,

    /// <summary>The physical distance, DDPhysical.</summary>
    DistancePhysical,

    /// <summary>The logarithm of the expected default frequency, lnEDF.</summary>
    LnEdf,

    /// <summary>The expected default frequency, EDF.</summary>
    Edf,
}

/// <summary>What a rule compares with its thresholds.</summary>
public enum TriggerKind
{
    /// <summary>The figure itself.</summary>
    Level = 0,

    /// <summary>Its change over a window of days.</summary>
    Change,

    /// <summary>The firm's percentile of risk among its peers on the day.</summary>
    PeerPercentile,

    /// <summary>The firm's distance to the level that a share of its peers is safer than.</summary>
    PeerTrigger,
}

/// <summary>In which unit a change is measured.</summary>
public enum ChangeScale
{
    /// <summary>In the unit of the figure.</summary>
    None = 0,

    /// <summary>In standard deviations that the structural model gives a firm to which nothing happens: sqrt(window / horizon).</summary>
    Structural,

    /// <summary>In robust standard deviations of the peers' changes over the same window, about their median.</summary>
    Peers,
}

/// <summary>Who a firm's peers are.</summary>
public enum PeerSet
{
    /// <summary>Every firm of the day.</summary>
    All = 0,

    /// <summary>Firms of its industry.</summary>
    Industry,
}

/// <summary>The words of rules and tables.</summary>
internal static class MonitorWords
{
    public static string Of(MonitorMeasure measure) => measure switch
    {
        MonitorMeasure.DistanceKmv => "DDKmv",
        MonitorMeasure.DistancePhysical => "DDPhysical",
        MonitorMeasure.LnEdf => "lnEDF",
        MonitorMeasure.Edf => "EDF",
        _ => "DDRiskNeutral",
    };

    public static string Of(TriggerKind kind) => kind switch
    {
        TriggerKind.Change => "change",
        TriggerKind.PeerPercentile => "peerPercentile",
        TriggerKind.PeerTrigger => "peerTrigger",
        _ => "level",
    };

    public static string Of(ChangeScale scale) => scale switch
    {
        ChangeScale.Structural => "structural",
        ChangeScale.Peers => "peers",
        _ => "none",
    };

    public static string Of(PeerSet peers) => peers == PeerSet.Industry ? "industry" : "all";

    public static RiskDirection DirectionOf(MonitorMeasure measure) =>
        measure is MonitorMeasure.LnEdf or MonitorMeasure.Edf ? RiskDirection.RisingIsWorse : RiskDirection.FallingIsWorse;

    public static double? ValueOf(AssessmentRow row, MonitorMeasure measure) => measure switch
    {
        MonitorMeasure.DistanceKmv => row.DdKmv,
        MonitorMeasure.DistancePhysical => row.DdPhysical,
        MonitorMeasure.LnEdf => row.LnEdf,
        MonitorMeasure.Edf => row.Edf,
        _ => row.DdRiskNeutral,
    };
}
