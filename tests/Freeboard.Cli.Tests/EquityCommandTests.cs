using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class EquityCommandTests
{
    private static readonly string Auctions = Sandbox.Sample("restricted-prices", "auctions.csv");
    private static readonly string Panel = Sandbox.Sample("restricted-prices", "panel.csv");

    [Fact]
    public void A_fit_gives_coefficients_and_every_table_it_names()
    {
        CommandRun run = CommandRun.Of(["equity", "fit", Auctions]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal("term,coefficient,standardError,t,p,lower,upper,vif", run.Lines[0]);
        Assert.Equal(["constant", "net_assets_per_share", "price_tradable", "return_on_equity", "debt_ratio"], run.Lines[1..].Select(l => l.Split(',')[0]));
        foreach ((string table, int rows) in ((string, int)[])[("summary", 8), ("correlations", 10), ("partial-correlations", 10), ("steps", 1), ("residuals", 48)])
        {
            Assert.Equal(rows + 1, CommandRun.Of(["equity", "fit", Auctions, "--table", table]).Lines.Length);
        }

        CommandRun terminal = CommandRun.Of(["equity", "fit", Auctions, "--eliminate", "0.05"], terminal: true);
        Assert.Contains("debt_ratio", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("durbinWatson", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_are_those_asked_for()
    {
        string classical = ErrorOf("classical");
        foreach (string errors in (string[])["hc0", "hc1", "hc2", "hc3", "newey-west"])
        {
            Assert.NotEqual(classical, ErrorOf(errors));
        }

        Assert.NotEqual(ErrorOf("newey-west", "--lag", "1"), ErrorOf("newey-west", "--lag", "6"));
        Assert.Equal(ErrorOf("hc0"), ErrorOf("newey-west", "--lag", "0"));

        static string ErrorOf(string errors, params string[] more) => CommandRun.Of(["equity", "fit", Auctions, "--errors", errors, .. more]).Lines[2].Split(',')[2];
    }

    [Fact]
    public void A_saved_model_is_applied_to_a_panel()
    {
        using Sandbox sandbox = new();
        string model = sandbox.Path("model.json");
        Assert.Equal(0, CommandRun.Of(["equity", "fit", Auctions, "--eliminate", "0.05", "--currency", "CNY", "--save", model]).Code);
        CommandRun run = CommandRun.Of(["equity", "apply", Panel, "--model", model, "--level", "0.9"]);
        Assert.Equal((4, ""), (run.Code, run.Error));
        Assert.Equal(6, run.Lines.Length);
        Assert.EndsWith(",Converged", run.Lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",MissingNetAssets", run.Lines[5], StringComparison.Ordinal);
        CommandRun json = CommandRun.Of(["equity", "apply", "-", "--model", model, "--json"], File.ReadAllText(Panel));
        using JsonDocument document = JsonDocument.Parse(json.Out);
        Assert.Equal(5, document.RootElement.GetArrayLength());
    }

    [Fact]
    public void Assess_takes_the_policy_into_its_provenance_and_leaves_the_default_as_it_was()
    {
        using Sandbox sandbox = new();
        string market = Sandbox.Sample("market");
        CommandRun plain = sandbox.Assess(market, "--as-of", "2023-11-30", "--json");
        CommandRun discount = sandbox.Assess(market, "--as-of", "2023-11-30", "--json", "--equity", "discount:0.2+first-days:5+level:0.9");
        Assert.Equal((0, 0), (plain.Code, discount.Code));
        using JsonDocument a = JsonDocument.Parse(plain.Out);
        using JsonDocument b = JsonDocument.Parse(discount.Out);
        Assert.False(a.RootElement.GetProperty("parameters").TryGetProperty("equity", out _));
        Assert.Equal("restricted at-discount-0.2; tradable average of the year's first 5 closes; level 0.9", b.RootElement.GetProperty("parameters").GetProperty("equity").GetString());
        Assert.NotEqual(a.RootElement.GetProperty("runId").GetString(), b.RootElement.GetProperty("runId").GetString());
    }

    [Fact]
    public void Assess_takes_a_fitted_model()
    {
        using Sandbox sandbox = new();
        CommandRun run = sandbox.Assess(Sandbox.Sample("market"), "--as-of", "latest", "--json", "--equity", "model:" + Sandbox.Sample("restricted-prices", "model.json"));
        Assert.Equal(0, run.Code);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        Assert.StartsWith("by-fitted-regression(", document.RootElement.GetProperty("parameters").GetProperty("restrictedShares").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plus_in_a_path_is_part_of_the_path()
    {
        using Sandbox sandbox = new();
        File.Copy(Sandbox.Sample("restricted-prices", "model.json"), sandbox.Path("a+b.json"));
        CommandRun run = sandbox.Assess(Sandbox.Sample("market"), "--as-of", "latest", "--json", "--equity", $"model:{sandbox.Path("a+b.json")}+level:0.9");
        Assert.Equal((0, ""), (run.Code, run.Error));
    }

    [Theory]
    [InlineData("free")]
    [InlineData("net-assets+free")]
    [InlineData("discount:2")]
    [InlineData("net-assets+discount:0.1")]
    [InlineData("net-assets+first-days:ten")]
    [InlineData("net-assets+first-days:0")]
    [InlineData("net-assets+level:95")]
    [InlineData("model:nowhere.json")]
    [InlineData("first-days:3+first-days:4")]
    public void A_policy_that_cannot_be_read_is_a_wrong_command_line(string policy)
    {
        CommandRun run = CommandRun.Of(["assess", "x", "--equity", policy]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains("--equity", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusals_name_their_reason()
    {
        CommandRun dependent = CommandRun.Of(["equity", "fit", "-"], "price_restricted,a,b\n1,2,4\n3,5,10\n4,7,14\n6,9,18\n5,1,2\n");
        Assert.Equal((3, ""), (dependent.Code, dependent.Out));
        Assert.Contains("-:1:b: RANK-DEFICIENT b = 2 a. Drop one of these columns.", dependent.Error, StringComparison.Ordinal);
        CommandRun few = CommandRun.Of(["equity", "fit", "-"], "price_restricted,a\n1,2\n3,5\n");
        Assert.Equal(3, few.Code);
        Assert.Contains("NOT-ENOUGH-DATA", few.Error, StringComparison.Ordinal);
        CommandRun bad = CommandRun.Of(["equity", "fit", "-"], "price_restricted,a\n1,2\n3,x\n");
        Assert.Contains("-:3:a: NUMBER-NOT-A-NUMBER", bad.Error, StringComparison.Ordinal);
        Assert.Equal(3, CommandRun.Of(["equity", "fit", "nowhere.csv"]).Code);
        CommandRun noModel = CommandRun.Of(["equity", "apply", Panel, "--model", Panel]);
        Assert.Equal(3, noModel.Code);
        Assert.Contains("NOT-A-MODEL", noModel.Error, StringComparison.Ordinal);
    }
}
