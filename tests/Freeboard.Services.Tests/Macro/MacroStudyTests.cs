using System.Globalization;
using System.Text;
using Freeboard.Macro;
using Freeboard.Services.Macro;

namespace Freeboard.Services.Tests.Macro;

public sealed class MacroStudyTests
{
    private static readonly MacroStudyOptions Yearly = new() { Drivers = [new DriverSpecification("industrial_output", SeriesTransform.SeasonalGrowth, 0), new DriverSpecification("house_prices", SeriesTransform.SeasonalGrowth, 0)] };

    [Fact]
    public void A_figure_counts_from_the_day_after_it_was_published_and_a_revision_from_its_own()
    {
        const string Text = "date,known_on,x\n2020-01-31,2020-02-20,1\n2020-02-29,2020-03-20,2\n2020-01-31,2020-03-25,9\n2020-03-31,2020-04-20,3\n";
        MacroVintages vintages = new(MacroSeriesTable.Read(Encoding.UTF8.GetBytes(Text), "x.csv"));
        DriverSpecification level = new("x", SeriesTransform.Level, 0);
        Assert.Null(vintages.At(level, new DateOnly(2020, 2, 20), MacroTiming.Known));
        Assert.Equal(1, vintages.At(level, new DateOnly(2020, 2, 21), MacroTiming.Known));
        Assert.Equal(2, vintages.At(level, new DateOnly(2020, 3, 24), MacroTiming.Known));
        Assert.Equal(1, vintages.At(level with { Lag = 1 }, new DateOnly(2020, 3, 25), MacroTiming.Known));
        Assert.Equal(9, vintages.At(level with { Lag = 1 }, new DateOnly(2020, 3, 26), MacroTiming.Known));
        Assert.Equal(2.0 - 9, vintages.At(level with { Transform = SeriesTransform.Difference }, new DateOnly(2020, 3, 26), MacroTiming.Known));
        Assert.Equal(3, vintages.At(level, new DateOnly(2020, 3, 31), MacroTiming.SamePeriod));
        Assert.Null(vintages.At(level, new DateOnly(2022, 1, 1), MacroTiming.Known));
    }

    [Fact]
    public void Nothing_published_later_moves_a_driver_of_an_earlier_day_and_something_published_before_does()
    {
        MacroSeriesTable series = Series();
        MacroSeriesTable scrambled = Series(row => string.CompareOrdinal(row[1], "2022-06-30") >= 0 ? [row[0], row[1], "777", "777", "777"] : row);
        MacroSeriesTable early = Series(row => row[0] == "2020-01-31" ? [row[0], row[1], "111", row[3], row[4]] : row);
        MacroVintages honest = new(series);
        MacroVintages other = new(scrambled);
        MacroVintages moved = new(early);
        int differ = 0;
        foreach (SeriesTransform transform in Enum.GetValues<SeriesTransform>())
        {
            DriverSpecification driver = new("industrial_output", transform, 1);
            for (DateOnly day = new(2019, 6, 30); day <= new DateOnly(2022, 6, 30); day = day.AddMonths(1))
            {
                Assert.Equal(honest.At(driver, day, MacroTiming.Known), other.At(driver, day, MacroTiming.Known));
                differ += honest.At(driver, day, MacroTiming.Known) != moved.At(driver, day, MacroTiming.Known) ? 1 : 0;
            }
        }

        Assert.True(differ > 0);
    }

    [Fact]
    public void The_sample_has_a_fit_whose_signs_are_those_of_the_world_that_made_it()
    {
        MacroReport report = Study(Yearly);
        Assert.Equal(MacroStatus.Estimated, report.Fit.Status);
        Assert.All(report.Fit.Terms.Skip(1), term => Assert.True(term.Coefficient < 0 && term.PValue < 0.05, $"{term.Name} {term.Coefficient} {term.PValue}"));
        Assert.Equal(84, report.Points.Count);
        Assert.All(report.Points, p => Assert.Equal(12, p.Firms));
        Assert.Equal(MacroStatus.Estimated, report.Contest!.Status);
        Assert.Equal(report.Contest.Steps.Count, report.ContestDates.Count);
        Assert.Equal(["index", "industrial_output:yoy:0", "house_prices:yoy:0"], report.Tests.Select(t => t.Name));
    }

