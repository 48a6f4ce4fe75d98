using System.Numerics;

namespace Freeboard.Structural.Rolling;

/// <summary>Several doubles that go through the same arithmetic side by side.</summary>
/// <remarks>
/// Every member is one correctly rounded operation, or a choice between bits, on each double by itself. So a formula written with
/// lanes gives the same bits whatever the width and the instruction set; only the speed differs.
/// </remarks>
/// <typeparam name="T">The implementing type.</typeparam>
internal interface ILane<T> :
    IAdditionOperators<T, T, T>, ISubtractionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IDivisionOperators<T, T, T>
    where T : struct, ILane<T>
{
    /// <summary>How many doubles: 8, 4 or 2.</summary>
    static abstract int Width { get; }

    /// <summary>The same number in every place.</summary>
    static abstract T All(double value);

    /// <summary>Reads <see cref="Width"/> numbers that start at an offset.</summary>
    static abstract T Load(ref double origin, int offset);

    /// <summary>Writes <see cref="Width"/> numbers from an offset on.</summary>
    static abstract void Store(T value, ref double origin, int offset);

    /// <summary>a b + c, rounded once.</summary>
    static abstract T Fma(T a, T b, T c);

    /// <summary>c - a b, rounded once.</summary>
    static abstract T Fnma(T a, T b, T c);

    /// <summary>a b - c, rounded once.</summary>
    static abstract T Fms(T a, T b, T c);

    /// <summary>Absolute value.</summary>
    static abstract T Abs(T a);

    /// <summary>The smaller one; of a number and NaN either.</summary>
    static abstract T Min(T a, T b);

    /// <summary>The larger one; of a number and NaN either.</summary>
    static abstract T Max(T a, T b);

    /// <summary>All bits where a &gt; b, none elsewhere and where either is NaN.</summary>
    static abstract T Above(T a, T b);

    /// <summary>a where the mask is set, b elsewhere.</summary>
    static abstract T Select(T mask, T a, T b);

    /// <summary>The size of a with the sign of b, for a &gt;= 0.</summary>
    static abstract T WithSign(T a, T b);

    /// <summary>The size of a with the other sign than b's, for a &gt;= 0.</summary>
    static abstract T WithOppositeSign(T a, T b);

    /// <summary>Whether every place of a mask is set.</summary>
    static abstract bool Everywhere(T mask);

    /// <summary>2^n from the number n + 1.5 x 2^52, -1022 &lt;= n &lt;= 1023.</summary>
    static abstract T PowerOfTwo(T shifted);

    /// <summary>Splits a positive normal number into 2^e m with m in [sqrt(1/2), sqrt 2).</summary>
    static abstract T SplitExponent(T a, out T mantissa);

    /// <summary>The number of <see cref="MillsLaneTable"/> in a row and the column i, from the number i + 1.5 x 2^52.</summary>
    static abstract T MillsCoefficient(int row, T shifted);
}
