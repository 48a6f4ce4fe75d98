namespace Freeboard.Volatility.Returns;

/// <summary>What is unusual about a return. A weekly or monthly return carries what its days carry.</summary>
[Flags]
public enum ReturnMarks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>More than one period lies between its closes: a suspension.</summary>
    SpansGap = 1,

    /// <summary>The close stands at the day's upper price limit: the return is cut off, and the rest of the move comes later.</summary>
    LimitUp = 2,

    /// <summary>The close stands at the day's lower price limit.</summary>
    LimitDown = 4,

    /// <summary>One of a long run of returns of zero: the price was quoted and hardly traded.</summary>
    Stale = 8,
}
