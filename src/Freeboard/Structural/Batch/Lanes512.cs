using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Coefficients = Freeboard.Structural.Batch.BatchCoefficients;

namespace Freeboard.Structural.Batch;

/// <summary>Elementary functions on eight doubles or sixteen floats (AVX-512 F and DQ).</summary>
internal static unsafe class Lanes512
{
    internal const int Doubles = 8;
    internal const int Singles = 16;
    internal const ulong EveryLane = 0xFF;
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseSqrtTwoPi = 0.39894228040143267794;

    internal static bool IsSupported => Avx512F.IsSupported && Avx512DQ.IsSupported;

    /// <summary>Copies the tables to where the functions below read them; the address is a multiple of 64.</summary>
    internal static void LoadTables(double* doubles, float* singles)
    {
        Coefficients.Mills16.CopyTo(new Span<double>(doubles, 16 * 9));
        Coefficients.MillsSingle16.CopyTo(new Span<float>(singles, 16 * 4));
    }

    /// <summary>a b - c with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> MultiplySubtract(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Avx512F.FusedMultiplySubtract(a, b, c);

    /// <summary>c - a b with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> NegatedMultiplyAdd(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Avx512F.FusedMultiplyAddNegated(a, b, c);

    /// <summary>c - a b with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> NegatedMultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Avx512F.FusedMultiplyAddNegated(a, b, c);

    /// <summary>The smaller; the second when either is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Smaller(Vector512<float> a, Vector512<float> b) => Avx512F.Min(a, b);

    /// <summary>The larger; the second when either is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Larger(Vector512<double> a, Vector512<double> b) => Avx512F.Max(a, b);

    /// <summary>Eight doubles to floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreAsSingle(Vector512<double> value, float* place) => Avx512F.ConvertToVector256Single(value).StoreAligned(place);

    /// <summary>Sixteen floats to doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreAsDouble(Vector512<float> value, double* place)
    {
        Avx512F.ConvertToVector512Double(value.GetLower()).StoreAligned(place);
        Avx512F.ConvertToVector512Double(value.GetUpper()).StoreAligned(place + Doubles);
    }

    /// <summary>Whether every lane of both vectors holds the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AllEqual(Vector512<double> a, Vector512<double> b, Vector512<double> value) => Vector512.EqualsAll(a, value) && Vector512.EqualsAll(b, value);

    /// <summary>The Mills ratio M(t), t &gt;= 0, when inverse = 1 / (t + 4).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Mills(Vector512<double> inverse, double* table)
    {
        Vector512<double> u = NegatedMultiplyAdd(Vector512.Create(64.0), inverse, Vector512.Create(16.0));
        Vector512<double> floor = Avx512F.Min(Avx512F.RoundScale(u, 0x09), Vector512.Create(15.0));
        Vector512<double> r = u - floor - Vector512.Create(0.5);
        Vector512<long> piece = Avx512DQ.ConvertToVector512Int64(floor);
        Vector512<double> r2 = r * r;
        Vector512<double> even = Vector512.FusedMultiplyAdd(Entry(table, 8, piece), r2, Entry(table, 6, piece));
        Vector512<double> odd = Vector512.FusedMultiplyAdd(Entry(table, 7, piece), r2, Entry(table, 5, piece));
        even = Vector512.FusedMultiplyAdd(even, r2, Entry(table, 4, piece));
        odd = Vector512.FusedMultiplyAdd(odd, r2, Entry(table, 3, piece));
        even = Vector512.FusedMultiplyAdd(even, r2, Entry(table, 2, piece));
        odd = Vector512.FusedMultiplyAdd(odd, r2, Entry(table, 1, piece));
        even = Vector512.FusedMultiplyAdd(even, r2, Entry(table, 0, piece));
        return Vector512.FusedMultiplyAdd(odd, r, even) * inverse;
    }

