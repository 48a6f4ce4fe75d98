using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Coefficients = Freeboard.Structural.Batch.BatchCoefficients;

namespace Freeboard.Structural.Batch;

/// <summary>Elementary functions on four doubles or eight floats (AVX2 and FMA).</summary>
internal static unsafe class Lanes256
{
    internal const int Doubles = 4;
    internal const int Singles = 8;
    internal const ulong EveryLane = 0xF;
    /// <summary>1.5 x 2^52: a whole number added to it stands in the lowest bits.</summary>
    private const double IntegerMagic = 6755399441055744;

    /// <summary>1.5 x 2^23: the same in float.</summary>
    private const float IntegerMagicSingle = 12582912;

    /// <summary>2^52.</summary>
    private const double ExponentMagic = 4503599627370496;
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseSqrtTwoPi = 0.39894228040143267794;

    internal static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;

    /// <summary>Copies the tables to where the functions below read them; the address is a multiple of 64.</summary>
    internal static void LoadTables(double* doubles, float* singles)
    {
        Coefficients.Mills4.CopyTo(new Span<double>(doubles, 4 * 13));
        Coefficients.MillsSingle8.CopyTo(new Span<float>(singles, 8 * 5));
    }

    /// <summary>a b - c with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> MultiplySubtract(Vector256<double> a, Vector256<double> b, Vector256<double> c) => Fma.MultiplySubtract(a, b, c);

    /// <summary>a b - c with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> MultiplySubtract(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Fma.MultiplySubtract(a, b, c);

    /// <summary>c - a b with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> NegatedMultiplyAdd(Vector256<double> a, Vector256<double> b, Vector256<double> c) => Fma.MultiplyAddNegated(a, b, c);

    /// <summary>c - a b with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> NegatedMultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Fma.MultiplyAddNegated(a, b, c);

    /// <summary>The smaller; the second when either is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Smaller(Vector256<float> a, Vector256<float> b) => Avx.Min(a, b);

    /// <summary>The larger; the second when either is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> Larger(Vector256<double> a, Vector256<double> b) => Avx.Max(a, b);

    /// <summary>One figure where the sign bit of the chooser is not set, another where it is: no comparison is needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> SelectBySign(Vector256<double> chooser, Vector256<double> notNegative, Vector256<double> negative) => Avx.BlendVariable(notNegative, negative, chooser);

    /// <summary>The same for floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> SelectBySign(Vector256<float> chooser, Vector256<float> notNegative, Vector256<float> negative) => Avx.BlendVariable(notNegative, negative, chooser);

    /// <summary>a / b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> Quotient(Vector256<double> a, Vector256<double> b) => a / b;

    /// <summary>Another figure where this lies in [1e-250, 1e250), else not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> WhereModerate(Vector256<double> figure, Vector256<double> value)
    {
        Vector256<double> moderate = Vector256.GreaterThanOrEqual(figure, Vector256.Create(1e-250)) & Vector256.LessThan(figure, Vector256.Create(1e250));
        return Vector256.ConditionalSelect(moderate, value, Vector256.Create(double.NaN));
    }

    /// <summary>Four doubles to floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreAsSingle(Vector256<double> value, float* place) => Avx.ConvertToVector128Single(value).StoreAligned(place);

    /// <summary>Four floats as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> LoadSingles(float* place) => Avx.ConvertToVector256Double(Vector128.LoadAligned(place));

    /// <summary>Whether every lane of both vectors holds the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AllEqual(Vector256<double> a, Vector256<double> b, Vector256<double> value) => Vector256.EqualsAll(a, value) && Vector256.EqualsAll(b, value);

