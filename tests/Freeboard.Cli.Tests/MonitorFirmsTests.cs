namespace Freeboard.Cli.Tests;

public sealed class MonitorFirmsTests
{
    [Fact]
    public void Rules_with_firms_raise_what_rules_of_all_firms_raise_of_these_firms()
    {
        using Sandbox sandbox = new();
        string text = File.ReadAllText(Sandbox.Sample("monitoring", "rules.json"));
        File.WriteAllText(sandbox.Path("some.json"), text.Replace("\"rules\": [", "\"firms\": [\"SY0010\", \"SY0009\"], \"rules\": [", StringComparison.Ordinal));
        string[] all = Alerts(sandbox, Sandbox.Sample("monitoring", "rules.json"), "all.db");
        string[] some = Alerts(sandbox, sandbox.Path("some.json"), "some.db");
        Assert.NotEmpty(some);
        Assert.Equal(all.Where(static a => a.Contains(",SY0010,", StringComparison.Ordinal) || a.Contains(",SY0009,", StringComparison.Ordinal)), some);
        Assert.True(all.Length > some.Length);
    }

    [Fact]
    public void Firms_that_are_no_list_of_codes_are_refused_with_their_place()
    {
        using Sandbox sandbox = new();
        File.WriteAllText(sandbox.Path("bad.json"), File.ReadAllText(Sandbox.Sample("monitoring", "rules.json")).Replace("\"rules\": [", "\"firms\": [7], \"rules\": [", StringComparison.Ordinal));
        CommandRun run = CommandRun.Of(["monitor", "--rows", Sandbox.Sample("monitoring", "rows.csv"), "--rules", sandbox.Path("bad.json"), "--store", sandbox.Path("bad.db")]);
        Assert.Equal(3, run.Code);
        Assert.Contains("firms: RULES-VALUE", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_say_that_they_are_made_up()
    {
        using Sandbox sandbox = new();
        Assert.Contains("\"synthetic\": true", CommandRun.Of(["monitor", "--rows", Sandbox.Sample("monitoring", "rows.csv"), "--rules", Sandbox.Sample("monitoring", "rules.json"), "--store", sandbox.Path("m.db"), "--json"]).Out, StringComparison.Ordinal);
        Assert.Contains("\"synthetic\": true", CommandRun.Of(["macro", "fit", "--rows", Sandbox.Sample("macro", "rows.csv"), "--series", Sandbox.Sample("macro", "series.csv"), "--json"]).Out, StringComparison.Ordinal);
    }

    private static string[] Alerts(Sandbox sandbox, string rules, string store)
    {
        CommandRun run = CommandRun.Of(["monitor", "--rows", Sandbox.Sample("monitoring", "rows.csv"), "--rules", rules, "--store", sandbox.Path(store)]);
        Assert.True(run.Code == 0, run.Error);
        return [.. run.Lines.Skip(1)];
    }
}
