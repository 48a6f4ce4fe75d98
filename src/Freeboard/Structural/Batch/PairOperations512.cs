using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Freeboard.Structural.Batch;

/// <summary>Operations of vectors on pairs of them.</summary>
internal static unsafe class PairOperations512
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 FusedMultiplyAdd(DoublePair512 a, DoublePair512 b, DoublePair512 c) => new(Vector512.FusedMultiplyAdd(a.First, b.First, c.First), Vector512.FusedMultiplyAdd(a.Second, b.Second, c.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 FusedMultiplyAdd(SinglePair512 a, SinglePair512 b, SinglePair512 c) => new(Vector512.FusedMultiplyAdd(a.First, b.First, c.First), Vector512.FusedMultiplyAdd(a.Second, b.Second, c.Second));

    /// <summary>yes where a &gt; b, else no. Comparison and choice stand in one expression, so that the mask stays in a mask register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 SelectGreater(DoublePair512 a, DoublePair512 b, DoublePair512 yes, DoublePair512 no) => new(Vector512.ConditionalSelect(Vector512.GreaterThan(a.First, b.First), yes.First, no.First), Vector512.ConditionalSelect(Vector512.GreaterThan(a.Second, b.Second), yes.Second, no.Second));

    /// <summary>The same for floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 SelectGreater(SinglePair512 a, SinglePair512 b, SinglePair512 yes, SinglePair512 no) => new(Vector512.ConditionalSelect(Vector512.GreaterThan(a.First, b.First), yes.First, no.First), Vector512.ConditionalSelect(Vector512.GreaterThan(a.Second, b.Second), yes.Second, no.Second));

    /// <summary>The magnitude's bits with the other's sign; the magnitude is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 WithSign(DoublePair512 magnitude, DoublePair512 sign) => new(Vector512.ConditionalSelect(Vector512.Create(-0.0), sign.First, magnitude.First), Vector512.ConditionalSelect(Vector512.Create(-0.0), sign.Second, magnitude.Second));

    /// <summary>The same for floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 WithSign(SinglePair512 magnitude, SinglePair512 sign) => new(Vector512.ConditionalSelect(Vector512.Create(-0f), sign.First, magnitude.First), Vector512.ConditionalSelect(Vector512.Create(-0f), sign.Second, magnitude.Second));

    /// <summary>A bit for each row of the pair: whether a is not below b, or either is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreNotLess(DoublePair512 a, DoublePair512 b, byte* place)
    {
        place[0] = (byte)(Lanes512.EveryLane & ~Vector512.LessThan(a.First, b.First).ExtractMostSignificantBits());
        place[1] = (byte)(Lanes512.EveryLane & ~Vector512.LessThan(a.Second, b.Second).ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 Abs(DoublePair512 a) => new(Vector512.Abs(a.First), Vector512.Abs(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 Abs(SinglePair512 a) => new(Vector512.Abs(a.First), Vector512.Abs(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 Sqrt(DoublePair512 a) => new(Vector512.Sqrt(a.First), Vector512.Sqrt(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 Sqrt(SinglePair512 a) => new(Vector512.Sqrt(a.First), Vector512.Sqrt(a.Second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 Create(double value) => new(Vector512.Create(value), Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 Load(double* place) => new(Vector512.Load(place), Vector512.Load(place + Lanes512.Doubles));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair512 LoadAligned(double* place) => new(Vector512.LoadAligned(place), Vector512.LoadAligned(place + Lanes512.Doubles));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(this DoublePair512 value, double* place)
    {
        value.First.Store(place);
        value.Second.Store(place + Lanes512.Doubles);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreAligned(this DoublePair512 value, double* place)
    {
        value.First.StoreAligned(place);
        value.Second.StoreAligned(place + Lanes512.Doubles);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 Create(float value) => new(Vector512.Create(value), Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 Load(float* place) => new(Vector512.Load(place), Vector512.Load(place + Lanes512.Singles));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair512 LoadAligned(float* place) => new(Vector512.LoadAligned(place), Vector512.LoadAligned(place + Lanes512.Singles));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(this SinglePair512 value, float* place)
    {
        value.First.Store(place);
        value.Second.Store(place + Lanes512.Singles);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreAligned(this SinglePair512 value, float* place)
    {
        value.First.StoreAligned(place);
        value.Second.StoreAligned(place + Lanes512.Singles);
    }
}
