namespace Freeboard.Services.Migration;

/// <summary>What a row of a table of states says.</summary>
public enum HistoryKind
{
    /// <summary>The obligor enters the state that day and holds it until its next row.</summary>
    Changes = 0,

    /// <summary>The obligor was seen in the state that day; where it lacks on a later day of the table, it was out of sight.</summary>
    Snapshots,
}
