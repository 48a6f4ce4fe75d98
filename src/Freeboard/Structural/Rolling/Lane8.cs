using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Freeboard.Structural.Rolling;

/// <summary>Eight doubles in one register of AVX-512 (F and DQ).</summary>
internal readonly struct Lane8 : ILane<Lane8>
{
    private readonly Vector512<double> value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane8(Vector512<double> value) => this.value = value;

    /// <summary>Whether this processor has the instructions.</summary>
    internal static bool IsSupported => Avx512DQ.IsSupported;

    public static int Width => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator +(Lane8 left, Lane8 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator -(Lane8 left, Lane8 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator *(Lane8 left, Lane8 right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator /(Lane8 left, Lane8 right) => new(left.value / right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 All(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Load(ref double origin, int offset) => new(Vector512.LoadUnsafe(ref origin, (nuint)offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane8 value, ref double origin, int offset) => value.value.StoreUnsafe(ref origin, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Fma(Lane8 a, Lane8 b, Lane8 c) => new(Avx512F.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Fnma(Lane8 a, Lane8 b, Lane8 c) => new(Avx512F.FusedMultiplyAddNegated(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Fms(Lane8 a, Lane8 b, Lane8 c) => new(Avx512F.FusedMultiplySubtract(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Abs(Lane8 a) => new(Vector512.Abs(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Min(Lane8 a, Lane8 b) => new(Vector512.MinNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Max(Lane8 a, Lane8 b) => new(Vector512.MaxNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Above(Lane8 a, Lane8 b) => new(Vector512.GreaterThan(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Select(Lane8 mask, Lane8 a, Lane8 b) => new(Vector512.ConditionalSelect(mask.value, a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 WithSign(Lane8 a, Lane8 b) => new(a.value | (b.value & Vector512.Create(-0.0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 WithOppositeSign(Lane8 a, Lane8 b) => new(a.value | Vector512.AndNot(Vector512.Create(-0.0), b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Everywhere(Lane8 mask) => Vector512.ExtractMostSignificantBits(mask.value) == 0xff;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 PowerOfTwo(Lane8 shifted) => new(((Vector512<double>.One.AsInt64()) + (shifted.value.AsInt64() << 52)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 SplitExponent(Lane8 a, out Lane8 mantissa)
    {
        // Biased so that the exponent field changes at sqrt(1/2): 0x3FE6A09E667F3BCD are its bits.
        Vector512<long> bits = a.value.AsInt64() + Vector512.Create(0x3FF0000000000000L - 0x3FE6A09E667F3BCDL);
        Vector512<long> biased = Vector512.ShiftRightLogical(bits, 52);
        mantissa = new((a.value.AsInt64() - (biased << 52) + Vector512.Create(0x3FF0000000000000L)).AsDouble());
        return new((biased | Vector512.Create(0x4330000000000000L)).AsDouble() - Vector512.Create(4503599627370496.0 + 1023));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 MillsCoefficient(int row, Lane8 shifted) =>
        new(Avx512F.PermuteVar8x64(Vector512.LoadUnsafe(ref AlignedMillsTable.Row(row)), shifted.value.AsInt64()));
}
