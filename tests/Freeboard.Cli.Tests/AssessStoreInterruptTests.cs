namespace Freeboard.Cli.Tests;

/// <summary>An assessment over a store that is interrupted says that it can go on.</summary>
public sealed class AssessStoreInterruptTests
{
    [Fact]
    public void An_interrupted_run_says_that_it_goes_on_and_is_not_listed()
    {
        using Sandbox sandbox = new();
        string facts = sandbox.Path("facts.db");
        Assert.Equal(0, CommandRun.Of(["import", Sandbox.Sample("market"), "--store", facts]).Code);
        using CancellationTokenSource interrupted = new();
        interrupted.Cancel();
        CommandRun cut = CommandRun.Of(["assess", "--store", facts, "--no-report"], cancellationToken: interrupted.Token);
        Assert.Equal(130, cut.Code);
        Assert.Contains("goes on", cut.Error, StringComparison.Ordinal);
        Assert.Single(CommandRun.Of(["runs", "--store", facts]).Lines);
        CommandRun again = CommandRun.Of(["assess", "--store", facts, "--no-report"]);
        Assert.Equal(0, again.Code);
        Assert.Equal(289, again.Lines.Length);
    }
}
