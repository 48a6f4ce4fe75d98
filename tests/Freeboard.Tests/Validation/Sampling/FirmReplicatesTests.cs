using Freeboard.Validation.Sampling;

namespace Freeboard.Tests.Validation.Sampling;

public class FirmReplicatesTests
{
    [Fact]
    public void Replicates_made_one_by_one_in_any_order_give_the_interval_of_all()
    {
        SplitMix random = new(11);
        string[] firms = [.. Enumerable.Range(0, 400).Select(i => "F" + (i / 5))];
        bool[] events = [.. Enumerable.Range(0, 400).Select(i => i % 5 == 4 && i % 3 == 0)];
        double[] score = [.. Enumerable.Range(0, 400).Select(i => random.Uniform(0, 1) + (events[i] ? 0.4 : 0))];
        FirmBootstrapOptions options = new() { Replicates = 200, Seed = 5 };
        FirmReplicates replicates = new(score, events, firms, options);
        double?[] areas = new double?[options.Replicates];
        Parallel.For(0, areas.Length, i => areas[areas.Length - 1 - i] = replicates.Area(areas.Length - 1 - i));
        Assert.Equal(FirmBootstrap.Area(score, events, firms, options), replicates.Interval(areas));
    }
}
