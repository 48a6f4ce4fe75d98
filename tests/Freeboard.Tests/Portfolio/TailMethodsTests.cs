using System.Runtime.Intrinsics;
using Freeboard.Numerics;
using Freeboard.Portfolio;
using Freeboard.Portfolio.Importance;
using Freeboard.Portfolio.Saddlepoint;

namespace Freeboard.Tests.Portfolio;

public class TailMethodsTests
{
    [Theory]
    [InlineData("p01")]
    [InlineData("p03")]
    [InlineData("p05")]
    [InlineData("p07")]
    [InlineData("p09")]
    public void Weighted_scenarios_lie_within_three_standard_errors_of_the_exact_solution(string name)
    {
        ReferencePortfolio reference = ReferencePortfolio.Load(name);
        PortfolioLosses losses = ImportanceSampling.Simulate(reference.Portfolio, new ImportanceOptions { Seed = 3, Scenarios = 10_000, Confidence = 0.9973, WithContributions = true });
        Assert.Equal(PortfolioStatus.Simulated, losses.Status);
        Assert.Equal(reference.StandardDeviation, losses.Measures!.StandardDeviation, 1e-6 * reference.StandardDeviation);
        for (int j = 0; j < losses.Measures.Levels.Count; j++)
        {
            LossLevel level = losses.Measures.Levels[j];
            Assert.InRange(reference.ValueAtRisk(level.Level), level.ValueAtRiskLow!.Value * (1 - 1e-9), level.ValueAtRiskHigh!.Value * (1 + 1e-9));
            Assert.Equal(reference.Shortfall(level.Level), level.ExpectedShortfall, 3 * level.ExpectedShortfallStandardError!.Value);
            RiskContributions parts = losses.Contributions[j];
            Assert.Equal(level.ValueAtRisk, parts.ValueAtRisk.Sum(), 1e-9 * level.ValueAtRisk);
            Assert.Equal(level.ExpectedShortfall, parts.ExpectedShortfall.Sum(), 1e-9 * level.ExpectedShortfall);
        }

        double[] exact = reference.Contributions("ESc", 0.999);
        RiskContributions weighted = losses.Contributions[2];
        int far = Enumerable.Range(0, exact.Length).Count(i => Math.Abs(exact[i] - weighted.ExpectedShortfall[i]) > 4 * weighted.ExpectedShortfallStandardErrors![i]);
        Assert.InRange(far, 0, Math.Max(1, exact.Length / 50));
    }

    [Fact]
    public void Weighted_scenarios_are_far_more_precise_than_as_many_equal_ones()
    {
        ReferencePortfolio reference = ReferencePortfolio.Load("p09");
        double weighted = ImportanceSampling.Simulate(reference.Portfolio, new ImportanceOptions { Levels = [0.999] }).Measures!.Levels[0].ExpectedShortfallStandardError!.Value;
        double equal = Freeboard.Portfolio.Simulation.CopulaSimulation.Simulate(reference.Portfolio, new() { Levels = [0.999] }).Measures!.Levels[0].ExpectedShortfallStandardError!.Value;

        // 20,000 against 1,000,000.
        Assert.True(weighted < equal, $"{weighted} {equal}");
    }

    [Fact]
    public void The_saddlepoint_is_near_the_exact_solution_for_many_obligors_and_its_contributions_add_up()
    {
        ReferencePortfolio reference = ReferencePortfolio.Load("p09");
        PortfolioLosses losses = FactorSaddlepoint.Compute(reference.Portfolio, new SaddlepointOptions { Points = 2048, WithContributions = true });
        Assert.Equal(PortfolioStatus.Approximated, losses.Status);
        Assert.Equal(reference.ExpectedLoss, losses.Measures!.ExpectedLoss, 1e-9 * reference.ExpectedLoss);
        Assert.Equal(reference.StandardDeviation, losses.Measures.StandardDeviation, 1e-6 * reference.StandardDeviation);
        for (int j = 0; j < losses.Measures.Levels.Count; j++)
        {
            LossLevel level = losses.Measures.Levels[j];

            // Half a unit is what a smooth curve through steps of one unit cannot tell.
            Assert.Equal(reference.ValueAtRisk(level.Level), level.ValueAtRisk, (0.005 * level.ValueAtRisk) + 0.5);
            Assert.Equal(reference.Shortfall(level.Level), level.ExpectedShortfall, 0.005 * level.ExpectedShortfall);
            RiskContributions parts = losses.Contributions[j];
            Assert.Equal(level.ValueAtRisk, parts.ValueAtRisk.Sum(), 1e-9 * level.ValueAtRisk);
            Assert.Equal(level.ExpectedShortfall, parts.ExpectedShortfall.Sum(), 1e-9 * level.ExpectedShortfall);
            double[] exact = reference.Contributions("ESc", level.Level);


            // First order in each name: a division of the tail, no more precise than this.
            double worst = Enumerable.Range(0, exact.Length).Max(i => Math.Abs(exact[i] - parts.ExpectedShortfall[i]) / level.ExpectedShortfall);
            double mean = Enumerable.Range(0, exact.Length).Sum(i => Math.Abs(exact[i] - parts.ExpectedShortfall[i])) / level.ExpectedShortfall;
            Assert.True(worst < 0.005 && mean < 0.02, $"{level.Level}: {worst} {mean}");
        }
    }

