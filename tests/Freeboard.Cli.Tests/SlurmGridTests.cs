using System.Diagnostics;
using System.Globalization;

namespace Freeboard.Cli.Tests;

/// <summary>Plans on a real cluster: submitted, stopped, killed, made again, merged to the bytes of one machine.</summary>
public sealed class SlurmGridTests
{
    /// <summary>Scenarios that a task takes some seconds for, so that it can be stopped or lost.</summary>
    private const string Scenarios = "60000000";

    private static readonly string Loans = Sandbox.Sample("portfolio", "loans.csv");

    private static readonly Lazy<string> Simulated = new(static () => CommandRun.Of(["portfolio", "simulate", Loans, "--scenarios", Scenarios]).Out);

    [SlurmFact]
    public void A_run_submitted_in_several_arrays_is_merged_behind_them_to_the_bytes_of_one_machine()
    {
        using Sandbox sandbox = new();
        string plan = Assess(sandbox, 12);
        CommandRun submitted = CommandRun.Of(["grid", "submit", plan, "--command", Program, "--store", sandbox.Store, "--format", "csv"]);
        Assert.Equal(0, submitted.Code);
        Assert.Equal(["array", "array", "array", "merge"], submitted.Lines.Skip(1).Select(static line => line.Split(',')[1]));
        SlurmCluster.Drain(400);
        Assert.Equal(Whole(sandbox), File.ReadAllText(Path.Combine(plan, "rows.csv")));
        Assert.Single(CommandRun.Of(["runs", "--store", sandbox.Store]).Lines.Skip(1));
        Assert.Equal(0, CommandRun.Of(["grid", "status", plan]).Code);
    }

    [SlurmFact]
    public void What_was_lost_or_damaged_is_submitted_again_and_a_merge_before_that_ends_with_four()
    {
        using Sandbox sandbox = new();
        string plan = Assess(sandbox, 4);
        CommandRun.Of(["grid", "submit", plan, "--command", Program, "--no-merge"]);
        SlurmCluster.Drain(300);
        File.Delete(Path.Combine(plan, "results", "0000002.shard"));
        File.AppendAllText(Path.Combine(plan, "results", "0000003.shard"), "x");
        CommandRun early = CommandRun.Of(["grid", "merge", plan]);
        Assert.Equal((4, ""), (early.Code, early.Out));
        Assert.Contains("2 done, 1 missing, 1 corrupt", early.Error, StringComparison.Ordinal);
        CommandRun again = CommandRun.Of(["grid", "resubmit", plan, "--command", Program, "--format", "csv"]);
        Assert.Equal("2", again.Lines[1].Split(',')[2]);
        SlurmCluster.Drain(300);
        Assert.Equal(Whole(sandbox), File.ReadAllText(Path.Combine(plan, "rows.csv")));
    }

    [SlurmFact]
    public void A_task_that_is_stopped_is_queued_again_and_goes_on_and_one_that_is_killed_is_made_again()
    {
        using Sandbox sandbox = new();
        string plan = Simulate(sandbox);
        string[] running = Wait(plan, static () => SlurmCluster.Running(), static tasks => tasks.Length == 2);
        Wait(plan, () => Directory.GetFiles(Path.Combine(plan, "results"), "*.partial"), static files => files.Length == 2);

        // The last task of an array carries the array's own record: when that one is cancelled, Slurm queues none of the others again.
        Array.Sort(running, StringComparer.Ordinal);
        SlurmCluster.Run("scancel", "--signal=TERM", "--batch", running[1]);
        SlurmCluster.Run("scancel", "--signal=KILL", "--full", running[0]);

        // RequeueExit=75 queues it again, for a time that the cluster would have it wait.
        string[] waiting = Wait(plan, static () => SlurmCluster.Waiting(), static tasks => tasks.Length == 1);
        Assert.Equal(running[1], waiting[0]);
        SlurmCluster.Run("scontrol", "update", "JobId=" + waiting[0], "StartTime=now");
        SlurmCluster.Drain(400);
        CommandRun status = CommandRun.Of(["grid", "status", plan]);
        Assert.Contains("1 done, 1 missing, 0 corrupt", status.Error, StringComparison.Ordinal);
        Assert.Contains(Directory.GetFiles(Path.Combine(plan, "logs")), static log => File.ReadAllText(log).Contains("asked to stop", StringComparison.Ordinal));
        CommandRun.Of(["grid", "resubmit", plan, "--command", Program]);
        SlurmCluster.Drain(400);
        Assert.Equal(Simulated.Value, File.ReadAllText(Path.Combine(plan, "rows.csv")));
    }

