using Freeboard.Structural.Batch;

namespace Freeboard.Structural.Windows;

/// <summary>The tables of the vector functions, once in a process, where they stay and on a cache line.</summary>
internal static unsafe class VectorTables
{
    private const int CacheLine = 64;

    /// <summary>Room for the larger of the two tables of doubles, and for that of floats behind it.</summary>
    private const int Doubles = BatchScratch.DoublesInTable;
    private const int Length = Doubles + (BatchScratch.FloatsInTable / 2);
    private static readonly double[] Memory = GC.AllocateArray<double>((2 * Length) + (CacheLine / sizeof(double)), pinned: true);

    /// <summary>The table of the Mills ratio for eight lanes.</summary>
    internal static double* Mills512 { get; } = Load(0);

    /// <summary>The table of the Mills ratio for four lanes.</summary>
    internal static double* Mills256 { get; } = Load(Length);

    private static double* Load(int offset)
    {
        nint address = System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(Memory, 0);
        double* table = (double*)((address + CacheLine - 1) & ~(nint)(CacheLine - 1)) + offset;
        if (offset == 0)
        {
            Lanes512.LoadTables(table, (float*)(table + Doubles));
        }
        else
        {
            Lanes256.LoadTables(table, (float*)(table + Doubles));
        }

        return table;
    }
}
