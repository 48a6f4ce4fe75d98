using BenchmarkDotNet.Attributes;
using Freeboard.Services.Benchmark;
using Freeboard.Volatility.Garch;

namespace Freeboard.Benchmarks;

/// <summary>Fits of 1,000 days with all standard errors on one thread, and a rolling refit that starts warm. Python peer: benchmarks/peers/numba_egarch.py.</summary>
public class VolatilityBenchmarks
{
    private const int Firms = 12;
    private readonly ReturnSeries series = new(Firms, 1000);
    private readonly ReturnSeries history = new(1, 1280);

    /// <summary>EGARCH, normal.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Firms)]
    public int EgarchNormal() => GarchBatch.Fit(series.Series, GarchSpecification.Default, maximumThreads: 1).Count;

    /// <summary>EGARCH, Student t.</summary>
    [Benchmark(OperationsPerInvoke = Firms)]
    public int EgarchStudentT() => GarchBatch.Fit(series.Series, new GarchSpecification { Distribution = InnovationDistribution.StudentT }, maximumThreads: 1).Count;

    /// <summary>GJR, normal.</summary>
    [Benchmark(OperationsPerInvoke = Firms)]
    public int GjrNormal() => GarchBatch.Fit(series.Series, new GarchSpecification { Model = VarianceModel.Gjr }, maximumThreads: 1).Count;

    /// <summary>EGARCH, normal, 15 windows of 1,000 days.</summary>
    [Benchmark(OperationsPerInvoke = 15)]
    public int EgarchRolling() => GarchBatch.FitRolling(history.Series, GarchSpecification.Default, maximumThreads: 1).Count;
}
