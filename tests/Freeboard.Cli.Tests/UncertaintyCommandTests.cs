using System.Globalization;
using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class UncertaintyCommandTests
{
    private static readonly string Expert = Sandbox.Sample("uncertain-rate", "one-expert.csv");
    private static readonly string Rounds = Sandbox.Sample("uncertain-rate", "rounds.csv");
    private static readonly string Firms = Sandbox.Sample("uncertain-kmv-2013", "twelve-firms.csv");

    [Fact]
    public void A_fit_prints_e_s_and_the_objective()
    {
        CommandRun run = CommandRun.Of(["uncertainty", "fit", Expert]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        string[] header = run.Lines[0].Split(',');
        string[] row = run.Lines[1].Split(',');
        double Of(string column) => double.Parse(row[Array.IndexOf(header, column)], CultureInfo.InvariantCulture);
        Assert.Equal(-3.66957, Of("e"), 5e-6);
        Assert.Equal(0.487535, Of("s"), 5e-7);
        Assert.Equal(0.0078962, Of("objective"), 5e-8);

        using JsonDocument json = JsonDocument.Parse(CommandRun.Of(["uncertainty", "fit", "-", "--json"], File.ReadAllText(Expert)).Out);
        Assert.Equal(Of("e"), json.RootElement.GetProperty("e").GetDouble());
        Assert.Equal("Converged", json.RootElement.GetProperty("status").GetString());
        Assert.False(json.RootElement.TryGetProperty("a", out _));
    }

    [Fact]
    public void Answers_that_contradict_themselves_name_their_line()
    {
        CommandRun run = CommandRun.Of(["uncertainty", "fit", "-"], "rate,belief_degree\n0.02,0.5\n0.03,0.4\n");
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("-:3:belief_degree: BELIEF-FALLS", run.Error, StringComparison.Ordinal);
        Assert.Contains("BELIEF-OUT-OF-RANGE", CommandRun.Of(["uncertainty", "fit", "-"], "rate,belief_degree\n0.02,50\n0.03,90\n").Error, StringComparison.Ordinal);
        Assert.Contains("TOO-FEW-POINTS", CommandRun.Of(["uncertainty", "fit", "-"], "rate,belief_degree\n0.02,0.5\n").Error, StringComparison.Ordinal);
        Assert.Contains("HEADER-ONLY", CommandRun.Of(["uncertainty", "fit", "-"], "rate,belief_degree\n").Error, StringComparison.Ordinal);
        Assert.Contains("COLUMN-MISSING", CommandRun.Of(["uncertainty", "fit", "-"], "rate,belief\n0.1,0.2\n").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Rounds_end_when_the_experts_agree()
    {
        CommandRun run = CommandRun.Of(["uncertainty", "delphi", Rounds]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(["AnotherRound", "Agrees"], run.Lines.Where(line => line.Contains("(pooled)", StringComparison.Ordinal)).Select(line => line.Split(',')[^1]));
        Assert.Equal(4, CommandRun.Of(["uncertainty", "delphi", Rounds, "--tolerance", "0.001"]).Code);
        Assert.Equal(2, CommandRun.Of(["uncertainty", "delphi", Rounds, "--tolerance", "2"]).Code);
    }

    [Fact]
    public void Every_firm_of_the_sample_has_an_expected_distance_inside_its_own_spread()
    {
        CommandRun run = CommandRun.Of(["uncertainty", "distance", Firms, "--rate", "lognormal:-3.66957,0.487535"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(13, run.Lines.Length);
        foreach (string line in run.Lines[1..])
        {
            string[] cells = line.Split(',');
            double[] numbers = [.. cells[2..8].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            (double fixedRate, double expected, double low, double high) = (numbers[0], numbers[1], numbers[3], numbers[5]);
            Assert.InRange(expected, low, high);

            // The whole spread of the rate moves a distance by thousandths to hundredths: a firm with hardly any debt least.
            Assert.InRange(high - low, 0.001, 0.1);
            Assert.InRange(Math.Abs(fixedRate - expected), 0, 0.03);
            Assert.EndsWith("Decreasing,Converged", line, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--rate", "lognormal:-3")]
    [InlineData("--rate", "weibull:1,2")]
    [InlineData("--rate", "linear:0.05,0.02")]
    [InlineData("--beliefs", "0.5,1")]
    public void An_option_out_of_range_is_refused_by_name(string option, string value)
    {
        CommandRun run = CommandRun.Of(["uncertainty", "distance", Firms, "--rate", "linear:0.02,0.05", option, value]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Something_must_be_uncertain() => Assert.Equal(2, CommandRun.Of(["uncertainty", "distance", Firms]).Code);

    [Fact]
    public void A_distribution_is_described_and_what_has_no_bound_is_named()
    {
        CommandRun run = CommandRun.Of(["uncertainty", "describe", "lognormal:-3.66957,0.487535", "--beliefs", "0.5", "--json"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        using JsonDocument json = JsonDocument.Parse(run.Out);
        double u = Math.Sqrt(3) * 0.487535;
        Assert.Equal(u * Math.Exp(-3.66957) / Math.Sin(u), json.RootElement.GetProperty("expectedValue").GetDouble(), 1e-15);
        Assert.Equal(Math.Exp(-3.66957), json.RootElement.GetProperty("belief0.5").GetDouble(), 1e-15);
        Assert.False(json.RootElement.TryGetProperty("infinite", out _));
        CommandRun wide = CommandRun.Of(["uncertainty", "describe", "lognormal:-3,1.82", "--json"]);
        using JsonDocument without = JsonDocument.Parse(wide.Out);
        Assert.Equal("expectedValue standardDeviation entropy", without.RootElement.GetProperty("infinite").GetString());
        Assert.False(without.RootElement.TryGetProperty("expectedValue", out _));
        Assert.Equal(2, CommandRun.Of(["uncertainty", "describe", "empirical:0.05/0.5,0.06/0.4"]).Code);
        Assert.Equal(0.03, double.Parse(CommandRun.Of(["uncertainty", "describe", "empirical:0.02/0,0.04/1", "--beliefs", "0.5"]).Out.TrimEnd().Split(',')[^1], CultureInfo.InvariantCulture), 1e-15);
    }

    [Fact]
    public void Experts_after_their_last_round_say_what_the_rate_is()
    {
        CommandRun run = CommandRun.Of(["uncertainty", "distance", Firms, "--experts", Rounds]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(13, run.Lines.Length);
        Assert.Equal(2, CommandRun.Of(["uncertainty", "distance", Firms, "--experts", Rounds, "--rate", "linear:0.02,0.05"]).Code);
        CommandRun bad = CommandRun.Of(["uncertainty", "distance", Firms, "--experts", Firms]);
        Assert.Equal((3, ""), (bad.Code, bad.Out));
        Assert.Contains("twelve-firms.csv:1:rate: COLUMN-MISSING", bad.Error, StringComparison.Ordinal);
    }
}
