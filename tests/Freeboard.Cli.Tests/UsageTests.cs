namespace Freeboard.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("asses", "x")]
    [InlineData("assess")]
    [InlineData("assess", "x", "--as-of", "2024-13-01")]
    [InlineData("assess", "x", "--as-of", "yesterday")]
    [InlineData("assess", "x", "--frequency", "hourly")]
    [InlineData("assess", "x", "--default-point", "half")]
    [InlineData("assess", "x", "--default-point", "-1")]
    [InlineData("assess", "x", "--restricted-shares", "regression:1,2")]
    [InlineData("assess", "x", "--horizon", "0")]
    [InlineData("assess", "x", "--rate", "1.5%")]
    [InlineData("assess", "x", "--rate", "3.5")]
    [InlineData("assess", "x", "--language", "fr")]
    [InlineData("assess", "x", "--sampling", "weekly", "--annualise", "250")]
    [InlineData("assess", "x", "--sampling", "monthly", "--annualise", "52")]
    [InlineData("assess", "x", "--annualise", "12")]
    [InlineData("assess", "x", "--as-of", "latest", "--frequency", "monthly")]
    [InlineData("assess", "x", "--statement-lag", "-1")]
    [InlineData("assess", "x", "--max-price-age", "-1")]
    [InlineData("assess", "x", "--min-returns", "1")]
    [InlineData("solve")]
    [InlineData("solve", "x", "--fast")]
    [InlineData("solve", "--foo")]
    [InlineData("estimate")]
    [InlineData("estimate", "x", "--method", "garch")]
    [InlineData("estimate", "x", "--window", "2")]
    [InlineData("estimate", "x", "--step", "0")]
    [InlineData("estimate", "x", "--dt", "0")]
    [InlineData("estimate", "x", "--ddof", "2")]
    [InlineData("estimate", "x", "--horizon", "-1")]
    [InlineData("estimate", "x", "--payout", "2%")]
    [InlineData("estimate", "x", "--drift", "zero")]
    [InlineData("estimate", "x", "--survivorship")]
    [InlineData("assess", "x", "--equity", "net-assets", "--restricted-shares", "discount:0.1")]
    [InlineData("equity")]
    [InlineData("equity", "fit")]
    [InlineData("equity", "fit", "x", "--errors", "hc9")]
    [InlineData("equity", "fit", "x", "--eliminate", "2")]
    [InlineData("equity", "fit", "x", "--lag", "2")]
    [InlineData("equity", "fit", "x", "--currency", "yuan")]
    [InlineData("equity", "fit", "x", "--level", "95 %")]
    [InlineData("equity", "apply", "x")]
    [InlineData("equity", "apply", "x", "--model", "y", "--level", "2")]
    public void A_wrong_command_line_ends_with_code_2_and_a_way_forward(params string[] args)
    {
        CommandRun run = CommandRun.Of(args);
        Assert.Equal(2, run.Code);
        Assert.Empty(run.Out);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("assess")]
    [InlineData("solve")]
    [InlineData("estimate")]
    [InlineData("equity")]
    [InlineData("runs")]
    [InlineData("show")]
    [InlineData("sample")]
    [InlineData("replicate")]
    [InlineData("bench")]
    public void Every_command_explains_itself(string command)
    {
        CommandRun help = CommandRun.Of([command, "--help"]);
        Assert.Equal(0, help.Code);
        Assert.Contains("Usage:", help.Out, StringComparison.Ordinal);
        Assert.Contains(command, CommandRun.Of(["--help"]).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_out_of_range_is_named_with_its_option()
    {
        Assert.Contains("--default-point -1:", CommandRun.Of(["assess", "x", "--default-point", "-1"]).Error, StringComparison.Ordinal);
        Assert.Contains("--annualise 250:", CommandRun.Of(["assess", "x", "--sampling", "weekly", "--annualise", "250"]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_speaks_of_freeboard()
    {
        Assert.Contains("freeboard", CommandRun.Of(["solve", "--help"]).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Freeboard.Cli", CommandRun.Of(["solve", "--help"]).Out, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of(["--version"]).Code);
    }

    [Fact]
    public void Without_a_command_the_help_is_shown() => Assert.NotEqual(0, CommandRun.Of([]).Code);
}
