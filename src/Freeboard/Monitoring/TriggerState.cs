namespace Freeboard.Monitoring;

/// <summary>What a trigger remembers of one firm between two days; its default value is a firm never seen.</summary>
public readonly record struct TriggerState
{
    /// <summary>Where it stands.</summary>
    public AlertPhase Phase { get; init; }

    /// <summary>The first day of the present phase, as figures saw it; null while nothing was seen.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The day on which the open alert began; null while none is open.</summary>
    public DateOnly? RaisedOn { get; init; }

    /// <summary>The last day with a figure; null while there was none.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>The figure of that day.</summary>
    public double? LastValue { get; init; }

    /// <summary>Whether an alert is open.</summary>
    public bool IsOpen => Phase is AlertPhase.Firing or AlertPhase.Recovering;
}

/// <summary>A state after one day, and what the day did.</summary>
/// <param name="State">The state after the day.</param>
/// <param name="Change">What happened to the alert.</param>
public readonly record struct TriggerStep(TriggerState State, AlertChange Change);
