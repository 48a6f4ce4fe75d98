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
    internal static DoublePair512 NegatedMultiplyAdd(DoublePair512 a, DoublePair512 b, DoublePair512 c) => new(Lanes512.NegatedMultiplyAdd(a.First, b.First, c.First), Lanes512.NegatedMultiplyAdd(a.Second, b.Second, c.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 NegatedMultiplyAdd(SinglePair512 a, SinglePair512 b, SinglePair512 c) => new(Lanes512.NegatedMultiplyAdd(a.First, b.First, c.First), Lanes512.NegatedMultiplyAdd(a.Second, b.Second, c.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 Smaller(SinglePair512 a, SinglePair512 b) => new(Lanes512.Smaller(a.First, b.First), Lanes512.Smaller(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 Larger(DoublePair512 a, DoublePair512 b) => new(Lanes512.Larger(a.First, b.First), Lanes512.Larger(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 Exp(DoublePair512 a) => new(Lanes512.Exp(a.First), Lanes512.Exp(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 Exp(SinglePair512 a) => new(Lanes512.Exp(a.First), Lanes512.Exp(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 Density(DoublePair512 a) => new(Lanes512.Density(a.First), Lanes512.Density(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 LogOnePlus(SinglePair512 a) => new(Lanes512.LogOnePlus(a.First), Lanes512.LogOnePlus(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 Log(DoublePair512 a) => new(Lanes512.Log(a.First), Lanes512.Log(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 Mills(DoublePair512 a, double* table) => new(Lanes512.Mills(a.First, table), Lanes512.Mills(a.Second, table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 Mills(SinglePair512 a, float* table) => new(Lanes512.Mills(a.First, table), Lanes512.Mills(a.Second, table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreAsDouble(SinglePair512 value, double* place)
    {
        Lanes512.StoreAsDouble(value.First, place);
        Lanes512.StoreAsDouble(value.Second, place + Lanes512.Singles);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreAsSingle(DoublePair512 value, float* place)
    {
        Lanes512.StoreAsSingle(value.First, place);
        Lanes512.StoreAsSingle(value.Second, place + Lanes512.Doubles);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 ExpMinusOne(DoublePair512 a, out DoublePair512 exp)
    {
        Vector512<double> first = Lanes512.ExpMinusOne(a.First, out Vector512<double> exp1);
        Vector512<double> second = Lanes512.ExpMinusOne(a.Second, out Vector512<double> exp2);
        exp = new(exp1, exp2);
        return new(first, second);
    }

    /// <summary>The square roots; one figure in every lane is rooted once, which is the usual case of one horizon for all firms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 Root(DoublePair512 value, Vector512<double> usual, Vector512<double> rootOfUsual) =>
        Lanes512.AllEqual(value.First, value.Second, usual)
            ? new(rootOfUsual, rootOfUsual)
            : new(Vector512.Sqrt(value.First), Vector512.Sqrt(value.Second));
}
