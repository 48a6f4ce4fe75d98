using System.IO.Compression;

namespace Freeboard.Cli.Tests;

/// <summary>What a fit must not take in silence.</summary>
public sealed class EdfRefusalTests
{
    private static readonly string Panel = Sandbox.Sample("firm-years", "panel.csv");

    [Fact]
    public void Labels_dated_before_the_features_are_refused_by_a_fit_too()
    {
        using Sandbox sandbox = new();
        CommandRun rows = sandbox.Assess(Sandbox.Sample("market"), "--no-report");
        File.WriteAllText(sandbox.Path("rows.csv"), rows.Out);
        string firm = rows.Lines[1].Split(',')[0];
        File.WriteAllText(sandbox.Path("early.csv"), File.ReadAllText(Sandbox.Sample("market", "labels.csv")).TrimEnd() + $"\n{firm},2000-01-01,default\n");
        string[] fit = ["edf", "fit", "--rows", sandbox.Path("rows.csv"), "--labels", sandbox.Path("early.csv"), "--event", "default", "--kind", "logistic"];
        CommandRun run = CommandRun.Of(fit);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("LABEL-BEFORE-FEATURES", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--watched-to", "2005-12-31")]
    [InlineData("--distance", "DDKmv")]
    public void An_option_that_a_panel_has_no_use_for_is_refused(string option, string value)
    {
        CommandRun run = CommandRun.Of(["edf", "fit", "--firm-years", Panel, option, value]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_panel_whose_gzip_was_cut_short_is_refused()
    {
        using Sandbox sandbox = new();
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(File.ReadAllBytes(Panel));
        }

        byte[] whole = packed.ToArray();
        File.WriteAllBytes(sandbox.Path("whole.csv.gz"), whole);
        File.WriteAllBytes(sandbox.Path("cut.csv.gz"), whole[..(2 * whole.Length / 3)]);
        Assert.Equal(0, CommandRun.Of(["firm-years", "distances", sandbox.Path("whole.csv.gz")]).Code);
        CommandRun cut = CommandRun.Of(["firm-years", "distances", sandbox.Path("cut.csv.gz"), "--keep-going"]);
        Assert.Equal((3, ""), (cut.Code, cut.Out));
        Assert.Contains("GZIP-DAMAGED", cut.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_panel_with_a_map_is_judged_on_the_maps_own_label()
    {
        using Sandbox sandbox = new();
        string map = sandbox.Path("map.json");
        Assert.Equal(0, CommandRun.Of(["edf", "fit", "--firm-years", Panel, "--save", map]).Code);
        CommandRun run = CommandRun.Of(["validate", "--firm-years", Panel, "--edf-map", map, "--event", "st"]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains("--event", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2y", 24)]
    [InlineData("18m", 18)]
    [InlineData("6", 6)]
    public void A_horizon_may_be_given_in_years(string text, int months)
    {
        CommandRun run = CommandRun.Of(["edf", "fit", "--buckets", Sandbox.Sample("edf", "buckets.csv"), "--event", "default", "--horizon", text, "--json"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains($"\"horizonMonths\": {months}", run.Out, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of(["edf", "fit", "--buckets", Sandbox.Sample("edf", "buckets.csv"), "--event", "default", "--horizon", "2w"]).Code);
    }

    [Fact]
    public void A_model_is_kept_in_a_file_of_its_own_and_nowhere_else()
    {
        using Sandbox sandbox = new();
        string panel = sandbox.Path("panel.csv");
        File.Copy(Panel, panel);
        foreach ((string place, string message) in ((string, string)[])[("/dev/freeboard-map", "it is a device"), (sandbox.Path(""), "it is a folder"), (panel, "it is another file of this command")])
        {
            CommandRun run = CommandRun.Of(["edf", "fit", "--firm-years", panel, "--save", place]);
            Assert.Equal((2, ""), (run.Code, run.Out));
            Assert.Contains(message, run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(File.ReadAllText(Panel), File.ReadAllText(panel));
        CommandRun nowhere = CommandRun.Of(["edf", "fit", "--firm-years", panel, "--save", sandbox.Path("none/map.json")]);
        Assert.Equal((3, ""), (nowhere.Code, nowhere.Out));
        Assert.Contains("SAVE-CANNOT-WRITE", nowhere.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_that_is_judged_on_what_it_was_fitted_on_is_said_to_be()
    {
        using Sandbox sandbox = new();
        string map = sandbox.Path("map.json");
        Assert.Equal(0, CommandRun.Of(["edf", "fit", "--firm-years", Panel, "--save", map]).Code);
        Assert.Contains("MAP-TRAINED-HERE", CommandRun.Of(["validate", "--firm-years", Panel, "--edf-map", map, "--json"]).Out, StringComparison.Ordinal);
        string half = sandbox.Path("half.csv");
        string[] lines = File.ReadAllLines(Panel);
        File.WriteAllLines(half, [lines[0], .. lines.Skip(1).Where((_, i) => i % 2 == 0)]);
        Assert.DoesNotContain("MAP-TRAINED-HERE", CommandRun.Of(["validate", "--firm-years", half, "--edf-map", map, "--json"]).Out, StringComparison.Ordinal);
    }
}
