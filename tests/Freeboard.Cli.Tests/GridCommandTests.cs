using System.Diagnostics;
using System.Text.Json;

namespace Freeboard.Cli.Tests;

/// <summary>freeboard grid without a cluster: plan, tasks here, status, merge.</summary>
public sealed class GridCommandTests
{
    [Fact]
    public void A_plan_says_what_it_costs_and_that_one_machine_is_enough_for_a_small_one()
    {
        using Sandbox sandbox = new();
        CommandRun planned = CommandRun.Of(["grid", "plan", "assess", Sandbox.Sample("market"), "--plan", sandbox.Path("plan"), "--json"]);
        Assert.Equal(0, planned.Code);
        JsonElement plan = JsonDocument.Parse(planned.Out).RootElement[0];
        Assert.Equal("assess", plan.GetProperty("kind").GetString());
        Assert.Equal(12, plan.GetProperty("items").GetInt32());
        Assert.Equal(1, plan.GetProperty("shards").GetInt32());
        Assert.True(plan.GetProperty("secondsPerItem").GetDouble() > 0);
        Assert.Equal("true", plan.GetProperty("oneMachineIsEnough").GetString());
        Assert.StartsWith("One machine is enough", plan.GetProperty("advice").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_made_here_merge_to_the_output_of_assess_with_page_and_run()
    {
        using Sandbox sandbox = new();
        string whole = sandbox.Assess(Sandbox.Sample("market"), "--frequency", "week").Out;
        string plan = sandbox.Path("plan");
        CommandRun.Of(["grid", "plan", "assess", Sandbox.Sample("market"), "--frequency", "week", "--plan", plan, "--shards", "5"]);
        CommandRun early = CommandRun.Of(["grid", "merge", plan]);
        Assert.Equal((4, ""), (early.Code, early.Out));
        Assert.Equal(0, CommandRun.Of(["grid", "task", plan, "--index", "2", "--threads", "2"]).Code);
        CommandRun status = CommandRun.Of(["grid", "status", plan]);
        Assert.Equal(4, status.Code);
        Assert.StartsWith("3,Done,", status.Lines[3], StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of(["grid", "task", plan, "--all"]).Code);
        CommandRun merged = CommandRun.Of(["grid", "merge", plan, "--store", sandbox.Path("kept.db"), "--report", sandbox.Path("page.html")]);
        Assert.Equal((0, whole), (merged.Code, merged.Out));
        Assert.Equal(File.ReadAllText(sandbox.Report), File.ReadAllText(sandbox.Path("page.html")));
        Assert.Contains("every shard is done", CommandRun.Of(["grid", "submit", plan]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_with_a_saved_map_takes_the_map_along()
    {
        using Sandbox sandbox = new();
        string map = Sandbox.Sample("edf", "map.json");
        CommandRun whole = sandbox.Assess(Sandbox.Sample("market"), "--edf-map", map);
        string plan = sandbox.Path("plan");
        CommandRun planned = CommandRun.Of(["grid", "plan", "assess", Sandbox.Sample("market"), "--edf-map", map, "--plan", plan, "--shards", "2"]);
        Assert.Equal(whole.Code, planned.Code);
        CommandRun.Of(["grid", "task", plan, "--all"]);
        Assert.Equal(whole.Out, CommandRun.Of(["grid", "merge", plan]).Out);
    }

    [Fact]
    public void Networks_trained_in_shares_are_the_model_and_the_table_of_network_train()
    {
        using Sandbox sandbox = new();
        string firms = Sandbox.Sample("learning", "firms.csv");
        string plan = sandbox.Path("plan");
        string[] settings = ["--target", "default", "--edf", "edf", "--ignore", "firm", "--auxiliary", "laterDefault", "--hidden", "8", "--members", "3", "--epochs", "5"];
        CommandRun whole = CommandRun.Of(["network", "train", firms, .. settings, "--save", sandbox.Path("whole.json")]);
        CommandRun planned = CommandRun.Of(["grid", "plan", "network", firms, .. settings, "--plan", plan, "--shards", "4", "--json"]);
        Assert.Equal((0, ""), (planned.Code, planned.Error));
        JsonElement row = JsonDocument.Parse(planned.Out).RootElement[0];
        Assert.Equal(("network", 6), (row.GetProperty("kind").GetString(), row.GetProperty("items").GetInt32()));
        Assert.Equal(0, CommandRun.Of(["grid", "task", plan, "--all"]).Code);
        CommandRun merged = CommandRun.Of(["grid", "merge", plan, "--save", sandbox.Path("merged.json")]);
        Assert.Equal((0, whole.Out), (merged.Code, merged.Out));
        Assert.Equal(File.ReadAllText(sandbox.Path("whole.json")), File.ReadAllText(sandbox.Path("merged.json")));
        foreach (string option in (string[])["--store", "--report"])
        {
            CommandRun refused = CommandRun.Of(["grid", "merge", plan, option, sandbox.Path("x.db")]);
            Assert.Equal((2, ""), (refused.Code, refused.Out));
            Assert.Contains("of the kind network", refused.Error, StringComparison.Ordinal);
        }

        Assert.Equal(2, CommandRun.Of(["grid", "submit", plan, "--store", sandbox.Path("x.db"), "--dry-run"]).Code);
    }

    [Fact]
    public void A_comparison_by_folds_has_no_one_model_to_save()
    {
        using Sandbox sandbox = new();
        string plan = sandbox.Path("plan");
        CommandRun.Of(["grid", "plan", "network", Sandbox.Sample("learning", "firms.csv"), "--folds", "--test-every", "5:0,1", "--target", "default", "--ignore", "firm", "--hidden", "4", "--members", "1", "--epochs", "1", "--plan", plan, "--shards", "1"]);
        CommandRun refused = CommandRun.Of(["grid", "merge", plan, "--save", sandbox.Path("model.json")]);
        Assert.Equal((2, ""), (refused.Code, refused.Out));
        Assert.Contains("--folds", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(sandbox.Path("model.json")));
    }

    [Fact]
    public void What_cannot_be_is_refused_with_its_word()
    {
        using Sandbox sandbox = new();
        string plan = sandbox.Path("plan");
        Assert.Contains("NO-PLAN", CommandRun.Of(["grid", "status", plan]).Error, StringComparison.Ordinal);
        CommandRun.Of(["grid", "plan", "portfolio", Sandbox.Sample("portfolio", "loans.csv"), "--scenarios", "20000", "--plan", plan, "--shards", "2"]);
        Assert.Contains("NO-SHARD", CommandRun.Of(["grid", "task", plan, "--shard", "3"]).Error, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of(["grid", "task", plan]).Code);
        Assert.Contains("PLAN-THERE", CommandRun.Of(["grid", "plan", "portfolio", Sandbox.Sample("portfolio", "loans.csv"), "--scenarios", "20000", "--plan", plan, "--shards", "1"]).Error, StringComparison.Ordinal);
        File.WriteAllText(sandbox.Path("bad.csv"), "firm,score,event\nA,1,2\n");
        CommandRun bad = CommandRun.Of(["grid", "plan", "bootstrap", sandbox.Path("bad.csv"), "--plan", sandbox.Path("other")]);
        Assert.Equal(3, bad.Code);
        Assert.Contains("bad.csv:2:event: EVENT-NOT-0-1", bad.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(sandbox.Path("other")));
    }

    [Fact]
    public void A_task_that_is_asked_to_stop_ends_with_75_and_goes_on_where_it_was()
    {
        using Sandbox sandbox = new();
        string plan = sandbox.Path("plan");
        string loans = Sandbox.Sample("portfolio", "loans.csv");
        CommandRun.Of(["grid", "plan", "portfolio", loans, "--scenarios", "8000000", "--plan", plan, "--shards", "1"]);
        using (Process task = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Path.Combine(AppContext.BaseDirectory, "Freeboard.Cli.dll"), "grid", "task", plan, "--shard", "1", "--threads", "1"]) { RedirectStandardError = true })!)
        {
            while (Directory.GetFiles(Path.Combine(plan, "results")).Length == 0 && !task.HasExited)
            {
                Thread.Sleep(20);
            }

            using Process kill = Process.Start("kill", ["-TERM", task.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            string said = task.StandardError.ReadToEnd();
            task.WaitForExit();
            Assert.Equal(75, task.ExitCode);
            Assert.Contains("asked to stop", said, StringComparison.Ordinal);
        }

        Assert.Single(Directory.GetFiles(Path.Combine(plan, "results"), "*.checkpoint"));
        Assert.Equal(0, CommandRun.Of(["grid", "task", plan, "--shard", "1"]).Code);
        Assert.Equal(CommandRun.Of(["portfolio", "simulate", loans, "--scenarios", "8000000"]).Out, CommandRun.Of(["grid", "merge", plan]).Out);
    }
}
