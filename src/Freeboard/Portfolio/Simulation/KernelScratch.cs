using System.Runtime.InteropServices;

namespace Freeboard.Portfolio.Simulation;

/// <summary>What one thread needs to draw a block of scenarios, whatever the number of obligors: the list of defaults alone grows.</summary>
internal sealed unsafe class KernelScratch : IDisposable
{
    private const int Lanes = 16;

    internal KernelScratch(int terms)
    {
        const nuint Line = 64;
        Factors = (float*)NativeMemory.AlignedAlloc((nuint)(terms * DefaultKernel.Block * sizeof(float)), Line);
        Thresholds = (float*)NativeMemory.AlignedAlloc(DefaultKernel.Block * Lanes * sizeof(float), Line);
        Random = (uint*)NativeMemory.AlignedAlloc(DefaultKernel.Block / 2 * Lanes * sizeof(uint), Line);
        Masks = (ulong*)NativeMemory.AlignedAlloc(DefaultKernel.Block / 4 * sizeof(ulong), Line);
        Places = (int*)NativeMemory.AlignedAlloc(((DefaultKernel.Block * Lanes) + 2) * sizeof(int), Line);
        ExactFactors = new double[terms * DefaultKernel.Block];
        Defaults = new int[4 * Lanes * DefaultKernel.Block];
    }

    ~KernelScratch() => Free();

    /// <summary>Values of the terms, term by term, a value a scenario.</summary>
    internal float* Factors { get; private set; }

    /// <summary>Conditional thresholds of one group of obligors, scenario by scenario.</summary>
    internal float* Thresholds { get; private set; }

    /// <summary>Random bits of one group: the low halves are those of even scenarios.</summary>
    internal uint* Random { get; private set; }

    /// <summary>Candidates of one group: 16 bits a scenario.</summary>
    internal ulong* Masks { get; private set; }

    /// <summary>Where the candidates of one group are; room for two more than there can be.</summary>
    internal int* Places { get; private set; }

    /// <summary>The terms in double precision.</summary>
    internal double[] ExactFactors { get; }

    /// <summary>The block's defaults: obligor times 64 plus scenario.</summary>
    internal int[] Defaults { get; private set; }

    /// <summary>How many there are.</summary>
    internal int Count { get; set; }

    /// <summary>Makes room for one more group of obligors.</summary>
    internal void Reserve()
    {
        if (Count + (Lanes * DefaultKernel.Block) > Defaults.Length)
        {
            int[] longer = new int[2 * Defaults.Length];
            Defaults.AsSpan(0, Count).CopyTo(longer);
            Defaults = longer;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Factors);
        NativeMemory.AlignedFree(Thresholds);
        NativeMemory.AlignedFree(Random);
        NativeMemory.AlignedFree(Masks);
        NativeMemory.AlignedFree(Places);
        Factors = null;
        Thresholds = null;
        Random = null;
        Masks = null;
        Places = null;
    }
}
