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
    [InlineData("serve", "--urls", "ftp://127.0.0.1:0")]
    [InlineData("serve", "--urls", "8080")]
    [InlineData("serve", "--max-upload-mb", "0")]
    [InlineData("serve", "--max-unpacked-mb", "0")]
    [InlineData("serve", "--calls-per-minute", "0")]
    [InlineData("serve", "--trust-proxy", "proxy.example")]
    [InlineData("serve", "--public-url", "https://freeboard.bank.example/risk")]
    [InlineData("serve", "--oidc", "issuer.json")]
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
    [InlineData("volatility")]
    [InlineData("volatility", "x", "--model", "arch")]
    [InlineData("volatility", "x", "--order", "3,1")]
    [InlineData("volatility", "x", "--model", "ewma", "--order", "2,1")]
    [InlineData("volatility", "x", "--dist", "cauchy")]
    [InlineData("volatility", "x", "--mean", "ar2")]
    [InlineData("volatility", "x", "--init", "arch")]
    [InlineData("volatility", "x", "--lambda", "1")]
    [InlineData("volatility", "x", "--annualise", "always")]
    [InlineData("volatility", "x", "--annualise", "0")]
    [InlineData("volatility", "x", "--model", "historical", "--annualise", "next-day")]
    [InlineData("volatility", "x", "--model", "historical", "--fallback")]
    [InlineData("volatility", "x", "--variance-targeting")]
    [InlineData("volatility", "x", "--horizon", "0")]
    [InlineData("volatility", "x", "--lags", "0")]
    [InlineData("volatility", "x", "--min-returns", "29")]
    [InlineData("volatility", "x", "--threads", "-1")]
    [InlineData("assess", "x", "--volatility", "arch")]
    [InlineData("assess", "x", "--volatility", "ewma-t")]
    [InlineData("assess", "x", "--volatility", "egarch-t")]
    [InlineData("assess", "x", "--annualise", "next-day")]
    [InlineData("assess", "x", "--volatility", "garch", "--annualise", "100")]
    [InlineData("assess", "x", "--volatility", "garch", "--min-returns", "20")]
    [InlineData("assess", "x", "--volatility", "garch", "--window-days", "1")]
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
    [InlineData("volatility")]
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

    [Theory]
    [InlineData("estimate x --window abc", "--window abc: give a whole number, such as 250.")]
    [InlineData("estimate x --window 1e2", "--window 1e2: give a whole number, such as 250.")]
    [InlineData("estimate x --step 2.5", "--step 2.5: give a whole number, such as 250.")]
    [InlineData("assess x --threads two", "--threads two: give a whole number, such as 250.")]
    [InlineData("assess x --window-days 99999999999", "--window-days 99999999999: give a whole number, such as 250.")]
    [InlineData("volatility x --lags ten", "--lags ten: give a whole number, such as 250.")]
    [InlineData("equity fit x --lag ten", "--lag ten: give a whole number, such as 250.")]
    [InlineData("import undo first", "ID first: give a whole number, such as 250.")]
    [InlineData("explain x --from 2024-01-02 --to 2024-01-03 --equity-return 5%", "--equity-return 5%: give a number with a decimal point")]
    public void A_number_that_is_none_is_refused_in_the_users_words(string command, string message)
    {
        CommandRun run = CommandRun.Of(command.Split(' '));
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("solve", "id,E,sigmaE,D,r,T\n")]
    [InlineData("estimate", "date,E,D,r\n")]
    [InlineData("estimate", "date,E,D,r")]
    [InlineData("volatility", "date,price\n\n")]
    [InlineData("equity fit", "price_restricted,naps\n")]
    public void A_table_of_only_a_header_has_no_answer_and_says_so(string command, string table)
    {
        foreach (string[] more in (string[][])[[], ["--keep-going"]])
        {
            CommandRun run = CommandRun.Of([.. command.Split(' '), "-", .. more], table);
            Assert.Equal((3, ""), (run.Code, run.Out));
            Assert.Contains("-:1: HEADER-ONLY There is a header and no row under it.", run.Error, StringComparison.Ordinal);
        }
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
