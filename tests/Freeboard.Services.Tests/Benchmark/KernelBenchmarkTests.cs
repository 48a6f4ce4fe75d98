using Freeboard.Services.Benchmark;
using Freeboard.Structural;

namespace Freeboard.Services.Tests.Benchmark;

/// <summary>What is measured is right; how fast it was is never a test.</summary>
public sealed class KernelBenchmarkTests
{
    [Fact]
    public void Every_documented_key_of_the_solver_is_measured()
    {
        BenchmarkReport report = KernelBenchmark.Run(TimeProvider.System, TimeSpan.FromMilliseconds(30));
        foreach (string key in (string[])["solve.perSecond", "solve.perSecondAligned", "solve.perSecondMisaligned", "solve.textbookPerSecond", "solve.ratio", "solve.perSecondLean", "solve.perSecondAllColumns", "solve.perSecondMixed", "rollingKmv.perSecond", "rollingMle.perSecond", "windowKmv.perSecond", "windowMle.perSecond"])
        {
            Assert.True(report[key] > 0, key);
        }

        Assert.Equal(1, report["solve.convergedShare"]);
        Assert.InRange(report["solve.largestErrorV"], 0, 1e-13);
        Assert.InRange(report["solve.largestErrorSigmaV"], 0, 2e-13);
        Assert.InRange(report["solve.largestErrorD2"], 0, 1e-13);
        Assert.InRange(report["rollingKmv.largestError"], 0, 1e-10);
        Assert.InRange(report["rollingMle.largestError"], 0, 1e-9);
        Assert.InRange(report["windowKmv.largestError"], 0, 1e-12);
        Assert.InRange(report["windowMle.largestError"], 0, 1e-12);
        Assert.Equal(Environment.ProcessorCount > 1, report.Figures.Any(figure => figure.Key == "solve.twoThreadsControl"));
        Assert.Throws<KeyNotFoundException>(() => report["no.such.key"]);
        Assert.Equal(report.Figures.Count, report.Figures.Select(figure => figure.Key).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_documented_key_of_the_volatility_models_is_measured()
    {
        BenchmarkReport report = KernelBenchmark.Run(TimeProvider.System, TimeSpan.FromMilliseconds(30));
        foreach (string model in (string[])["egarchNormal", "egarchT", "gjrNormal", "garchNormal"])
        {
            Assert.True(report[model + ".perSecond"] > 0, model);
            Assert.InRange(report[model + ".convergedShare"], 0.9, 1);
            Assert.InRange(report[model + ".evaluations"], 5, 60);
        }
    }

    [Fact]
    public void The_textbook_peer_solves_the_same_equations()
    {
        var firms = new BenchmarkFirms(2000);
        int converged = 0;
        for (int i = 0; i < firms.Count; i++)
        {
            MertonInputs firm = firms.Columns[i];
            MertonSolution exact = TwoEquations.Solve(firm);
            Assert.Equal(SolverStatus.Converged, exact.Status);
            if (TextbookNewton.Solve(firm.EquityValue, firm.EquityVolatility, firm.DefaultPoint, firm.RiskFreeRate, firm.HorizonYears, 1e-10, out double assetValue, out double assetVolatility))
            {
                Assert.Equal(1, assetValue / exact.AssetValue, 1e-8);
                Assert.Equal(1, assetVolatility / exact.AssetVolatility, 1e-8);
                converged++;
            }
        }

        Assert.InRange(converged, 1980, 2000);
    }
}