    [Fact]
    public void Several_factors_that_are_one_in_disguise_give_the_same_tail()
    {
        ReferencePortfolio reference = ReferencePortfolio.Load("p09");
        CreditPortfolio one = reference.Portfolio;
        const int k = 10;
        double[] loadings = [.. Enumerable.Range(0, one.Count * k).Select(i => one.Loadings[i / k] * (i % 2 == 0 ? 1 : -1) / Math.Sqrt(k))];
        CreditPortfolio ten = CreditPortfolio.Create(one.Ids, one.Exposures, one.LossesGivenDefault, one.DefaultProbabilities, loadings, k);
        LossMeasures measures = FactorSaddlepoint.Compute(ten, new SaddlepointOptions { Levels = [0.999] }).Measures!;
        Assert.Equal(reference.StandardDeviation, measures.StandardDeviation, 0.002 * reference.StandardDeviation);
        LossLevel level = measures.Levels[0];
        Assert.Equal(reference.Shortfall(0.999), level.ExpectedShortfall, 0.005 * level.ExpectedShortfall);
        LossLevel weighted = ImportanceSampling.Simulate(ten, new ImportanceOptions { Levels = [0.999] }).Measures!.Levels[0];
        Assert.Equal(reference.Shortfall(0.999), weighted.ExpectedShortfall, 3 * weighted.ExpectedShortfallStandardError!.Value);
    }

