using System.Runtime.InteropServices;

namespace Freeboard.Structural.Rolling;

/// <summary>Eight volatilities around a centre, and the history inverted at each of them, block by block.</summary>
/// <remarks>
/// Centres form one fixed grid in ln sigma, the same for every firm. Everything kept here depends on the days of the blocks alone:
/// a day is inverted by itself and a block summed from its own ends, never from its neighbour.
/// </remarks>
internal sealed class RollingPanel
{
    /// <summary>Doubles per stored vector: one a node.</summary>
    internal const int Nodes = ChebyshevNodes.Count;
    private const int Alignment = 64;

    private double[] memory = [];
    private double[] sums = [];
    private double[] blocks = [];

    /// <summary>Number in the grid of centres.</summary>
    internal int Number { get; private set; } = int.MinValue;

    /// <summary>First and one past the last day inverted; whole blocks.</summary>
    internal int First { get; set; }

    /// <summary>One past the last day inverted.</summary>
    internal int Next { get; set; }

    /// <summary>When the panel was last asked for.</summary>
    internal long LastUse { get; set; }

    /// <summary>sigma at the nodes.</summary>
    internal double[] Volatility { get; } = new double[Nodes];

    /// <summary>ln sigma at the nodes.</summary>
    internal double[] LogVolatility { get; } = new double[Nodes];

    /// <summary>sigma sqrt T at the nodes.</summary>
    internal double[] Width { get; } = new double[Nodes];

    /// <summary>1 / sigma^2 at the nodes.</summary>
    internal double[] InverseVariance { get; } = new double[Nodes];

    /// <summary>The inverted equity at these nodes, for any firm.</summary>
    internal InverseCells Cells { get; set; } = null!;

    /// <summary>ln sigma at the centre.</summary>
    internal double LogCentre { get; private set; }

    /// <summary>sigma at the centre.</summary>
    internal double Centre { get; private set; }

    /// <summary>Where the days' vectors are: offset of day i is <see cref="Origin"/> + (i &amp; <see cref="Mask"/>) x <see cref="Stride"/>.</summary>
    internal double[] Memory => memory;

    /// <summary>First aligned place in <see cref="Memory"/>.</summary>
    internal int Origin { get; private set; }

    /// <summary>Ring size less one.</summary>
    internal int Mask { get; private set; }

    /// <summary>Doubles per day.</summary>
    internal int Stride { get; private set; }

    /// <summary>Sums from the first day of the newest block up to each of its days.</summary>
    internal double[] Prefix => sums;

    /// <summary>Per block: the first day's contributions, which reach back into the block before, then the sums over the other days.</summary>
    internal double[] BlockSums => blocks;

    /// <summary>Makes room; forgets what was inverted when the shape changes.</summary>
    internal void Shape(int ring, int stride, int fields, int blockDays)
    {
        if (Mask + 1 == ring && Stride == stride && sums.Length >= blockDays * fields * Nodes)
        {
            return;
        }

        memory = GC.AllocateArray<double>((ring * stride) + (Alignment / sizeof(double)), pinned: true);
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0);
        Origin = (int)(((Alignment - (address % Alignment)) % Alignment) / sizeof(double));
        sums = new double[blockDays * fields * Nodes];
        blocks = new double[ring * 2 * fields * Nodes];
        Mask = ring - 1;
        Stride = stride;
        Number = int.MinValue;
    }

    /// <summary>Places the panel at a number of the grid, empty.</summary>
    internal void Place(int number, double spacing, double halfLength, double horizonYears)
    {
        Number = number;
        First = 0;
        Next = 0;
        LogCentre = number * spacing;
        Centre = ExpOf(LogCentre);
        double root = Math.Sqrt(horizonYears);
        for (int k = 0; k < Nodes; k++)
        {
            LogVolatility[k] = LogCentre + (halfLength * ChebyshevNodes.Points[k]);
            Volatility[k] = ExpOf(LogVolatility[k]);
            Width[k] = Volatility[k] * root;
            InverseVariance[k] = 1 / (Volatility[k] * Volatility[k]);
        }
    }

    /// <summary>Forgets the history.</summary>
    internal void Clear() => Number = int.MinValue;

    /// <summary>exp by the house's own formula, so that the bits are the same on every system.</summary>
    internal static double ExpOf(double y)
    {
        double result = 0;
        Span<double> pair = [y, y];
        Lane2.Store(LaneFunctions.Exp(Lane2.Load(ref pair[0], 0)), ref pair[0], 0);
        result = pair[0];
        return result;
    }
}
