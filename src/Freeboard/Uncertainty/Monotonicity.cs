namespace Freeboard.Uncertainty;

/// <summary>How a function moves with one of its variables.</summary>
public enum Monotonicity
{
    /// <summary>It rises.</summary>
    Increasing = 0,

    /// <summary>It falls.</summary>
    Decreasing,

    /// <summary>It does not move.</summary>
    Constant,

    /// <summary>It rises here and falls there.</summary>
    Neither,
}
