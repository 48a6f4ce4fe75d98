using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Freeboard.Structural.Batch;

/// <summary>Elementary functions on pairs of vectors.</summary>
/// <remarks>The files of 256-bit pairs and stages are those of 512 bits with the number replaced (eng/vector-twins.sh); a test holds them together.</remarks>
internal static unsafe class PairLanes512
{
    internal const int Doubles = 2 * Lanes512.Doubles;
    internal const int Singles = 2 * Lanes512.Singles;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 MultiplySubtract(DoublePair512 a, DoublePair512 b, DoublePair512 c) => new(Lanes512.MultiplySubtract(a.First, b.First, c.First), Lanes512.MultiplySubtract(a.Second, b.Second, c.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 MultiplySubtract(SinglePair512 a, SinglePair512 b, SinglePair512 c) => new(Lanes512.MultiplySubtract(a.First, b.First, c.First), Lanes512.MultiplySubtract(a.Second, b.Second, c.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 NegatedMultiplyAdd(DoublePair512 a, DoublePair512 b, DoublePair512 c) => new(Lanes512.NegatedMultiplyAdd(a.First, b.First, c.First), Lanes512.NegatedMultiplyAdd(a.Second, b.Second, c.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 NegatedMultiplyAdd(SinglePair512 a, SinglePair512 b, SinglePair512 c) => new(Lanes512.NegatedMultiplyAdd(a.First, b.First, c.First), Lanes512.NegatedMultiplyAdd(a.Second, b.Second, c.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 Smaller(SinglePair512 a, SinglePair512 b) => new(Lanes512.Smaller(a.First, b.First), Lanes512.Smaller(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 Larger(DoublePair512 a, DoublePair512 b) => new(Lanes512.Larger(a.First, b.First), Lanes512.Larger(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 SelectBySign(DoublePair512 chooser, DoublePair512 notNegative, DoublePair512 negative) => new(Lanes512.SelectBySign(chooser.First, notNegative.First, negative.First), Lanes512.SelectBySign(chooser.Second, notNegative.Second, negative.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 SelectBySign(SinglePair512 chooser, SinglePair512 notNegative, SinglePair512 negative) => new(Lanes512.SelectBySign(chooser.First, notNegative.First, negative.First), Lanes512.SelectBySign(chooser.Second, notNegative.Second, negative.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 Quotient(DoublePair512 a, DoublePair512 b) => new(Lanes512.Quotient(a.First, b.First), Lanes512.Quotient(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 WhereModerate(DoublePair512 figure, DoublePair512 value) => new(Lanes512.WhereModerate(figure.First, value.First), Lanes512.WhereModerate(figure.Second, value.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 ExpMinusOne(SinglePair512 a, float* table, out SinglePair512 exp)
    {
        Vector512<float> first = Lanes512.ExpMinusOne(a.First, table, out Vector512<float> exp1);
        Vector512<float> second = Lanes512.ExpMinusOne(a.Second, table, out Vector512<float> exp2);
        exp = new(exp1, exp2);
        return new(first, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 Density(DoublePair512 a, double* table) => new(Lanes512.Density(a.First, table), Lanes512.Density(a.Second, table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 Density(SinglePair512 a, float* table) => new(Lanes512.Density(a.First, table), Lanes512.Density(a.Second, table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 LogOnePlus(SinglePair512 a) => new(Lanes512.LogOnePlus(a.First), Lanes512.LogOnePlus(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 Log(DoublePair512 a) => new(Lanes512.Log(a.First), Lanes512.Log(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 Mills(DoublePair512 a, double* table) => new(Lanes512.Mills(a.First, table), Lanes512.Mills(a.Second, table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 Mills(SinglePair512 a, float* table) => new(Lanes512.Mills(a.First, table), Lanes512.Mills(a.Second, table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 LoadSingles(float* place) => new(Lanes512.LoadSingles(place), Lanes512.LoadSingles(place + Lanes512.Doubles));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreAsSingle(DoublePair512 value, float* place)
    {
        Lanes512.StoreAsSingle(value.First, place);
        Lanes512.StoreAsSingle(value.Second, place + Lanes512.Doubles);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 ExpMinusOne(DoublePair512 a, double* table, out DoublePair512 exp)
    {
        Vector512<double> first = Lanes512.ExpMinusOne(a.First, table, out Vector512<double> exp1);
        Vector512<double> second = Lanes512.ExpMinusOne(a.Second, table, out Vector512<double> exp2);
        exp = new(exp1, exp2);
        return new(first, second);
    }

    /// <summary>exp(-r t), and not a number where the exponent is beyond 700.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 Discount(DoublePair512 rate, DoublePair512 horizon, double* table) => new(Discount(rate.First, horizon.First, table), Discount(rate.Second, horizon.Second, table));

    /// <summary>The same for one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> Discount(Vector512<double> rate, Vector512<double> horizon, double* table)
    {
        Vector512<double> y = rate * horizon;
        return Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(y), Vector512.Create(700.0)), Lanes512.Exp(-y, table), Vector512.Create(double.NaN));
    }

    /// <summary>Whether every row of the pair holds the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AllEqual(DoublePair512 pair, Vector512<double> value) => Lanes512.AllEqual(pair.First, pair.Second, value);
}
