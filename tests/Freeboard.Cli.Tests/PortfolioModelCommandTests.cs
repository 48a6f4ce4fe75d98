using System.Globalization;
using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class PortfolioModelCommandTests
{
    private static readonly string Loans = Sandbox.Sample("portfolio", "bank-loans.csv");
    private static readonly string Transition = Sandbox.Sample("portfolio", "transition.csv");
    private static readonly string Curves = Sandbox.Sample("portfolio", "forward-curves.csv");
    private static readonly string Reference = Path.Combine(Sandbox.Root, "tests", "ReferenceValues");

    [Fact]
    public void Creditriskplus_prints_the_published_percentiles()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Reference, "credit-risk-plus", "obligors.csv"));
        string table = "obligor,ead,lgd,pd,pd_sd\n" + string.Concat(lines[1..].Select(line => line.Split(',')).Select(cells => $"{cells[0]},{cells[1]},1,{cells[2]},{cells[3]}\n"));
        CommandRun run = CommandRun.Of(["portfolio", "creditriskplus", "-", "--levels", "0.5,0.99", "--json"], table);
        Assert.Equal(0, run.Code);
        JsonElement json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(14221863, json.GetProperty("expectedLoss").GetDouble(), 1.0);
        Assert.Equal(12668742, json.GetProperty("standardDeviation").GetDouble(), 1.0);
        Assert.Equal(11089455, json.GetProperty("levels")[0].GetProperty("percentile").GetDouble(), 1.0);
        Assert.Equal(55311503, json.GetProperty("levels")[1].GetProperty("percentile").GetDouble(), 1.0);
        Assert.Equal(55454586, json.GetProperty("levels")[1].GetProperty("var").GetDouble(), 1.0);
        Assert.True(json.GetProperty("levels")[1].GetProperty("es").GetDouble() > 55454586);
        Assert.True(json.GetProperty("seconds").GetDouble() >= 0);
    }

    [Fact]
    public void Contributions_go_to_a_file_of_their_own_and_add_up()
    {
        using Sandbox sandbox = new();
        string file = sandbox.Path("parts.csv");
        foreach (string[] command in (string[][])[["creditriskplus", Loans], ["asrf", Loans], ["mark-to-market", Loans, "--transition", Transition, "--curves", Curves, "--scenarios", "5000"]])
        {
            CommandRun run = CommandRun.Of(["portfolio", .. command, "--levels", "0.99", "--contributions", file]);
            Assert.Equal(0, run.Code);
            string[] parts = File.ReadAllLines(file);
            int column = Array.IndexOf(parts[0].Split(','), "esContribution");
            double sum = parts[1..].Sum(line => double.Parse(line.Split(',')[column], CultureInfo.InvariantCulture));
            double shortfall = double.Parse(run.Lines[1].Split(',')[2], CultureInfo.InvariantCulture);
            Assert.Equal(shortfall, sum, 1e-8 * shortfall);
        }
    }

    [Fact]
    public void Creditriskplus_writes_its_distribution()
    {
        using Sandbox sandbox = new();
        CommandRun run = CommandRun.Of(["portfolio", "creditriskplus", Loans, "--distribution", sandbox.Path("law.csv")]);
        Assert.Equal(0, run.Code);
        Assert.Equal(1, File.ReadAllLines(sandbox.Path("law.csv"))[1..].Sum(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)), 1e-9);
    }

    [Fact]
    public void Mark_to_market_writes_the_quantiles_of_the_value()
    {
        using Sandbox sandbox = new();
        CommandRun run = CommandRun.Of(["portfolio", "mark-to-market", Loans, "--transition", Transition, "--curves", Curves, "--scenarios", "5000", "--distribution", sandbox.Path("law.csv")]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        double[] values = [.. File.ReadAllLines(sandbox.Path("law.csv"))[1..].Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture))];
        Assert.Equal(1001, values.Length);
        Assert.Equal(values.Order(), values);
        int column = Array.IndexOf(run.Lines[0].Split(','), "value");
        Assert.InRange(double.Parse(run.Lines[2].Split(',')[column], CultureInfo.InvariantCulture), values[9], values[11]);
    }

    [Fact]
    public void A_granularity_adjustment_of_half_its_figure_is_noted()
    {
        const string lumpy = "obligor,ead,lgd,pd,rho\na,100,0.45,0.01,0.05\nb,1,0.45,0.01,0.05\n";
        CommandRun run = CommandRun.Of(["portfolio", "asrf", "-", "--json"], lumpy);
        Assert.Equal(0, run.Code);
        Assert.Contains("an expansion in 1/n does not hold", run.Error, StringComparison.Ordinal);
        Assert.Contains(JsonDocument.Parse(run.Out).RootElement.GetProperty("notes").EnumerateArray(), note => note.GetProperty("code").GetString() == "GRANULARITY-UNRELIABLE");
        Assert.Equal("", CommandRun.Of(["portfolio", "asrf", "-"], "obligor,ead,lgd,pd,rho\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"n{i},1,0.45,0.01,0.2\n"))).Error);
    }

    [Fact]
    public void Irb_prints_the_risk_weights_of_annex_5()
    {
        string table = "obligor,ead,lgd,pd,class,sales\nc,100,0.45,0.01,corporate,0\ns,100,0.45,0.01,small-corporate,5\nm,100,0.45,0.01,mortgage,0\no,100,0.45,0.01,other-retail,0\nq,100,0.45,0.01,revolving,0\n";
        CommandRun run = CommandRun.Of(["portfolio", "asrf", "-", "--irb", "--rules", "basel2"], table);
        Assert.Equal(0, run.Code);
        int column = Array.IndexOf(run.Lines[0].Split(','), "riskWeight");
        Assert.Equal(["92.32", "72.39", "56.40", "45.77", "17.22"], run.Lines[1..].Select(line => (100 * double.Parse(line.Split(',')[column], CultureInfo.InvariantCulture)).ToString("F2", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Irb_holds_losses_given_default_at_their_floors_where_it_is_told_to()
    {
        const string table = "obligor,ead,lgd,pd,class,collateral,secured_share\na,100,0.02,0.01,corporate,none,0\nb,100,0.02,0.01,corporate,other-physical,0.6\nc,100,0.02,0.01,mortgage,none,0\nd,100,0.45,0.0001,revolving,none,0\n";
        CommandRun held = CommandRun.Of(["portfolio", "asrf", "-", "--irb", "--lgd-floors"], table);
        Assert.Equal(0, held.Code);
        Assert.Equal(["0.25", "0.19", "0.050000000000000003", "0.5"], Cells(held, "lgdTaken"));
        Assert.Equal(["0.01", "0.01", "0.01", "0.001"], Cells(held, "pdTaken"));
        Assert.All(Cells(held, "status"), status => Assert.Equal("FloorBinds", status));
        Assert.Equal(["0.02", "0.02", "0.02", "0.45000000000000001"], Cells(CommandRun.Of(["portfolio", "asrf", "-", "--irb"], table), "lgdTaken"));
        foreach (string[] stray in (string[][])[["--lgd-floors"], ["--rules", "basel2"], ["--scaling", "1.06"]])
        {
            CommandRun alone = CommandRun.Of(["portfolio", "asrf", "-", .. stray], table);
            Assert.Equal((2, ""), (alone.Code, alone.Out));
            Assert.Contains(stray[0], alone.Error, StringComparison.Ordinal);
            Assert.Contains("--irb", alone.Error, StringComparison.Ordinal);
        }

        CommandRun unknown = CommandRun.Of(["portfolio", "asrf", "-", "--irb"], table.Replace("other-physical,0.6", "ships,1.6", StringComparison.Ordinal));
        Assert.Equal((3, ""), (unknown.Code, unknown.Out));
        Assert.Contains("-:3:collateral: COLLATERAL-UNKNOWN The collateral 'ships' of 'b' is not one of none, financial, receivables, real-estate, other-physical.", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("-:3:secured_share: SECURED-SHARE-OUT-OF-RANGE", unknown.Error, StringComparison.Ordinal);
        static string[] Cells(CommandRun run, string name) => [.. run.Lines[1..].Select(line => line.Split(',')[Array.IndexOf(run.Lines[0].Split(','), name)])];
    }

    [Fact]
    public void The_joint_migration_that_many_failed_to_reproduce()
    {
        CommandRun run = CommandRun.Of(["portfolio", "joint-migration", "--transition", Path.Combine(Reference, "credit-metrics", "transition.csv"), "--first", "BBB", "--second", "A", "--correlation", "0.3"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        string[] row = run.Lines.Single(line => line.StartsWith("BBB,A,", StringComparison.Ordinal)).Split(',');
        Assert.Equal(0.7969, double.Parse(row[2], CultureInfo.InvariantCulture), 5e-5);
        Assert.Equal(0.7915, double.Parse(row[3], CultureInfo.InvariantCulture), 5e-5);
    }

    [Fact]
    public void Mark_to_market_prints_the_same_bytes_for_the_same_seed()
    {
        string[] command = ["portfolio", "mark-to-market", Loans, "--transition", Transition, "--curves", Curves, "--scenarios", "20000", "--levels", "0.95,0.99"];
        CommandRun one = CommandRun.Of(command);
        Assert.Equal((0, ""), (one.Code, one.Error));
        Assert.Equal(one.Out, CommandRun.Of(command).Out);
        Assert.NotEqual(one.Out, CommandRun.Of([.. command, "--seed", "2"]).Out);
    }

    [Fact]
    public void The_distance_to_default_as_the_state()
    {
        string table = "obligor,ead,lgd,edf,asset_volatility,coupon,maturity,rho\na,100,0.5,0.01,0.25,0.04,3,0.2\nb,50,0.4,0.002,0.2,0.03,5,0.2\n";
        CommandRun run = CommandRun.Of(["portfolio", "mark-to-market", "-", "--state", "distance", "--rate", "0.02", "--scenarios", "20000", "--levels", "0.99", "--json"], table);
        Assert.Equal((0, ""), (run.Code, run.Error));
        JsonElement json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("distance", json.GetProperty("state").GetString());
        Assert.Equal(json.GetProperty("meanValue").GetDouble(), json.GetProperty("simulatedMeanValue").GetDouble(), 4 * json.GetProperty("simulatedMeanStandardError").GetDouble());
    }

    [Fact]
    public void A_level_without_scenarios_beyond_it_is_a_partial_answer()
    {
        CommandRun run = CommandRun.Of(["portfolio", "mark-to-market", Loans, "--transition", Transition, "--curves", Curves, "--scenarios", "1000", "--levels", "0.99,0.99999"]);
        Assert.Equal(4, run.Code);
        Assert.EndsWith(",TooFewScenarios", run.Lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("creditriskplus", "obligor,ead,lgd,pd\na,100,0.5,0.01\n", "pd_sd", "COLUMN-MISSING")]
    [InlineData("creditriskplus", "obligor,ead,lgd,pd,pd_sd,sector_x,sector_y\na,100,0.5,0.01,0.005,0.7,0.6\n", "sector_x", "SECTOR-WEIGHTS")]
    [InlineData("creditriskplus", "obligor,ead,lgd,pd,pd_sd\na,100,0,0.01,0.005\n", "lgd", "NO-LOSS")]
    [InlineData("asrf", "obligor,ead,lgd,pd\na,100,0.5,0.01\n", "rho", "COLUMN-MISSING")]
    [InlineData("asrf", "obligor,ead,lgd,pd,loading_1,loading_2\na,100,0.5,0.01,0.3,0.3\n", "loading_2", "ONE-FACTOR-ONLY")]
    public void A_table_that_cannot_be_used_is_rejected_with_its_column_and_code(string verb, string table, string column, string code)
    {
        CommandRun run = CommandRun.Of(["portfolio", verb, "-"], table);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains($":{column}: {code} ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_exposure_every_model_gives_the_same_answer()
    {
        const string nothing = "obligor,ead,lgd,pd,rho,pd_sd,rating,coupon,maturity\na,0,0.4,0.01,0.1,0.005,3,0.03,2\n";
        string[][] commands = [["simulate", "-"], ["simulate", "-", "--method", "exact"], ["contributions", "-"], ["asrf", "-"], ["asrf", "-", "--irb"], ["creditriskplus", "-"], ["mark-to-market", "-", "--transition", Transition, "--curves", Curves]];
        foreach (CommandRun run in commands.Select(command => CommandRun.Of(["portfolio", .. command], nothing)))
        {
            Assert.Equal((3, ""), (run.Code, run.Out));
            Assert.Contains("-:ead: NO-LOSS No obligor has an exposure", run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("creditriskplus", "obligor,ead,lgd,pd,pd_sd\n\na,100,0.5,0.01,0.005\nb,100,0.5,0.01,-1\n", "-:4:pd_sd: DEVIATION-NEGATIVE")]
    [InlineData("asrf", "obligor,ead,lgd,pd,loading_1\na,100,0.5,0.01,0.3\nb,100,0.5,0.01,-0.3\n", "-:3:loading_1: LOADING-NEGATIVE")]
    [InlineData("mark-to-market", "obligor,ead,lgd,edf,asset_volatility,coupon,maturity,rho\na,1,0.5,0.01,0.2,0.03,3,0.2\nb,1,0.5,0,0.2,0.03,3,0.2\n", "-:3:edf: PD-OUT-OF-RANGE")]
    [InlineData("mark-to-market", "obligor,ead,lgd,edf,asset_volatility,coupon,rho\na,1,0.5,0.01,0.2,0.03,0.2\n", "-:1:maturity: COLUMN-MISSING There is no column 'maturity'. The columns are obligor,ead,lgd,edf,asset_volatility,coupon,maturity,rho")]
    [InlineData("creditriskplus", "obligor,ead,lgd,pd\na,100,0.5,0.01\n", "-:1:pd_sd: COLUMN-MISSING")]
    public void An_error_names_the_line_and_the_columns_of_its_own_model(string verb, string table, string error)
    {
        string[] state = verb == "mark-to-market" ? ["--state", "distance"] : [];
        CommandRun run = CommandRun.Of(["portfolio", verb, "-", .. state], table);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_level_that_stands_twice_is_refused()
    {
        foreach (string verb in (string[])["simulate", "contributions", "asrf", "creditriskplus"])
        {
            CommandRun run = CommandRun.Of(["portfolio", verb, Loans, "--levels", "0.99,0.990"]);
            Assert.Equal((2, ""), (run.Code, run.Out));
            Assert.Contains("0.99 stands twice", run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public void Every_verb_writes_its_page_with_the_figures_that_it_prints(string language)
    {
        using Sandbox sandbox = new();
        string loans = Sandbox.Sample("portfolio", "loans.csv");
        (string[] Command, string Column)[] cases =
        [
            (["contributions", loans, "--method", "importance", "--scenarios", "2000"], "obligor"),
            (["mark-to-market", Loans, "--transition", Transition, "--curves", Curves, "--scenarios", "5000", "--levels", "0.95,0.99"], "status"),
            (["mark-to-market", Sandbox.Sample("portfolio", "distance-loans.csv"), "--state", "distance", "--scenarios", "5000", "--levels", "0.99"], "status"),
            (["creditriskplus", Loans], "status"),
            (["asrf", Loans], "status"),
            (["asrf", Loans, "--irb"], "status"),
            (["price", loans, "--ead", "10", "--lgd", "0.45", "--pd", "0.015", "--rho", "0.2", "--scenarios", "20000"], "status"),
            (["loadings", Sandbox.Sample("portfolio", "assets.csv")], "obligor"),
            (["joint-migration", "--transition", Transition, "--first", "4", "--second", "3", "--correlation", "0.3"], "second"),
        ];
        foreach ((string[] command, string column) in cases)
        {
            CommandRun run = CommandRun.Of(["portfolio", .. command, "--report", sandbox.Report, "--language", language]);
            Assert.True(run.Code == 0, run.Error);
            string html = File.ReadAllText(sandbox.Report);
            Assert.Contains($"<html lang=\"{language}\"", html, StringComparison.Ordinal);
            Assert.Contains(command[0] == "asrf" && command[^1] == "--irb" ? "freeboard portfolio asrf --irb" : $"freeboard portfolio {command[0]}", html, StringComparison.Ordinal);
            string[] header = run.Lines[0].Split(',');
            int tail = Array.IndexOf(header, "esContribution");
            string row = tail < 0 ? run.Lines[1] : run.Lines[1..].MaxBy(line => double.Parse(line.Split(',')[tail], CultureInfo.InvariantCulture))!;
            string cell = row.Split(',')[Array.IndexOf(header, column)];
            Assert.Contains(cell, html, StringComparison.Ordinal);
            Assert.Contains(command[0] is "price" or "loadings" or "joint-migration" ? "fb-intervals" : "fb-shares", html, StringComparison.Ordinal);
            Assert.DoesNotContain(">NaN<", html, StringComparison.Ordinal);
            CommandRun again = CommandRun.Of(["portfolio", .. command, "--report", sandbox.Report, "--language", language]);
            Assert.Equal(html, File.ReadAllText(sandbox.Report));
            Assert.Equal(run.Out, again.Out);
        }
    }

    [Fact]
    public void A_page_is_never_put_over_the_input_or_another_file()
    {
        using Sandbox sandbox = new();
        File.Copy(Loans, sandbox.Path("loans.csv"));
        CommandRun run = CommandRun.Of(["portfolio", "asrf", sandbox.Path("loans.csv"), "--report", sandbox.Path("loans.csv")]);
        Assert.Equal(2, run.Code);
        Assert.Equal(File.ReadAllText(Loans), File.ReadAllText(sandbox.Path("loans.csv")));
    }

    [Fact]
    public void A_loan_that_no_scenario_of_the_tail_saw_has_no_price()
    {
        CommandRun run = CommandRun.Of(["portfolio", "price", Sandbox.Sample("portfolio", "loans.csv"), "--ead", "10", "--lgd", "0.45", "--pd", "0.0000015", "--rho", "0.2", "--scenarios", "20000"]);
        Assert.Equal(4, run.Code);
        Assert.Contains("defaults in none of the worst 20 scenarios", run.Error, StringComparison.Ordinal);
        Dictionary<string, string> row = run.Lines[0].Split(',').Zip(run.Lines[1].Split(',')).ToDictionary(static p => p.First, static p => p.Second);
        Assert.All((string[])["marginalVar", "marginalEs", "marginalEsStandardError", "price", "capital"], column => Assert.Equal("", row[column]));
        CommandRun safe = CommandRun.Of(["portfolio", "price", Sandbox.Sample("portfolio", "loans.csv"), "--ead", "10", "--lgd", "0.45", "--pd", "0", "--rho", "0.2", "--scenarios", "20000"]);
        Assert.Equal((0, ""), (safe.Code, safe.Error));
    }

    [Theory]
    [InlineData("9", "0.04", "3", "rating", "RATING-UNKNOWN")]
    [InlineData("D", "0.04", "3", "rating", "RATING-IN-DEFAULT")]
    [InlineData("4", "4", "3", "coupon", "COUPON-OUT-OF-RANGE")]
    [InlineData("4", "0.04", "2.5", "maturity", "MATURITY-NOT-WHOLE")]
    [InlineData("4", "0.04", "30", "maturity", "CURVE-TOO-SHORT")]
    public void A_loan_that_cannot_be_valued_is_named(string rating, string coupon, string maturity, string column, string code)
    {
        string table = $"obligor,ead,lgd,rho,rating,coupon,maturity\nL7,100,0.5,0.2,{rating},{coupon},{maturity}\n";
        CommandRun run = CommandRun.Of(["portfolio", "mark-to-market", "-", "--transition", Transition, "--curves", Curves], table);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains($":{column}: {code} ", run.Error, StringComparison.Ordinal);
        Assert.Contains("'L7'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from,A,B,D\nA,0.9,0.05,0.05\nB,0.1,0.5,0.1\nD,0,0,1\n", "ROW-SUM")]
    [InlineData("from,A,B,D\nB,0.1,0.8,0.1\nA,0.9,0.05,0.05\nD,0,0,1\n", "MATRIX-ROWS")]
    [InlineData("A,B,D\n0.9,0.05,0.05\n", "COLUMN-MISSING")]
    [InlineData("from,A,D\nA,0.9,0.1\nD,0.1,0.9\n", "NO-DEFAULT-STATE")]
    public void A_matrix_that_is_none_is_rejected(string matrix, string code)
    {
        using Sandbox sandbox = new();
        File.WriteAllText(sandbox.Path("m.csv"), matrix);
        CommandRun run = CommandRun.Of(["portfolio", "mark-to-market", Loans, "--transition", sandbox.Path("m.csv"), "--curves", Curves]);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--levels", "1.5")]
    [InlineData("--bands", "0")]
    [InlineData("--unit", "-1")]
    [InlineData("--sector-sd", "nought")]
    [InlineData("--relative-sd", "x")]
    [InlineData("--contributions", "/dev/null")]
    public void An_option_out_of_range_is_refused_by_name(string option, string value)
    {
        CommandRun run = CommandRun.Of(["portfolio", "creditriskplus", Loans, option, value]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }
}
