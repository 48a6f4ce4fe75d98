using Freeboard.Monitoring;

namespace Freeboard.Services.Monitoring;

/// <summary>What an alert's line says of it.</summary>
public enum AlertNews
{
    /// <summary>It was open before and still is.</summary>
    Open = 0,

    /// <summary>It began since the last digest.</summary>
    Raised,

    /// <summary>It ended since the last digest.</summary>
    Cleared,

    /// <summary>Its rule was changed or removed while it was open.</summary>
    Withdrawn,
}

/// <summary>One alert of one firm, with what drove it.</summary>
public sealed record MonitorAlert
{
    /// <summary>Firm code.</summary>
    public required string Firm { get; init; }

    /// <summary>Name of the firm; empty when it is not known.</summary>
    public string Name { get; init; } = "";

    /// <summary>Name of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>Its kind, as rules spell it: level, change, peerPercentile, peerTrigger.</summary>
    public required string Kind { get; init; }

    /// <summary>What is new about it.</summary>
    public required AlertNews News { get; init; }

    /// <summary>Where its trigger stands now.</summary>
    public required AlertPhase Phase { get; init; }

    /// <summary>First day of the alert.</summary>
    public required DateOnly RaisedOn { get; init; }

    /// <summary>The day on which it began or ended; for an open one the last day with a figure.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What was watched: the figure's name as the rows spell it.</summary>
    public required string Measure { get; init; }

    /// <summary>The figure itself on that day, in its own unit; null when it is not at hand.</summary>
    public double? Level { get; init; }

    /// <summary>What was compared with the thresholds on that day; null for a withdrawn alert.</summary>
    public double? Value { get; init; }

    /// <summary>The unit of value and thresholds: the measure's, sigmas, or percentile.</summary>
    public required string Unit { get; init; }

    /// <summary>Where the rule's alerts begin; null when the rule is gone.</summary>
    public double? Raise { get; init; }

    /// <summary>Where they end; null when the rule is gone.</summary>
    public double? Clear { get; init; }

    /// <summary>Whether the firm has had no figure for the rule since before the monitor's last day.</summary>
    public bool NoData { get; init; }

    /// <summary>Why the distance or frequency is what it is on the first day of the alert, against an earlier day; null where it cannot be said.</summary>
    public AlertDrivers? Drivers { get; init; }

    /// <summary>Why there are no drivers; empty when there are, or when none are asked for.</summary>
    public string WithoutDrivers { get; init; } = "";
}

/// <summary>A change taken apart (Structural/Explain), on the first day of an alert against an earlier day.</summary>
/// <param name="FromDay">The earlier day.</param>
/// <param name="ToDay">The first day of the alert.</param>
/// <param name="Quantity">DDRiskNeutral, DDKmv or lnEDF.</param>
/// <param name="From">The quantity on the earlier day.</param>
/// <param name="To">The quantity on the first day of the alert.</param>
/// <param name="Contributions">Its parts, which add up to the change; the one that worsened it most first.</param>
public sealed record AlertDrivers(DateOnly FromDay, DateOnly ToDay, string Quantity, double From, double To, IReadOnlyList<DriverContribution> Contributions);

/// <summary>One part of a change.</summary>
/// <param name="Driver">equity, liabilities (the two parts of the asset value), assetVolatility, defaultPoint, riskFreeRate.</param>
/// <param name="Value">Its contribution, in the unit of the quantity.</param>
public sealed record DriverContribution(string Driver, double Value);
