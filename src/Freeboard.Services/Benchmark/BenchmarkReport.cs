namespace Freeboard.Services.Benchmark;

/// <summary>What <c>freeboard bench</c> measured on this machine.</summary>
/// <param name="InstructionSet">Avx512, Avx2 or Scalar: what the batch kernels ran on.</param>
/// <param name="Processors">Logical processors.</param>
/// <param name="Runtime">The runtime's name and version.</param>
/// <param name="Figures">The numbers, in the order of the page docs/benchmark.md.</param>
public sealed record BenchmarkReport(string InstructionSet, int Processors, string Runtime, IReadOnlyList<BenchmarkFigure> Figures)
{
    /// <summary>The number of a key.</summary>
    /// <param name="key">For example <c>solve.perSecond</c>.</param>
    /// <exception cref="KeyNotFoundException">Nothing of that name was measured.</exception>
    public double this[string key] => Figures.FirstOrDefault(figure => figure.Key == key)?.Value ?? throw new KeyNotFoundException($"There is no figure '{key}'.");
}
