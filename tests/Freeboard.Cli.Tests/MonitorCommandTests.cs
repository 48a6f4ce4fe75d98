using System.Diagnostics;
using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class MonitorCommandTests
{
    private static readonly string Rows = Sandbox.Sample("monitoring", "rows.csv");
    private static readonly string Rules = Sandbox.Sample("monitoring", "rules.json");
    private static readonly string Labels = Sandbox.Sample("market", "labels.csv");

    [Fact]
    public void A_day_is_gone_over_once_and_the_same_command_raises_nothing_twice()
    {
        using Sandbox sandbox = new();
        string early = sandbox.Path("early.csv");
        File.WriteAllLines(early, File.ReadLines(Rows).Where(static line => line.StartsWith("firm,", StringComparison.Ordinal) || string.CompareOrdinal(line.Split(',')[1], "2023-05-31") <= 0));
        CommandRun first = CommandRun.Of(["monitor", "--rows", early, "--rules", Rules, "--store", sandbox.Store, "--digest", sandbox.Path("digests"), "--json"]);
        Assert.True(first.Code == 0, first.Error);
        CommandRun second = CommandRun.Of(["monitor", "--rows", Rows, "--rules", Rules, "--store", sandbox.Store, "--digest", sandbox.Path("digests"), "--report", sandbox.Path("digest.html"), "--json"]);
        Assert.True(second.Code == 0, second.Error);
        using JsonDocument digest = JsonDocument.Parse(second.Out);
        JsonElement[] news = [.. digest.RootElement.GetProperty("news").EnumerateArray()];
        JsonElement near = news.First(static a => a.GetProperty("firm").GetString() == "SY0005" && a.GetProperty("rule").GetString() == "near-default");
        Assert.Equal(("Raised", "2023-06-30"), (near.GetProperty("news").GetString(), near.GetProperty("date").GetString()));
        JsonElement drivers = near.GetProperty("drivers");
        Assert.Equal("2023-03-31", drivers.GetProperty("fromDay").GetString());
        Assert.Equal("equity", drivers.GetProperty("contributions")[0].GetProperty("driver").GetString());
        Assert.Equal(drivers.GetProperty("to").GetDouble() - drivers.GetProperty("from").GetDouble(), drivers.GetProperty("contributions").EnumerateArray().Sum(static c => c.GetProperty("value").GetDouble()), 9);

        CommandRun third = CommandRun.Of(["monitor", "--rows", Rows, "--rules", Rules, "--store", sandbox.Store, "--digest", sandbox.Path("digests"), "--json"]);
        using JsonDocument again = JsonDocument.Parse(third.Out);
        Assert.Equal(0, again.RootElement.GetProperty("news").GetArrayLength());
        Assert.Equal(digest.RootElement.GetProperty("openCount").GetInt32(), again.RootElement.GetProperty("openCount").GetInt32());
        Assert.Equal(6, Directory.GetFiles(sandbox.Path("digests")).Length);
        Assert.Equal(second.Out, File.ReadAllText(Path.Combine(sandbox.Path("digests"), digest.RootElement.GetProperty("id").GetString() + ".json")));
        Assert.Contains("Early warning", File.ReadAllText(sandbox.Path("digest.html")), StringComparison.Ordinal);

        CommandRun shown = CommandRun.Of(["monitor", "show", "--store", sandbox.Store, "--json"]);
        Assert.Equal(second.Out, shown.Out);
        Assert.Contains("near-default 2023-06-30", CommandRun.Of(["monitor", "show", "--store", sandbox.Store], terminal: true).Out, StringComparison.Ordinal);
        Assert.Equal(first.Out, CommandRun.Of(["monitor", "show", "--step", "1", "--store", sandbox.Store, "--json"]).Out);
        Assert.StartsWith("SY0005,near-default,Raised,2023-06-30,2023-06-30,", CommandRun.Of(["monitor", "events", "--firm", "SY0005", "--store", sandbox.Store]).Lines.First(static l => l.Contains("near-default", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kept_run_and_its_rows_raise_the_same_alerts_and_a_trial_keeps_nothing()
    {
        using Sandbox sandbox = new();
        CommandRun assessed = sandbox.Assess(Sandbox.Sample("market"), "--no-report");
        File.WriteAllText(sandbox.Path("rows.csv"), assessed.Out);
        CommandRun trial = CommandRun.Of(["monitor", "--rules", Rules, "--store", sandbox.Store, "--dry-run"]);
        CommandRun kept = CommandRun.Of(["monitor", "--rules", Rules, "--store", sandbox.Store]);
        CommandRun read = CommandRun.Of(["monitor", "--rules", Rules, "--rows", sandbox.Path("rows.csv"), "--store", sandbox.Path("other.db")]);
        Assert.True(kept.Code == 0, kept.Error);
        Assert.Equal(trial.Out, kept.Out);
        Assert.Equal(Alerts(kept), Alerts(read));
        CommandRun person = CommandRun.Of(["monitor", "--rules", Rules, "--store", sandbox.Store], terminal: true);
        Assert.StartsWith("SYNTHETIC DATA.", person.Out, StringComparison.Ordinal);
        Assert.Contains("No day was new", person.Error, StringComparison.Ordinal);

        // Names stand in a run and not in rows; drivers may differ in the last digit, since a run has closes and splits the equity's part.
        static string[] Alerts(CommandRun run) => [.. run.Lines.Skip(1).Select(static line => string.Join(',', line.Split(',').Where(static (_, i) => i < 19 && i != 2)))];
    }

    [Fact]
    public void A_webhook_that_does_not_answer_ends_with_75_and_the_digest_stays_due()
    {
        using Sandbox sandbox = new();
        CommandRun run = CommandRun.Of(["monitor", "--rows", Rows, "--rules", Rules, "--store", sandbox.Store, "--webhook", "http://127.0.0.1:9/very-secret-hook"]);
        Assert.Equal(75, run.Code);
        Assert.Contains("DELIVERY-FAILED", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret-hook", run.Error, StringComparison.Ordinal);
        CommandRun outbox = CommandRun.Of(["monitor", "deliver", "--store", sandbox.Store]);
        Assert.Equal(0, outbox.Code);
        Assert.StartsWith("webhook:127.0.0.1:", outbox.Lines[1], StringComparison.Ordinal);
        Assert.Contains(",1,1,", outbox.Lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret-hook", outbox.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Lead_time_and_false_alerts_of_the_sample_are_those_that_the_docs_print()
    {
        CommandRun run = CommandRun.Of(["monitor", "evaluate", "--rows", Rows, "--rules", Rules, "--labels", Labels, "--event", "default"]);
        Assert.True(run.Code == 0, run.Error);
        string[] near = run.Lines.First(static l => l.StartsWith("near-default,", StringComparison.Ordinal)).Split(',');
        string[] fall = run.Lines.First(static l => l.StartsWith("quick-fall,", StringComparison.Ordinal)).Split(',');
        Assert.Equal(("1", "1"), (near[1], near[2]));
        Assert.Equal(2.1, double.Parse(near[6], System.Globalization.CultureInfo.InvariantCulture), 0.05);
        Assert.Equal(7.0, double.Parse(fall[6], System.Globalization.CultureInfo.InvariantCulture), 0.05);
        Assert.StartsWith("(any),", run.Lines[^1], StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of(["monitor", "evaluate", "--rows", Rows, "--rules", Rules, "--labels", Labels, "--event", "default", "--horizon", "2y", "--json"]).Out);
        Assert.Equal(24, json.RootElement.GetProperty("horizonMonths").GetInt32());
        Assert.Equal("SY0005", json.RootElement.GetProperty("warned")[0].GetProperty("firm").GetString());
    }

    [Fact]
    public void Events_of_firms_without_a_row_are_told_and_no_firm_is_watched_beyond_the_day_given()
    {
        using Sandbox sandbox = new();
        File.WriteAllText(sandbox.Path("labels.csv"), File.ReadAllText(Labels).TrimEnd('\n') + "\nXX0001,2023-05-05,default\n");
        CommandRun run = CommandRun.Of(["monitor", "evaluate", "--rows", Rows, "--rules", Rules, "--labels", sandbox.Path("labels.csv"), "--event", "default"]);
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("EVENTS-WITHOUT-ROWS (1)", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("EVENTS-WITHOUT-ROWS", CommandRun.Of(["monitor", "evaluate", "--rows", Rows, "--rules", Rules, "--labels", Labels, "--event", "default"]).Error, StringComparison.Ordinal);
        CommandRun none = CommandRun.Of(["monitor", "evaluate", "--rows", Rows, "--rules", Rules, "--labels", Labels, "--event", "default", "--watched-to", "2021-01-01"]);
        Assert.Equal(4, none.Code);
        Assert.All(none.Lines.Skip(1), static line => Assert.EndsWith(",NoExposure", line, StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_done_is_refused_with_a_cure()
    {
        using Sandbox sandbox = new();
        Assert.Contains("NO-STORE", CommandRun.Of(["monitor", "--rules", Rules, "--store", sandbox.Store]).Error, StringComparison.Ordinal);
        Assert.Contains("NO-STORE", CommandRun.Of(["monitor", "show", "--store", sandbox.Store]).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(sandbox.Store));
        Assert.Equal(2, CommandRun.Of(["monitor", "--rows", Rows, "--run", "a", "--store", sandbox.Store]).Code);
        Assert.Equal(2, CommandRun.Of(["monitor", "--rows", Rows, "--rules", Rules, "--store", sandbox.Store, "--webhook", "http://example.org/x"]).Code);
        Assert.Equal(2, CommandRun.Of(["monitor", "evaluate", "--rows", Rows, "--rules", Rules, "--labels", Labels, "--level", "2"]).Code);
        File.WriteAllText(sandbox.Path("rules.json"), """{ "rules": [ { "id": "a", "kind": "level", "measure": "EDF", "raise": 0.1, "clear": 0.2 } ] }""");
        CommandRun rules = CommandRun.Of(["monitor", "rules", "--rules", sandbox.Path("rules.json")]);
        Assert.Equal(3, rules.Code);
        Assert.Contains("rules.json:rules[0].clear: RULES-VALUE", rules.Error, StringComparison.Ordinal);
        File.WriteAllText(sandbox.Path("rows.csv"), "firm,date,DDRiskNeutral,EDF\nA,2020-01-31,1,0.1\nA,soon,1,0.1\n");
        Assert.Equal(3, CommandRun.Of(["monitor", "--rows", sandbox.Path("rows.csv"), "--rules", Rules, "--store", sandbox.Store]).Code);
        Assert.Equal(4, CommandRun.Of(["monitor", "--rows", sandbox.Path("rows.csv"), "--rules", Rules, "--store", sandbox.Store, "--keep-going"]).Code);
        Assert.Contains("NO-STEP", CommandRun.Of(["monitor", "show", "--step", "9", "--store", sandbox.Store]).Error, StringComparison.Ordinal);
        Assert.Contains("NO-MONITOR", CommandRun.Of(["monitor", "show", "--name", "other", "--store", sandbox.Store]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_of_rules_is_a_file_of_rules()
    {
        using Sandbox sandbox = new();
        File.WriteAllText(sandbox.Path("rules.json"), CommandRun.Of(["monitor", "rules", "--example"]).Out);
        CommandRun read = CommandRun.Of(["monitor", "rules", "--rules", sandbox.Path("rules.json")]);
        Assert.True(read.Code == 0, read.Error);
        Assert.Equal(6, read.Lines.Length);
        Assert.Equal(read.Out, CommandRun.Of(["monitor", "rules"]).Out);
    }

    [Fact]
    public void The_units_and_the_script_of_the_docs_are_the_samples_and_systemd_takes_them()
    {
        string page = File.ReadAllText(Path.Combine(Sandbox.Root, "docs", "monitoring.md"));
        foreach (string name in (string[])["freeboard-monitor.service", "freeboard-monitor.timer", "freeboard-monitor.cron", "freeboard-daily"])
        {
            Assert.Contains("\n" + File.ReadAllText(Sandbox.Sample("monitoring", name)) + "```", page, StringComparison.Ordinal);
        }

        if (!File.Exists("/usr/bin/systemd-analyze"))
        {
            return;
        }

        // The command itself is not installed on a machine that runs tests: another one stands in its place, and all else must verify.
        using Sandbox sandbox = new();
        File.WriteAllText(sandbox.Path("freeboard-monitor.service"), File.ReadAllText(Sandbox.Sample("monitoring", "freeboard-monitor.service")).Replace("/usr/local/bin/freeboard", "/bin/true", StringComparison.Ordinal));
        File.Copy(Sandbox.Sample("monitoring", "freeboard-monitor.timer"), sandbox.Path("freeboard-monitor.timer"));
        ProcessStartInfo start = new("/usr/bin/systemd-analyze", ["verify", sandbox.Path("freeboard-monitor.timer"), sandbox.Path("freeboard-monitor.service")]) { RedirectStandardError = true };
        using Process verify = Process.Start(start)!;
        string said = verify.StandardError.ReadToEnd();
        verify.WaitForExit();
        Assert.True(verify.ExitCode == 0 && !said.Contains("freeboard-monitor", StringComparison.Ordinal), said);
    }
}
