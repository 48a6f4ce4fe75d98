using System.Runtime.CompilerServices;

namespace Freeboard.Structural.Rolling;

/// <summary>Exponential, logarithm, normal density and Mills ratio on lanes.</summary>
/// <remarks>
/// Methods: exp by 2^n and a polynomial of degree 11; ln by the series of artanh; the Mills ratio by eight polynomials of degree 10.
/// Accuracy: a few units in the last place, measured in the tests. Nothing is looked up in the run-time library, so the bits are
/// those of the formulas on every operating system.
/// </remarks>
internal static class LaneFunctions
{
    /// <summary>1.5 x 2^52: adding it rounds to a whole number, and leaves that number in the low bits.</summary>
    internal const double Rounder = 6755399441055744.0;
    internal const double LogTwoHigh = 0.693147180369123816490;
    internal const double LogTwoLow = 1.90821492927058770002e-10;
    internal const double InverseSqrtTwoPi = 0.39894228040143267794;

    /// <summary>exp(y + low) = scale (1 + result), for y + low in [-708, 709].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T ExpMinusOne<T>(T y, T low, out T scale)
        where T : struct, ILane<T>
    {
        T shifted = T.Fma(y, T.All(1.4426950408889634), T.All(Rounder));
        T n = shifted - T.All(Rounder);
        T r = T.Fnma(n, T.All(LogTwoLow), T.Fnma(n, T.All(LogTwoHigh), y)) + low;
        scale = T.PowerOfTwo(shifted);

        // Taylor coefficients: at |r| < 0.347 the first omitted term is 1e-17 of the sum after the small change of the last ones.
        T r2 = r * r;
        T r4 = r2 * r2;
        T a = T.Fma(T.All(0.16666666666666669), r, T.All(0.5000000000000001));
        T b = T.Fma(T.All(0.008333333333330062), r, T.All(0.04166666666662413));
        T c = T.Fma(T.All(0.00019841269863053618), r, T.All(0.0013888888917213717));
        T d = T.Fma(T.All(2.7557268459997064e-06), r, T.All(2.4801521295954376e-05));
        T e = T.Fma(T.All(2.510038549551032e-08), r, T.All(2.7620088445409746e-07));
        return T.Fma(T.Fma(T.Fma(e, r4, T.Fma(d, r2, c)), r4, T.Fma(b, r2, a)), r2, r);
    }

    /// <summary>exp(y) - 1 and exp(y) for y in [-708, 709].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T ExpMinusOne<T>(T y, out T exponential)
        where T : struct, ILane<T>
    {
        T p = ExpMinusOne(y, T.All(0), out T scale);
        exponential = T.Fma(scale, p, scale);
        return T.Fma(scale, p, scale - T.All(1));
    }

    /// <summary>exp(y) for y in [-708, 709].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Exp<T>(T y)
        where T : struct, ILane<T>
    {
        T p = ExpMinusOne(y, T.All(0), out T scale);
        return T.Fma(scale, p, scale);
    }

    /// <summary>Normal density; below 4e-308 it stays there instead of falling to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Density<T>(T z)
        where T : struct, ILane<T>
    {
        T high = z * z;
        T low = T.Fms(z, z, high);
        high = T.Min(high, T.All(1414));
        T p = ExpMinusOne(high * T.All(-0.5), low * T.All(-0.5), out T scale);
        return scale * T.Fma(p, T.All(InverseSqrtTwoPi), T.All(InverseSqrtTwoPi));
    }

    /// <summary>ln a for positive normal a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Log<T>(T a)
        where T : struct, ILane<T>
    {
        T exponent = T.SplitExponent(a, out T m);
        T g = m - T.All(1);
        T s = g / (m + T.All(1));
        T q = s * s;
        T q2 = q * q;
        T even = T.Fma(T.Fma(T.Fma(T.Fma(T.All(2.0 / 19), q2, T.All(2.0 / 15)), q2, T.All(2.0 / 11)), q2, T.All(2.0 / 7)), q2, T.All(2.0 / 3));
        T odd = T.Fma(T.Fma(T.Fma(T.Fma(T.All(2.0 / 21), q2, T.All(2.0 / 17)), q2, T.All(2.0 / 13)), q2, T.All(2.0 / 9)), q2, T.All(2.0 / 5));
        T series = T.Fma(odd, q, even) * q;

        // ln m = g - g^2/2 + s (g^2/2 + series): the leading term g is exact, what is added to it small.
        T half = T.All(0.5) * g * g;
        T tail = T.Fma(exponent, T.All(LogTwoLow), s * (half + series));
        return T.Fma(exponent, T.All(LogTwoHigh), g - (half - tail));
    }

    /// <summary>Mills ratios M(s), M(t) for s, t from 0 to 1e12, with one division between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Mills<T>(T s, T t, out T millsS, out T millsT)
        where T : struct, ILane<T>
    {
        T a = s + T.All(MillsLaneTable.Shift);
        T b = t + T.All(MillsLaneTable.Shift);
        T inverse = T.All(1) / (a * b);
        millsS = Mills(inverse * b);
        millsT = Mills(inverse * a);
    }

    /// <summary>The Mills ratio from 1 / (t + 4).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Mills<T>(T inverse)
        where T : struct, ILane<T>
    {
        T u = T.Fnma(T.All(MillsLaneTable.Pieces * MillsLaneTable.Shift), inverse, T.All((double)MillsLaneTable.Pieces));

        // Rounding u - 1/2 is the whole part; at a seam either piece will do, and so u may be a little larger: t = 0 never falls before the first.
        T piece = u + T.All(9.094947017729282e-13 - 0.5) + T.All(Rounder);
        T r = u - (piece - T.All(Rounder)) - T.All(0.5);
        T r2 = r * r;
        T r4 = r2 * r2;
        T a = T.Fma(T.MillsCoefficient(1, piece), r, T.MillsCoefficient(0, piece));
        T b = T.Fma(T.MillsCoefficient(3, piece), r, T.MillsCoefficient(2, piece));
        T c = T.Fma(T.MillsCoefficient(5, piece), r, T.MillsCoefficient(4, piece));
        T d = T.Fma(T.MillsCoefficient(7, piece), r, T.MillsCoefficient(6, piece));
        T e = T.Fma(T.MillsCoefficient(9, piece), r, T.MillsCoefficient(8, piece));
        T ab = T.Fma(b, r2, a);
        T cd = T.Fma(d, r2, c);
        T ee = T.Fma(T.MillsCoefficient(10, piece), r2, e);
        return T.Fma(T.Fma(ee, r4, cd), r4, ab) * inverse;
    }
}
