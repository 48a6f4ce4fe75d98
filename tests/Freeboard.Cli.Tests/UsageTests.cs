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
    [InlineData("solve")]
    [InlineData("solve", "x", "--fast")]
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
    public void Without_a_command_the_help_is_shown() => Assert.NotEqual(0, CommandRun.Of([]).Code);
}
