using Freeboard.Services.Watchlists;

namespace Freeboard.Cli.Tests;

public sealed class ReportCommandTests
{
    [Fact]
    public void A_firm_a_watchlist_and_a_run_become_files_with_the_figures_of_show()
    {
        using Sandbox sandbox = new();
        string store = sandbox.Path("x.db");
        Assert.Equal(0, CommandRun.Of(["assess", Sandbox.Sample("market"), "--store", store, "--no-report"]).Code);
        using (WatchlistBook book = new(store, TimeProvider.System))
        {
            Assert.Null(book.Add("ada", "Closest", ["SY0001", "SY0002", "GONE"]));
        }

        CommandRun show = CommandRun.Of(["show", "SY0001", "--store", store]);
        string[] head = show.Lines[0].Split(',');
        string[] last = show.Lines[^1].Split(',');
        string distance = double.Parse(last[Array.IndexOf(head, "DDRiskNeutral")], System.Globalization.CultureInfo.InvariantCulture).ToString("R", System.Globalization.CultureInfo.InvariantCulture);

        string firm = Write(sandbox, "firm", "SY0001", "--store", store);
        string list = Write(sandbox, "watchlist", "Closest", "--store", store);
        string run = Write(sandbox, "run", "--store", store);
        foreach (string html in new[] { firm, list, run })
        {
            Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
            Assert.Contains(distance, html, StringComparison.Ordinal);
            Assert.DoesNotContain("<link rel=\"stylesheet\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain(" src=\"http", html, StringComparison.Ordinal);
        }

        Assert.Contains("aria-labelledby=\"drivers\"", firm, StringComparison.Ordinal);
        Assert.Contains("GONE", list, StringComparison.Ordinal);
        Assert.DoesNotContain("data-code=\"SY0003\"", list, StringComparison.Ordinal);
        Assert.Contains("data-code=\"SY0003\"", run, StringComparison.Ordinal);

        // The same run gives the same bytes.
        Assert.Equal(firm, Write(sandbox, "firm", "SY0001", "--store", store));
        Assert.Contains("lang=\"zh-CN\"", Write(sandbox, "firm", "SY0001", "--store", store, "--language", "zh-CN"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_named_with_a_cure_and_nothing_is_written()
    {
        using Sandbox sandbox = new();
        string store = sandbox.Path("x.db");
        Refused(sandbox, "NO-STORE", "firm", "SY0001", "--store", store);
        Assert.Equal(0, CommandRun.Of(["assess", Sandbox.Sample("market"), "--store", store, "--no-report"]).Code);
        Refused(sandbox, "UNKNOWN-FIRM", "firm", "sy000", "--store", store);
        Refused(sandbox, "NO-WATCHLIST", "watchlist", "Closest", "--store", store);
        Refused(sandbox, "NO-RUN", "run", "zzzz", "--store", store);
        using (WatchlistBook book = new(store, TimeProvider.System))
        {
            Assert.Null(book.Add("ada", "Closest", ["SY0001"]));
            Assert.Null(book.Add("bob", "Closest", ["SY0002"]));
        }

        Refused(sandbox, "SEVERAL-WATCHLISTS", "watchlist", "Closest", "--store", store);
        Assert.Contains("SY0002", Write(sandbox, "watchlist", "Closest", "--owner", "bob", "--store", store), StringComparison.Ordinal);
    }

    private static string Write(Sandbox sandbox, params string[] arguments)
    {
        string path = sandbox.Path("out.html");
        CommandRun run = CommandRun.Of(["report", .. arguments, "--out", path]);
        Assert.True(run.Code == 0, run.Error);
        return File.ReadAllText(path);
    }

    private static void Refused(Sandbox sandbox, string code, params string[] arguments)
    {
        string path = sandbox.Path("never.html");
        CommandRun run = CommandRun.Of(["report", .. arguments, "--out", path]);
        Assert.Equal(3, run.Code);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }
}
