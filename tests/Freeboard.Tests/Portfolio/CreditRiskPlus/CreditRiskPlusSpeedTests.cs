using System.Diagnostics;
using Freeboard.Portfolio.CreditRiskPlus;
using Xunit.Abstractions;

namespace Freeboard.Tests.Portfolio.CreditRiskPlus;

public sealed class CreditRiskPlusSpeedTests(ITestOutputHelper output)
{
    /// <summary>The fastest of 30: on a busy machine the others measure the neighbours.</summary>
    [Fact]
    [Trait("Length", "Long")]
    public void Ten_thousand_obligors_in_three_sectors_take_less_than_fifty_milliseconds()
    {
        SectorPortfolio portfolio = CreditRiskPlusLawTests.Large();
        CreditRiskPlusDistribution law = CreditRiskPlusModel.Solve(portfolio, CreditRiskPlusOptions.Default with { LossUnit = 1 });
        double fastest = double.PositiveInfinity;
        double sum = 0;
        for (int i = 0; i < 30; i++)
        {
            long begun = Stopwatch.GetTimestamp();
            law = CreditRiskPlusModel.Solve(portfolio, CreditRiskPlusOptions.Default with { LossUnit = 1 });
            double took = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            fastest = Math.Min(fastest, took);
            sum += took;
        }

        output.WriteLine(FormattableString.Invariant($"{law.Probabilities.Count} points: fastest {fastest:F1} ms, mean {sum / 30:F1} ms; VaR 99.9 % {law.Quantile(0.999)}"));
        Assert.True(fastest < 50, $"{fastest} ms");
    }

    [Fact]
    [Trait("Length", "Long")]
    public void Transform_and_recursion_agree_on_the_large_portfolio()
    {
        SectorPortfolio portfolio = CreditRiskPlusLawTests.Large();
        CreditRiskPlusDistribution transform = CreditRiskPlusModel.Solve(portfolio, CreditRiskPlusOptions.Default with { LossUnit = 1 });
        CreditRiskPlusDistribution series = CreditRiskPlusModel.Solve(portfolio, CreditRiskPlusOptions.Default with { LossUnit = 1, Expansion = LossExpansion.PowerSeries });
        double worst = Enumerable.Range(0, series.Probabilities.Count).Max(i => Math.Abs(series.Probabilities[i] - transform.Probabilities[i]));
        output.WriteLine(FormattableString.Invariant($"largest difference {worst:E2}"));
        Assert.True(worst < 1e-13);
        Assert.Equal(series.Quantile(0.999), transform.Quantile(0.999));
        Assert.Equal(series.Quantile(0.9997), transform.Quantile(0.9997));
        Assert.Equal(1, series.Probabilities.Sum(), 1e-11);
    }
}
