namespace Freeboard.Migration;

/// <summary>What a row of an estimated matrix rests on. The member names are the words in files and pages.</summary>
public enum TransitionRowStatus
{
    /// <summary>Nothing was computed.</summary>
    NotRun = 0,

    /// <summary>The state was seen, and left.</summary>
    Estimated,

    /// <summary>The state was seen and never left: the estimate is 1 on the diagonal, with an interval that says how much that means.</summary>
    NeverLeft,

    /// <summary>The state is never left by definition: default.</summary>
    Absorbing,

    /// <summary>The state was never seen at risk: the row is no estimate.</summary>
    Unseen,
}
