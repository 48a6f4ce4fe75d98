using System.Globalization;
using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class PortfolioCommandTests
{
    private const string Small = "obligor,ead,lgd,pd,rho\na,100,1,0.02,0.2\nb,100,1,0.02,0.2\nc,50,0.5,0.05,0.1\n";
    private static readonly string Loans = Sandbox.Sample("portfolio", "loans.csv");
    private static readonly string Three = Sandbox.Sample("portfolio", "loans-three-factors.csv");

    [Fact]
    public void Simulated_measures_lie_about_the_exact_ones()
    {
        CommandRun exact = CommandRun.Of(["portfolio", "simulate", Loans, "--method", "exact", "--levels", "0.99"]);
        CommandRun plain = CommandRun.Of(["portfolio", "simulate", Loans, "--scenarios", "200000", "--levels", "0.99"]);
        Assert.Equal((0, "", 0, ""), (exact.Code, exact.Error, plain.Code, plain.Error));
        string[] known = exact.Lines[1].Split(',');
        string[] drawn = plain.Lines[1].Split(',');
        Assert.Equal(("Exact", "Simulated"), (known[^1], drawn[^1]));
        Assert.Equal(Number(known[2]), Number(drawn[2]), 4 * Number(drawn[5]));
        Assert.InRange(Number(known[1]), Number(drawn[3]) * 0.97, Number(drawn[4]) * 1.03);
    }

    [Fact]
    public void The_document_has_the_promised_keys_and_does_not_depend_on_threads()
    {
        CommandRun one = CommandRun.Of(["portfolio", "simulate", Three, "--scenarios", "20000", "--json", "--threads", "1"]);
        CommandRun two = CommandRun.Of(["portfolio", "simulate", Three, "--scenarios", "20000", "--json", "--threads", "2"]);
        using JsonDocument document = JsonDocument.Parse(one.Out);
        JsonElement root = document.RootElement;
        foreach (string key in (string[])["expectedLoss", "standardDeviation", "seconds", "concentration", "diversification"])
        {
            Assert.True(root.TryGetProperty(key, out _), key);
        }

        foreach (string key in (string[])["level", "var", "es", "varLow", "varHigh", "esStandardError"])
        {
            Assert.True(root.GetProperty("levels")[0].TryGetProperty(key, out _), key);
        }

        Assert.Equal(Without(one.Out), Without(two.Out));

        static string Without(string json) => string.Join('\n', json.Split('\n').Where(line => !line.Contains("\"seconds\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("importance")]
    [InlineData("qmc")]
    public void Contributions_add_up_to_the_measures(string method)
    {
        using Sandbox sandbox = new();
        string parts = sandbox.Path("parts.csv");
        CommandRun run = CommandRun.Of(["portfolio", "simulate", Three, "--method", method, "--scenarios", "5000", "--levels", "0.99", "--contributions", parts]);
        Assert.Equal(0, run.Code);
        Assert.Equal(method == "qmc", run.Error.Contains("Use --method importance.", StringComparison.Ordinal));
        string[] measures = run.Lines[1].Split(',');
        string[][] rows = [.. File.ReadAllLines(parts).Skip(1).Select(line => line.Split(','))];
        Assert.Equal(100, rows.Length);
        Assert.Equal(Number(measures[1]), rows.Sum(row => Number(row[6])), 1e-9 * Number(measures[1]));
        Assert.Equal(Number(measures[2]), rows.Sum(row => Number(row[7])), 1e-9 * Number(measures[2]));
    }

    [Fact]
    public void Lattice_points_say_when_one_loan_is_a_step_that_counts()
    {
        string loans = string.Concat(Enumerable.Range(0, 40).Select(i => $"n{i},{(i == 7 ? 300 : 10)},0.5,0.02,0.2\n"));
        CommandRun few = CommandRun.Of(["portfolio", "simulate", "-", "--method", "qmc", "--json"], "obligor,ead,lgd,pd,rho\n" + loans);
        Assert.Contains("Use --method importance.", few.Error, StringComparison.Ordinal);
        Assert.Contains("DOMINANT-NAME", few.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("DOMINANT-NAME", CommandRun.Of(["portfolio", "simulate", "-", "--method", "exact", "--json"], "obligor,ead,lgd,pd,rho\n" + loans).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Exposures_that_overflow_are_refused_by_name()
    {
        const string huge = "obligor,ead,lgd,pd,pd_sd,rho\na,1e308,1,0.5,0.1,0.2\nb,1e308,1,0.5,0.1,0.2\n";
        foreach (string[] command in (string[][])[["simulate", "-", "--scenarios", "2000"], ["simulate", "-", "--method", "importance"], ["contributions", "-", "--method", "exact"], ["creditriskplus", "-"], ["asrf", "-"], ["asrf", "-", "--irb"]])
        {
            CommandRun run = CommandRun.Of(["portfolio", .. command], huge);
            Assert.Equal((3, ""), (run.Code, run.Out));
            Assert.Contains("EXPOSURE-TOO-LARGE", run.Error, StringComparison.Ordinal);
        }

        CommandRun large = CommandRun.Of(["portfolio", "asrf", "-", "--levels", "0.99"], huge.Replace("1e308", "4e59", StringComparison.Ordinal));
        Assert.Equal(0, large.Code);
        Assert.DoesNotContain("", large.Lines[1].Split(','));
    }

    [Fact]
    public void Price_offers_no_method_and_no_recovery_that_it_refuses()
    {
        CommandRun help = CommandRun.Of(["portfolio", "price", "--help"]);
        Assert.DoesNotContain("importance", help.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("linked", help.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("--loss-unit", help.Out, StringComparison.Ordinal);
        CommandRun run = CommandRun.Of(["portfolio", "price", Loans, "--ead", "10", "--lgd", "0.45", "--pd", "0.01", "--rho", "0.2", "--method", "qmc"]);
        Assert.NotEqual(0, run.Code);
        Assert.Contains("qmc", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Scenarios_without_any_loss_give_zero_with_a_note_and_a_page()
    {
        const string never = "obligor,ead,lgd,pd,rho\na,10,0.5,1e-9,0.2\nb,12,0.5,1e-9,0.2\n";
        using Sandbox sandbox = new();
        CommandRun run = CommandRun.Of(["portfolio", "simulate", "-", "--scenarios", "2000", "--levels", "0.99", "--json", "--report", sandbox.Path("page.html")], never);
        Assert.Equal(0, run.Code);
        Assert.Contains("None of the 2,000 scenarios had a loss", run.Error, StringComparison.Ordinal);
        JsonElement root = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal((0, 0), (root.GetProperty("levels")[0].GetProperty("var").GetDouble(), root.GetProperty("levels")[0].GetProperty("es").GetDouble()));
        Assert.Equal("NO-LOSS-DRAWN", root.GetProperty("notes")[0].GetProperty("code").GetString());
        Assert.Contains("NO-LOSS-DRAWN", File.ReadAllText(sandbox.Path("page.html")), StringComparison.Ordinal);
        CommandRun parts = CommandRun.Of(["portfolio", "contributions", "-", "--scenarios", "2000"], never);
        Assert.Equal((0, 3), (parts.Code, parts.Lines.Length));
    }

    [Fact]
    public void Columns_that_no_model_knows_are_passed_over_with_a_note()
    {
        CommandRun run = CommandRun.Of(["portfolio", "simulate", "-", "--method", "exact"], Small.Replace("obligor,", "branch,rating,obligor,", StringComparison.Ordinal).Replace("\na", "\nx,A,a", StringComparison.Ordinal).Replace("\nb", "\nx,A,b", StringComparison.Ordinal).Replace("\nc", "\nx,A,c", StringComparison.Ordinal));
        Assert.Equal(0, run.Code);
        Assert.Contains("1 column was passed over: branch", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("obligor,ead,lgd,pd\na,1,1,0.1\n", "COLUMN-MISSING")]
    [InlineData("obligor,ead,lgd,pd,rho\na,1,1,0.1,1.5\n", "CORRELATION-OUT-OF-RANGE")]
    [InlineData("obligor,ead,lgd,pd,rho\na,1,1,10,0.2\n", "PD-OUT-OF-RANGE")]
    [InlineData("obligor,ead,lgd,pd,rho\na,1,45,0.1,0.2\n", "LGD-OUT-OF-RANGE")]
    [InlineData("obligor,ead,lgd,pd,rho\na,-1,1,0.1,0.2\n", "EXPOSURE-NEGATIVE")]
    [InlineData("obligor,ead,lgd,pd,rho\na,1,1,0.1,0.2\na,1,1,0.1,0.2\n", "OBLIGOR-TWICE")]
    [InlineData("obligor,ead,lgd,pd,loading_1,loading_2\na,1,1,0.1,0.8,0.8\n", "LOADINGS-TOO-LONG")]
    [InlineData("obligor,ead,lgd,pd,edf,rho\na,1,1,0.1,0.1,0.8\n", "COLUMNS-CONTRADICT")]
    public void Bad_tables_are_refused_with_place_and_cure(string table, string code)
    {
        CommandRun run = CommandRun.Of(["portfolio", "simulate", "-"], table);
        Assert.Equal(3, run.Code);
        Assert.Equal("", run.Out);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--copula", "t")]
    [InlineData("--degrees", "5")]
    [InlineData("--levels", "99")]
    [InlineData("--scenarios", "5")]
    [InlineData("--factors", "2")]
    public void Options_that_do_not_go_together_are_refused(string option, string value) =>
        Assert.Equal(2, CommandRun.Of(["portfolio", "simulate", "-", option, value], Small).Code);

    [Fact]
    public void Correlations_that_cannot_all_hold_are_adjusted_and_it_is_said()
    {
        using Sandbox sandbox = new();
        string correlations = sandbox.Path("correlations.csv");
        File.WriteAllText(correlations, "name,a,b,c\na,1,0.9,0\nb,0.9,1,0.9\nc,0,0.9,1\n");
        CommandRun run = CommandRun.Of(["portfolio", "simulate", "-", "--method", "exact", "--asset-correlation", correlations], Small);
        Assert.Equal(0, run.Code);
        Assert.Contains("nearest correlation matrix", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 factor gives", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_price_pays_for_funding_loss_capital_and_cost()
    {
        CommandRun run = CommandRun.Of(["portfolio", "price", Loans, "--ead", "10", "--lgd", "0.45", "--pd", "0.015", "--rho", "0.2", "--scenarios", "50000", "--rate", "0.05", "--cost", "0.002"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Dictionary<string, string> row = run.Lines[0].Split(',').Zip(run.Lines[1].Split(',')).ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.Equal(Number(row["price"]), Number(row["funding"]) + Number(row["expectedLossRate"]) + Number(row["capitalCharge"]) + Number(row["cost"]), 1e-12);
        Assert.True(Number(row["incrementalEs"]) > Number(row["expectedLoss"]));
        Assert.NotEmpty(row["returnOnCapital"]);
    }

    [Fact]
    public void Loadings_of_the_sample_are_correlations()
    {
        CommandRun run = CommandRun.Of(["portfolio", "loadings", Sandbox.Sample("portfolio", "assets.csv")]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(13, run.Lines.Length);
        Assert.All(run.Lines[1..], line => Assert.InRange(Number(line.Split(',')[10]), 0.05, 0.98));
    }

    [Theory]
    [InlineData("en", "the loss exceeds")]
    [InlineData("zh-CN", "届时平均损失")]
    public void The_page_says_what_the_rows_say(string language, string words)
    {
        using Sandbox sandbox = new();
        string page = sandbox.Path("portfolio.html");
        CommandRun run = CommandRun.Of(["portfolio", "simulate", Loans, "--method", "exact", "--report", page, "--language", language]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        string html = File.ReadAllText(page);
        Assert.Contains(words, html, StringComparison.Ordinal);
        Assert.Contains("fb-loss", html, StringComparison.Ordinal);
        Assert.Contains("fb-shares", html, StringComparison.Ordinal);
        Assert.Contains(Number(run.Lines[2].Split(',')[1]).ToString("N2", CultureInfo.InvariantCulture), html, StringComparison.Ordinal);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
