namespace Freeboard.Portfolio.Simulation;

/// <summary>One thread's block of scenarios: its defaults and what they cost.</summary>
internal sealed class BlockWork(DefaultKernel kernel, LossDraws draws) : IDisposable
{
    private readonly KernelScratch scratch = new(kernel.Terms);
    private readonly double[] sums = new double[DefaultKernel.Block];
    private double[] costs = [];

    /// <summary>The block's defaults: obligor times 64 plus scenario.</summary>
    internal ReadOnlySpan<int> Defaults => scratch.Defaults.AsSpan(0, scratch.Count);

    /// <summary>What each of them costs.</summary>
    internal ReadOnlySpan<double> Costs => costs.AsSpan(0, scratch.Count);

    /// <summary>Draws a block and adds its losses up by scenario.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="block">The block.</param>
    /// <param name="losses">Receives the losses of its scenarios, 64 or, at the end, fewer.</param>
    internal void Sum(ulong seed, uint block, Span<double> losses)
    {
        kernel.Draw(seed, block, scratch);
        sums.AsSpan().Clear();
        if (draws.IsFixed)
        {
            ReadOnlySpan<double> costOf = draws.Fixed;
            foreach (int key in Defaults)
            {
                sums[key & (DefaultKernel.Block - 1)] += costOf[key >> DefaultKernel.BlockBits];
            }
        }
        else
        {
            DrawCosts(seed, block);
            for (int d = 0; d < scratch.Count; d++)
            {
                sums[scratch.Defaults[d] % DefaultKernel.Block] += costs[d];
            }
        }

        sums.AsSpan(0, losses.Length).CopyTo(losses);
    }

    /// <summary>Draws a block with the cost of every default.</summary>
    internal void Draw(ulong seed, uint block)
    {
        kernel.Draw(seed, block, scratch);
        DrawCosts(seed, block);
    }

    /// <inheritdoc/>
    public void Dispose() => scratch.Dispose();

    private void DrawCosts(ulong seed, uint block)
    {
        if (costs.Length < scratch.Count)
        {
            costs = new double[2 * scratch.Count];
        }

        draws.Draw(seed, block, scratch, costs.AsSpan(0, scratch.Count));
    }
}
