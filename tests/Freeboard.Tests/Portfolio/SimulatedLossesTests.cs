using Freeboard.Portfolio;
using Freeboard.Portfolio.Simulation;

namespace Freeboard.Tests.Portfolio;

public class SimulatedLossesTests
{
    [Theory]
    [InlineData("p01")]
    [InlineData("p03")]
    [InlineData("p05")]
    [InlineData("p07")]
    [InlineData("p09")]
    public void A_million_scenarios_lie_within_three_standard_errors_of_the_exact_solution(string name)
    {
        ReferencePortfolio reference = ReferencePortfolio.Load(name);
        SimulatedLosses losses = CopulaSimulation.Simulate(reference.Portfolio, new SimulationOptions { Seed = 7, Confidence = 0.9973, WithContributions = true });
        Assert.Equal(PortfolioStatus.Simulated, losses.Status);
        LossMeasures measures = losses.Measures!;
        Assert.Equal(reference.ExpectedLoss, measures.ExpectedLoss, 1e-9 * reference.ExpectedLoss);
        Assert.Equal(reference.ExpectedLoss, measures.SampledExpectedLoss!.Value, 3 * measures.ExpectedLossStandardError!.Value);
        for (int j = 0; j < measures.Levels.Count; j++)
        {
            LossLevel level = measures.Levels[j];
            Assert.InRange(reference.ValueAtRisk(level.Level), level.ValueAtRiskLow!.Value, level.ValueAtRiskHigh!.Value);
            Assert.Equal(reference.Shortfall(level.Level), level.ExpectedShortfall, 3 * level.ExpectedShortfallStandardError!.Value);
            RiskContributions parts = losses.Contributions[j];
            Assert.Equal(level.ValueAtRisk, parts.ValueAtRisk.Sum(), 1e-9 * level.ValueAtRisk);
            Assert.Equal(level.ExpectedShortfall, parts.ExpectedShortfall.Sum(), 1e-9 * level.ExpectedShortfall);
        }

        // Contributions are many: a count of those beyond three errors is what can be held.
        double[] exact = reference.Contributions("ESc", 0.99);
        RiskContributions simulated = losses.Contributions[1];
        int far = Enumerable.Range(0, exact.Length).Count(i => Math.Abs(exact[i] - simulated.ExpectedShortfall[i]) > 4 * simulated.ExpectedShortfallStandardErrors![i]);
        Assert.InRange(far, 0, exact.Length / 100);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        CreditPortfolio portfolio = ReferencePortfolio.Load("p07").Portfolio;
        SimulationOptions options = new() { Scenarios = 50_001, WithContributions = true, DegreesOfFreedom = 5 };
        SimulatedLosses one = CopulaSimulation.Simulate(portfolio, options with { MaximumThreads = 1 });
        SimulatedLosses four = CopulaSimulation.Simulate(portfolio, options with { MaximumThreads = 4 });
        Assert.Equal(one.Losses.ToArray(), four.Losses.ToArray());
        Assert.Equal(one.Contributions[2].ExpectedShortfall, four.Contributions[2].ExpectedShortfall);
    }

    [Fact]
    public void A_hundred_thousand_obligors_leave_no_matrix_of_scenarios_behind()
    {
        const int n = 100_000;
        CreditPortfolio portfolio = CreditPortfolio.OneFactor([.. Enumerable.Range(0, n).Select(i => $"o{i}")], [.. Enumerable.Range(0, n).Select(i => 1.0 + (i % 7))], [.. Enumerable.Repeat(0.5, n)], [.. Enumerable.Repeat(0.01, n)], [.. Enumerable.Repeat(0.15, n)]);
        SimulationOptions options = new() { Scenarios = 2000, MaximumThreads = 1 };
        long before = GC.GetAllocatedBytesForCurrentThread();
        SimulatedLosses losses = CopulaSimulation.Simulate(portfolio, options);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        // A matrix of defaults would take 200 million entries; what is allowed is a few numbers an obligor and a scenario, and the defaults of one block.
        Assert.InRange(bytes, 1, 40_000_000);
        Assert.Equal(portfolio.ExpectedLoss, losses.Measures!.SampledExpectedLoss!.Value, 4 * losses.Measures.ExpectedLossStandardError!.Value);
    }

