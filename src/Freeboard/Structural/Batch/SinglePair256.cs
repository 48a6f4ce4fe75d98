using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Freeboard.Structural.Batch;

/// <summary>Two vectors of floats that travel together: every operation is done on one, then on the other.</summary>
/// <remarks>Operations of two independent vectors alternate in the instruction stream, so that the processor waits for neither.</remarks>
internal readonly struct SinglePair256(Vector256<float> first, Vector256<float> second)
{
    internal readonly Vector256<float> First = first;
    internal readonly Vector256<float> Second = second;

    internal static SinglePair256 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<float>.One, Vector256<float>.One);
    }

    internal static SinglePair256 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<float>.Zero, Vector256<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SinglePair256 operator +(SinglePair256 a, SinglePair256 b) => new(a.First + b.First, a.Second + b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SinglePair256 operator -(SinglePair256 a, SinglePair256 b) => new(a.First - b.First, a.Second - b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SinglePair256 operator -(SinglePair256 a) => new(-a.First, -a.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SinglePair256 operator *(SinglePair256 a, SinglePair256 b) => new(a.First * b.First, a.Second * b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SinglePair256 operator /(SinglePair256 a, SinglePair256 b) => new(a.First / b.First, a.Second / b.Second);
}