    /// <summary>The Mills ratio in float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Mills(Vector512<float> t, float* table)
    {
        Vector512<float> inverse = Vector512<float>.One / (t + Vector512.Create(Coefficients.MillsShiftSingle));
        Vector512<float> u = NegatedMultiplyAdd(Vector512.Create(16 * Coefficients.MillsShiftSingle), inverse, Vector512.Create(16f));
        Vector512<float> floor = Avx512F.Min(Avx512F.RoundScale(u, 0x09), Vector512.Create(15f));
        Vector512<float> r = u - floor - Vector512.Create(0.5f);
        Vector512<int> piece = Avx512F.ConvertToVector512Int32(floor);
        Vector512<float> p = Vector512.FusedMultiplyAdd(Entry(table, 3, piece), r, Entry(table, 2, piece));
        p = Vector512.FusedMultiplyAdd(p, r, Entry(table, 1, piece));
        return Vector512.FusedMultiplyAdd(p, r, Entry(table, 0, piece)) * inverse;
    }

    /// <summary>exp(y) for |y| up to 708.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Exp(Vector512<double> y)
    {
        Vector512<double> p = Reduced(y, Vector512<double>.Zero, out Vector512<double> n);
        return Avx512F.Scale(Vector512<double>.One + p, n);
    }

    /// <summary>exp(y) and exp(y) - 1 for y up to 708.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> ExpMinusOne(Vector512<double> y, out Vector512<double> exp)
    {
        Vector512<double> p = Reduced(y, Vector512<double>.Zero, out Vector512<double> n);
        Vector512<double> power = Avx512F.Scale(Vector512<double>.One, n);
        exp = Vector512.FusedMultiplyAdd(power, p, power);
        return Vector512.FusedMultiplyAdd(power, p, power - Vector512<double>.One);
    }

    /// <summary>phi(z), from the split square z^2 = high + low, so that the far tail keeps its relative accuracy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Density(Vector512<double> z)
    {
        Vector512<double> high = z * z;
        Vector512<double> low = MultiplySubtract(z, z, high);
        high = Avx512F.Min(high, Vector512.Create(3000.0));
        Vector512<double> p = Reduced(high * Vector512.Create(-0.5), low * Vector512.Create(-0.5), out Vector512<double> n);
        return Avx512F.Scale(Vector512.FusedMultiplyAdd(p, Vector512.Create(InverseSqrtTwoPi), Vector512.Create(InverseSqrtTwoPi)), n);
    }

