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

    /// <summary>yes where a &gt; b, else no. Comparison and choice stand in one expression, so that the mask stays in a mask register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 SelectGreater(DoublePair256 a, DoublePair256 b, DoublePair256 yes, DoublePair256 no) => new(Vector256.ConditionalSelect(Vector256.GreaterThan(a.First, b.First), yes.First, no.First), Vector256.ConditionalSelect(Vector256.GreaterThan(a.Second, b.Second), yes.Second, no.Second));

    /// <summary>The same for floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 SelectGreater(SinglePair256 a, SinglePair256 b, SinglePair256 yes, SinglePair256 no) => new(Vector256.ConditionalSelect(Vector256.GreaterThan(a.First, b.First), yes.First, no.First), Vector256.ConditionalSelect(Vector256.GreaterThan(a.Second, b.Second), yes.Second, no.Second));

    /// <summary>The magnitude's bits with the other's sign; the magnitude is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DoublePair256 WithSign(DoublePair256 magnitude, DoublePair256 sign) => new(Vector256.ConditionalSelect(Vector256.Create(-0.0), sign.First, magnitude.First), Vector256.ConditionalSelect(Vector256.Create(-0.0), sign.Second, magnitude.Second));

    /// <summary>The same for floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static SinglePair256 WithSign(SinglePair256 magnitude, SinglePair256 sign) => new(Vector256.ConditionalSelect(Vector256.Create(-0f), sign.First, magnitude.First), Vector256.ConditionalSelect(Vector256.Create(-0f), sign.Second, magnitude.Second));

    /// <summary>A bit for each row of the pair: whether a is not below b, or either is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreNotLess(DoublePair256 a, DoublePair256 b, byte* place)
    {
        place[0] = (byte)(Lanes256.EveryLane & ~Vector256.LessThan(a.First, b.First).ExtractMostSignificantBits());
        place[1] = (byte)(Lanes256.EveryLane & ~Vector256.LessThan(a.Second, b.Second).ExtractMostSignificantBits());
    }

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
