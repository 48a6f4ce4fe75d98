namespace Freeboard.Migration;

/// <summary>What becomes of those in a class of states.</summary>
public enum StateClassKind
{
    /// <summary>They leave it for good, sooner or later.</summary>
    Transient = 0,

    /// <summary>They never leave it, and move within it for ever.</summary>
    Recurrent,

    /// <summary>One state that is never left.</summary>
    Absorbing,
}
