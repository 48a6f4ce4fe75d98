using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Freeboard.Structural.Rolling;

/// <summary>Four doubles in one register of AVX2 with FMA.</summary>
internal readonly struct Lane4 : ILane<Lane4>
{
    private readonly Vector256<double> value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane4(Vector256<double> value) => this.value = value;

    /// <summary>Whether this processor has the instructions.</summary>
    internal static bool IsSupported => Avx2.IsSupported && System.Runtime.Intrinsics.X86.Fma.IsSupported;

    public static int Width => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator +(Lane4 left, Lane4 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator -(Lane4 left, Lane4 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator *(Lane4 left, Lane4 right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator /(Lane4 left, Lane4 right) => new(left.value / right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 All(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Load(ref double origin, int offset) => new(Vector256.LoadUnsafe(ref origin, (nuint)offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane4 value, ref double origin, int offset) => value.value.StoreUnsafe(ref origin, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Fma(Lane4 a, Lane4 b, Lane4 c) => new(System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Fnma(Lane4 a, Lane4 b, Lane4 c) => new(System.Runtime.Intrinsics.X86.Fma.MultiplyAddNegated(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Fms(Lane4 a, Lane4 b, Lane4 c) => new(System.Runtime.Intrinsics.X86.Fma.MultiplySubtract(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Abs(Lane4 a) => new(Vector256.Abs(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Min(Lane4 a, Lane4 b) => new(Vector256.MinNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Max(Lane4 a, Lane4 b) => new(Vector256.MaxNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Above(Lane4 a, Lane4 b) => new(Vector256.GreaterThan(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Select(Lane4 mask, Lane4 a, Lane4 b) => new(Vector256.ConditionalSelect(mask.value, a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 WithSign(Lane4 a, Lane4 b) => new(a.value | (b.value & Vector256.Create(-0.0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 WithOppositeSign(Lane4 a, Lane4 b) => new(a.value | Vector256.AndNot(Vector256.Create(-0.0), b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Everywhere(Lane4 mask) => Vector256.ExtractMostSignificantBits(mask.value) == 0xf;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 PowerOfTwo(Lane4 shifted) => new(((Vector256<double>.One.AsInt64()) + (shifted.value.AsInt64() << 52)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 SplitExponent(Lane4 a, out Lane4 mantissa)
    {
        // Biased so that the exponent field changes at sqrt(1/2): 0x3FE6A09E667F3BCD are its bits.
        Vector256<long> bits = a.value.AsInt64() + Vector256.Create(0x3FF0000000000000L - 0x3FE6A09E667F3BCDL);
        Vector256<long> biased = Vector256.ShiftRightLogical(bits, 52);
        mantissa = new((a.value.AsInt64() - (biased << 52) + Vector256.Create(0x3FF0000000000000L)).AsDouble());
        return new((biased | Vector256.Create(0x4330000000000000L)).AsDouble() - Vector256.Create(4503599627370496.0 + 1023));
    }

    /// <remarks>Two permutations of four and a choice: cheaper than a gather on most processors.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 MillsCoefficient(int row, Lane4 shifted)
    {
        Vector256<long> index = shifted.value.AsInt64() & Vector256.Create(7L);
        Vector256<int> pairs = Avx2.Shuffle(index.AsInt32(), 0b10_10_00_00);
        pairs = (pairs + pairs) + Vector256.Create(0, 1, 0, 1, 0, 1, 0, 1);
        Vector256<int> inHalf = pairs & Vector256.Create(7);
        Vector256<float> low = Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref AlignedMillsTable.Row(row)).AsSingle(), inHalf);
        Vector256<float> high = Avx2.PermuteVar8x32(Vector256.LoadUnsafe(ref AlignedMillsTable.Row(row), 4).AsSingle(), inHalf);
        return new(Vector256.ConditionalSelect(Vector256.GreaterThan(index, Vector256.Create(3L)).AsDouble(), high.AsDouble(), low.AsDouble()));
    }
}