    [Fact]
    public void More_scenarios_begin_with_the_same_ones()
    {
        CreditPortfolio portfolio = ReferencePortfolio.Load("p05").Portfolio;
        double[] few = CopulaSimulation.Simulate(portfolio, new SimulationOptions { Scenarios = 1000 }).Losses.ToArray();
        double[] more = CopulaSimulation.Simulate(portfolio, new SimulationOptions { Scenarios = 3000 }).Losses.ToArray();
        Assert.Equal(few, more[..1000]);
    }

    [Fact]
    public void The_bound_that_vectors_compute_lies_below_every_quantile_and_close_to_it()
    {
        for (int k = 1; k < 65536; k++)
        {
            Assert.True(QuantileBounds.Below(k) < QuantileBounds.At[k] - 1e-4f, $"{k}");
            if (k is > 4 and < 10000)
            {
                Assert.True(QuantileBounds.Below(k) > QuantileBounds.At[k] - 0.15f, $"{k}");
            }
        }

        Assert.True(QuantileBounds.Below(0) < -1000);
    }

    [Fact]
    public void One_chi_square_ties_all_together_under_the_t_copula()
    {
        // Without any factor a t copula still makes defaults dependent: P(both) is the bivariate t at zero correlation, not p^2.
        const int n = 2;
        CreditPortfolio portfolio = CreditPortfolio.OneFactor(["a", "b"], [1, 1], [1, 1], [0.01, 0.01], new double[n]);
        SimulatedLosses t = CopulaSimulation.Simulate(portfolio, new SimulationOptions { Scenarios = 4_000_000, DegreesOfFreedom = 4 });
        double both = t.Losses.ToArray().Count(loss => loss == 2) / 4e6;
        double expected = BothUnderT(0.01, 4);
        Assert.Equal(expected, both, 3 * Math.Sqrt(expected / 4e6));
        Assert.True(expected > 5 * 0.01 * 0.01);
        Assert.Equal(0.02, t.Measures!.SampledExpectedLoss!.Value, 3 * t.Measures.ExpectedLossStandardError!.Value);
    }

    [Fact]
    public void Many_degrees_of_freedom_are_the_Gaussian_copula()
    {
        CreditPortfolio portfolio = ReferencePortfolio.Load("p07").Portfolio;
        LossMeasures t = CopulaSimulation.Simulate(portfolio, new SimulationOptions { DegreesOfFreedom = 1e6 }).Measures!;
        double exact = ReferencePortfolio.Load("p07").Shortfall(0.99);
        Assert.Equal(exact, t.Levels[1].ExpectedShortfall, 3 * t.Levels[1].ExpectedShortfallStandardError!.Value);
    }

    [Fact]
    public void Several_factors_that_are_one_in_disguise_give_the_exact_solution()
    {
        // Ten equal loadings a/sqrt(10) are one loading a on the mean factor.
        ReferencePortfolio reference = ReferencePortfolio.Load("p07");
        CreditPortfolio one = reference.Portfolio;
        const int k = 10;
        double[] loadings = [.. Enumerable.Range(0, one.Count * k).Select(i => one.Loadings[i / k] / Math.Sqrt(k))];
        CreditPortfolio ten = CreditPortfolio.Create(one.Ids, one.Exposures, one.LossesGivenDefault, one.DefaultProbabilities, loadings, k);
        LossMeasures measures = CopulaSimulation.Simulate(ten, new SimulationOptions { Confidence = 0.9973 }).Measures!;
        foreach (LossLevel level in measures.Levels)
        {
            Assert.Equal(reference.Shortfall(level.Level), level.ExpectedShortfall, 3 * level.ExpectedShortfallStandardError!.Value);
        }
    }

