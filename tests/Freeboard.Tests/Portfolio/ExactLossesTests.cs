using Freeboard.Portfolio;
using Freeboard.Portfolio.Exact;

namespace Freeboard.Tests.Portfolio;

public class ExactLossesTests
{
    [Theory]
    [InlineData("p01")]
    [InlineData("p03")]
    [InlineData("p05")]
    [InlineData("p07")]
    [InlineData("p09")]
    public void Published_portfolios_come_out_to_nine_digits_with_every_contribution(string name)
    {
        ReferencePortfolio reference = ReferencePortfolio.Load(name);
        ExactLosses exact = ConditionalConvolution.Compute(reference.Portfolio, new ExactOptions { WithContributions = true });
        Assert.Equal(PortfolioStatus.Exact, exact.Status);
        Assert.Equal(reference.ExpectedLoss, exact.Measures!.ExpectedLoss, 1e-9 * reference.ExpectedLoss);
        Assert.Equal(reference.StandardDeviation, exact.Measures.StandardDeviation, 1e-9 * reference.StandardDeviation);
        Assert.Equal(1, exact.Probabilities.Sum(), 1e-12);
        for (int j = 0; j < exact.Measures.Levels.Count; j++)
        {
            LossLevel level = exact.Measures.Levels[j];
            Assert.Equal(reference.ValueAtRisk(level.Level), level.ValueAtRisk, 1e-9);
            Assert.Equal(reference.Shortfall(level.Level), level.ExpectedShortfall, 1e-9 * level.ExpectedShortfall);
            RiskContributions parts = exact.Contributions[j];
            Assert.Equal(level.ValueAtRisk, parts.ValueAtRisk.Sum(), 1e-9 * level.ValueAtRisk);
            Assert.Equal(level.ExpectedShortfall, parts.ExpectedShortfall.Sum(), 1e-9 * level.ExpectedShortfall);
            double[] valueAtRisk = reference.Contributions("VaRc", level.Level);
            double[] shortfall = reference.Contributions("ESc", level.Level);
            for (int i = 0; i < valueAtRisk.Length; i++)
            {
                Assert.Equal(valueAtRisk[i], parts.ValueAtRisk[i], 1e-9 * level.ValueAtRisk);
                Assert.Equal(shortfall[i], parts.ExpectedShortfall[i], 1e-9 * level.ExpectedShortfall);
            }
        }
    }

    [Fact]
    public void The_unit_of_money_never_matters_and_is_found()
    {
        CreditPortfolio portfolio = CreditPortfolio.OneFactor(["a", "b", "c"], [0.3, 0.6, 1.5], [1, 0.5, 0.4], [0.01, 0.05, 0.6], [0.1, 0.2, 0]);
        ExactLosses exact = ConditionalConvolution.Compute(portfolio);
        Assert.Equal(0.3, exact.LossUnit!.Value, 1e-12);
        Assert.Equal(portfolio.ExpectedLoss, exact.Measures!.ExpectedLoss, 1e-12);
        Assert.Equal(5, exact.Probabilities.Count);
    }

    [Fact]
    public void Independent_obligors_are_a_binomial_law()
    {
        string[] ids = [.. Enumerable.Range(0, 20).Select(i => $"o{i}")];
        double[] ones = [.. Enumerable.Repeat(1.0, 20)];
        ExactLosses exact = ConditionalConvolution.Compute(CreditPortfolio.OneFactor(ids, ones, ones, [.. Enumerable.Repeat(0.1, 20)], new double[20]));
        double term = Math.Pow(0.9, 20);
        for (int d = 0; d <= 20; d++)
        {
            Assert.Equal(term, exact.Probabilities[d], 1e-14);
            term *= (20.0 - d) / (d + 1) * (0.1 / 0.9);
        }
    }

    [Fact]
    public void Certain_defaults_and_certain_survivals_are_taken_as_they_are()
    {
        ExactLosses exact = ConditionalConvolution.Compute(
            CreditPortfolio.OneFactor(["never", "always", "maybe"], [5, 2, 1], [1, 1, 1], [0, 1, 0.25], [0.2, 0.2, 0.2]), new ExactOptions { WithContributions = true });
        Assert.Equal(0.75, exact.Probabilities[2], 1e-12);
        Assert.Equal(0.25, exact.Probabilities[3], 1e-12);
        Assert.Equal(2, exact.Contributions[0].ExpectedShortfall[1], 1e-12);
    }

    [Fact]
    public void What_it_cannot_solve_it_says()
    {
        Assert.Equal(PortfolioStatus.NotOneFactor, ConditionalConvolution.Compute(CreditPortfolio.Create(["a"], [1], [1], [0.1], [0.1, 0.2], 2)).Status);
        Assert.Equal(PortfolioStatus.NotOnLattice, ConditionalConvolution.Compute(CreditPortfolio.OneFactor(["a", "b"], [Math.PI, Math.E], [1, 1], [0.1, 0.1], [0.1, 0.1])).Status);
        Assert.Equal(PortfolioStatus.NothingToLose, ConditionalConvolution.Compute(CreditPortfolio.OneFactor(["a"], [1], [1], [0], [0.1])).Status);
    }
}
