namespace Freeboard.Uncertainty;

/// <summary>The form of a distribution that is fitted to an expert's answers.</summary>
public enum UncertaintyFamily
{
    /// <summary>LOGN(e, s), for what cannot be negative.</summary>
    Lognormal = 0,

    /// <summary>N(e, s).</summary>
    Normal,

    /// <summary>L(a, b).</summary>
    Linear,

    /// <summary>Z(a, b, c).</summary>
    Zigzag,
}
