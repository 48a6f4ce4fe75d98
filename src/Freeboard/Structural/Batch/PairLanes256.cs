using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Freeboard.Structural.Batch;

/// <summary>Elementary functions on pairs of vectors.</summary>
/// <remarks>The files of 256-bit pairs and stages are those of 256 bits with the number replaced (eng/vector-twins.sh); a test holds them together.</remarks>
internal static unsafe class PairLanes256
{
    internal const int Doubles = 2 * Lanes256.Doubles;
    internal const int Singles = 2 * Lanes256.Singles;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 MultiplySubtract(DoublePair256 a, DoublePair256 b, DoublePair256 c) => new(Lanes256.MultiplySubtract(a.First, b.First, c.First), Lanes256.MultiplySubtract(a.Second, b.Second, c.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 MultiplySubtract(SinglePair256 a, SinglePair256 b, SinglePair256 c) => new(Lanes256.MultiplySubtract(a.First, b.First, c.First), Lanes256.MultiplySubtract(a.Second, b.Second, c.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 NegatedMultiplyAdd(DoublePair256 a, DoublePair256 b, DoublePair256 c) => new(Lanes256.NegatedMultiplyAdd(a.First, b.First, c.First), Lanes256.NegatedMultiplyAdd(a.Second, b.Second, c.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 NegatedMultiplyAdd(SinglePair256 a, SinglePair256 b, SinglePair256 c) => new(Lanes256.NegatedMultiplyAdd(a.First, b.First, c.First), Lanes256.NegatedMultiplyAdd(a.Second, b.Second, c.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 Smaller(SinglePair256 a, SinglePair256 b) => new(Lanes256.Smaller(a.First, b.First), Lanes256.Smaller(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 Larger(DoublePair256 a, DoublePair256 b) => new(Lanes256.Larger(a.First, b.First), Lanes256.Larger(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 SelectBySign(DoublePair256 chooser, DoublePair256 notNegative, DoublePair256 negative) => new(Lanes256.SelectBySign(chooser.First, notNegative.First, negative.First), Lanes256.SelectBySign(chooser.Second, notNegative.Second, negative.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 SelectBySign(SinglePair256 chooser, SinglePair256 notNegative, SinglePair256 negative) => new(Lanes256.SelectBySign(chooser.First, notNegative.First, negative.First), Lanes256.SelectBySign(chooser.Second, notNegative.Second, negative.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 Quotient(DoublePair256 a, DoublePair256 b) => new(Lanes256.Quotient(a.First, b.First), Lanes256.Quotient(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 WhereModerate(DoublePair256 figure, DoublePair256 value) => new(Lanes256.WhereModerate(figure.First, value.First), Lanes256.WhereModerate(figure.Second, value.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 ExpMinusOne(SinglePair256 a, float* table, out SinglePair256 exp)
    {
        Vector256<float> first = Lanes256.ExpMinusOne(a.First, table, out Vector256<float> exp1);
        Vector256<float> second = Lanes256.ExpMinusOne(a.Second, table, out Vector256<float> exp2);
        exp = new(exp1, exp2);
        return new(first, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 Density(DoublePair256 a, double* table) => new(Lanes256.Density(a.First, table), Lanes256.Density(a.Second, table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 Density(SinglePair256 a, float* table) => new(Lanes256.Density(a.First, table), Lanes256.Density(a.Second, table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 LogOnePlus(SinglePair256 a) => new(Lanes256.LogOnePlus(a.First), Lanes256.LogOnePlus(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 Log(DoublePair256 a) => new(Lanes256.Log(a.First), Lanes256.Log(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 Mills(DoublePair256 a, double* table) => new(Lanes256.Mills(a.First, table), Lanes256.Mills(a.Second, table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 Mills(SinglePair256 a, float* table) => new(Lanes256.Mills(a.First, table), Lanes256.Mills(a.Second, table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 LoadSingles(float* place) => new(Lanes256.LoadSingles(place), Lanes256.LoadSingles(place + Lanes256.Doubles));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreAsSingle(DoublePair256 value, float* place)
    {
        Lanes256.StoreAsSingle(value.First, place);
        Lanes256.StoreAsSingle(value.Second, place + Lanes256.Doubles);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 ExpMinusOne(DoublePair256 a, double* table, out DoublePair256 exp)
    {
        Vector256<double> first = Lanes256.ExpMinusOne(a.First, table, out Vector256<double> exp1);
        Vector256<double> second = Lanes256.ExpMinusOne(a.Second, table, out Vector256<double> exp2);
        exp = new(exp1, exp2);
        return new(first, second);
    }

    /// <summary>exp(-r t), and not a number where the exponent is beyond 700.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 Discount(DoublePair256 rate, DoublePair256 horizon, double* table) => new(Discount(rate.First, horizon.First, table), Discount(rate.Second, horizon.Second, table));

    /// <summary>The same for one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> Discount(Vector256<double> rate, Vector256<double> horizon, double* table)
    {
        Vector256<double> y = rate * horizon;
        return Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(y), Vector256.Create(700.0)), Lanes256.Exp(-y, table), Vector256.Create(double.NaN));
    }

    /// <summary>Whether every row of the pair holds the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AllEqual(DoublePair256 pair, Vector256<double> value) => Lanes256.AllEqual(pair.First, pair.Second, value);
}
