namespace Freeboard.Monitoring;

/// <summary>Where a trigger of one firm stands.</summary>
public enum AlertPhase
{
    /// <summary>No alert, and nothing that would begin one.</summary>
    Normal = 0,

    /// <summary>The raise threshold is passed, not yet for long enough.</summary>
    Pending,

    /// <summary>The alert is open.</summary>
    Firing,

    /// <summary>The alert is open; the figure is back beyond the clear threshold, not yet for long enough.</summary>
    Recovering,
}
