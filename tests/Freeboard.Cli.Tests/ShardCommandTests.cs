using System.Globalization;

namespace Freeboard.Cli.Tests;

/// <summary>assess --shard and merge: the bytes of the run that was not cut.</summary>
public sealed class ShardCommandTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Shards_merge_to_the_very_output_of_assess(int count)
    {
        using Sandbox sandbox = new();
        string whole = sandbox.Assess(Sandbox.Sample("market")).Out;
        string[] files = [.. Enumerable.Range(1, count).Select(k =>
        {
            string shard = string.Create(CultureInfo.InvariantCulture, $"{k}/{count}");
            CommandRun run = CommandRun.Of(["assess", Sandbox.Sample("market"), "--shard", shard, "--threads", k % 2 == 0 ? "2" : "1"]);
            Assert.Equal(0, run.Code);
            string file = sandbox.Path(string.Create(CultureInfo.InvariantCulture, $"{k}.csv"));
            File.WriteAllText(file, run.Out);
            return file;
        })];
        CommandRun merged = CommandRun.Of(["merge", .. files.Reverse()]);
        Assert.Equal((0, whole), (merged.Code, merged.Out));
    }

    [Fact]
    public void Shards_of_the_facts_in_a_store_merge_as_those_of_files()
    {
        using Sandbox sandbox = new();
        string facts = sandbox.Path("facts.db");
        CommandRun.Of(["import", Sandbox.Sample("market"), "--store", facts]);
        string[] files = [.. Enumerable.Range(1, 3).Select(k =>
        {
            string file = sandbox.Path(string.Create(CultureInfo.InvariantCulture, $"{k}.csv"));
            Assert.Equal(0, CommandRun.Of(["assess", "--store", facts, "--shard", string.Create(CultureInfo.InvariantCulture, $"{k}/3"), "--out", file]).Code);
            return file;
        })];
        Assert.Single(CommandRun.Of(["runs", "--store", facts]).Lines);
        Assert.Equal(CommandRun.Of(["assess", "--store", facts, "--no-report"]).Out, CommandRun.Of(["merge", .. files]).Out);
    }

    [Fact]
    public void A_missing_shard_ends_with_four_and_a_mixture_with_three_and_neither_writes()
    {
        using Sandbox sandbox = new();
        string[] files = [.. ((string[][])[["1/2"], ["2/2"], ["2/2", "--horizon", "2"], ["2/3"]]).Select((shard, i) =>
        {
            string file = sandbox.Path(string.Create(CultureInfo.InvariantCulture, $"{i}.csv"));
            CommandRun.Of(["assess", Sandbox.Sample("market"), "--out", file, "--shard", .. shard]);
            return file;
        })];
        Assert.Equal(0, CommandRun.Of(["merge", files[0], files[1]]).Code);
        foreach ((int code, string word, string[] wrong) in ((int, string, string[])[])[(4, "SHARDS-MISSING", [files[0]]), (3, "RUNS-MIXED", [files[0], files[2]]), (3, "SHARDS-MIXED", [files[0], files[3]]), (3, "SHARD-TWICE", [files[0], files[0], files[1]])])
        {
            CommandRun run = CommandRun.Of(["merge", .. wrong, "--out", sandbox.Path("out.csv")]);
            Assert.Equal((code, ""), (run.Code, run.Out));
            Assert.Contains(word, run.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(sandbox.Path("out.csv")));
        }
    }

    [Theory]
    [InlineData("0/2")]
    [InlineData("3/2")]
    [InlineData("half")]
    public void A_shard_that_is_none_is_refused(string shard)
    {
        CommandRun run = CommandRun.Of(["assess", Sandbox.Sample("market"), "--shard", shard]);
        Assert.Equal(2, run.Code);
        Assert.Contains("--shard", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shard_leaves_store_and_report_alone_and_says_so()
    {
        using Sandbox sandbox = new();
        CommandRun run = sandbox.Assess(Sandbox.Sample("market"), "--shard", "1/2");
        Assert.Equal(0, run.Code);
        Assert.Contains("--store", run.Error, StringComparison.Ordinal);
        Assert.Contains("--report", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(sandbox.Store));
        Assert.False(File.Exists(sandbox.Report));
    }
}
