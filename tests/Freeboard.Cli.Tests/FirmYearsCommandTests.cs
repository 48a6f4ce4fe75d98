using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class FirmYearsCommandTests
{
    private static readonly string Panel = Sandbox.Sample("firm-years", "panel.csv");
    private static readonly string Monthly = Sandbox.Sample("firm-years", "edf-monthly.csv");

    [Fact]
    public void Distances_and_comparisons_are_rows()
    {
        CommandRun distances = CommandRun.Of(["firm-years", "distances", Panel, "--train", "train"]);
        Assert.Equal((0, ""), (distances.Code, distances.Error));
        Assert.Equal("firm_id,year,equityVolatility,volatilitySource,defaultPoint,distance,status,label,group", distances.Lines[0]);
        Assert.Equal(1105, distances.Lines.Length);
        CommandRun compared = CommandRun.Of(["firm-years", "compare", Panel, "--train", "train", "--judge", "validation"]);
        Assert.Equal((0, ""), (compared.Code, compared.Error));
        Assert.Equal(16, compared.Lines.Length);
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of(["firm-years", "compare", Panel, "--json"]).Out);
        Assert.Equal(52, json.RootElement[0].GetProperty("events").GetInt32());
        Assert.False(json.RootElement[0].TryGetProperty("judgedAuc", out _));
        Assert.Contains("in places", CommandRun.Of(["firm-years", "compare", Panel], terminal: true).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_are_searched()
    {
        CommandRun run = CommandRun.Of(["default-point", "optimise", "--firm-years", Panel, "--steps", "6", "--json"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.Equal(7, json.RootElement.GetProperty("grid").GetArrayLength());
        Assert.True(json.RootElement.GetProperty("evolution").GetProperty("trials").GetInt32() > 400);
        Assert.Equal(8, CommandRun.Of(["default-point", "optimise", "--firm-years", Panel, "--steps", "6", "--by", "area"]).Lines.Length);
    }

    [Fact]
    public void A_series_is_forecast()
    {
        CommandRun run = CommandRun.Of(["edf", "forecast", Monthly, "--bandwidth", "thumb"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal("date,edf,partiallyLinear,autoregressive,randomWalk", run.Lines[0]);
        Assert.Contains("random walk", CommandRun.Of(["edf", "forecast", Monthly, "--bandwidth", "thumb"], terminal: true).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--train nobody", "the file has no such group. Its groups are train, validation.", 2)]
    [InlineData("--steps 1", "--steps 1:", 2)]
    [InlineData("--steps many", "give a whole number", 2)]
    [InlineData("--to -1", "--to -1:", 2)]
    public void A_wrong_setting_is_named(string settings, string said, int code)
    {
        CommandRun run = CommandRun.Of(["default-point", "optimise", "--firm-years", Panel, .. settings.Split(' ')]);
        Assert.Equal(code, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Fact]
    public void A_missing_file_and_a_wrong_lag_are_named()
    {
        Assert.Contains("FILE-NOT-FOUND", CommandRun.Of(["firm-years", "distances", "nowhere.csv"]).Error, StringComparison.Ordinal);
        Assert.Contains("--lags 0", CommandRun.Of(["edf", "forecast", Monthly, "--lags", "0"]).Error, StringComparison.Ordinal);
    }
}
