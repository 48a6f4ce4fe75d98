namespace Freeboard.Migration;

/// <summary>Whether a state is reached from another. The member names are the words in files and pages.</summary>
public enum FirstPassageStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>It is the state itself.</summary>
    IsTarget,

    /// <summary>It is reached sooner or later with certainty; the expected time holds.</summary>
    Certain,

    /// <summary>It may never be reached, because another state is never left: the expected time is infinite and left empty.</summary>
    NotCertain,

    /// <summary>It cannot be reached.</summary>
    Never,
}
