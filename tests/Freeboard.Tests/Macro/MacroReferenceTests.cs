using Freeboard.Macro;

namespace Freeboard.Tests.Macro;

public sealed class MacroReferenceTests
{
    // statsmodels solves its regressions by a pseudo-inverse in doubles: ln GDP with parabola and lags is good to about 1e-9 there.
    private const double Tolerance = 1e-9;

    private static readonly MacroOptions Plain = new() { Link = EdfLink.Log, Standardise = false, Hac = new HacOptions { Rule = BartlettRule.Fixed, Lag = 4, SmallSample = false } };

    [Fact]
    public void The_regression_of_known_truth_has_its_reference_figures()
    {
        MacroFit fit = MacroRegression.Fit(MacroData.Index(), MacroData.Drivers(), Plain);
        Assert.Equal((MacroStatus.Estimated, 202), (fit.Status, fit.Rows.Count));
        int seen = 0;
        foreach (ReferenceTable.Row row in ReferenceTable.Load("macro", "anchors.csv").Rows.Where(static r => r.Text("section") != "oos"))
        {
            string item = row.Text("item") switch { "const" => "constant", "gdp_growth" => "growth", var other => other };
            double found = (row.Text("section"), item) switch
            {
                ("ols.coef", _) => fit.Terms.Single(t => t.Name == item).Coefficient,
                ("ols.se", _) => fit.ClassicalTerms.Single(t => t.Name == item).StandardError,
                ("ols.se_hac4_nocorr", _) => fit.Terms.Single(t => t.Name == item).StandardError,
                ("ols", "r2") => fit.RSquared!.Value,
                ("ols", "durbin_watson") => fit.DurbinWatson!.Value,
                ("ols", "aic") => fit.Aic!.Value,
                _ => double.NaN,
            };
            Close(row["value"], found, row.ToString());
            seen++;
        }

        Assert.Equal(15, seen);
    }

    [Fact]
    public void Out_of_sample_the_reference_comparison_comes_back()
    {
        MacroContest contest = MacroContest.Run(MacroData.Index(), MacroData.Drivers(), 160, Plain, fixedOrigin: true);
        Dictionary<string, double> expected = ReferenceTable.Load("macro", "anchors.csv").Rows.Where(static r => r.Text("section") == "oos").ToDictionary(static r => r.Text("item"), static r => r["value"]);
        Assert.Equal((4, 42), (expected.Count, contest.Steps.Count));
        Close(expected["rmse_macro"], contest.RootMeanSquareMacro!.Value, "macro");
        Close(expected["rmse_mean"], contest.RootMeanSquareMean!.Value, "mean");
        Close(expected["paired_t"], contest.AgainstMean!.Statistic!.Value, "t");
        Close(expected["paired_p"], contest.AgainstMean.Probability!.Value, "p");
    }

    [Fact]
    public void Newey_West_errors_agree_at_every_bandwidth_with_and_without_the_small_sample_factor()
    {
        int seen = 0;
        foreach (ReferenceTable.Row row in MacroData.Figures.Rows.Where(static r => r.Text("test") == "hac"))
        {
            string[] setting = row.Text("item") == "all" ? ["", ""] : row.Text("setting").Split(':');
            HacOptions hac = setting[0].Length == 0
                ? new HacOptions()
                : new HacOptions { Rule = BartlettRule.Fixed, Lag = int.Parse(setting[0], System.Globalization.CultureInfo.InvariantCulture), SmallSample = setting[1] == "corrected" };
            MacroFit fit = MacroRegression.Fit(MacroData.Index(), MacroData.Drivers(), Plain with { Hac = hac, Standardise = setting[0].Length == 0 });
            double found = setting[0].Length == 0 ? fit.HacLag!.Value : fit.Terms.Single(t => t.Name == row.Text("item")) is var term && row.Text("figure") == "se" ? term.StandardError : term.PValue!.Value;
            Close(row["value"], found, row.ToString());
            seen++;
        }

        Assert.Equal(81, seen);
        MacroFit plain = MacroRegression.Fit(MacroData.Index(), MacroData.Drivers(), Plain);
        Close(Figure("ols", "all", "", "bic"), plain.Bic!.Value, "bic");
        Close(Figure("ols", "all", "", "r2adj"), plain.Regression!.AdjustedRSquared!.Value, "adjusted R2");
    }

