using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Freeboard.Structural.Batch;

/// <summary>Operations of vectors on pairs of them.</summary>
internal static unsafe class PairOperations256
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 FusedMultiplyAdd(DoublePair256 a, DoublePair256 b, DoublePair256 c) => new(Vector256.FusedMultiplyAdd(a.First, b.First, c.First), Vector256.FusedMultiplyAdd(a.Second, b.Second, c.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 FusedMultiplyAdd(SinglePair256 a, SinglePair256 b, SinglePair256 c) => new(Vector256.FusedMultiplyAdd(a.First, b.First, c.First), Vector256.FusedMultiplyAdd(a.Second, b.Second, c.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 ConditionalSelect(DoublePair256 mask, DoublePair256 a, DoublePair256 b) => new(Vector256.ConditionalSelect(mask.First, a.First, b.First), Vector256.ConditionalSelect(mask.Second, a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 ConditionalSelect(SinglePair256 mask, SinglePair256 a, SinglePair256 b) => new(Vector256.ConditionalSelect(mask.First, a.First, b.First), Vector256.ConditionalSelect(mask.Second, a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 GreaterThan(DoublePair256 a, DoublePair256 b) => new(Vector256.GreaterThan(a.First, b.First), Vector256.GreaterThan(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 GreaterThan(SinglePair256 a, SinglePair256 b) => new(Vector256.GreaterThan(a.First, b.First), Vector256.GreaterThan(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 LessThan(DoublePair256 a, DoublePair256 b) => new(Vector256.LessThan(a.First, b.First), Vector256.LessThan(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 LessThan(SinglePair256 a, SinglePair256 b) => new(Vector256.LessThan(a.First, b.First), Vector256.LessThan(a.Second, b.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 Abs(DoublePair256 a) => new(Vector256.Abs(a.First), Vector256.Abs(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 Abs(SinglePair256 a) => new(Vector256.Abs(a.First), Vector256.Abs(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 Sqrt(DoublePair256 a) => new(Vector256.Sqrt(a.First), Vector256.Sqrt(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 Sqrt(SinglePair256 a) => new(Vector256.Sqrt(a.First), Vector256.Sqrt(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 Create(double value) => new(Vector256.Create(value), Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 Load(double* place) => new(Vector256.Load(place), Vector256.Load(place + Lanes256.Doubles));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 LoadAligned(double* place) => new(Vector256.LoadAligned(place), Vector256.LoadAligned(place + Lanes256.Doubles));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(this DoublePair256 value, double* place)
    {
        value.First.Store(place);
        value.Second.Store(place + Lanes256.Doubles);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreAligned(this DoublePair256 value, double* place)
    {
        value.First.StoreAligned(place);
        value.Second.StoreAligned(place + Lanes256.Doubles);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 Create(float value) => new(Vector256.Create(value), Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 Load(float* place) => new(Vector256.Load(place), Vector256.Load(place + Lanes256.Singles));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 LoadAligned(float* place) => new(Vector256.LoadAligned(place), Vector256.LoadAligned(place + Lanes256.Singles));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(this SinglePair256 value, float* place)
    {
        value.First.Store(place);
        value.Second.Store(place + Lanes256.Singles);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreAligned(this SinglePair256 value, float* place)
    {
        value.First.StoreAligned(place);
        value.Second.StoreAligned(place + Lanes256.Singles);
    }
}
