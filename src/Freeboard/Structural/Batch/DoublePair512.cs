using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Freeboard.Structural.Batch;

/// <summary>Two vectors of doubles that travel together: every operation is done on one, then on the other.</summary>
/// <remarks>Operations of two independent vectors alternate in the instruction stream, so that the processor waits for neither.</remarks>
internal readonly struct DoublePair512(Vector512<double> first, Vector512<double> second)
{
    internal readonly Vector512<double> First = first;
    internal readonly Vector512<double> Second = second;

    internal static DoublePair512 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<double>.One, Vector512<double>.One);
    }

    internal static DoublePair512 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<double>.Zero, Vector512<double>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 operator +(DoublePair512 a, DoublePair512 b) => new(a.First + b.First, a.Second + b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 operator -(DoublePair512 a, DoublePair512 b) => new(a.First - b.First, a.Second - b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 operator -(DoublePair512 a) => new(-a.First, -a.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 operator *(DoublePair512 a, DoublePair512 b) => new(a.First * b.First, a.Second * b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair512 operator /(DoublePair512 a, DoublePair512 b) => new(a.First / b.First, a.Second / b.Second);
}
