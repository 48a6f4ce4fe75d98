using BenchmarkDotNet.Attributes;
using Freeboard.Numerics;
using Freeboard.Portfolio;
using Freeboard.Portfolio.Importance;
using Freeboard.Portfolio.Saddlepoint;
using Freeboard.Portfolio.Simulation;

namespace Freeboard.Benchmarks;

/// <summary>1,000 obligors, mean default probability about 0.9 %, no two alike: a million plain scenarios and the quick ways to VaR at 99.9 %, on one thread.</summary>
public class PortfolioBenchmarks
{
    private const int Obligors = 1000;
    private CreditPortfolio portfolio = null!;

    /// <summary>Factors.</summary>
    [Params(1, 10)]
    public int Factors { get; set; }

    /// <summary>Makes the portfolio.</summary>
    [GlobalSetup]
    public void SetUp() => portfolio = Make(Factors);

    /// <summary>The portfolio.</summary>
    /// <param name="factors">Factors.</param>
    internal static CreditPortfolio Make(int factors)
    {
        PhiloxStream stream = new(5, 0);
        double[] exposures = new double[Obligors];
        double[] ones = new double[Obligors];
        double[] probabilities = new double[Obligors];
        double[] loadings = new double[Obligors * factors];
        for (int i = 0; i < Obligors; i++)
        {
            exposures[i] = Math.Round(Math.Exp(stream.NextNormal()) * 10) + 1;
            ones[i] = 1;
            probabilities[i] = Math.Min(0.3, 0.005 * Math.Exp(1.1 * stream.NextNormal()));
            double correlation = 0.12 + (0.12 * Math.Exp(-50 * probabilities[i]));
            double square = 0;
            for (int f = 0; f < factors; f++)
            {
                double a = factors == 1 ? 1 : 0.7 + stream.NextUniform() - (f % 3 == i % 3 ? 0 : 0.6);
                loadings[(i * factors) + f] = a;
                square += a * a;
            }

            for (int f = 0; f < factors; f++)
            {
                loadings[(i * factors) + f] *= Math.Sqrt(correlation / square);
            }
        }

        return CreditPortfolio.Create([.. Enumerable.Range(0, Obligors).Select(i => $"o{i}")], exposures, ones, probabilities, loadings, factors);
    }

    /// <summary>A million plain scenarios.</summary>
    [Benchmark(Baseline = true)]
    public double Plain() => CopulaSimulation.Simulate(portfolio, new SimulationOptions { Levels = [0.999], MaximumThreads = 1 }).Measures!.Levels[0].ValueAtRisk;

    /// <summary>256 lattice points with saddlepoints, pilot included.</summary>
    [Benchmark]
    public double Saddlepoint() => FactorSaddlepoint.Compute(portfolio, new SaddlepointOptions { Points = 256, Levels = [0.999], MaximumThreads = 1 }).Measures!.Levels[0].ValueAtRisk;

    /// <summary>2,000 weighted scenarios, pilot included.</summary>
    [Benchmark]
    public double Weighted() => ImportanceSampling.Simulate(portfolio, new ImportanceOptions { Scenarios = 2000, Levels = [0.999], MaximumThreads = 1 }).Measures!.Levels[0].ValueAtRisk;
}
