namespace Freeboard.Migration;

/// <summary>Whether transitions could be estimated. The member names are the words in files and pages.</summary>
public enum MigrationStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>Every row was estimated, or is one that is never left by definition.</summary>
    Estimated,

    /// <summary>The matrix holds, but at least one state was never seen: its row says "stays" for want of anything better, and its status says so.</summary>
    UnseenStates,

    /// <summary>No entity was seen over a whole period: there is no matrix.</summary>
    NoObservations,
}
