using Freeboard.Numerics;

namespace Freeboard.Structural;

/// <summary>What the equations need of the normal distribution at one of d1 and d2, each exponential taken once.</summary>
internal readonly struct NormalEnd
{
    internal NormalEnd(double z)
        : this(z, StandardNormal.Density(z))
    {
    }

    internal NormalEnd(double z, double density)
    {
        Z = z;
        Density = density;
        Mills = MillsMoments.Zeroth(Math.Abs(z));
        double tail = density * Mills;
        (Cumulative, Complement) = z > 0 ? (1 - tail, tail) : (tail, 1 - tail);
    }

    /// <summary>The argument.</summary>
    internal double Z { get; }

    /// <summary>phi(z).</summary>
    internal double Density { get; }

    /// <summary>M(|z|), the Mills ratio of the magnitude.</summary>
    internal double Mills { get; }

    /// <summary>N(z).</summary>
    internal double Cumulative { get; }

    /// <summary>N(-z).</summary>
    internal double Complement { get; }
}