    [Theory]
    [InlineData(RecoveryModel.Beta, null)]
    [InlineData(RecoveryModel.Linked, null)]
    [InlineData(RecoveryModel.Linked, 5.0)]
    public void Recoveries_keep_the_expected_loss_and_linked_ones_fatten_the_tail(RecoveryModel recovery, double? degreesOfFreedom)
    {
        const int n = 200;
        double[] lgd = [.. Enumerable.Repeat(0.4, n)];
        CreditPortfolio portfolio = CreditPortfolio.OneFactor([.. Enumerable.Range(0, n).Select(i => $"{i}")], [.. Enumerable.Repeat(1.0, n)], lgd, [.. Enumerable.Repeat(0.02, n)], [.. Enumerable.Repeat(0.2, n)]);
        SimulationOptions options = new() { DegreesOfFreedom = degreesOfFreedom, Recovery = recovery, LossGivenDefaultDeviations = [.. Enumerable.Repeat(0.25, n)], WithContributions = true };
        SimulatedLosses losses = CopulaSimulation.Simulate(portfolio, options);
        SimulatedLosses plain = CopulaSimulation.Simulate(portfolio, options with { Recovery = RecoveryModel.Fixed });
        Assert.Equal(portfolio.ExpectedLoss, losses.Measures!.SampledExpectedLoss!.Value, 3 * losses.Measures.ExpectedLossStandardError!.Value);
        Assert.Equal(losses.Measures.Levels[2].ExpectedShortfall, losses.Contributions[2].ExpectedShortfall.Sum(), 1e-9 * losses.Measures.Levels[2].ExpectedShortfall);
        double ratio = losses.Measures.Levels[2].ExpectedShortfall / plain.Measures!.Levels[2].ExpectedShortfall;
        Assert.InRange(ratio, recovery == RecoveryModel.Linked ? 1.15 : 0.98, recovery == RecoveryModel.Linked ? 2.5 : 1.08);
    }

    [Fact]
    public void Certain_defaults_cost_their_loss_in_every_scenario()
    {
        CreditPortfolio portfolio = CreditPortfolio.OneFactor(["never", "always", "even"], [5, 2, 1], [1, 1, 1], [0, 1, 0.5], [0.2, 0.2, 0.2]);
        double[] losses = CopulaSimulation.Simulate(portfolio, new SimulationOptions { Scenarios = 100_000 }).Losses.ToArray();
        Assert.All(losses, loss => Assert.True(loss is 2 or 3));
        Assert.Equal(0.5, losses.Count(loss => loss == 3) / 1e5, 3 * 0.5 / Math.Sqrt(1e5));
    }

    [Fact]
    public void Rare_defaults_come_at_their_rate()
    {
        const int n = 1600;
        CreditPortfolio portfolio = CreditPortfolio.OneFactor([.. Enumerable.Range(0, n).Select(i => $"{i}")], [.. Enumerable.Repeat(1.0, n)], [.. Enumerable.Repeat(1.0, n)], [.. Enumerable.Repeat(2e-6, n)], [.. Enumerable.Repeat(0.05, n)]);
        SimulatedLosses losses = CopulaSimulation.Simulate(portfolio);
        Assert.Equal(portfolio.ExpectedLoss, losses.Measures!.SampledExpectedLoss!.Value, 3 * losses.Measures.ExpectedLossStandardError!.Value);
    }

    // P(T1 < t, T2 < t) over a common chi-square: the mean of N(t sqrt(w/nu))^2, by the midpoint rule over the quantiles of w.
    private static double BothUnderT(double p, double nu)
    {
        double t = CopulaThresholds.Of(p, nu);
        const int steps = 200_000;
        double sum = 0;
        double most = 60;
        double norm = 0;
        for (int i = 0; i < steps; i++)
        {
            double w = (i + 0.5) * most / steps;
            double density = Math.Pow(w, (0.5 * nu) - 1) * Math.Exp(-0.5 * w);
            double one = Freeboard.Numerics.StandardNormal.Cumulative(t * Math.Sqrt(w / nu));
            sum += density * one * one;
            norm += density;
        }

        return sum / norm;
    }
}
