namespace Freeboard.Structural.Rolling;

/// <summary>Which equation decides a window's volatility: a choice made when the code is compiled.</summary>
internal interface IRollingMethod
{
    /// <summary>Whether the equation is the likelihood's (more is carried from day to day) or the fixed point's.</summary>
    static abstract bool IsLikelihood { get; }

    /// <summary>Half the length of a panel in ln sigma.</summary>
    /// <remarks>The error of the interpolant falls with its sixteenth power; a short panel is left more often.</remarks>
    static abstract double HalfLength { get; }
}

/// <summary>The KMV fixed point: the volatility of the assets implied by sigma is sigma.</summary>
internal readonly struct FixedPointMethod : IRollingMethod
{
    public static bool IsLikelihood => false;

    public static double HalfLength => 0.45;
}

/// <summary>Duan's likelihood: its derivative in ln sigma is zero.</summary>
internal readonly struct LikelihoodMethod : IRollingMethod
{
    public static bool IsLikelihood => true;

    public static double HalfLength => 0.38;
}
