using System.Runtime.InteropServices;
using Freeboard.Structural.Batch;

namespace Freeboard.Services.Benchmark;

/// <summary>Measures the kernels in this process, on this machine.</summary>
/// <remarks>Every figure comes from the fastest of many short repetitions on the wall clock; peers run in the same process on the same firms. Keys: docs/benchmark.md.</remarks>
public static class KernelBenchmark
{
    /// <summary>Runs all measurements.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="budget">About how long to measure the batch; rolling windows take half of it, single ones a third. The default is 7 seconds.</param>
    /// <param name="progress">Told the figures as they come.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static BenchmarkReport Run(TimeProvider time, TimeSpan? budget = null, IProgress<BenchmarkFigure>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(time);
        TimeSpan each = budget ?? TimeSpan.FromSeconds(7);
        List<BenchmarkFigure> figures = [];
        IEnumerable<BenchmarkFigure> measurements = new SolveBenchmark(time, each, cancellationToken).Run()
            .Concat(new RollingBenchmark(time, each / 2, cancellationToken).Run())
            .Concat(new WindowBenchmark(time, each / 3, cancellationToken).Run())
            .Concat(new VolatilityBenchmark(time, each / 3, cancellationToken).Run());
        foreach (BenchmarkFigure figure in measurements)
        {
            progress?.Report(figure);
            figures.Add(figure);
        }

        return new BenchmarkReport(BatchSolver.Best.ToString(), Environment.ProcessorCount, RuntimeInformation.FrameworkDescription, figures);
    }
}
