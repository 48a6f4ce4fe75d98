using System.Globalization;
using System.Text.Json;

namespace Freeboard.Cli.Tests;

public sealed class BayesCommandTests
{
    private static readonly string Grades = Sandbox.Sample("bayes", "grades.csv");
    private static readonly string Assets = Sandbox.Sample("bayes", "assets.csv");
    private static readonly string Groups = Sandbox.Sample("bayes", "groups.csv");

    [Fact]
    public void Bounds_of_the_published_portfolio()
    {
        CommandRun independent = CommandRun.Of(["bayes", "low-default", Grades, "--level", "0.5"]);
        Assert.Equal((0, ""), (independent.Code, independent.Error));
        Assert.Equal(["0.0046", "0.0052", "0.0056"], Bounds(independent));
        CommandRun correlated = CommandRun.Of(["bayes", "low-default", Grades, "--level", "0.95", "--correlation", "0.12"]);
        Assert.Equal(["0.0341", "0.0377", "0.0441"], Bounds(correlated));

        static string[] Bounds(CommandRun run) => [.. run.Lines[1..].Select(line => double.Parse(line.Split(',')[3], CultureInfo.InvariantCulture).ToString("F4", CultureInfo.InvariantCulture))];
    }

    [Fact]
    public void Groups_with_a_given_strength_have_their_means()
    {
        CommandRun run = CommandRun.Of(["bayes", "groups", "-", "--strength", "50"], "group,edf,firm_years,defaults\nx,0.02,20,1\n");
        Assert.Equal((0, ""), (run.Code, run.Error));
        string[] row = run.Lines[1].Split(',');
        Assert.Equal(2.0 / 70, double.Parse(row[5], CultureInfo.InvariantCulture), 1e-15);
        Assert.Equal("Given", row[^1]);
        Assert.Equal(6, CommandRun.Of(["bayes", "groups", Groups, "--strength", "200"]).Lines.Length);
    }

