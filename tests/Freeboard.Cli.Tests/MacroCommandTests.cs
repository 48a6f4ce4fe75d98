using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class MacroCommandTests
{
    private static readonly string[] Inputs =
    [
        "--rows", Sandbox.Sample("macro", "rows.csv"), "--series", Sandbox.Sample("macro", "series.csv"), "--driver", "industrial_output:yoy", "--driver", "house_prices:yoy:1",
    ];

    [Fact]
    public void Fit_prints_a_row_a_term_and_json_the_whole_study()
    {
        CommandRun run = CommandRun.Of(["macro", "fit", .. Inputs]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(["term", "constant", "industrial_output:yoy:0", "house_prices:yoy:1"], run.Lines.Select(l => l.Split(',')[0]));
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of(["macro", "fit", .. Inputs, "--json"]).Out);
        JsonElement fit = json.RootElement.GetProperty("fit");
        Assert.Equal("Estimated", fit.GetProperty("status").GetString());
        Assert.Equal(3, fit.GetProperty("coefficients").GetArrayLength());
        Assert.Equal(84, json.RootElement.GetProperty("index").GetArrayLength());
        Assert.True(json.RootElement.GetProperty("outOfSample").GetProperty("n").GetInt32() > 20);
        Assert.Equal("known before the day", json.RootElement.GetProperty("settings").GetProperty("timing").GetString());
        Assert.Equal(12, json.RootElement.GetProperty("index")[0].GetProperty("firms").GetInt32());
    }

    [Theory]
    [InlineData("level")]
    [InlineData("log")]
    [InlineData("logit")]
    [InlineData("probit")]
    public void Every_path_lies_inside_its_own_interval(string scale)
    {
        CommandRun run = CommandRun.Of(["macro", "scenario", .. Inputs, "--scenarios", Sandbox.Sample("macro", "scenarios.csv"), "--scale", scale, "--what", "paths"]);
        Assert.Equal(0, run.Code);
        string[] head = run.Lines[0].Split(',');
        (int low, int point, int high) = (Array.IndexOf(head, "low"), Array.IndexOf(head, "regression"), Array.IndexOf(head, "high"));
        Assert.True(low > 0 && point > 0 && high > 0, run.Lines[0]);
        foreach (string[] row in run.Lines.Skip(1).Select(l => l.Split(',')))
        {
            double[] numbers = [.. new[] { low, point, high }.Select(i => double.Parse(row[i], System.Globalization.CultureInfo.InvariantCulture))];
            Assert.True(numbers[0] < numbers[1] && numbers[1] < numbers[2], string.Join(',', row));
        }
    }

    [Fact]
    public void A_firm_without_assets_is_named_and_the_question_stays_without_an_answer()
    {
        using Sandbox sandbox = new();
        string[] lines = File.ReadAllLines(Sandbox.Sample("macro", "rows.csv"));
        string[] head = lines[0].Split(',');
        string last = lines.Skip(1).Max(l => l.Split(',')[Array.IndexOf(head, "date")])!;
        string path = sandbox.Path("rows.csv");
        File.WriteAllLines(path, lines.Select(line =>
        {
            string[] cells = line.Split(',');
            if (cells[0] == "MC12" && cells[Array.IndexOf(head, "date")] == last)
            {
                cells[Array.IndexOf(head, "assetValue")] = cells[Array.IndexOf(head, "assetVolatility")] = "";
            }

            return string.Join(',', cells);
        }));
        CommandRun run = CommandRun.Of(["macro", "reverse", "--rows", path, .. Inputs[2..], "--wanted", "0.03"]);
        Assert.Equal(4, run.Code);
        Assert.Contains("market_return", run.Out, StringComparison.Ordinal);
        Assert.Contains("last day (MC12)", CommandRun.Of(["macro", "reverse", "--rows", path, .. Inputs[2..], "--wanted", "0.03", "--json"]).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bandwidth_near_the_number_of_periods_is_refused_and_a_wide_one_noted()
    {
        CommandRun absurd = CommandRun.Of(["macro", "fit", .. Inputs, "--hac", "1000"]);
        Assert.Equal(3, absurd.Code);
        Assert.Contains("HAC-BANDWIDTH-TOO-LARGE", absurd.Error, StringComparison.Ordinal);
        Assert.Contains("more than a quarter", CommandRun.Of(["macro", "fit", .. Inputs, "--hac", "25", "--json"]).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Test_prints_both_hypotheses_and_who_foretells_whom()
    {
        CommandRun run = CommandRun.Of(["macro", "test", .. Inputs]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(1 + 2 + (2 * 4), run.Lines.Length);
        Assert.Equal(["adf", "kpss", "adf", "kpss", "granger", "granger"], run.Lines[1..7].Select(l => l.Split(',')[1]));
    }

    [Fact]
    public void Scenario_prints_every_firm_and_the_paths()
    {
        string[] scenario = ["macro", "scenario", .. Inputs, "--scenarios", Sandbox.Sample("macro", "scenarios.csv")];
        CommandRun firms = CommandRun.Of(scenario);
        Assert.Equal((0, ""), (firms.Code, firms.Error));
        Assert.Equal(1 + (3 * 12 * 12), firms.Lines.Length);
        CommandRun paths = CommandRun.Of([.. scenario, "--what", "paths"]);
        Assert.Equal(1 + 36, paths.Lines.Length);
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of([.. scenario, "--json"]).Out);
        Assert.Equal(432, json.RootElement.GetProperty("firms").GetArrayLength());
        Assert.Equal(paths.Lines[1].Split(',')[2], json.RootElement.GetProperty("paths")[0].GetProperty("regression").GetRawText());
    }

    [Fact]
    public void Reverse_answers_and_says_when_nothing_does()
    {
        CommandRun run = CommandRun.Of(["macro", "reverse", .. Inputs, "--wanted", "0.03"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(["regression", "regression", "structural", "structural"], run.Lines[1..].Select(l => l.Split(',')[0]));
        CommandRun none = CommandRun.Of(["macro", "reverse", .. Inputs, "--wanted", "0.9999999"]);
        Assert.Equal(4, none.Code);
        Assert.Contains("NoSolution", none.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fit", "Durbin-Watson")]
    [InlineData("test", "KPSS: the hypothesis is stationarity")]
    [InlineData("scenario", "Index now 0.54%")]
    [InlineData("reverse", "volatility_factor")]
    public void A_person_at_a_terminal_gets_a_table_and_the_notes(string verb, string words)
    {
        string[] more = verb switch { "scenario" => ["--scenarios", Sandbox.Sample("macro", "scenarios.csv")], "reverse" => ["--wanted", "0.03"], _ => [] };
        CommandRun run = CommandRun.Of(["macro", verb, .. Inputs, .. more], terminal: true);
        Assert.Equal(0, run.Code);
        Assert.Contains(words, run.Out, StringComparison.Ordinal);
        Assert.Contains("RESIDUALS-AUTOCORRELATED", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_written_beside_the_rows()
    {
        using Sandbox sandbox = new();
        CommandRun run = CommandRun.Of(["macro", "scenario", .. Inputs, "--scenarios", Sandbox.Sample("macro", "scenarios.csv"), "--report", sandbox.Report, "--language", "zh-CN", "--out", sandbox.Path("firms.xlsx")]);
        Assert.Equal((0, ""), (run.Code, run.Out));
        Assert.Contains("<html lang=\"zh-CN\"", File.ReadAllText(sandbox.Report)[..200], StringComparison.Ordinal);
        Assert.True(File.Exists(sandbox.Path("firms.xlsx")));
    }

    [Fact]
    public void An_index_of_its_own_needs_no_rows_and_a_kept_run_no_file()
    {
        CommandRun own = CommandRun.Of(["macro", "fit", "--index", Sandbox.Sample("firm-years", "edf-monthly.csv"), "--series", "-"], "date,x\n2012-01-31,1\n");
        Assert.Equal(3, own.Code);
        Assert.Contains("PERIODS-IRREGULAR", own.Error, StringComparison.Ordinal);
        using Sandbox sandbox = new();
        Assert.Equal(0, sandbox.Assess(Sandbox.Sample("market")).Code);
        CommandRun kept = CommandRun.Of(["macro", "test", "--store", sandbox.Store, "--series", Sandbox.Sample("macro", "series.csv"), "--driver", "industrial_output"]);
        Assert.Equal((0, ""), (kept.Code, kept.Error));
        Assert.StartsWith("index,adf,", kept.Lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--driver", "x:shrink", "--driver")]
    [InlineData("--hac", "many", "--hac")]
    [InlineData("--level", "1.5", "--level")]
    [InlineData("--max-lag", "99", "--max-lag")]
    [InlineData("--unit-root-lag", "x", "--unit-root-lag")]
    [InlineData("--publication-lag", "-1", "--publication-lag")]
    [InlineData("--tail-share", "0", "--tail-share")]
    public void An_option_out_of_range_is_refused_by_name(string option, string value, string named)
    {
        CommandRun run = CommandRun.Of(["macro", "fit", .. Inputs, option, value]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_regressed_is_said()
    {
        CommandRun run = CommandRun.Of(["macro", "fit", .. Inputs[..4], "--driver", "industrial_output:yoy:60", "--index-lags", "12"]);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("NotEnoughData", run.Error, StringComparison.Ordinal);
        CommandRun missing = CommandRun.Of(["macro", "scenario", .. Inputs, "--scenarios", "nowhere.csv"]);
        Assert.Equal(3, missing.Code);
        Assert.Contains("FILE-NOT-FOUND", missing.Error, StringComparison.Ordinal);
    }
}
