using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Freeboard.Structural.Rolling;

/// <summary>Two doubles; runs on every processor, through its 128-bit registers where it has them.</summary>
internal readonly struct Lane2 : ILane<Lane2>
{
    private readonly Vector128<double> value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane2(Vector128<double> value) => this.value = value;

    /// <summary>Whether this processor has the instructions.</summary>
    internal static bool IsSupported => true;

    public static int Width => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 operator +(Lane2 left, Lane2 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 operator -(Lane2 left, Lane2 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 operator *(Lane2 left, Lane2 right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 operator /(Lane2 left, Lane2 right) => new(left.value / right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 All(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 Load(ref double origin, int offset) => new(Vector128.LoadUnsafe(ref origin, (nuint)offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lane2 value, ref double origin, int offset) => value.value.StoreUnsafe(ref origin, (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 Fma(Lane2 a, Lane2 b, Lane2 c) => new(Vector128.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 Fnma(Lane2 a, Lane2 b, Lane2 c) => new(Vector128.FusedMultiplyAdd(-a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 Fms(Lane2 a, Lane2 b, Lane2 c) => new(Vector128.FusedMultiplyAdd(a.value, b.value, -c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 Abs(Lane2 a) => new(Vector128.Abs(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 Min(Lane2 a, Lane2 b) => new(Vector128.MinNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 Max(Lane2 a, Lane2 b) => new(Vector128.MaxNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 Above(Lane2 a, Lane2 b) => new(Vector128.GreaterThan(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 Select(Lane2 mask, Lane2 a, Lane2 b) => new(Vector128.ConditionalSelect(mask.value, a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 WithSign(Lane2 a, Lane2 b) => new(a.value | (b.value & Vector128.Create(-0.0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 WithOppositeSign(Lane2 a, Lane2 b) => new(a.value | Vector128.AndNot(Vector128.Create(-0.0), b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Everywhere(Lane2 mask) => Vector128.ExtractMostSignificantBits(mask.value) == 0x3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 PowerOfTwo(Lane2 shifted) => new(((Vector128<double>.One.AsInt64()) + (shifted.value.AsInt64() << 52)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 SplitExponent(Lane2 a, out Lane2 mantissa)
    {
        // Biased so that the exponent field changes at sqrt(1/2): 0x3FE6A09E667F3BCD are its bits.
        Vector128<long> bits = a.value.AsInt64() + Vector128.Create(0x3FF0000000000000L - 0x3FE6A09E667F3BCDL);
        Vector128<long> biased = Vector128.ShiftRightLogical(bits, 52);
        mantissa = new((a.value.AsInt64() - (biased << 52) + Vector128.Create(0x3FF0000000000000L)).AsDouble());
        return new((biased | Vector128.Create(0x4330000000000000L)).AsDouble() - Vector128.Create(4503599627370496.0 + 1023));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 MillsCoefficient(int row, Lane2 shifted)
    {
        ref double table = ref Unsafe.Add(ref MemoryMarshal.GetReference(MillsLaneTable.Rows), row * MillsLaneTable.Pieces);
        Vector128<long> index = shifted.value.AsInt64() & Vector128.Create(7L);
        return new(Vector128.Create(Unsafe.Add(ref table, (nint)index[0]), Unsafe.Add(ref table, (nint)index[1])));
    }
}