    [Fact]
    public void Measures_of_the_saddlepoint_are_the_same_with_and_without_contributions()
    {
        CreditPortfolio portfolio = ReferencePortfolio.Load("p05").Portfolio;
        SaddlepointOptions options = new() { Points = 4096, Levels = [0.5, 0.99, 0.999], Seed = 2 };
        IReadOnlyList<LossLevel> without = FactorSaddlepoint.Compute(portfolio, options).Measures!.Levels;
        Assert.Equal(without, FactorSaddlepoint.Compute(portfolio, options with { WithContributions = true }).Measures!.Levels);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void A_few_lattice_points_are_as_accurate_as_a_million_plain_scenarios(int factors)
    {
        // What they take is measured in docs/benchmarks.md: a twentieth of the time and less, the pilot included.
        CreditPortfolio one = ReferencePortfolio.Load("p09").Portfolio;
        PhiloxStream stream = new(11, 0);
        double[] loadings = new double[one.Count * factors];
        for (int i = 0; i < one.Count; i++)
        {
            double[] direction = [.. Enumerable.Range(0, factors).Select(f => 0.4 + stream.NextUniform() + (f % 3 == i % 3 ? 0.5 : 0))];
            double length = Math.Sqrt(direction.Sum(a => a * a));
            for (int f = 0; f < factors; f++)
            {
                loadings[(i * factors) + f] = one.Loadings[i] * direction[f] / length;
            }
        }

        CreditPortfolio portfolio = CreditPortfolio.Create(one.Ids, one.Exposures, one.LossesGivenDefault, one.DefaultProbabilities, loadings, factors);
        LossLevel plain = Freeboard.Portfolio.Simulation.CopulaSimulation.Simulate(portfolio, new() { Levels = [0.999] }).Measures!.Levels[0];
        double error = (plain.ValueAtRiskHigh!.Value - plain.ValueAtRiskLow!.Value) / (2 * 1.96);
        double truth = factors == 1 ? ReferencePortfolio.Load("p09").ValueAtRisk(0.999)
            : Enumerable.Range(1, 4).Average(seed => ImportanceSampling.Simulate(portfolio, new ImportanceOptions { Levels = [0.999], Scenarios = 40_000, Seed = (ulong)seed }).Measures!.Levels[0].ValueAtRisk);
        double square = Enumerable.Range(1, 16).Average(seed => Math.Pow(FactorSaddlepoint.Compute(portfolio, new SaddlepointOptions { Points = 256, Levels = [0.999], Seed = (ulong)seed }).Measures!.Levels[0].ValueAtRisk - truth, 2));
        Assert.True(Math.Sqrt(square) < error, $"{Math.Sqrt(square)} {error}");
    }

    [Fact]
    public void Threads_change_no_bit_of_the_quick_methods()
    {
        CreditPortfolio portfolio = ReferencePortfolio.Load("p07").Portfolio;
        ImportanceOptions options = new() { Scenarios = 3001, WithContributions = true, MaximumThreads = 1 };
        PortfolioLosses one = ImportanceSampling.Simulate(portfolio, options);
        PortfolioLosses four = ImportanceSampling.Simulate(portfolio, options with { MaximumThreads = 4 });
        Assert.Equal(one.Measures!.Levels, four.Measures!.Levels);
        Assert.Equal(one.Contributions[2].ExpectedShortfall, four.Contributions[2].ExpectedShortfall);
        SaddlepointOptions quick = new() { Points = 128, MaximumThreads = 1 };
        Assert.Equal(FactorSaddlepoint.Compute(portfolio, quick).Measures!.Levels, FactorSaddlepoint.Compute(portfolio, quick with { MaximumThreads = 4 }).Measures!.Levels);
    }

    [Fact]
    public void Levels_that_no_loss_reaches_stand_beside_those_that_one_does()
    {
        double[] exposures = [.. Enumerable.Range(6, 20).Select(i => (double)i)];
        CreditPortfolio good = CreditPortfolio.OneFactor(
            [.. exposures.Select((_, i) => $"f{i}")], exposures, Many(0.45), Many(0.0003), Many(0.2));
        LossMeasures exact = Freeboard.Portfolio.Exact.ConditionalConvolution.Compute(good).Measures!;
        Assert.Equal(0, exact.Levels[1].ValueAtRisk);
        PortfolioLosses weighted = ImportanceSampling.Simulate(good, new ImportanceOptions { WithContributions = true });
        PortfolioLosses smooth = FactorSaddlepoint.Compute(good, new SaddlepointOptions { WithContributions = true });
        foreach (PortfolioLosses losses in (PortfolioLosses[])[weighted, smooth])
        {
            foreach (double level in (double[])[0.95, 0.99])
            {
                LossLevel known = exact.Levels.Single(at => at.Level == level);
                LossLevel found = losses.Measures!.Levels.Single(at => at.Level == level);
                Assert.Equal(0, found.ValueAtRisk);
                Assert.Equal(known.ExpectedShortfall, found.ExpectedShortfall, 1e-9 * known.ExpectedShortfall);
                Assert.Equal(found.ExpectedShortfall, losses.Contributions.Single(at => at.Level == level).ExpectedShortfall.Sum(), 1e-12);
            }
        }

        foreach (int j in (int[])[2, 3])
        {
            Assert.Equal(exact.Levels[j].ExpectedShortfall, weighted.Measures!.Levels[j].ExpectedShortfall, 3.5 * weighted.Measures.Levels[j].ExpectedShortfallStandardError!.Value);
        }

        double[] Many(double value) => [.. exposures.Select(_ => value)];
    }

    [Fact]
    public void Probabilities_of_0_and_1_stand_in_the_quick_methods()
    {
        CreditPortfolio certain = CreditPortfolio.OneFactor(["a", "b"], [10, 10], [0.5, 0.5], [0, 1], [0.2, 0.2]);
        foreach (PortfolioLosses losses in (PortfolioLosses[])[ImportanceSampling.Simulate(certain), FactorSaddlepoint.Compute(certain)])
        {
            Assert.Equal((5, 5, 0), (losses.Measures!.Levels[2].ValueAtRisk, losses.Measures.Levels[2].ExpectedShortfall, losses.Measures.StandardDeviation));
        }

        CreditPortfolio one = ReferencePortfolio.Load("p09").Portfolio;
        CreditPortfolio more = CreditPortfolio.Create([.. one.Ids, "never", "surely"], [.. one.Exposures, 50, 7], [.. one.LossesGivenDefault, 1, 1], [.. one.DefaultProbabilities, 0, 1], [.. one.Loadings, 0.3, 0.3], 1);
        LossLevel before = FactorSaddlepoint.Compute(one, new SaddlepointOptions { Levels = [0.99] }).Measures!.Levels[0];
        PortfolioLosses with = FactorSaddlepoint.Compute(more, new SaddlepointOptions { Levels = [0.99], WithContributions = true });
        Assert.Equal(before.ValueAtRisk + 7, with.Measures!.Levels[0].ValueAtRisk, 1e-9 * before.ValueAtRisk);
        Assert.Equal((0, 7), (with.Contributions[0].ExpectedShortfall[^2], with.Contributions[0].ExpectedShortfall[^1]));
    }

    [Fact]
    public void Eight_normal_probabilities_at_a_time_are_the_normal_distribution()
    {
        for (double z = -20; z <= 10; z += 0.01)
        {
            double lane = LaneNormal.Cumulative(Vector512.Create(z)).GetElement(3);
            double exact = StandardNormal.Cumulative(z);
            Assert.Equal(exact, lane, Math.Min(1e-15 + (1e-13 * exact), 1e-7 * exact));
        }
    }
}
