using Freeboard.Portfolio;
using Freeboard.Portfolio.Simulation;

namespace Freeboard.Tests.Portfolio.Simulation;

public class ScenarioBlocksTests
{
    [Theory]
    [InlineData(RecoveryModel.Fixed, null)]
    [InlineData(RecoveryModel.Linked, 5.0)]
    public void Scenarios_drawn_in_stretches_of_any_length_and_order_are_those_of_one_machine(RecoveryModel recovery, double? degrees)
    {
        CreditPortfolio portfolio = ReferencePortfolio.Load("p07").Portfolio;
        SimulationOptions options = new() { Scenarios = 10_001, Seed = 3, Recovery = recovery, DegreesOfFreedom = degrees };
        SimulatedLosses whole = CopulaSimulation.Simulate(portfolio, options);
        ScenarioBlocks blocks = new(portfolio, options);
        double[] losses = new double[options.Scenarios];
        foreach ((int first, int count) in ((int, int)[])[(100, 57), (3, 97), (0, 3)])
        {
            int start = first * ScenarioBlocks.Scenarios;
            blocks.Draw((uint)first, losses.AsSpan(start, Math.Min(count * ScenarioBlocks.Scenarios, losses.Length - start)));
        }

        SimulatedLosses again = blocks.Measure(losses);
        Assert.Equal(whole.Losses.ToArray(), losses);
        Assert.Equal(whole.Measures!.Levels, again.Measures!.Levels);
        Assert.Equal(whole.Measures.StandardDeviation, again.Measures.StandardDeviation);
    }

    [Fact]
    public void Losses_of_another_number_of_scenarios_are_refused() =>
        Assert.Throws<ArgumentException>(() => new ScenarioBlocks(ReferencePortfolio.Load("p07").Portfolio, new SimulationOptions { Scenarios = 200 }).Measure(new double[199]));
}
