using System.Diagnostics;
using Freeboard.Portfolio.MarkToMarket;
using Xunit.Abstractions;
using static Freeboard.Tests.Portfolio.MarkToMarket.CreditMetricsExample;

namespace Freeboard.Tests.Portfolio.MarkToMarket;

public sealed class MarkToMarketSpeedTests(ITestOutputHelper output)
{
    /// <summary>Prints the cost of a position and scenario, both passes, and holds a bound that a busy machine keeps too.</summary>
    [Fact]
    [Trait("Length", "Long")]
    public void Five_hundred_bonds_in_fifty_thousand_scenarios()
    {
        string[] ratings = ["AA", "A", "BBB", "BB", "B"];
        HorizonProfile[] profiles = [.. Enumerable.Range(0, 500).Select(i => Profile(Bbb with { Face = 50 + (i % 70), RecoveryDeviation = 0.2 }, ratings[i % 5]))];
        MarkToMarketPortfolio portfolio = MarkToMarketPortfolio.Of([.. Enumerable.Range(0, 500).Select(i => $"b{i}")], profiles, [.. Enumerable.Repeat(0.45, 500)]);
        double fastest = double.PositiveInfinity;
        TimeSpan processor = default;
        for (int i = 0; i < 3; i++)
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            long begun = Stopwatch.GetTimestamp();
            MarkToMarketSimulation.Run(portfolio, MarkToMarketOptions.Default with { Scenarios = 50_000, Seed = (ulong)i });
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(begun).TotalSeconds);
            processor = Process.GetCurrentProcess().TotalProcessorTime - before;
        }

        output.WriteLine(FormattableString.Invariant($"fastest {fastest:F2} s on {Environment.ProcessorCount} processors; processor time {processor.TotalSeconds / 25e6 * 1e9:F0} ns a position and scenario, both passes"));
        Assert.True(processor.TotalSeconds / 25e6 < 1e-6);
    }
}
