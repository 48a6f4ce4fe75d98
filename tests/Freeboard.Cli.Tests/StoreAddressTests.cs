using Freeboard.Tests.PostgreSql;

namespace Freeboard.Cli.Tests;

public sealed class StoreAddressTests
{
    [Theory]
    [EveryStore]
    public void Assess_runs_show_and_explain_work_alike_over_every_kind_of_store(string kind)
    {
        using Sandbox sandbox = new();
        string store = kind == "postgres" ? PostgreSqlServer.NewAddress() : "sqlite:" + sandbox.Store;
        CommandRun missing = CommandRun.Of(["runs", "--store", store]);
        Assert.Equal(3, missing.Code);
        Assert.Contains("NO-STORE", missing.Error, StringComparison.Ordinal);

        CommandRun assess = CommandRun.Of(["assess", Sandbox.Sample("market"), "--store", store, "--no-report"]);
        CommandRun plain = sandbox.Assess(Sandbox.Sample("market"));
        Assert.Equal(plain.Lines, assess.Lines);
        Assert.Equal(2, CommandRun.Of(["runs", "--store", store]).Lines.Length);

        CommandRun show = CommandRun.Of(["show", "SY0001", "--store", store]);
        Assert.Equal(CommandRun.Of(["show", "SY0001", "--store", sandbox.Store]).Lines, show.Lines);
        string[] converged = [.. show.Lines.Skip(1).Where(line => line.Contains(",Converged,", StringComparison.Ordinal)).Select(line => line.Split(',')[1])];
        CommandRun explain = CommandRun.Of(["explain", "SY0001", "--from", converged[0], "--to", converged[^1], "--store", store]);
        Assert.Equal((0, ""), (explain.Code, explain.Error));
    }

    [Theory]
    [InlineData("assess")]
    [InlineData("runs")]
    [InlineData("show")]
    [InlineData("explain")]
    public void A_password_in_the_store_option_is_refused_and_not_repeated(string verb)
    {
        string[] rest = verb switch
        {
            "assess" => [Sandbox.Sample("market"), "--no-report"],
            "show" => ["SY0001"],
            "explain" => ["SY0001", "--from", "2023-01-31", "--to", "2023-02-28"],
            _ => [],
        };
        CommandRun run = CommandRun.Of([verb, .. rest, "--store", "postgres:Host=db;Password=hunter2"]);

        Assert.Equal(2, run.Code);
        Assert.Contains("STORE-SECRET-IN-ADDRESS", run.Error, StringComparison.Ordinal);
        Assert.Contains("FREEBOARD_POSTGRES_PASSWORD", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", run.Error + string.Concat(run.Lines), StringComparison.Ordinal);
    }
}
