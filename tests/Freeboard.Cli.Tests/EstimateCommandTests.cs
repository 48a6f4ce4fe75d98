namespace Freeboard.Cli.Tests;

public sealed class EstimateCommandTests
{
    private static readonly string Series = Path.Combine(Sandbox.Root, "tests", "ReferenceValues", "equity-windows", "bench_panel_firm0.csv");

    [Theory]
    [InlineData("kmv", "0.249932866062")]
    [InlineData("mle", "0.251932111789")]
    public void A_published_series_gives_its_asset_volatility(string method, string volatility)
    {
        CommandRun run = CommandRun.Of(["estimate", Series, "--method", method, "--ignore-extra"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal("firm,date,V,sigmaV,mu,DDKmv,DDRiskNeutral,DDPhysical,lnEDF,seSigma,logLik,logLikReturn,status", run.Lines[0]);
        string[] cells = Assert.Single(run.Lines[1..]).Split(',');
        Assert.StartsWith(volatility, cells[3], StringComparison.Ordinal);
        Assert.Equal(["0", "Converged"], [cells[0], cells[12]]);
        Assert.Equal(method == "mle", cells[9].Length > 0);
    }

    [Fact]
    public void Windows_and_details_and_every_method_that_needs_no_more_columns()
    {
        foreach (string method in (string[])["two-equation", "kmv", "mle", "naive"])
        {
            CommandRun run = CommandRun.Of(["estimate", Series, "--method", method, "--ignore-extra", "--window", "100", "--step", "50", "--details", "--ddof", "1", "--payout", "0.01", "--drift", "0.05", "--horizon", "2"]);
            Assert.Equal((0, ""), (run.Code, run.Error));
            Assert.Equal(5, run.Lines.Length);
            Assert.EndsWith(",bindingBound,offendingInput", run.Lines[0], StringComparison.Ordinal);
            Assert.All(run.Lines[1..], line => Assert.Contains(",Converged,", line, StringComparison.Ordinal));
        }

    }

    [Fact]
    public void A_firm_that_ends_below_its_default_point_cannot_be_conditioned_on_survival()
    {
        CommandRun run = CommandRun.Of(["estimate", Series, "--method", "mle", "--ignore-extra", "--survivorship", "--details"]);
        Assert.Equal(4, run.Code);
        Assert.Contains(",BoundBinds,", run.Lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",AssetValueAtDefaultPoint,", run.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_standard_input_is_read_and_a_suspended_share_makes_the_run_partial()
    {
        string table = "time,E,D,r\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},10,{50 + (i / 10)},0.03\n"));
        CommandRun run = CommandRun.Of(["estimate", "-"], table);
        Assert.Equal(4, run.Code);
        Assert.Equal(",39,,,,,,,,,,,NoMovement", run.Lines[1]);
    }

    [Fact]
    public void A_broken_table_is_rejected_with_its_places()
    {
        CommandRun run = CommandRun.Of(["estimate", "-"], "date,E,D,r\n2024-01-02,ten,5,0.03\n");
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("-:2:E: NOT-A-NUMBER 'ten' is not a number.", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, CommandRun.Of(["estimate", "nowhere.csv"]).Code);
    }
}
