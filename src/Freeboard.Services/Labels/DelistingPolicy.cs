namespace Freeboard.Services.Labels;

/// <summary>What a row is when its firm leaves the exchange within the horizon and the event was not seen.</summary>
public enum DelistingPolicy
{
    /// <summary>Neither event nor non-event: whether the event followed is no longer seen. The row is left out and counted.</summary>
    LeftOut = 0,

    /// <summary>No event: for labels that are followed beyond the listing, or mergers.</summary>
    NonEvent,

    /// <summary>An event: where firms leave because they failed.</summary>
    Event,
}
