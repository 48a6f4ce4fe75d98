namespace Freeboard.Equity;

/// <summary>Share classes that may have a price of their own.</summary>
[Flags]
public enum ShareClasses
{
    /// <summary>No class.</summary>
    None = 0,

    /// <summary>B shares.</summary>
    B = 1,

    /// <summary>H shares.</summary>
    H = 2,
}