    [Theory]
    [InlineData("lnGdp")]
    [InlineData("growth")]
    [InlineData("unemp")]
    [InlineData("realint")]
    [InlineData("tbilrate")]
    [InlineData("infl")]
    public void Unit_root_tests_agree_for_every_trend_and_lag_rule(string series)
    {
        double[] y = MacroData.Series(series);
        foreach ((string letter, UnitRootTrend trend) in ((string, UnitRootTrend)[])[("n", UnitRootTrend.None), ("c", UnitRootTrend.Constant), ("ct", UnitRootTrend.Linear), ("ctt", UnitRootTrend.Quadratic)])
        {
            foreach ((string word, UnitRootLag rule) in ((string, UnitRootLag)[])[("AIC", UnitRootLag.Aic), ("BIC", UnitRootLag.Bic), ("t-stat", UnitRootLag.TStatistic), ("fixed", UnitRootLag.Fixed)])
            {
                string setting = $"{letter}:{word}";
                AugmentedDickeyFuller test = AugmentedDickeyFuller.Test(y, new UnitRootOptions { Trend = trend, Lag = rule, MaximumLag = rule == UnitRootLag.Fixed ? 4 : null });
                Assert.Equal(MacroStatus.Estimated, test.Status);
                Assert.Equal((int)Figure("adf", series, setting, "lags"), test.Lags);
                Assert.Equal((int)Figure("adf", series, setting, "n"), test.Observations);
                Close(Figure("adf", series, setting, "stat"), test.Statistic!.Value, setting);
                Close(Figure("adf", series, setting, "p"), test.Probability!.Value, setting, 1e-8);
                Close(Figure("adf", series, setting, "crit1"), test.CriticalOnePercent!.Value, setting);
                Close(Figure("adf", series, setting, "crit5"), test.CriticalFivePercent!.Value, setting);
                Close(Figure("adf", series, setting, "crit10"), test.CriticalTenPercent!.Value, setting);
            }
        }

        foreach (bool line in (bool[])[false, true])
        {
            foreach ((string word, BartlettRule rule) in ((string, BartlettRule)[])[("auto", BartlettRule.NeweyWest1994), ("legacy", BartlettRule.RuleOfThumb), ("4", BartlettRule.Fixed)])
            {
                string setting = $"{(line ? "ct" : "c")}:{word}";
                KpssTest test = KpssTest.Test(y, line, rule, 4);
                Assert.Equal((int)Figure("kpss", series, setting, "lags"), test.Lags);
                Close(Figure("kpss", series, setting, "stat"), test.Statistic!.Value, setting);
                Close(Figure("kpss", series, setting, "p"), test.Probability!.Value, setting);
            }
        }
    }

    [Fact]
    public void Granger_tests_agree()
    {
        foreach ((string effect, string cause) in ((string, string)[])[("unemp", "growth"), ("growth", "unemp"), ("infl", "realint"), ("tbilrate", "infl")])
        {
            for (int lags = 1; lags <= 4; lags++)
            {
                GrangerTest test = GrangerTest.Test(MacroData.Series(effect).AsSpan()[^202..], MacroData.Series(cause).AsSpan()[^202..], lags);
                foreach ((string figure, double? found) in ((string, double?)[])[("F", test.F), ("pF", test.FProbability), ("chi2", test.ChiSquare), ("pChi2", test.ChiSquareProbability), ("lr", test.LikelihoodRatio), ("pLr", test.LikelihoodRatioProbability)])
                {
                    Close(Figure("granger", $"{effect}:{cause}", lags.ToString(System.Globalization.CultureInfo.InvariantCulture), figure), found!.Value, $"{effect}:{cause} {lags} {figure}");
                }
            }
        }
    }

    private static double Figure(string test, string item, string setting, string figure) =>
        MacroData.Figures.Rows.Single(r => r.Text("test") == test && r.Text("item") == item && r.Text("setting") == setting && r.Text("figure") == figure)["value"];

    private static void Close(double expected, double found, string what, double tolerance = Tolerance) =>
        Assert.True(Math.Abs(found - expected) <= tolerance * Math.Max(Math.Abs(expected), 1e-3), $"{what}: {found:R} instead of {expected:R}, off by {Math.Abs(found - expected) / Math.Abs(expected):E1}");
}
