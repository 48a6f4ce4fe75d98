namespace Freeboard.Collections;

/// <summary>How the history of a late account ends.</summary>
public enum ContactEnding
{
    /// <summary>The data end first.</summary>
    StillLate = 0,

    /// <summary>The borrower could no longer be reached.</summary>
    Lost,

    /// <summary>All arrears were paid.</summary>
    Cured,

    /// <summary>More than six months late: written off and sold.</summary>
    WrittenOff,
}
