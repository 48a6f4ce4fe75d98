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

    /// <summary>1.5 x 2^52: a number added to it is rounded to a whole one, which then stands in the lowest bits.</summary>
    private const double WholeMagic = 6755399441055744;

    /// <summary>1.5 x 2^48: the same for sixteenths.</summary>
    private const double SixteenthMagic = 422212465065984;

    /// <summary>1.5 x 2^23 and 1.5 x 2^19: the same in float.</summary>
    private const float WholeMagicSingle = 12582912;
    private const float SixteenthMagicSingle = 786432;

    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>How much earlier than at t = 0 the first piece begins, so that rounding cannot leave it.</summary>
    private const double MillsEarly = 1 / 1099511627776.0;
    private const float MillsEarlySingle = 1 / 65536f;
    private const int Pieces = 16;

    // The tables, in doubles and in floats from the start.
    private const int Powers = Pieces * 9;
    private const int Corrections = Pieces * 10;
    private const int Densities = Pieces * 11;
    private const int PowersSingle = Pieces * 4;
    private const int DensitiesSingle = Pieces * 5;

    internal static bool IsSupported => Avx512F.IsSupported && Avx512DQ.IsSupported;

    /// <summary>Copies the tables to where the functions below read them; the address is a multiple of 64.</summary>
    internal static void LoadTables(double* doubles, float* singles)
    {
        Coefficients.Mills16.CopyTo(new Span<double>(doubles, Powers));
        Coefficients.Powers16.CopyTo(new Span<double>(doubles + Powers, Pieces));
        Coefficients.PowerCorrections16.CopyTo(new Span<double>(doubles + Corrections, Pieces));
        Coefficients.Densities16.CopyTo(new Span<double>(doubles + Densities, Pieces));
        Coefficients.MillsSingle16.CopyTo(new Span<float>(singles, PowersSingle));
        Coefficients.PowersSingle16.CopyTo(new Span<float>(singles + PowersSingle, Pieces));
        Coefficients.DensitiesSingle16.CopyTo(new Span<float>(singles + DensitiesSingle, Pieces));
    }

    /// <summary>a b - c with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> MultiplySubtract(Vector512<double> a, Vector512<double> b, Vector512<double> c) => Avx512F.FusedMultiplySubtract(a, b, c);

    /// <summary>a b - c with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> MultiplySubtract(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Avx512F.FusedMultiplySubtract(a, b, c);

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

    /// <summary>One figure where the sign bit of the chooser is not set, another where it is: no comparison is needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> SelectBySign(Vector512<double> chooser, Vector512<double> notNegative, Vector512<double> negative) =>
        Vector512.ConditionalSelect(Vector512.LessThan(chooser.AsInt64(), Vector512<long>.Zero).AsDouble(), negative, notNegative);

    /// <summary>The same for floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> SelectBySign(Vector512<float> chooser, Vector512<float> notNegative, Vector512<float> negative) =>
        Vector512.ConditionalSelect(Vector512.LessThan(chooser.AsInt32(), Vector512<int>.Zero).AsSingle(), negative, notNegative);

    /// <summary>a / b within 0.6 units in the last place, for b from 1e-300 to 1e300: two corrections of a short reciprocal, where a stage is otherwise all division.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Quotient(Vector512<double> a, Vector512<double> b)
    {
        Vector512<double> inverse = Avx512F.Reciprocal14(b);
        inverse = Vector512.FusedMultiplyAdd(inverse, NegatedMultiplyAdd(b, inverse, Vector512<double>.One), inverse);
        Vector512<double> quotient = a * inverse;
        return Vector512.FusedMultiplyAdd(inverse, NegatedMultiplyAdd(quotient, b, a), quotient);
    }

    /// <summary>Another figure where this lies in [1e-250, 1e250), else not a number. Positive figures are in the order of their bits; negative ones are beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> WhereModerate(Vector512<double> figure, Vector512<double> value)
    {
        Vector512<ulong> least = Vector512.Create(1e-250).AsUInt64();
        Vector512<ulong> range = Vector512.Create(1e250).AsUInt64() - least;
        return Vector512.ConditionalSelect(Vector512.LessThan(figure.AsUInt64() - least, range).AsDouble(), value, Vector512.Create(double.NaN));
    }

    /// <summary>Eight doubles to floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreAsSingle(Vector512<double> value, float* place) => Avx512F.ConvertToVector256Single(value).StoreAligned(place);

    /// <summary>Eight floats as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> LoadSingles(float* place) => Avx512F.ConvertToVector512Double(Vector256.LoadAligned(place));

    /// <summary>Whether every lane of both vectors holds the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AllEqual(Vector512<double> a, Vector512<double> b, Vector512<double> value) => Vector512.EqualsAll(a, value) && Vector512.EqualsAll(b, value);

    /// <summary>The Mills ratio M(t), 0 &lt;= t &lt; 1e13, when inverse = 1 / (t + 4).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Mills(Vector512<double> inverse, double* table)
    {
        // Rounding u - 1/2 to a whole number finds the piece, in the lowest bits of the sum and so where the permutation looks.
        Vector512<double> u = NegatedMultiplyAdd(Vector512.Create(64.0), inverse, Vector512.Create(15.5 + MillsEarly));
        Vector512<double> whole = u + Vector512.Create(WholeMagic);
        Vector512<long> piece = whole.AsInt64();
        Vector512<double> r = u - (whole - Vector512.Create(WholeMagic));
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

    /// <summary>The Mills ratio in float, 0 &lt;= t &lt; 1e6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Mills(Vector512<float> t, float* table)
    {
        Vector512<float> inverse = Vector512<float>.One / (t + Vector512.Create(Coefficients.MillsShiftSingle));
        Vector512<float> u = NegatedMultiplyAdd(Vector512.Create(16 * Coefficients.MillsShiftSingle), inverse, Vector512.Create(15.5f + MillsEarlySingle));
        Vector512<float> whole = u + Vector512.Create(WholeMagicSingle);
        Vector512<int> piece = whole.AsInt32();
        Vector512<float> r = u - (whole - Vector512.Create(WholeMagicSingle));
        Vector512<float> p = Vector512.FusedMultiplyAdd(Entry(table, 3, piece), r, Entry(table, 2, piece));
        p = Vector512.FusedMultiplyAdd(p, r, Entry(table, 1, piece));
        return Vector512.FusedMultiplyAdd(p, r, Entry(table, 0, piece)) * inverse;
    }

    /// <summary>exp(y) for |y| up to 708.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Exp(Vector512<double> y, double* table)
    {
        Vector512<double> n = Sixteenths(y, out Vector512<long> entry);
        Vector512<double> r = NegatedMultiplyAdd(n, Vector512.Create(Ln2Low), NegatedMultiplyAdd(n, Vector512.Create(Ln2High), y));
        Vector512<double> power = Entry(table + Powers, 0, entry);
        return Avx512F.Scale(Vector512.FusedMultiplyAdd(power, Fine(r), power), n);
    }

    /// <summary>exp(y) and exp(y) - 1 for y up to 708.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> ExpMinusOne(Vector512<double> y, double* table, out Vector512<double> exp)
    {
        // What rounding took from the table's power is given back to r: the difference from one would show it.
        Vector512<double> n = Sixteenths(y, out Vector512<long> entry);
        Vector512<double> r = NegatedMultiplyAdd(n, Vector512.Create(Ln2High), y) + NegatedMultiplyAdd(n, Vector512.Create(Ln2Low), Entry(table + Corrections, 0, entry));
        Vector512<double> p = Fine(r);
        Vector512<double> power = Avx512F.Scale(Entry(table + Powers, 0, entry), n);
        exp = Vector512.FusedMultiplyAdd(power, p, power);
        return Vector512.FusedMultiplyAdd(power, p, power - Vector512<double>.One);
    }

    /// <summary>phi(z), from the split square, so that the far tail keeps its relative accuracy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Density(Vector512<double> z, double* table)
    {
        Vector512<double> half = z * Vector512.Create(-0.5);
        Vector512<double> y = half * z;
        Vector512<double> low = MultiplySubtract(half, z, y);
        y = Avx512F.Max(y, Vector512.Create(-1500.0));
        Vector512<double> n = Sixteenths(y, out Vector512<long> entry);
        Vector512<double> r = NegatedMultiplyAdd(n, Vector512.Create(Ln2High), y) + NegatedMultiplyAdd(n, Vector512.Create(Ln2Low), low);
        Vector512<double> power = Entry(table + Densities, 0, entry);
        return Avx512F.Scale(Vector512.FusedMultiplyAdd(power, Fine(r), power), n);
    }

    /// <summary>exp(y) and exp(y) - 1 in float, |y| up to 80.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> ExpMinusOne(Vector512<float> y, float* table, out Vector512<float> exp)
    {
        Vector512<float> p = Fine(y, out Vector512<float> n, out Vector512<int> entry);
        Vector512<float> power = Avx512F.Scale(Entry(table + PowersSingle, 0, entry), n);
        exp = Vector512.FusedMultiplyAdd(power, p, power);
        return Vector512.FusedMultiplyAdd(power, p, power - Vector512<float>.One);
    }

    /// <summary>phi(z) in float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Density(Vector512<float> z, float* table)
    {
        Vector512<float> p = Fine(z * Vector512.Create(-0.5f) * z, out Vector512<float> n, out Vector512<int> entry);
        Vector512<float> power = Entry(table + DensitiesSingle, 0, entry);
        return Avx512F.Scale(Vector512.FusedMultiplyAdd(power, p, power), n);
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

    /// <summary>y / ln2 rounded to sixteenths, and which entry of a table of sixteen powers belongs to its fraction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Sixteenths(Vector512<double> y, out Vector512<long> entry)
    {
        Vector512<double> rounded = Vector512.FusedMultiplyAdd(y, Vector512.Create(Log2E), Vector512.Create(SixteenthMagic));
        entry = rounded.AsInt64();
        return rounded - Vector512.Create(SixteenthMagic);
    }

    /// <summary>exp(r) - 1, |r| up to ln2/32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fine(Vector512<double> r)
    {
        Vector512<double> r2 = r * r;
        Vector512<double> odd = Vector512.FusedMultiplyAdd(Vector512.Create(Coefficients.ExpFine3), r2, Vector512.Create(Coefficients.ExpFine1));
        Vector512<double> even = Vector512.FusedMultiplyAdd(Vector512.Create(Coefficients.ExpFine4), r2, Vector512.Create(Coefficients.ExpFine2));
        even = Vector512.FusedMultiplyAdd(even, r2, Vector512.Create(Coefficients.ExpFine0));
        return Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(odd, r, even), r2, r);
    }

    /// <summary>exp(y) in float is 2^n times the table's entry times 1 + the result. One constant for ln2 is enough: y is short.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Fine(Vector512<float> y, out Vector512<float> n, out Vector512<int> entry)
    {
        Vector512<float> rounded = Vector512.FusedMultiplyAdd(y, Vector512.Create((float)Log2E), Vector512.Create(SixteenthMagicSingle));
        n = rounded - Vector512.Create(SixteenthMagicSingle);
        entry = rounded.AsInt32();
        Vector512<float> r = NegatedMultiplyAdd(n, Vector512.Create(0.69314718f), y);
        return Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(Vector512.Create(Coefficients.ExpFineSingle1), r, Vector512.Create(Coefficients.ExpFineSingle0)), r * r, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Entry(double* table, int power, Vector512<long> piece) =>
        Avx512F.PermuteVar8x64x2(Vector512.LoadAligned(table + (16 * power)), piece, Vector512.LoadAligned(table + (16 * power) + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Entry(float* table, int power, Vector512<int> piece) =>
        Avx512F.PermuteVar16x32(Vector512.LoadAligned(table + (16 * power)), piece);
}