    [Fact]
    public void Groups_whose_strength_cannot_be_found_have_a_status_and_no_numbers()
    {
        CommandRun run = CommandRun.Of(["bayes", "groups", "-"], "group,edf,firm_years,defaults\nx,0.02,100,2\ny,0.01,200,2\n");
        Assert.Equal(4, run.Code);
        Assert.All(run.Lines[1..], line => Assert.EndsWith(",,,,,,,NoOverdispersion", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Signals_are_taken_in_turn()
    {
        CommandRun run = CommandRun.Of(["bayes", "odds", "--edf", "0.02", "--signal", "missed:0.30:0.03", "--signal", "drawn:0.55:0.20", "--dependence", "0.8"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(3, run.Lines.Length);
        Assert.Equal(0.22435392597423465, double.Parse(run.Lines[2].Split(',')[^1], CultureInfo.InvariantCulture), 1e-12);
    }

    [Theory]
    [InlineData("group,edf,firm_years,defaults\nx,2,100,2\n", "EDF-OUT-OF-RANGE")]
    [InlineData("group,edf,firm_years,defaults\nx,0.02,100,200\n", "MORE-DEFAULTS-THAN-FIRMS")]
    [InlineData("group,edf,firm_years,defaults\nx,0.02,1.5,1\n", "NOT-A-COUNT")]
    public void A_bad_row_is_rejected_with_its_code(string table, string code)
    {
        CommandRun run = CommandRun.Of(["bayes", "groups", "-"], table);
        Assert.Equal((3, ""), (run.Code, run.Out));
        Assert.Contains("-:2:", run.Error, StringComparison.Ordinal);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--edf", "1.2")]
    [InlineData("--dependence", "-1")]
    [InlineData("--signal", "missed:0.3")]
    public void An_option_out_of_range_is_refused_by_name(string option, string value)
    {
        string[] args = ["bayes", "odds", "--edf", "0.02", "--signal", "missed:0.30:0.03"];
        int at = Array.IndexOf(args, option);
        CommandRun run = CommandRun.Of(at >= 0 ? [.. args[..at], option, value, .. args[(at + 2)..]] : [.. args, option, value]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_has_its_posterior_beside_the_estimate()
    {
        CommandRun run = CommandRun.Of(["bayes", "window", Sandbox.Sample("equity-window", "firm.csv"), "--json"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        using JsonDocument json = JsonDocument.Parse(run.Out);
        JsonElement row = json.RootElement[0];
        double Of(string key) => row.GetProperty(key).GetDouble();
        Assert.InRange(Of("sigmaV"), Of("sigmaVLow"), Of("sigmaVHigh"));
        Assert.InRange(Of("sigmaVMean"), Of("sigmaVLow"), Of("sigmaVHigh"));
        Assert.InRange(Of("edfMedian"), Of("edfLow"), Of("edfHigh"));
        Assert.InRange(Of("edfClosedMean"), Of("edfClosedLow"), Of("edfClosedHigh"));

        // The estimate is that of the likelihood, to the last digit.
        CommandRun estimate = CommandRun.Of(["estimate", Sandbox.Sample("equity-window", "firm.csv"), "--method", "mle", "--json"]);
        using JsonDocument other = JsonDocument.Parse(estimate.Out);
        Assert.Equal(other.RootElement[0].GetProperty("sigmaV").GetRawText(), row.GetProperty("sigmaV").GetRawText());
    }

    [Fact]
    public void Betas_are_read_from_the_rows_of_assess()
    {
        using Sandbox sandbox = new();
        CommandRun assessed = sandbox.Assess(Sandbox.Sample("market"));
        Assert.Equal(0, assessed.Code);
        CommandRun run = CommandRun.Of(["bayes", "beta", "-", "--factors", "-2,1.5", "--format", "ndjson"], assessed.Out);
        Assert.Contains(run.Code, (int[])[0, 4]);
        using JsonDocument json = JsonDocument.Parse(run.Lines[0]);
        Assert.True(json.RootElement.GetProperty("returns").GetInt32() > 10);
        Assert.True(json.RootElement.TryGetProperty("edfAt-2", out _) && json.RootElement.TryGetProperty("edfAt1.5", out _));
        Assert.Equal(2, CommandRun.Of(["bayes", "beta", "-", "--prior", "1"], assessed.Out).Code);
    }

    [Fact]
    public void Betas_against_an_index_take_its_days()
    {
        using Sandbox sandbox = new();
        string index = sandbox.Path("index.csv");
        File.WriteAllText(index, "date,value\n2021-01-31,100\n2021-02-28,101\n2021-03-31,99\n2021-04-30,104\n2021-05-31,103\n2021-06-30,108\n");
        CommandRun run = CommandRun.Of(["bayes", "beta", Assets, "--market", index]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.All(run.Lines[1..], line => Assert.Equal("5", line.Split(',')[2]));
        File.WriteAllText(index, "date,value\n2021-01-31,-1\n");
        CommandRun bad = CommandRun.Of(["bayes", "beta", Assets, "--market", index]);
        Assert.Equal((3, ""), (bad.Code, bad.Out));
        Assert.Contains("index.csv:2:value: VALUE-NOT-POSITIVE", bad.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Anomalies_need_a_base_rate_and_show_their_precision()
    {
        string[] args = ["bayes", "anomaly", Sandbox.Sample("bayes", "ratios-of-firms.csv"), "--columns", "current_ratio,leverage,receivables_share", "--peers", "industry"];
        Assert.Equal(2, CommandRun.Of(args).Code);
        CommandRun run = CommandRun.Of([.. args, "--base-rate", "0.02"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        string[] odd = run.Lines.Single(line => line.StartsWith("B38,", StringComparison.Ordinal)).Split(',');
        Assert.Equal(("receivables_share", "yes", "Judged"), (odd[6], odd[8], odd[^1]));
        string holed = File.ReadAllText(args[2]).Replace(",0.571,", ",,", StringComparison.Ordinal);
        CommandRun partial = CommandRun.Of(["bayes", "anomaly", "-", .. args[3..], "--base-rate", "0.02"], holed);
        Assert.Equal(4, partial.Code);
        Assert.Contains("MissingValue", partial.Lines.Single(line => line.StartsWith("B15,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("COLUMN-MISSING", CommandRun.Of([.. args[..4], "nothing", "--base-rate", "0.02"]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Signals_are_weighed_by_counts_and_by_outcomes()
    {
        CommandRun ratios = CommandRun.Of(["bayes", "ratios", Sandbox.Sample("bayes", "signals.csv")]);
        Assert.Equal((0, ""), (ratios.Code, ratios.Error));
        Assert.Equal(12.5 / 41, double.Parse(ratios.Lines[1].Split(',')[1], CultureInfo.InvariantCulture), 1e-15);
        CommandRun dependence = CommandRun.Of(["bayes", "dependence", Sandbox.Sample("bayes", "outcomes.csv"), "--json"]);
        Assert.Equal((0, ""), (dependence.Code, dependence.Error));
        using JsonDocument json = JsonDocument.Parse(dependence.Out);

        // The two signals of the sample go together: tau below 1, by more than two errors.
        Assert.True(json.RootElement.GetProperty("dependence").GetDouble() + (2 * json.RootElement.GetProperty("standardError").GetDouble()) < 1);
        Assert.Contains("NOT-AN-OUTCOME", CommandRun.Of(["bayes", "dependence", "-"], "edf,log_ratio,defaulted\n0.1,1,yes\n").Error, StringComparison.Ordinal);
        Assert.Equal(4, CommandRun.Of(["bayes", "dependence", "-"], "edf,log_ratio,defaulted\n0.1,1,1\n").Code);
    }

    [Fact]
    public void Several_years_add_their_bound_and_its_error()
    {
        CommandRun run = CommandRun.Of(["bayes", "low-default", Grades, "--level", "0.9", "--correlation", "0.12", "--years", "5"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        string[] row = run.Lines[1].Split(',');
        Assert.True(double.Parse(row[^2], CultureInfo.InvariantCulture) < double.Parse(row[3], CultureInfo.InvariantCulture));
        Assert.Equal(run.Out, CommandRun.Of(["bayes", "low-default", Grades, "--level", "0.9", "--correlation", "0.12", "--years", "5", "--seed", "1", "--memory", "0.3"]).Out);
        Assert.Equal(2, CommandRun.Of(["bayes", "low-default", Grades, "--memory", "0.5"]).Code);
        Assert.Equal(2, CommandRun.Of(["bayes", "low-default", Grades, "--years", "0"]).Code);
    }

    [Fact]
    public void A_page_is_written_beside_the_rows_and_never_over_what_is_no_page()
    {
        using Sandbox sandbox = new();
        string page = sandbox.Path("grades.html");
        string[] args = ["bayes", "low-default", Grades, "--report", page];
        CommandRun run = CommandRun.Of(args);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(CommandRun.Of(["bayes", "low-default", Grades]).Out, run.Out);
        string first = File.ReadAllText(page);
        Assert.Contains("grades.csv", first, StringComparison.Ordinal);
        Assert.DoesNotContain(sandbox.Path(""), first, StringComparison.Ordinal);

        // Its own page it may write again, and the same bytes.
        Assert.Equal(0, CommandRun.Of([.. args, "--json"]).Code);
        Assert.Equal(first, File.ReadAllText(page));
        Assert.Equal(0, CommandRun.Of([.. args, "--language", "zh-CN"]).Code);
        Assert.Contains("<html lang=\"zh-CN\"", File.ReadAllText(page), StringComparison.Ordinal);

        string grades = sandbox.Path("grades.csv");
        File.Copy(Grades, grades);
        Assert.Contains("REPORT-WOULD-OVERWRITE", CommandRun.Of(["bayes", "low-default", grades, "--report", grades]).Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(Grades), File.ReadAllText(grades));
        CommandRun device = CommandRun.Of(["bayes", "low-default", Grades, "--report", "/dev/freeboard-report"]);
        Assert.Equal((2, ""), (device.Code, device.Out));
        Assert.Contains("REPORT-IS-DEVICE", device.Error, StringComparison.Ordinal);
        CommandRun both = CommandRun.Of(["bayes", "low-default", Grades, "--report", page, "--out", page]);
        Assert.Equal(2, both.Code);
    }
}