    [SlurmFact]
    public void A_node_that_is_killed_gives_its_task_back_to_the_queue_and_the_whole_is_that_of_one_machine()
    {
        using Sandbox sandbox = new();
        string plan = Simulate(sandbox);
        string[] running = Wait(plan, static () => SlurmCluster.Running(), static tasks => tasks.Length == 2);
        string node = SlurmCluster.NodeOf(running[0]);
        SlurmCluster.Node("kill", node);
        try
        {
            // The controller waits ten seconds for a node before it gives it up.
            Assert.Equal([running[0]], Wait(plan, static () => SlurmCluster.Waiting(), static tasks => tasks.Length == 1));
        }
        finally
        {
            SlurmCluster.Node("start", node);
        }

        SlurmCluster.Run("scontrol", "update", "JobId=" + running[0], "StartTime=now");
        if (!SlurmCluster.Drained(100) && SlurmCluster.Running().Contains(running[0]))
        {
            // A daemon that has just come back may lose what it is sent first, and the controller shows the task as running for ever. Who looks after a cluster gives it back by hand.
            SlurmCluster.Run("scontrol", "requeue", running[0]);
            SlurmCluster.Run("scontrol", "update", "JobId=" + running[0], "StartTime=now");
        }

        SlurmCluster.Drain(400);
        Assert.Contains("2 done, 0 missing, 0 corrupt", CommandRun.Of(["grid", "status", plan]).Error, StringComparison.Ordinal);
        Assert.Equal(Simulated.Value, CommandRun.Of(["grid", "merge", plan]).Out);
    }

    private static string Program => $"'{Environment.ProcessPath}' '{Path.Combine(AppContext.BaseDirectory, "Freeboard.Cli.dll")}'";

    private static string Whole(Sandbox sandbox) => CommandRun.Of(["assess", Sandbox.Sample("market"), "--store", sandbox.Path("whole.db"), "--no-report"]).Out;

    private static string Simulate(Sandbox sandbox)
    {
        string plan = sandbox.Path("plan");
        Assert.Equal(0, CommandRun.Of(["grid", "plan", "portfolio", Loans, "--scenarios", Scenarios, "--plan", plan, "--shards", "2"]).Code);
        CommandRun submitted = CommandRun.Of(["grid", "submit", plan, "--command", Program, "--no-merge"]);
        Assert.Equal((0, ""), (submitted.Code, submitted.Error));
        return plan;
    }

    private static string Assess(Sandbox sandbox, int shards)
    {
        string plan = sandbox.Path("plan");
        Assert.Equal(0, CommandRun.Of(["grid", "plan", "assess", Sandbox.Sample("market"), "--plan", plan, "--shards", shards.ToString(CultureInfo.InvariantCulture)]).Code);
        return plan;
    }

    private static T Wait<T>(string plan, Func<T> look, Func<T, bool> holds)
    {
        for (Stopwatch watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < 60; Thread.Sleep(100))
        {
            if (look() is var seen && holds(seen))
            {
                return seen;
            }
        }

        string logs = string.Join('\n', Directory.GetFiles(Path.Combine(plan, "logs")).Select(File.ReadAllText));
        throw new TimeoutException($"What was waited for did not come. Jobs: {SlurmCluster.Run("scontrol", "show", "job")} Logs: {logs}");
    }
}