    /// <summary>The Mills ratio M(t), t &gt;= 0, when inverse = 1 / (t + 4).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> Mills(Vector256<double> inverse, double* table)
    {
        Vector256<double> u = NegatedMultiplyAdd(Vector256.Create(16.0), inverse, Vector256.Create(4.0));
        Vector256<double> floor = Avx.Min(Vector256.Floor(u), Vector256.Create(3.0));
        Vector256<double> r = u - floor - Vector256.Create(0.5);

        // The instruction that chooses among doubles has no variable form here; the one for floats moves their halves 2i and 2i + 1.
        Vector256<int> low = Avx2.Shuffle(Vector256.FusedMultiplyAdd(floor, Vector256.Create(2.0), Vector256.Create(IntegerMagic)).AsInt32(), 0b10_10_00_00);
        Vector256<int> piece = low | Vector256.Create(0, 1, 0, 1, 0, 1, 0, 1);
        Vector256<double> r2 = r * r;
        Vector256<double> even = Vector256.FusedMultiplyAdd(Entry(table, 12, piece), r2, Entry(table, 10, piece));
        Vector256<double> odd = Vector256.FusedMultiplyAdd(Entry(table, 11, piece), r2, Entry(table, 9, piece));
        even = Vector256.FusedMultiplyAdd(even, r2, Entry(table, 8, piece));
        odd = Vector256.FusedMultiplyAdd(odd, r2, Entry(table, 7, piece));
        even = Vector256.FusedMultiplyAdd(even, r2, Entry(table, 6, piece));
        odd = Vector256.FusedMultiplyAdd(odd, r2, Entry(table, 5, piece));
        even = Vector256.FusedMultiplyAdd(even, r2, Entry(table, 4, piece));
        odd = Vector256.FusedMultiplyAdd(odd, r2, Entry(table, 3, piece));
        even = Vector256.FusedMultiplyAdd(even, r2, Entry(table, 2, piece));
        odd = Vector256.FusedMultiplyAdd(odd, r2, Entry(table, 1, piece));
        even = Vector256.FusedMultiplyAdd(even, r2, Entry(table, 0, piece));
        return Vector256.FusedMultiplyAdd(odd, r, even) * inverse;
    }

    /// <summary>The Mills ratio in float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Mills(Vector256<float> t, float* table)
    {
        Vector256<float> inverse = Vector256<float>.One / (t + Vector256.Create(Coefficients.MillsShiftSingle));
        Vector256<float> u = NegatedMultiplyAdd(Vector256.Create(8 * Coefficients.MillsShiftSingle), inverse, Vector256.Create(8f));
        Vector256<float> floor = Avx.Min(Vector256.Floor(u), Vector256.Create(7f));
        Vector256<float> r = u - floor - Vector256.Create(0.5f);
        Vector256<int> piece = Avx.ConvertToVector256Int32(floor);
        Vector256<float> p = Vector256.FusedMultiplyAdd(Entry(table, 4, piece), r, Entry(table, 3, piece));
        p = Vector256.FusedMultiplyAdd(p, r, Entry(table, 2, piece));
        p = Vector256.FusedMultiplyAdd(p, r, Entry(table, 1, piece));
        return Vector256.FusedMultiplyAdd(p, r, Entry(table, 0, piece)) * inverse;
    }

    /// <summary>exp(y) for |y| up to 708.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> Exp(Vector256<double> y, double* table)
    {
        Vector256<double> p = Reduced(y, Vector256<double>.Zero, out Vector256<double> n);
        return (Vector256<double>.One + p) * PowerOfTwo(n);
    }

    /// <summary>exp(y) and exp(y) - 1 for y up to 708.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> ExpMinusOne(Vector256<double> y, double* table, out Vector256<double> exp)
    {
        Vector256<double> p = Reduced(y, Vector256<double>.Zero, out Vector256<double> n);
        Vector256<double> power = PowerOfTwo(n);
        exp = Vector256.FusedMultiplyAdd(power, p, power);
        return Vector256.FusedMultiplyAdd(power, p, power - Vector256<double>.One);
    }

