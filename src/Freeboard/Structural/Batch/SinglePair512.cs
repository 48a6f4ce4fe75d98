using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Freeboard.Structural.Batch;

/// <summary>Two vectors of floats that travel together: every operation is done on one, then on the other.</summary>
/// <remarks>Operations of two independent vectors alternate in the instruction stream, so that the processor waits for neither.</remarks>
internal readonly struct SinglePair512(Vector512<float> first, Vector512<float> second)
{
    internal readonly Vector512<float> First = first;
    internal readonly Vector512<float> Second = second;

    internal static SinglePair512 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.One, Vector512<float>.One);
    }

    internal static SinglePair512 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.Zero, Vector512<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SinglePair512 operator +(SinglePair512 a, SinglePair512 b) => new(a.First + b.First, a.Second + b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SinglePair512 operator -(SinglePair512 a, SinglePair512 b) => new(a.First - b.First, a.Second - b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SinglePair512 operator -(SinglePair512 a) => new(-a.First, -a.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SinglePair512 operator *(SinglePair512 a, SinglePair512 b) => new(a.First * b.First, a.Second * b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SinglePair512 operator /(SinglePair512 a, SinglePair512 b) => new(a.First / b.First, a.Second / b.Second);
}
