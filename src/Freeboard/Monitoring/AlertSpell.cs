namespace Freeboard.Monitoring;

/// <summary>One alert from its beginning to its end.</summary>
/// <param name="Raised">The day it began.</param>
/// <param name="Cleared">The day it ended; null while it is open.</param>
public readonly record struct AlertSpell(DateOnly Raised, DateOnly? Cleared);

/// <summary>What is known of one firm for the measurement of warnings.</summary>
public sealed record MonitoredFirm
{
    /// <summary>Firm code.</summary>
    public required string Firm { get; init; }

    /// <summary>First day on which the trigger had a figure.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day on which it had one.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The day up to which an event of the firm would be on record.</summary>
    public required DateOnly WatchedTo { get; init; }

    /// <summary>The firm's first event; null for none on record.</summary>
    public DateOnly? Event { get; init; }

    /// <summary>Its alerts, in order of time.</summary>
    public required IReadOnlyList<AlertSpell> Alerts { get; init; }
}
