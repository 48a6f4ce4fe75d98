namespace Freeboard.Services.Labels;

/// <summary>What became of a firm within the horizon after a day.</summary>
public enum FollowUpOutcome
{
    /// <summary>Not looked at.</summary>
    NotRun = 0,

    /// <summary>The event came in (t, t + horizon].</summary>
    Event,

    /// <summary>The firm was watched to the end of the horizon and the event did not come.</summary>
    NoEvent,

    /// <summary>The firm had had the event on or before the day: it is no longer at risk of a first one.</summary>
    AlreadyHappened,

    /// <summary>The event did not come, but the firm was not watched to the end of the horizon: the data end, its rows end, or it was delisted first.</summary>
    Cut,
}