    /// <summary>exp(y) in float, y between -87 and 80.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Exp(Vector512<float> y)
    {
        y = Avx512F.Max(Avx512F.Min(y, Vector512.Create(80f)), Vector512.Create(-87f));
        Vector512<float> n = Avx512F.RoundScale(y * Vector512.Create((float)Log2E), 0x08);
        Vector512<float> r = NegatedMultiplyAdd(n, Vector512.Create(0.693359375f), y);
        r = NegatedMultiplyAdd(n, Vector512.Create(-2.12194440e-4f), r);
        Vector512<float> p = Vector512.FusedMultiplyAdd(Vector512.Create(Coefficients.ExpSingle4), r, Vector512.Create(Coefficients.ExpSingle3));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(Coefficients.ExpSingle2));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(Coefficients.ExpSingle1));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(Coefficients.ExpSingle0));
        p = Vector512.FusedMultiplyAdd(p, r * r, r);
        return Avx512F.Scale(p + Vector512<float>.One, n);
    }

    /// <summary>ln(1 + x) in float, x &gt;= 0; relative accuracy also for small x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> LogOnePlus(Vector512<float> x)
    {
        Vector512<float> e = Avx512F.GetExponent((x + Vector512<float>.One) * Vector512.Create(1.41421356f));
        Vector512<float> scale = Avx512F.Scale(Vector512<float>.One, -e);

        // (1 + x) 2^-e - 1 without the rounding of 1 + x.
        Vector512<float> y = Vector512.FusedMultiplyAdd(x, scale, scale - Vector512<float>.One);
        Vector512<float> z = y - Vector512.Create(0.06f);
        Vector512<float> p = Vector512.FusedMultiplyAdd(Vector512.Create(Coefficients.LogSingle8), z, Vector512.Create(Coefficients.LogSingle7));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(Coefficients.LogSingle6));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(Coefficients.LogSingle5));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(Coefficients.LogSingle4));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(Coefficients.LogSingle3));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(Coefficients.LogSingle2));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(Coefficients.LogSingle1));
        p = Vector512.FusedMultiplyAdd(p, z, Vector512.Create(Coefficients.LogSingle0));
        return Vector512.FusedMultiplyAdd(e, Vector512.Create(0.69314718f), p * y);
    }

    /// <summary>ln y for positive normal y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Log(Vector512<double> y)
    {
        // y = 2^e m with m in [3/4, 3/2): near 1 the logarithm comes from m alone and keeps its relative accuracy.
        Vector512<double> e = Avx512F.GetExponent(y * Vector512.Create(4.0 / 3));
        Vector512<double> m = Avx512F.Scale(y, -e);
        Vector512<double> z = (m - Vector512<double>.One) / (m + Vector512<double>.One);
        Vector512<double> z2 = z * z;
        Vector512<double> p = Vector512.FusedMultiplyAdd(Vector512.Create(1.0 / 23), z2, Vector512.Create(1.0 / 21));
        p = Vector512.FusedMultiplyAdd(p, z2, Vector512.Create(1.0 / 19));
        p = Vector512.FusedMultiplyAdd(p, z2, Vector512.Create(1.0 / 17));
        p = Vector512.FusedMultiplyAdd(p, z2, Vector512.Create(1.0 / 15));
        p = Vector512.FusedMultiplyAdd(p, z2, Vector512.Create(1.0 / 13));
        p = Vector512.FusedMultiplyAdd(p, z2, Vector512.Create(1.0 / 11));
        p = Vector512.FusedMultiplyAdd(p, z2, Vector512.Create(1.0 / 9));
        p = Vector512.FusedMultiplyAdd(p, z2, Vector512.Create(1.0 / 7));
        p = Vector512.FusedMultiplyAdd(p, z2, Vector512.Create(1.0 / 5));
        p = Vector512.FusedMultiplyAdd(p, z2, Vector512.Create(1.0 / 3));
        Vector512<double> twice = z + z;
        Vector512<double> fraction = Vector512.FusedMultiplyAdd(twice * z2, p, twice);
        return Vector512.FusedMultiplyAdd(e, Vector512.Create(Ln2High), Vector512.FusedMultiplyAdd(e, Vector512.Create(Ln2Low), fraction));
    }

    /// <summary>exp(y + low) = 2^n (1 + result), |result| below 0.42.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Reduced(Vector512<double> y, Vector512<double> low, out Vector512<double> n)
    {
        n = Avx512F.RoundScale(y * Vector512.Create(Log2E), 0x08);
        Vector512<double> r = NegatedMultiplyAdd(n, Vector512.Create(Ln2High), y);
        r = NegatedMultiplyAdd(n, Vector512.Create(Ln2Low), r) + low;
        Vector512<double> r2 = r * r;
        Vector512<double> even = Vector512.FusedMultiplyAdd(Vector512.Create(Coefficients.Exp8), r2, Vector512.Create(Coefficients.Exp6));
        Vector512<double> odd = Vector512.FusedMultiplyAdd(Vector512.Create(Coefficients.Exp9), r2, Vector512.Create(Coefficients.Exp7));
        even = Vector512.FusedMultiplyAdd(even, r2, Vector512.Create(Coefficients.Exp4));
        odd = Vector512.FusedMultiplyAdd(odd, r2, Vector512.Create(Coefficients.Exp5));
        even = Vector512.FusedMultiplyAdd(even, r2, Vector512.Create(Coefficients.Exp2));
        odd = Vector512.FusedMultiplyAdd(odd, r2, Vector512.Create(Coefficients.Exp3));
        even = Vector512.FusedMultiplyAdd(even, r2, Vector512.Create(Coefficients.Exp0));
        odd = Vector512.FusedMultiplyAdd(odd, r2, Vector512.Create(Coefficients.Exp1));
        return Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(odd, r, even), r2, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Entry(double* table, int power, Vector512<long> piece) =>
        Avx512F.PermuteVar8x64x2(Vector512.LoadAligned(table + (16 * power)), piece, Vector512.LoadAligned(table + (16 * power) + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Entry(float* table, int power, Vector512<int> piece) =>
        Avx512F.PermuteVar16x32(Vector512.LoadAligned(table + (16 * power)), piece);
}