    [Fact]
    public void The_same_inputs_give_the_same_bytes_and_any_setting_another_name()
    {
        Assert.Equal(Json(Study(Yearly)), Json(Study(Yearly)));
        string name = Study(Yearly).Provenance.RunId;
        Assert.NotEqual(name, Study(Yearly with { Model = Yearly.Model with { Link = EdfLink.Probit } }).Provenance.RunId);
        Assert.NotEqual(name, Study(Yearly with { Timing = MacroTiming.SamePeriod }).Provenance.RunId);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(name, Study(Yearly).Provenance.RunId);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_scenario_that_is_the_history_has_the_drivers_of_the_fit()
    {
        // Rows end a year early; the scenario says what then came, and the drivers must be those that the whole history has.
        MacroRowTable rows = Rows(row => string.CompareOrdinal(row[1], "2023-12-31") <= 0);
        MacroSeriesTable series = Series();
        MacroIndex index = MacroIndex.Of(rows, EdfIndexWeight.Equal, 0.1, 5);
        MacroReport study = MacroStudy.Run(index, series, Yearly).Report!;
        StringBuilder text = new("scenario,date,industrial_output,money_supply,house_prices\n");
        foreach (MacroSeriesRow row in series.Rows.Where(r => r.Date.Year == 2024))
        {
            text.Append(CultureInfo.InvariantCulture, $"history,{row.Date:yyyy-MM-dd},{row.Values[0]},{row.Values[1]},{row.Values[2]}\n");
        }

        MacroScenarioTable scenario = MacroScenarioTable.Read(Encoding.UTF8.GetBytes(text.ToString()), "s.csv", series.Names);
        MacroOutcome outcome = MacroScenarios.Apply(study, index, series, scenario, rows);
        Assert.Empty(outcome.Errors);
        MacroVintages vintages = new(series);
        foreach (MacroScenarioStep step in outcome.Report!.Scenarios[0].Steps)
        {
            Assert.Equal(vintages.At(study.Drivers[0], step.Date, MacroTiming.Known)!.Value, step.Drivers[0], 1e-15);
        }

        Assert.Equal(12, outcome.Report.Scenarios[0].Steps.Count);
    }

    [Fact]
    public void Scenarios_reach_every_firm_and_the_firms_add_up_to_the_index()
    {
        MacroReport report = Stressed(Yearly);
        Assert.Equal(["baseline", "adverse", "severe"], report.Scenarios.Select(s => s.Name));
        foreach (MacroScenarioStep step in report.Scenarios.SelectMany(s => s.Steps))
        {
            Assert.Equal(12, step.Firms.Count);
            Assert.Equal(step.Regression.Value, step.Firms.Average(f => f.RegressionEdf!.Value), 1e-12 * step.Regression.Value);
            Assert.Equal(step.StructuralIndex!.Value, step.Firms.Average(f => f.Structural!.Value.Edf!.Value), 1e-14);
        }

        foreach (Func<MacroScenarioStep, double> figure in (Func<MacroScenarioStep, double>[])[s => s.Regression.Value, s => s.StructuralIndex!.Value])
        {
            double[] worst = [.. report.Scenarios.Select(s => s.Steps.Max(figure))];
            Assert.True(worst[0] < worst[1] && worst[1] < worst[2], string.Join(' ', worst));
        }

        Assert.All(report.Firms, f => Assert.Equal(AssetBetaSource.Shrunk, f.Beta.Source));
    }

    [Fact]
    public void Without_a_shock_the_asset_channel_gives_the_rows_back()
    {
        MacroSeriesTable series = Series();
        MacroRowTable rows = Rows();
        MacroIndex index = MacroIndex.Of(rows, EdfIndexWeight.Equal, 0.1, 5);
        MacroReport study = MacroStudy.Run(index, series, Yearly).Report!;
        MacroScenarioTable still = MacroScenarioTable.Read(Encoding.UTF8.GetBytes("scenario,date,industrial_output,house_prices,market_return\nstill,2025-01-31,130,88,0\n"), "s.csv", series.Names);
        MacroReport report = MacroScenarios.Apply(study, index, series, still, rows).Report!;
        Assert.Equal(index.Points[^1].Value!.Value, report.Scenarios[0].Steps[0].StructuralIndex!.Value, 1e-9);
    }

    [Fact]
    public void Estimated_betas_rise_with_those_that_made_the_rows()
    {
        MacroReport report = Stressed(Yearly);
        double[] betas = [.. report.Firms.Select(f => f.Beta.Value)];
        Assert.Equal(1, betas.Average(), 0.1);
        Assert.True(betas[..4].Average() < betas[4..8].Average() && betas[4..8].Average() < betas[8..].Average(), string.Join(' ', betas));
    }

    [Fact]
    public void The_reverse_question_is_answered_in_both_channels()
    {
        MacroSeriesTable series = Series();
        MacroRowTable rows = Rows();
        MacroIndex index = MacroIndex.Of(rows, EdfIndexWeight.Equal, 0.1, 5);
        MacroReport study = MacroStudy.Run(index, series, Yearly).Report!;
        MacroReport report = MacroScenarios.Reverse(study, index, series, 0.03, rows).Report!;
        Assert.Equal(["regression", "regression", "structural", "structural"], report.Reverse.Select(a => a.Channel));
        Assert.All(report.Reverse, a => Assert.Equal(ReverseStatus.Found, a.Answer.Status));
        Assert.True(report.Reverse[2].Answer.Solutions[0] < 0 && report.Reverse[3].Answer.Solutions[0] > 1);
        MacroReport own = MacroScenarios.Reverse(study, index, series, index.Points[^1].Value!.Value, rows).Report!;
        Assert.Equal(own.Reverse[0].Now!.Value, own.Reverse[0].Answer.Solutions[0], 1e-9);
        Assert.Equal(0, own.Reverse[2].Answer.Solutions[0], 1e-6);
    }

    [Fact]
    public void Lags_are_chosen_on_request_and_the_search_is_said()
    {
        MacroReport report = Study(Yearly with { ChooseLags = InformationCriterion.Bic, MaximumLag = 3 });
        Assert.Equal(16, report.LagChoice!.Tried);
        Assert.Contains(report.Provenance.Notes, n => n.Code == "LAGS-SEARCHED");
    }

    [Fact]
    public void The_comparison_out_of_sample_does_not_know_which_lags_later_periods_prefer()
    {
        MacroStudyOptions options = Yearly with { ChooseLags = InformationCriterion.Aic, MaximumLag = 3 };
        MacroSeriesTable series = Series();
        MacroIndex whole = MacroIndex.Of(Rows(), EdfIndexWeight.Equal, 0.1, 5);

        // The last year of the index turned over: what was forecast before it stays as it was, whatever lags the whole now prefers.
        int kept = whole.Points.Count - 12;
        MacroReport after = MacroStudy.Run(IndexOf(i => i < kept ? 1 : 0.2), series, options).Report!;
        MacroReport before = MacroStudy.Run(IndexOf(_ => 1), series, options).Report!;
        int same = before.Contest!.Steps.Count(s => s.Period < kept);
        Assert.True(same > 10);
        Assert.Equal(before.Contest.Steps.Take(same), after.Contest!.Steps.Take(same));

        MacroIndex IndexOf(Func<int, double> factor) =>
            MacroIndex.Read(System.Text.Encoding.UTF8.GetBytes("date,edf\n" + string.Concat(whole.Points.Select((p, i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{p.Date:yyyy-MM-dd},{p.Value * factor(i):R}\n")))), "index.csv");
    }

    [Fact]
    public void Weights_of_the_tail_belong_to_the_riskiest()
    {
        MacroStudyOptions tail = Yearly with { Weight = EdfIndexWeight.Tail, TailShare = 0.25 };
        MacroReport report = Stressed(tail);
        Assert.Equal(3, report.Firms.Count(f => f.Weight > 0));
        Assert.True(report.Firms.Where(f => f.Weight > 0).Min(f => f.Row.Edf) >= report.Firms.Where(f => f.Weight == 0).Max(f => f.Row.Edf));
        Assert.Equal(report.Last!.Value!.Value, report.Firms.Sum(f => f.Weight * f.Row.Edf!.Value), 1e-14);
    }

    [Theory]
    [InlineData("date,x\n2020-01-31,1\n2020-01-15,2\n", "PERIOD-TOO-FINE")]
    [InlineData("date,x\n2020-01-31,1\n2020-06-30,2\n2020-08-31,2\n", "PERIODS-IRREGULAR")]
    [InlineData("date,known_on,x\n2020-01-31,2020-01-01,1\n", "KNOWN-BEFORE-DATE")]
    [InlineData("date,x\n2020-01-31,1\n2020-01-31,2\n", "DUPLICATE-PERIOD")]
    [InlineData("date,x\n2020-01-31,one\n", "NUMBER-NOT-A-NUMBER")]
    [InlineData("date,x\n31/01/2020,1\n", "DATE-NOT-ISO")]
    [InlineData("date\n2020-01-31\n", "COLUMN-MISSING")]
    [InlineData("date,a:b\n2020-01-31,1\n", "SERIES-NAME")]
    public void A_bad_file_of_series_is_refused_with_its_code(string text, string code)
    {
        MacroSeriesTable table = MacroSeriesTable.Read(Encoding.UTF8.GetBytes(text), "x.csv");
        Assert.Contains(table.Errors, e => e.Code == code && e.File == "x.csv");
    }

    [Theory]
    [InlineData("scenario,date,industrial_output\nbad,2025-03-31,100\n", "SCENARIO-GAP")]
    [InlineData("scenario,date,industrial_output,house_prices\nbad,2025-01-31,100,90\nbad,2025-02-28,,90\nbad,2025-03-31,100,90\n", "SCENARIO-VALUE-MISSING")]
    [InlineData("scenario,date,unknown\nbad,2025-01-31,100\n", "COLUMN-UNKNOWN")]
    [InlineData("scenario,date,volatility_factor\nbad,2025-01-31,0\n", "FACTOR-NOT-POSITIVE")]
    [InlineData("scenario,date,industrial_output,house_prices\nbad,2024-01-31,100,90\n", "SCENARIO-PAST")]
    [InlineData("{\"scenarios\":5}", "SCENARIO-JSON")]
    public void A_bad_scenario_is_refused_with_its_code(string text, string code)
    {
        MacroSeriesTable series = Series();
        MacroRowTable rows = Rows();
        MacroIndex index = MacroIndex.Of(rows, EdfIndexWeight.Equal, 0.1, 5);
        MacroReport study = MacroStudy.Run(index, series, Yearly).Report!;
        MacroOutcome outcome = MacroScenarios.Apply(study, index, series, MacroScenarioTable.Read(Encoding.UTF8.GetBytes(text), "s.csv", series.Names), rows);
        Assert.Contains(outcome.Errors, e => e.Code == code);
        Assert.Null(outcome.Report);
    }

    [Fact]
    public void A_gap_of_a_monthly_scenario_is_said_in_good_English()
    {
        MacroSeriesTable series = Series();
        MacroRowTable rows = Rows();
        MacroIndex index = MacroIndex.Of(rows, EdfIndexWeight.Equal, 0.1, 5);
        MacroReport study = MacroStudy.Run(index, series, Yearly).Report!;
        MacroOutcome outcome = MacroScenarios.Apply(study, index, series, MacroScenarioTable.Read("scenario,date,industrial_output\nbad,2025-03-31,100\n"u8.ToArray(), "s.csv", series.Names), rows);
        Assert.Contains("does not come one month after", Assert.Single(outcome.Errors).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Scenarios_as_json_are_those_of_the_csv()
    {
        const string Csv = "scenario,date,industrial_output,house_prices,market_return\na,2025-01-31,130.5,88,-0.01\n";
        const string Text = "{\"scenarios\":[{\"name\":\"a\",\"rows\":[{\"date\":\"2025-01-31\",\"industrial_output\":130.5,\"house_prices\":88,\"market_return\":-0.01,\"volatility_factor\":null}]}]}";
        string[] names = ["industrial_output", "house_prices"];
        MacroScenarioRow csv = MacroScenarioTable.Read(Encoding.UTF8.GetBytes(Csv), "s.csv", names).Rows.Single();
        MacroScenarioRow json = MacroScenarioTable.Read(Encoding.UTF8.GetBytes(Text), "s.json", names).Rows.Single();
        Assert.Equal((csv.Scenario, csv.Date, csv.MarketReturn, csv.VolatilityFactor), (json.Scenario, json.Date, json.MarketReturn, json.VolatilityFactor));
        Assert.Equal(csv.Series, json.Series);
    }

    [Fact]
    public void Amounts_of_two_currencies_never_weigh_one_index_and_a_fitted_map_is_asked_for()
    {
        MacroRowTable mixed = Rows(change: row => row[0] == "MC01" ? [row[0], row[1], "USD", .. row[3..]] : row);
        Assert.Equal("CURRENCIES-MIXED", MacroIndex.Of(mixed, EdfIndexWeight.AssetValue, 0.1, 5).Errors[0].Code);
        Assert.Equal(0, MacroIndex.Of(mixed, EdfIndexWeight.Equal, 0.1, 5).ErrorCount);
        MacroRowTable mapped = Rows(change: row => [.. row[..^1], "logistic(0123456789ab)"]);
        MacroSeriesTable series = Series();
        MacroIndex index = MacroIndex.Of(mapped, EdfIndexWeight.Equal, 0.1, 5);
        MacroReport study = MacroStudy.Run(index, series, Yearly).Report!;
        Assert.Equal("MAP-NEEDED", MacroScenarios.Reverse(study, index, series, 0.02, mapped).Errors[0].Code);
    }

    [Fact]
    public void An_unknown_series_and_too_many_lags_are_refused()
    {
        MacroIndex index = MacroIndex.Of(Rows(), EdfIndexWeight.Equal, 0.1, 5);
        Assert.Equal("SERIES-UNKNOWN", MacroStudy.Run(index, Series(), new MacroStudyOptions { Drivers = [new DriverSpecification("x", SeriesTransform.Growth, 0)] }).Errors[0].Code);
        Assert.Equal("TOO-MANY-LAGS", MacroStudy.Run(index, Series(), new MacroStudyOptions { ChooseLags = InformationCriterion.Aic, MaximumLag = 24 }).Errors[0].Code);
        Assert.Equal("DRIVER-TWICE", MacroStudy.Run(index, Series(), Yearly with { Drivers = [Yearly.Drivers[0], Yearly.Drivers[0]] }).Errors[0].Code);
    }

    internal static MacroReport Study(MacroStudyOptions options) => MacroStudy.Run(MacroIndex.Of(Rows(), options.Weight, options.TailShare, options.LeastFirms), Series(), options).Report!;

    internal static MacroReport Stressed(MacroStudyOptions options)
    {
        MacroRowTable rows = Rows();
        MacroSeriesTable series = Series();
        MacroIndex index = MacroIndex.Of(rows, options.Weight, options.TailShare, options.LeastFirms);
        MacroOutcome outcome = MacroScenarios.Apply(MacroStudy.Run(index, series, options).Report!, index, series, MacroScenarioTable.Read(File.ReadAllBytes(Sample("scenarios.csv")), "scenarios.csv", series.Names), rows);
        Assert.Empty(outcome.Errors);
        return outcome.Report!;
    }

    private static string Sample(string name) => RepositoryFiles.Path("samples", "macro", name);

    private static string Json(MacroReport report)
    {
        using MemoryStream bytes = new();
        MacroJson.Write(bytes, report);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static MacroSeriesTable Series(Func<string[], string[]>? change = null) => MacroSeriesTable.Read(Changed("series.csv", null, change), "series.csv");

    private static MacroRowTable Rows(Func<string[], bool>? keep = null, Func<string[], string[]>? change = null) => MacroRowTable.Read(Changed("rows.csv", keep, change), "rows.csv");

    private static byte[] Changed(string name, Func<string[], bool>? keep, Func<string[], string[]>? change)
    {
        string[] lines = File.ReadAllLines(Sample(name));
        return Encoding.UTF8.GetBytes(string.Join('\n', lines[..1].Concat(lines[1..].Select(l => l.Split(',')).Where(keep ?? (_ => true)).Select(r => string.Join(',', change is null ? r : change(r))))) + "\n");
    }
}
