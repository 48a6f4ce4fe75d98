using Freeboard.Services.Assess;

namespace Freeboard.Cli.Tests;

/// <summary><c>freeboard assess --store STORE</c> without a folder, as a user meets it.</summary>
public sealed class AssessStoreTests
{
    [Theory]
    [InlineData("two-equation")]
    [InlineData("kmv")]
    public void The_facts_of_a_store_give_the_rows_of_the_files_they_came_from(string method)
    {
        using Sandbox sandbox = new();
        string facts = sandbox.Path("facts.db");
        Assert.Equal(0, CommandRun.Of(["import", Sandbox.Sample("market"), "--store", facts]).Code);
        string[] settings = ["--method", method, "--frequency", "week", "--from", "2023-03-01", "--to", "2023-11-15", "--no-report"];
        CommandRun files = CommandRun.Of(["assess", Sandbox.Sample("market"), "--store", sandbox.Path("runs.db"), .. settings]);
        CommandRun store = CommandRun.Of(["assess", "--store", facts, .. settings]);
        Assert.Equal((0, 0), (files.Code, store.Code));
        Assert.Equal(WithoutRunId(files), WithoutRunId(store));
        Assert.True(store.Lines.Count(static line => line.Contains(",Converged,", StringComparison.Ordinal)) > (method == "kmv" ? 30 : 100));

        CommandRun json = CommandRun.Of(["assess", "--store", facts, "--json", .. settings]);
        Assert.Equal(CommandRun.Of(["assess", Sandbox.Sample("market"), "--store", sandbox.Path("runs.db"), "--json", .. settings]).Out.Split("\"rows\"")[1].Replace(RunIdOf(files), "", StringComparison.Ordinal), json.Out.Split("\"rows\"")[1].Replace(RunIdOf(store), "", StringComparison.Ordinal));

        // The run is kept once, found by the other commands, and made again without computing anything.
        Assert.Equal(2, CommandRun.Of(["runs", "--store", facts]).Lines.Length);
        CommandRun shown = CommandRun.Of(["show", "SY0001", "--store", facts]);
        Assert.Equal(store.Lines.Where(static line => line.StartsWith("SY0001,", StringComparison.Ordinal)), shown.Lines.Skip(1));
        Assert.Contains("0 rows of 0 firms computed", CommandRun.Of(["assess", "--store", facts, .. settings], terminal: true).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_over_a_store_has_the_firms_and_the_mark_of_synthetic_data()
    {
        using Sandbox sandbox = new();
        string facts = sandbox.Path("facts.db");
        CommandRun.Of(["import", Sandbox.Sample("market"), "--store", facts]);
        Assert.Equal(0, CommandRun.Of(["assess", "--store", facts, "--method", "kmv", "--report", sandbox.Report], terminal: true).Code);
        string html = File.ReadAllText(sandbox.Report);
        Assert.Contains("SY0007", html, StringComparison.Ordinal);
        Assert.Contains("ynthetic", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name a folder", "assess")]
    [InlineData("freeboard import", "assess", "--store", "here.db", "--keep-going")]
    [InlineData("--window is its window", "assess", "x", "--method", "kmv", "--min-returns", "30")]
    [InlineData("window of --method kmv", "assess", "x", "--window", "100")]
    [InlineData("lies before --from", "assess", "x", "--from", "2024-01-01", "--to", "2023-01-01")]
    [InlineData("leave one of the two out", "assess", "x", "--as-of", "latest", "--from", "2024-01-01")]
    [InlineData("30..5000", "assess", "x", "--method", "kmv", "--window", "3")]
    [InlineData("year-month-day", "assess", "x", "--to", "yesterday")]
    [InlineData("250 or 252", "assess", "x", "--method", "kmv", "--annualise", "next-day")]
    public void Settings_that_do_not_fit_together_are_refused_with_the_way_out(string message, params string[] args)
    {
        CommandRun run = CommandRun.Of(args);
        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_without_facts_or_no_store_is_said_with_the_cure()
    {
        using Sandbox sandbox = new();
        Assert.Equal(0, sandbox.Assess(Sandbox.Sample("market"), "--as-of", "latest").Code);
        foreach (string store in (string[])[sandbox.Store, sandbox.Path("nothing.db")])
        {
            CommandRun run = CommandRun.Of(["assess", "--store", store, "--no-report"]);
            Assert.Equal(3, run.Code);
            Assert.Contains("freeboard import", run.Error, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(sandbox.Path("nothing.db")));
    }

    private static string RunIdOf(CommandRun run) => run.Lines[1].Split(',')[AssessmentTable.Columns.Count - 1];

    private static string WithoutRunId(CommandRun run) => run.Out.Replace(RunIdOf(run), "", StringComparison.Ordinal);
}
