using BenchmarkDotNet.Attributes;
using Freeboard.Numerics;
using Freeboard.Portfolio.CreditRiskPlus;

namespace Freeboard.Benchmarks;

/// <summary>CreditRisk+ with 10,000 obligors, three sectors, a fifth of the risk specific and one-unit bands up to 100.</summary>
public class CreditRiskPlusBenchmarks
{
    private const int Obligors = 10_000;
    private readonly SectorPortfolio portfolio = Portfolio();

    /// <summary>By fast Fourier transform.</summary>
    [Benchmark]
    public double? Transform() => CreditRiskPlusModel.Solve(portfolio, CreditRiskPlusOptions.Default with { LossUnit = 1 }).Quantile(0.999);

    /// <summary>By the stable recursion.</summary>
    [Benchmark]
    public double? PowerSeries() => CreditRiskPlusModel.Solve(portfolio, CreditRiskPlusOptions.Default with { LossUnit = 1, Expansion = LossExpansion.PowerSeries }).Quantile(0.999);

    private static SectorPortfolio Portfolio()
    {
        PhiloxStream stream = new(20260101);
        double[] exposures = new double[Obligors];
        double[] rates = new double[Obligors];
        double[] weights = new double[3 * Obligors];
        for (int i = 0; i < Obligors; i++)
        {
            exposures[i] = Math.Clamp(Math.Floor(Math.Exp((1.5 * stream.NextNormal()) + 2.5)), 1, 100);
            rates[i] = Math.Min(0.3, 0.02 * Math.Exp(stream.NextNormal()));
            double a = stream.NextUniform();
            double b = stream.NextUniform() * (1 - a);
            weights[3 * i] = 0.8 * a;
            weights[(3 * i) + 1] = 0.8 * b;
            weights[(3 * i) + 2] = 0.8 * (1 - a - b);
        }

        return new SectorPortfolio { Exposures = exposures, DefaultRates = rates, DefaultRateDeviations = [.. rates.Select(rate => 0.7 * rate)], Sectors = ["a", "b", "c"], SectorWeights = weights };
    }
}
