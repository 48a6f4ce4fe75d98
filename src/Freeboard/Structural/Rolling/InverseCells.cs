using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Freeboard.Structural.Rolling;

/// <summary>What a panel needs of a day, as polynomials in ln x on cells of one fixed grid, made when a day first falls into a cell.</summary>
/// <remarks>
/// At a node w = sigma sqrt T the inverted equity and everything else about a day depend on x = E/K alone, whichever firm and day it is. On a cell
/// of width 1/4 in ln x each of them is a polynomial of degree 11 to rounding: the nearest singularities lie about 2 to 3 away in ln x for every w.
/// So the equation is solved at twelve Chebyshev points a cell, once in the engine's life, and a day costs two polynomials (six for the likelihood).
/// A cell knows nothing of firms, dates or neighbours: a day's figures depend on that day alone.
/// Each cell is checked where it should be worst; where it fails, or beyond the grid, days are solved one by one.
/// </remarks>
internal sealed class InverseCells
{
    /// <summary>Coefficients of a polynomial.</summary>
    internal const int Terms = InverseCellMaker.Terms;

    /// <summary>Cells per unit of ln x.</summary>
    internal const int PerUnit = 4;

    /// <summary>The place of a day that has to be solved by itself.</summary>
    internal const int ByItself = -1;
    private const int Unmade = -2;
    private const int LowestLog = -64;
    private const int HighestLog = 72;
    private const int Alignment = 64;
    private const int Nodes = ChebyshevNodes.Count;

    private readonly int[] offsets = new int[(HighestLog - LowestLog) * PerUnit];
    private readonly double[] width = new double[Nodes];
    private readonly int cellSize;
    private double[] memory = [];
    private int origin;
    private int room;

    /// <summary>An empty table for the nodes of a panel.</summary>
    internal InverseCells(double[] width, int functions)
    {
        width.CopyTo(this.width, 0);
        cellSize = functions * Terms * Nodes;
        offsets.AsSpan().Fill(Unmade);
    }

    /// <summary>Cells made so far.</summary>
    internal int Count { get; private set; }

    /// <summary>The coefficients; a cell's begin at its offset: for each function, for each power of t, one number a node.</summary>
    internal double[] Memory => memory;

    /// <summary>The cell of ln x, and where in it, from -1 to 1; <see cref="ByItself"/> beyond the grid.</summary>
    internal static int CellOf(double logRatio, out double place)
    {
        double scaled = logRatio * PerUnit;
        if (!(scaled >= LowestLog * PerUnit && scaled < HighestLog * PerUnit))
        {
            place = 0;
            return ByItself;
        }

        double floor = Math.Floor(scaled);
        place = (2 * (scaled - floor)) - 1;
        return (int)floor - (LowestLog * PerUnit);
    }

    /// <summary>ln x in the middle of a cell.</summary>
    internal static double Middle(int cell) => (cell + 0.5 + (LowestLog * PerUnit)) / PerUnit;

    /// <summary>Where a cell's coefficients begin; it must have been asked for before by <see cref="Make{T, TMethod}"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int OffsetOf(int cell) => cell < 0 ? ByItself : offsets[cell];

    /// <summary>Makes a cell unless it is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Make<T, TMethod>(int cell)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        if (cell >= 0 && offsets[cell] == Unmade)
        {
            MakeNow<T, TMethod>(cell);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MakeNow<T, TMethod>(int cell)
        where T : struct, ILane<T>
        where TMethod : struct, IRollingMethod
    {
        if ((Count + 1) * cellSize > room)
        {
            Grow();
        }

        int offset = origin + (Count * cellSize);
        bool sound = true;
        for (int node = 0; node < Nodes; node += T.Width)
        {
            sound &= InverseCellMaker.Make<T, TMethod>(Middle(cell), T.Load(ref width[0], node), ref memory[offset + node]);
        }

        offsets[cell] = sound ? offset : ByItself;
        Count += sound ? 1 : 0;
    }

    private void Grow()
    {
        int cells = Math.Max(8, 2 * Count);
        double[] wider = GC.AllocateArray<double>((cells * cellSize) + (Alignment / sizeof(double)), pinned: true);
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(wider, 0);
        int start = (int)(((Alignment - (address % Alignment)) % Alignment) / sizeof(double));
        memory.AsSpan(origin, Count * cellSize).CopyTo(wider.AsSpan(start));
        foreach (ref int offset in offsets.AsSpan())
        {
            offset = offset >= 0 ? offset - origin + start : offset;
        }

        (memory, origin, room) = (wider, start, cells * cellSize);
    }
}
