using System.Globalization;
using System.Text;
using System.Text.Json;

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
        Assert.Contains("-:2:E: NUMBER-NOT-A-NUMBER 'ten' is not a number.", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, CommandRun.Of(["estimate", "nowhere.csv"]).Code);
    }

    [Theory]
    [InlineData("wald")]
    [InlineData("profile")]
    public void Intervals_of_the_likelihood_lie_around_the_estimate_and_widen_with_the_level(string kind)
    {
        CommandRun narrow = CommandRun.Of(["estimate", "-", "--method", "mle", "--intervals", kind, "--level", "0.5"], Healthy());
        CommandRun wide = CommandRun.Of(["estimate", "-", "--method", "mle", "--intervals", kind], Healthy());
        Assert.Equal((0, 0), (narrow.Code, wide.Code));
        Assert.EndsWith(",status,sigmaVLower,sigmaVUpper,muLower,muUpper,DDRiskNeutralLower,DDRiskNeutralUpper,DDPhysicalLower,DDPhysicalUpper,lnEDFLower,lnEDFUpper", wide.Lines[0], StringComparison.Ordinal);
        foreach (string figure in (string[])["sigmaV", "mu", "DDRiskNeutral", "DDPhysical", "lnEDF"])
        {
            Assert.Equal(Cell(narrow, 1, figure), Cell(wide, 1, figure));
            Assert.True(Cell(wide, 1, figure + "Lower") < Cell(narrow, 1, figure + "Lower") && Cell(narrow, 1, figure + "Lower") < Cell(wide, 1, figure), figure);
            Assert.True(Cell(wide, 1, figure + "Upper") > Cell(narrow, 1, figure + "Upper") && Cell(narrow, 1, figure + "Upper") > Cell(wide, 1, figure), figure);
        }

        if (kind == "wald")
        {
            Assert.Equal(1.6448536269514722 * Cell(wide, 1, "seSigma"), Cell(wide, 1, "sigmaVUpper") - Cell(wide, 1, "sigmaV"), 1e-12);
        }
    }

    private static readonly string Sample = Sandbox.Sample("equity-window", "firm.csv");

    private static readonly string[] Jumps = ["--jump-intensity", "0.3", "--jump-mean", "-0.1", "--jump-sd", "0.05"];

    [Fact]
    public void The_models_of_one_day_keep_the_columns_and_add_their_own_figures_to_the_details()
    {
        string columns = "firm,date,V,sigmaV,mu,DDKmv,DDRiskNeutral,DDPhysical,lnEDF,seSigma,logLik,logLikReturn,status";
        double merton = Cell(CommandRun.Of(["estimate", Sample, "--method", "two-equation"]), 1, "lnEDF");
        foreach ((string[] options, string own) in ((string[], string)[])
        [
            (["--method", "barrier", "--barrier", "0.8"], "barrier,seBarrier,barrierLower,barrierUpper,logLikGain,lnPassage"),
            (["--method", "creditgrades", "--recovery", "0.6", "--recovery-sd", "0.2"], ""),
            (["--method", "jump", .. Jumps], "sigmaDiffusion,truncationBound"),
        ])
        {
            CommandRun run = CommandRun.Of(["estimate", Sample, .. options]);
            Assert.Equal((0, ""), (run.Code, run.Error));
            Assert.Equal(columns, run.Lines[0]);
            Assert.EndsWith(",Converged", Assert.Single(run.Lines[1..]), StringComparison.Ordinal);
            Assert.NotEqual(merton, Cell(run, 1, "lnEDF"));
            CommandRun detailed = CommandRun.Of(["estimate", Sample, .. options, "--details"]);
            Assert.EndsWith(",bindingBound,offendingInput" + (own.Length > 0 ? "," + own : ""), detailed.Lines[0], StringComparison.Ordinal);
            Assert.Equal(detailed.Lines[0].Split(',').Length, detailed.Lines[1].Split(',').Length);
        }

        // A barrier and jumps that are not there are the two equations themselves.
        foreach (string[] none in (string[][])[["--method", "barrier", "--barrier", "0"], ["--method", "jump", "--jump-intensity", "0", "--jump-mean", "-0.1", "--jump-sd", "0.05"]])
        {
            Assert.Equal(1, Cell(CommandRun.Of(["estimate", Sample, .. none]), 1, "lnEDF") / merton, 1e-11);
        }
    }

    [Fact]
    public void A_barrier_is_estimated_by_likelihood_and_a_flat_likelihood_is_said()
    {
        CommandRun run = CommandRun.Of(["estimate", Sample, "--method", "barrier", "--barrier", "estimate", "--details"]);
        string status = Text(run, 1, "status");
        Assert.True(run.Code == (status == "Converged" ? 0 : 4), run.Error);
        Assert.True(status is "Converged" or "NotIdentified", status);
        Assert.Equal(status == "Converged", Text(run, 1, "barrier").Length > 0);
        Assert.NotEqual("", Text(run, 1, "logLik"));
        CommandRun given = CommandRun.Of(["estimate", Sample, "--method", "barrier", "--barrier", "0", "--barrier-fit", "likelihood"]);
        Assert.Equal(CommandRun.Of(["estimate", Sample, "--method", "mle"]).Out, given.Out);
    }

    [Theory]
    [InlineData("--method barrier", "--barrier RATIO")]
    [InlineData("--method barrier --barrier high", "--barrier high")]
    [InlineData("--method barrier --barrier -1", "--barrier -1: Must be finite and not negative")]
    [InlineData("--method barrier --barrier estimate --barrier-fit equations", "two equations cannot give three unknowns")]
    [InlineData("--method barrier --barrier 0.8 --barrier-max 2", "--barrier-max 2")]
    [InlineData("--method kmv --barrier 0.8", "it belongs to --method barrier")]
    [InlineData("--method kmv --intervals wald", "it belongs to --method mle")]
    [InlineData("--method mle --intervals wald --level 1.5", "--level 1.5: Must lie in (0, 1)")]
    [InlineData("--method mle --intervals wald --term-structure", "a term structure has no intervals")]
    [InlineData("--method kmv --recovery 0.8", "it belongs to --method creditgrades")]
    [InlineData("--method kmv --jump-sd 0.8", "it belongs to --method jump")]
    [InlineData("--method jump --jump-intensity 1", "--jump-mean and --jump-sd")]
    [InlineData("--method jump --jump-intensity -1 --jump-mean 0 --jump-sd 0", "--jump-intensity -1: Must be finite and not negative")]
    [InlineData("--method jump --jump-intensity 1 --jump-mean 0 --jump-sd -1", "--jump-sd -1: Must be finite and not negative")]
    [InlineData("--method creditgrades --recovery 1.5", "--recovery 1.5: Must lie in (0, 1]")]
    [InlineData("--method creditgrades --drift 0.1", "CreditGrades has neither a drift nor a payout rate")]
    [InlineData("--method creditgrades --payout 0.1", "CreditGrades has neither a drift nor a payout rate")]
    [InlineData("--method creditgrades --term-structure at-horizon", "first-passage only")]
    [InlineData("--term-structure --details", "a term structure has no details")]
    [InlineData("--window 2", "--window 2: Must be at least 3 rows")]
    [InlineData("--step 0", "--step 0: Must be at least 1 row")]
    [InlineData("--horizon 0", "--horizon 0: Must be finite and positive")]
    [InlineData("--dt -1", "--dt -1: Must be finite and positive")]
    [InlineData("--survivorship", "--survivorship: it belongs to --method mle")]
    [InlineData("--detials", "Unrecognized option '--detials'")]
    public void A_setting_that_cannot_be_used_is_named_with_its_cure(string options, string message)
    {
        string[] file = options.StartsWith("--detials", StringComparison.Ordinal) ? [] : [Sample];
        CommandRun run = CommandRun.Of(["estimate", .. file, .. options.Split(' ')]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Contains("freeboard estimate --help", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("estimate --term-structure FILE")]
    [InlineData("estimate FILE --term-structure")]
    [InlineData("estimate --term-structure first-passage FILE")]
    [InlineData("estimate --method kmv --term-structure FILE --horizon 1")]
    public void The_table_may_stand_behind_term_structure(string command)
    {
        string[] Words(string text) => [.. text.Split(' ').Select(word => word == "FILE" ? Sample : word)];
        CommandRun run = CommandRun.Of(Words(command));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(CommandRun.Of(Words("estimate FILE --term-structure first-passage")).Out, run.Out);
        CommandRun two = CommandRun.Of(Words("estimate FILE --term-structure soon"));
        Assert.Equal(2, two.Code);
        Assert.Contains("--term-structure soon: give at-horizon or first-passage", two.Error, StringComparison.Ordinal);
        Assert.Contains("FILE: give the path of a CSV file", CommandRun.Of(["estimate", "--term-structure"]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_set_aside_keeps_its_place_in_time_also_when_rows_are_counted()
    {
        // The same table with the row's figures missing is what a set-aside row leaves: the days after it stay where they are.
        string table = Healthy();
        string[] lines = table.TrimEnd('\n').Split('\n');
        int column = Array.IndexOf(lines[0].Split(','), "E");
        string With(string cell) => string.Join('\n', lines.Select((line, i) => i == 7 ? string.Join(',', line.Split(',').Select((c, k) => k == column ? cell : c)) : line)) + "\n";
        CommandRun missing = CommandRun.Of(["estimate", "-", "--dt", "0.004"], With(""));
        CommandRun aside = CommandRun.Of(["estimate", "-", "--dt", "0.004", "--keep-going"], With("x"));
        Assert.Equal(0, missing.Code);
        Assert.Equal(4, aside.Code);
        Same(missing, aside);
        string shortRow = string.Join('\n', lines.Select((line, i) => i == 7 ? "1" : line)) + "\n";
        Same(missing, CommandRun.Of(["estimate", "-", "--dt", "0.004", "--keep-going"], shortRow));

        // Of several firms nobody knows whose row it is.
        string firms = string.Join('\n', lines.Select((line, i) => i == 0 ? "firm," + line : i == 7 ? "1" : "A," + line)) + "\n";
        CommandRun unknown = CommandRun.Of(["estimate", "-", "--dt", "0.004", "--keep-going"], firms);
        Assert.Equal((3, ""), (unknown.Code, unknown.Out));
        Assert.Contains("ROW-PLACE-UNKNOWN", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(4, CommandRun.Of(["estimate", "-", "--keep-going"], firms).Code);

        static void Same(CommandRun one, CommandRun other)
        {
            Assert.Equal(Text(one, 1, "status"), Text(other, 1, "status"));
            foreach (string figure in (string[])["V", "sigmaV", "mu", "DDRiskNeutral", "lnEDF"])
            {
                Assert.Equal(1, Cell(other, 1, figure) / Cell(one, 1, figure), 1e-13);
            }
        }
    }

    [Fact]
    public void Sum_convention_drift_payout_and_horizon_each_reach_the_estimate()
    {
        CommandRun plain = CommandRun.Of(["estimate", Sample]);
        double sigma = Cell(plain, 1, "sigmaV");

        // n - 1 in place of n: the volatility rises by a little more than half of 1/n of itself.
        double n = File.ReadLines(Sample).Count() - 2;
        double wider = Cell(CommandRun.Of(["estimate", Sample, "--ddof", "1"]), 1, "sigmaV");
        Assert.InRange((wider / sigma) - 1, 0.2 / n, 2 / n);
        double drift = Cell(CommandRun.Of(["estimate", Sample, "--drift", "0.25"]), 1, "mu");
        Assert.Equal(0.25, drift);
        CommandRun riskFree = CommandRun.Of(["estimate", Sample, "--drift", "risk-free"]);
        Assert.Equal(Cell(riskFree, 1, "DDRiskNeutral"), Cell(riskFree, 1, "DDPhysical"), 1e-12);

        // Assets that pay out are worth more than the claims on what is left of them.
        Assert.True(Cell(CommandRun.Of(["estimate", Sample, "--payout", "0.03"]), 1, "V") > Cell(plain, 1, "V"));
        Assert.True(Cell(CommandRun.Of(["estimate", Sample, "--horizon", "3"]), 1, "V") < Cell(plain, 1, "V"));
        Assert.NotEqual(sigma, Cell(CommandRun.Of(["estimate", Sample, "--dt", "0.005"]), 1, "sigmaV"));
    }

    [Theory]
    [InlineData("--method kmv --window 100 --step 5")]
    [InlineData("--method mle --window 100 --step 5")]
    public void Rolling_and_single_windows_give_the_same_table(string options)
    {
        CommandRun rolled = CommandRun.Of(["estimate", Series, "--ignore-extra", .. options.Split(' ')]);
        CommandRun single = CommandRun.Of(["estimate", Series, "--ignore-extra", .. options.Split(' '), "--no-rolling"]);
        Assert.Equal((0, 0), (rolled.Code, single.Code));
        Assert.Equal(single.Lines.Length, rolled.Lines.Length);
        for (int i = 1; i < single.Lines.Length; i++)
        {
            Assert.Equal((Text(single, i, "date"), Text(single, i, "status")), (Text(rolled, i, "date"), Text(rolled, i, "status")));
            Assert.Equal(1, Cell(rolled, i, "sigmaV") / Cell(single, i, "sigmaV"), 1e-9);
        }
    }

    [Theory]
    [InlineData("kmv", "")]
    [InlineData("mle", "first-passage")]
    [InlineData("barrier", "first-passage")]
    [InlineData("creditgrades", "")]
    public void Survival_falls_with_the_horizon_from_one_month_to_ten_years(string method, string timing)
    {
        string[] more = method == "barrier" ? ["--barrier", "0.9"] : [];
        CommandRun run = CommandRun.Of(["estimate", "-", "--method", method, .. more, "--term-structure", .. timing.Length > 0 ? (string[])[timing] : []], Healthy());
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal("firm,date,horizonYears,DD,lnEDF,EDF,annualEDF,forwardEDF,annualForwardEDF,status", run.Lines[0]);
        Assert.Equal(11, run.Lines.Length);
        double[] horizons = [.. Enumerable.Range(1, 10).Select(i => Cell(run, i, "horizonYears"))];
        Assert.Equal([1.0 / 12, 0.25, 0.5, 1, 2, 3, 4, 5, 7, 10], horizons);
        double before = double.NegativeInfinity;
        double survival = 1;
        for (int i = 1; i <= 10; i++)
        {
            double edf = Cell(run, i, "lnEDF");
            Assert.True(edf > before, $"horizon {horizons[i - 1]}");
            before = edf;
            survival *= 1 - Cell(run, i, "forwardEDF");
            Assert.Equal(1 - Cell(run, i, "EDF"), survival, 1e-12);
        }
    }

    [Fact]
    public void At_the_models_own_horizon_the_term_structure_is_the_estimate()
    {
        foreach (string[] options in (string[][])[["--method", "mle", "--payout", "0.02"], ["--method", "barrier", "--barrier", "0.9", "--payout", "0.02"], ["--method", "jump", "--payout", "0.02", .. Jumps], ["--method", "two-equation"]])
        {
            CommandRun estimate = CommandRun.Of(["estimate", Sample, .. options]);
            CommandRun curve = CommandRun.Of(["estimate", Sample, .. options, "--term-structure", "at-horizon"]);
            Assert.Equal((0, 0), (estimate.Code, curve.Code));
            Assert.Equal(1, Cell(curve, 4, "lnEDF") / Cell(estimate, 1, "lnEDF"), 1e-11);
        }
    }

    [Fact]
    public void A_window_without_an_estimate_is_one_line_of_the_term_structure()
    {
        string table = "time,E,D,r\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},10,{50 + (i / 10)},0.03\n"));
        CommandRun run = CommandRun.Of(["estimate", "-", "--term-structure"], table);
        Assert.Equal((4, ",39,,,,,,,,NoMovement"), (run.Code, run.Lines[1]));
    }

    [Fact]
    public void Json_carries_the_digits_of_the_table()
    {
        CommandRun csv = CommandRun.Of(["estimate", Sample, "--method", "mle"]);
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of(["estimate", Sample, "--method", "mle", "--json"]).Out);
        JsonElement row = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal(Text(csv, 1, "DDKmv"), row.GetProperty("ddKmv").GetRawText());
        Assert.Equal(Text(csv, 1, "lnEDF"), row.GetProperty("lnEdf").GetRawText());
        Assert.Equal(Text(csv, 1, "V"), row.GetProperty("v").GetRawText());
        Assert.Equal("Converged", row.GetProperty("status").GetString());
        using JsonDocument curve = JsonDocument.Parse(CommandRun.Of(["estimate", Sample, "--term-structure", "--json"]).Out);
        Assert.Equal(10, curve.RootElement.GetArrayLength());
        Assert.Equal(10, curve.RootElement[9].GetProperty("horizonYears").GetDouble());
    }

    [Fact]
    public void Tables_in_gbk_and_with_a_byte_order_mark_are_read_and_other_bytes_are_refused()
    {
        string[] lines = File.ReadAllLines(Sample);
        string named = "firm," + lines[0] + "\n" + string.Concat(lines.Skip(1).Select(line => "鞍钢股份," + line + "\n"));
        CommandRun utf8 = CommandRun.Of(["estimate", "-"], named);
        Assert.Equal(0, utf8.Code);
        Assert.StartsWith("鞍钢股份,", utf8.Lines[1], StringComparison.Ordinal);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Assert.Equal(utf8, CommandRun.Of(["estimate", "-"], inputBytes: Encoding.GetEncoding("GB18030").GetBytes(named)));
        Assert.Equal(utf8, CommandRun.Of(["estimate", "-"], inputBytes: [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(named)]));
        CommandRun other = CommandRun.Of(["estimate", "-"], inputBytes: [0x80, 0xFF, 0xFF, 0x00]);
        Assert.Equal(3, other.Code);
        Assert.Contains("-: ENCODING-UNKNOWN", other.Error.Replace(":0", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>A firm of made-up moves whose equity is most of its assets.</summary>
    private static string Healthy()
    {
        double equity = 40;
        return "time,E,D,r\n" + string.Concat(Enumerable.Range(0, 120).Select(i =>
        {
            equity *= Math.Exp(0.03 * Math.Sin((i + 1) * (i + 2)));
            return string.Create(CultureInfo.InvariantCulture, $"{i / 250.0:R},{equity:R},50,0.03\n");
        }));
    }

    private static string Text(CommandRun run, int line, string column) => run.Lines[line].Split(',')[Array.IndexOf(run.Lines[0].Split(','), column)];

    private static double Cell(CommandRun run, int line, string column) => double.Parse(Text(run, line, column), CultureInfo.InvariantCulture);
}
