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
    internal static DoublePair256 NegatedMultiplyAdd(DoublePair256 a, DoublePair256 b, DoublePair256 c) => new(Lanes256.NegatedMultiplyAdd(a.First, b.First, c.First), Lanes256.NegatedMultiplyAdd(a.Second, b.Second, c.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 NegatedMultiplyAdd(SinglePair256 a, SinglePair256 b, SinglePair256 c) => new(Lanes256.NegatedMultiplyAdd(a.First, b.First, c.First), Lanes256.NegatedMultiplyAdd(a.Second, b.Second, c.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 Smaller(SinglePair256 a, SinglePair256 b) => new(Lanes256.Smaller(a.First, b.First), Lanes256.Smaller(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 Larger(DoublePair256 a, DoublePair256 b) => new(Lanes256.Larger(a.First, b.First), Lanes256.Larger(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 Exp(DoublePair256 a) => new(Lanes256.Exp(a.First), Lanes256.Exp(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 Exp(SinglePair256 a) => new(Lanes256.Exp(a.First), Lanes256.Exp(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 Density(DoublePair256 a) => new(Lanes256.Density(a.First), Lanes256.Density(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 LogOnePlus(SinglePair256 a) => new(Lanes256.LogOnePlus(a.First), Lanes256.LogOnePlus(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 Log(DoublePair256 a) => new(Lanes256.Log(a.First), Lanes256.Log(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 Mills(DoublePair256 a, double* table) => new(Lanes256.Mills(a.First, table), Lanes256.Mills(a.Second, table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 Mills(SinglePair256 a, float* table) => new(Lanes256.Mills(a.First, table), Lanes256.Mills(a.Second, table));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreAsDouble(SinglePair256 value, double* place)
    {
        Lanes256.StoreAsDouble(value.First, place);
        Lanes256.StoreAsDouble(value.Second, place + Lanes256.Singles);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreAsSingle(DoublePair256 value, float* place)
    {
        Lanes256.StoreAsSingle(value.First, place);
        Lanes256.StoreAsSingle(value.Second, place + Lanes256.Doubles);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 ExpMinusOne(DoublePair256 a, out DoublePair256 exp)
    {
        Vector256<double> first = Lanes256.ExpMinusOne(a.First, out Vector256<double> exp1);
        Vector256<double> second = Lanes256.ExpMinusOne(a.Second, out Vector256<double> exp2);
        exp = new(exp1, exp2);
        return new(first, second);
    }

    /// <summary>The square roots; one figure in every lane is rooted once, which is the usual case of one horizon for all firms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 Root(DoublePair256 value, Vector256<double> usual, Vector256<double> rootOfUsual) =>
        Lanes256.AllEqual(value.First, value.Second, usual)
            ? new(rootOfUsual, rootOfUsual)
            : new(Vector256.Sqrt(value.First), Vector256.Sqrt(value.Second));
}