    /// <summary>phi(z), from the split square z^2 = high + low, so that the far tail keeps its relative accuracy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> Density(Vector256<double> z, double* table)
    {
        Vector256<double> high = z * z;
        Vector256<double> low = MultiplySubtract(z, z, high);
        high = Avx.Min(high, Vector256.Create(2000.0));
        Vector256<double> p = Reduced(high * Vector256.Create(-0.5), low * Vector256.Create(-0.5), out Vector256<double> n);

        // In two factors, because 2^n may lie below the smallest double.
        Vector256<double> most = Avx.Max(n, Vector256.Create(-1000.0));
        return Vector256.FusedMultiplyAdd(p, Vector256.Create(InverseSqrtTwoPi), Vector256.Create(InverseSqrtTwoPi)) * PowerOfTwo(most) * PowerOfTwo(n - most);
    }

    /// <summary>exp(y) and exp(y) - 1 in float, y between -87 and 80.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> ExpMinusOne(Vector256<float> y, float* table, out Vector256<float> exp)
    {
        y = Avx.Max(Avx.Min(y, Vector256.Create(80f)), Vector256.Create(-87f));
        Vector256<float> shifted = Vector256.FusedMultiplyAdd(y, Vector256.Create((float)Log2E), Vector256.Create(IntegerMagicSingle));
        Vector256<float> n = shifted - Vector256.Create(IntegerMagicSingle);
        Vector256<float> r = NegatedMultiplyAdd(n, Vector256.Create(0.693359375f), y);
        r = NegatedMultiplyAdd(n, Vector256.Create(-2.12194440e-4f), r);
        Vector256<float> p = Vector256.FusedMultiplyAdd(Vector256.Create(Coefficients.ExpSingle4), r, Vector256.Create(Coefficients.ExpSingle3));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(Coefficients.ExpSingle2));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(Coefficients.ExpSingle1));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(Coefficients.ExpSingle0));
        p = Vector256.FusedMultiplyAdd(p, r * r, r);

        // The lowest bits of the shifted number are n: moved to the exponent's place they make 2^n.
        Vector256<float> power = ((shifted.AsInt32() + Vector256.Create(127)) << 23).AsSingle();
        exp = Vector256.FusedMultiplyAdd(power, p, power);
        return Vector256.FusedMultiplyAdd(power, p, power - Vector256<float>.One);
    }

    /// <summary>phi(z) in float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> Density(Vector256<float> z, float* table)
    {
        _ = ExpMinusOne(z * Vector256.Create(-0.5f) * z, table, out Vector256<float> exp);
        return exp * Vector256.Create((float)InverseSqrtTwoPi);
    }

    /// <summary>ln(1 + x) in float, x &gt;= 0; relative accuracy also for small x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<float> LogOnePlus(Vector256<float> x)
    {
        Vector256<int> exponent = (((x + Vector256<float>.One) * Vector256.Create(1.41421356f)).AsInt32() >> 23) - Vector256.Create(127);
        Vector256<float> e = Avx.ConvertToVector256Single(exponent);
        Vector256<float> scale = PowerOfTwo(-exponent);

        // (1 + x) 2^-e - 1 without the rounding of 1 + x.
        Vector256<float> y = Vector256.FusedMultiplyAdd(x, scale, scale - Vector256<float>.One);
        Vector256<float> z = y - Vector256.Create(0.06f);
        Vector256<float> p = Vector256.FusedMultiplyAdd(Vector256.Create(Coefficients.LogSingle8), z, Vector256.Create(Coefficients.LogSingle7));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(Coefficients.LogSingle6));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(Coefficients.LogSingle5));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(Coefficients.LogSingle4));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(Coefficients.LogSingle3));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(Coefficients.LogSingle2));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(Coefficients.LogSingle1));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(Coefficients.LogSingle0));
        return Vector256.FusedMultiplyAdd(e, Vector256.Create(0.69314718f), p * y);
    }

    /// <summary>ln y for positive normal y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> Log(Vector256<double> y)
    {
        // y = 2^e m with m in [3/4, 3/2): near 1 the logarithm comes from m alone and keeps its relative accuracy.
        Vector256<long> bits = ((y * Vector256.Create(4.0 / 3)).AsInt64() >>> 52) | Vector256.Create(ExponentMagic).AsInt64();
        Vector256<double> e = bits.AsDouble() - Vector256.Create(ExponentMagic + 1023);
        Vector256<double> m = y * PowerOfTwo(-e);
        Vector256<double> z = (m - Vector256<double>.One) / (m + Vector256<double>.One);
        Vector256<double> z2 = z * z;
        Vector256<double> p = Vector256.FusedMultiplyAdd(Vector256.Create(1.0 / 23), z2, Vector256.Create(1.0 / 21));
        p = Vector256.FusedMultiplyAdd(p, z2, Vector256.Create(1.0 / 19));
        p = Vector256.FusedMultiplyAdd(p, z2, Vector256.Create(1.0 / 17));
        p = Vector256.FusedMultiplyAdd(p, z2, Vector256.Create(1.0 / 15));
        p = Vector256.FusedMultiplyAdd(p, z2, Vector256.Create(1.0 / 13));
        p = Vector256.FusedMultiplyAdd(p, z2, Vector256.Create(1.0 / 11));
        p = Vector256.FusedMultiplyAdd(p, z2, Vector256.Create(1.0 / 9));
        p = Vector256.FusedMultiplyAdd(p, z2, Vector256.Create(1.0 / 7));
        p = Vector256.FusedMultiplyAdd(p, z2, Vector256.Create(1.0 / 5));
        p = Vector256.FusedMultiplyAdd(p, z2, Vector256.Create(1.0 / 3));
        Vector256<double> twice = z + z;
        Vector256<double> fraction = Vector256.FusedMultiplyAdd(twice * z2, p, twice);
        return Vector256.FusedMultiplyAdd(e, Vector256.Create(Ln2High), Vector256.FusedMultiplyAdd(e, Vector256.Create(Ln2Low), fraction));
    }

    /// <summary>exp(y + low) = 2^n (1 + result), |result| below 0.42.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Reduced(Vector256<double> y, Vector256<double> low, out Vector256<double> n)
    {
        n = Vector256.FusedMultiplyAdd(y, Vector256.Create(Log2E), Vector256.Create(IntegerMagic)) - Vector256.Create(IntegerMagic);
        Vector256<double> r = NegatedMultiplyAdd(n, Vector256.Create(Ln2High), y);
        r = NegatedMultiplyAdd(n, Vector256.Create(Ln2Low), r) + low;
        Vector256<double> r2 = r * r;
        Vector256<double> even = Vector256.FusedMultiplyAdd(Vector256.Create(Coefficients.Exp8), r2, Vector256.Create(Coefficients.Exp6));
        Vector256<double> odd = Vector256.FusedMultiplyAdd(Vector256.Create(Coefficients.Exp9), r2, Vector256.Create(Coefficients.Exp7));
        even = Vector256.FusedMultiplyAdd(even, r2, Vector256.Create(Coefficients.Exp4));
        odd = Vector256.FusedMultiplyAdd(odd, r2, Vector256.Create(Coefficients.Exp5));
        even = Vector256.FusedMultiplyAdd(even, r2, Vector256.Create(Coefficients.Exp2));
        odd = Vector256.FusedMultiplyAdd(odd, r2, Vector256.Create(Coefficients.Exp3));
        even = Vector256.FusedMultiplyAdd(even, r2, Vector256.Create(Coefficients.Exp0));
        odd = Vector256.FusedMultiplyAdd(odd, r2, Vector256.Create(Coefficients.Exp1));
        return Vector256.FusedMultiplyAdd(Vector256.FusedMultiplyAdd(odd, r, even), r2, r);
    }

    /// <summary>2^n for whole n from -1022 to 1023: the exponent is put in place by an addition and a shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> PowerOfTwo(Vector256<double> n) => ((n + Vector256.Create(IntegerMagic + 1023)).AsInt64() << 52).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> PowerOfTwo(Vector256<int> n) => ((n + Vector256.Create(127)) << 23).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Entry(double* table, int power, Vector256<int> piece) =>
        Avx2.PermuteVar8x32(Vector256.LoadAligned(table + (4 * power)).AsSingle(), piece).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Entry(float* table, int power, Vector256<int> piece) =>
        Avx2.PermuteVar8x32(Vector256.LoadAligned(table + (8 * power)), piece);
}
