using System.Security.Cryptography;
using System.Text;
using Freeboard.Monitoring;

namespace Freeboard.Services.Monitoring;

/// <summary>One rule of a monitor. Made by <see cref="MonitorRules"/>, which checks that its parts fit each other.</summary>
public sealed record MonitorRule
{
    /// <summary>Its name: what alerts are called by.</summary>
    public required string Id { get; init; }

    /// <summary>What it compares with its thresholds.</summary>
    public required TriggerKind Kind { get; init; }

    /// <summary>The figure it watches.</summary>
    public required MonitorMeasure Measure { get; init; }

    /// <summary>When alerts begin and end, in the unit of <see cref="Unit"/>.</summary>
    public required TriggerThresholds Thresholds { get; init; }

    /// <summary>Calendar days over which a change is measured.</summary>
    /// <value>The default value is 91.</value>
    public int WindowDays { get; init; } = 91;

    /// <summary>In which unit a change is measured.</summary>
    /// <value>The default value is none.</value>
    public ChangeScale Scale { get; init; }

    /// <summary>Share of the peers that is safer than a peer trigger.</summary>
    /// <value>The default value is 0.9.</value>
    public double PeerShare { get; init; } = 0.9;

    /// <summary>Fewest peers with a figure, the firm among them; with fewer the day has no figure.</summary>
    /// <value>The default value is 10.</value>
    public int MinimumPeers { get; init; } = 10;

    /// <summary>Who the peers are.</summary>
    /// <value>The default value is all.</value>
    public PeerSet Peers { get; init; }

    /// <summary>The rate of false alerts that the thresholds were designed for, a firm and year; null where they were given.</summary>
    /// <value>The default value is null.</value>
    public double? FalseAlarmsPerFirmYear { get; init; }

    /// <summary>How the design went; null where thresholds were given.</summary>
    public DesignedThreshold? Design { get; init; }

    /// <summary>Whether the rule needs figures of an earlier day.</summary>
    public bool LooksBack => Kind == TriggerKind.Change;

    /// <summary>Whether the rule compares firms of one day.</summary>
    public bool LooksAtPeers => Kind is TriggerKind.PeerPercentile or TriggerKind.PeerTrigger || Scale == ChangeScale.Peers;

    /// <summary>The unit of the thresholds: that of the figure, sigmas, or percentile.</summary>
    public string Unit => Kind == TriggerKind.PeerPercentile ? "percentile" : Kind == TriggerKind.Change && Scale != ChangeScale.None ? "sigmas" : MonitorWords.Of(Measure);

    /// <summary>Sixteen hexadecimal digits over all that decides what the rule does.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant(
        $"{Id}|{Kind}|{Measure}|{Thresholds.Direction}|{Thresholds.Raise:R}|{Thresholds.Clear:R}|{Thresholds.RaiseDays}|{Thresholds.ClearDays}|{Thresholds.LongestGapDays}|{WindowDays}|{Scale}|{PeerShare:R}|{MinimumPeers}|{Peers}"))))[..16];

    /// <summary>The rule in words: DDRiskNeutral at or below 1.5, until at or above 1.8 for 28 days.</summary>
    public string Text
    {
        get
        {
            bool falls = Thresholds.Direction == RiskDirection.FallingIsWorse;
            string figure = Kind switch
            {
                TriggerKind.Change => FormattableString.Invariant($"change of {MonitorWords.Of(Measure)} over {WindowDays} days{(Scale == ChangeScale.None ? "" : Scale == ChangeScale.Structural ? ", in standard deviations of the model" : ", in standard deviations among peers")}"),
                TriggerKind.PeerPercentile => $"percentile of risk by {MonitorWords.Of(Measure)} among {Who}",
                TriggerKind.PeerTrigger => FormattableString.Invariant($"{MonitorWords.Of(Measure)} less the level that {100 * PeerShare:0.##} % of {Who} are safer than"),
                _ => MonitorWords.Of(Measure),
            };
            string raise = FormattableString.Invariant($"{figure} at or {(falls ? "below" : "above")} {Thresholds.Raise:0.####}{(Thresholds.RaiseDays > 0 ? $" for {Thresholds.RaiseDays} days" : "")}");
            return FormattableString.Invariant($"{raise}, until at or {(falls ? "above" : "below")} {Thresholds.Clear:0.####}{(Thresholds.ClearDays > 0 ? $" for {Thresholds.ClearDays} days" : "")}");
        }
    }

    private string Who => Peers == PeerSet.Industry ? "firms of its industry" : "all firms";
}
