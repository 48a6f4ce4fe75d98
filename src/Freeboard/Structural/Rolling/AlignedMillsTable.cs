using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Freeboard.Structural.Rolling;

/// <summary>The Mills table at an address that is a multiple of 64, so that no row crosses a cache line.</summary>
internal static class AlignedMillsTable
{
    private const int Alignment = 64;

    // Pinned: the address holds as long as the array, and the array as long as the process.
    private static readonly double[] Memory = Copy();
    private static readonly nint Address = Align(Memory);

    /// <summary>First number of a row; a constant address once the code is optimised.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref double Row(int row) => ref Unsafe.AddByteOffset(ref Unsafe.NullRef<double>(), Address + (row * MillsLaneTable.Pieces * sizeof(double)));

    private static nint Align(double[] memory)
    {
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0);
        return (address + Alignment - 1) & -Alignment;
    }

    private static double[] Copy()
    {
        double[] memory = GC.AllocateArray<double>(MillsLaneTable.Rows.Length + (Alignment / sizeof(double)), pinned: true);
        int start = (int)(Align(memory) - Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0)) / sizeof(double);
        MillsLaneTable.Rows.CopyTo(memory.AsSpan(start));
        return memory;
    }
}
