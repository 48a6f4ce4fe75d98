namespace Freeboard.Migration;

/// <summary>Whether periods (or groups) could be compared. The member names are the words in files and pages.</summary>
public enum HomogeneityStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>The statistics hold.</summary>
    Tested,

    /// <summary>No state was seen in two periods: there is nothing to compare.</summary>
    OnePeriod,

    /// <summary>Every state always went the same one way: there is nothing that could differ.</summary>
    NoVariation,
}
