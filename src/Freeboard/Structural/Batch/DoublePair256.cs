using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Freeboard.Structural.Batch;

/// <summary>Two vectors of doubles that travel together: every operation is done on one, then on the other.</summary>
/// <remarks>Operations of two independent vectors alternate in the instruction stream, so that the processor waits for neither.</remarks>
internal readonly struct DoublePair256(Vector256<double> first, Vector256<double> second)
{
    internal readonly Vector256<double> First = first;
    internal readonly Vector256<double> Second = second;

    internal static DoublePair256 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<double>.One, Vector256<double>.One);
    }

    internal static DoublePair256 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<double>.Zero, Vector256<double>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 operator +(DoublePair256 a, DoublePair256 b) => new(a.First + b.First, a.Second + b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 operator -(DoublePair256 a, DoublePair256 b) => new(a.First - b.First, a.Second - b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 operator -(DoublePair256 a) => new(-a.First, -a.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 operator *(DoublePair256 a, DoublePair256 b) => new(a.First * b.First, a.Second * b.Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoublePair256 operator /(DoublePair256 a, DoublePair256 b) => new(a.First / b.First, a.Second / b.Second);
}
