using Freeboard.Macro;
using Freeboard.Numerics;

namespace Freeboard.Tests.Macro;

public sealed class MacroLawTests
{
    [Fact]
    public void An_index_weighs_as_asked_and_leaves_out_what_has_no_weight()
    {
        EdfIndexMember[] firms = [new(0.01, 100, 300), new(0.03, 300, 400), new(0.08, null, 300), new(null, 50, 60)];
        Assert.Equal(0.04, EdfIndex.Of(firms, EdfIndexWeight.Equal).Value!.Value, 1e-15);
        Assert.Equal((3, 1), (EdfIndex.Of(firms, EdfIndexWeight.Equal).Firms, EdfIndex.Of(firms, EdfIndexWeight.Equal).LeftOut));
        Assert.Equal(0.025, EdfIndex.Of(firms, EdfIndexWeight.EquityValue).Value!.Value, 1e-15);
        Assert.Equal((2, 2), (EdfIndex.Of(firms, EdfIndexWeight.EquityValue).Firms, EdfIndex.Of(firms, EdfIndexWeight.EquityValue).LeftOut));
        Assert.Equal(((0.01 * 3) + (0.03 * 4) + (0.08 * 3)) / 10, EdfIndex.Of(firms, EdfIndexWeight.AssetValue).Value!.Value, 1e-15);
        Assert.Equal(0.08, EdfIndex.Of(firms, EdfIndexWeight.Tail, 1 / 3.0).Value!.Value, 1e-15);
        Assert.Equal((0.08 + (0.5 * 0.03)) / 1.5, EdfIndex.Of(firms, EdfIndexWeight.Tail, 0.5).Value!.Value, 1e-15);
        Assert.Equal(0.04, EdfIndex.Of(firms, EdfIndexWeight.Tail, 1).Value!.Value, 1e-15);
        Assert.Equal(MacroStatus.NotEnoughData, EdfIndex.Of([new(null, 1, 1)], EdfIndexWeight.Equal).Status);
        Assert.Equal(MacroStatus.InvalidInput, EdfIndex.Of([new(1.2, 1, 1)], EdfIndexWeight.Equal).Status);
        Assert.Throws<ArgumentOutOfRangeException>(() => EdfIndex.Of(firms, EdfIndexWeight.Tail, 0));
    }

    [Fact]
    public void The_unit_of_money_never_moves_a_weighted_index()
    {
        EdfIndexMember[] firms = [new(0.01, 123, 456), new(0.2, 7, 99)];
        EdfIndexMember[] inFen = [.. firms.Select(f => f with { EquityValue = f.EquityValue * 1e300, AssetValue = f.AssetValue * 1e300 })];
        Assert.Equal(EdfIndex.Of(firms, EdfIndexWeight.EquityValue).Value!.Value, EdfIndex.Of(inFen, EdfIndexWeight.EquityValue).Value!.Value, 1e-15);
        Assert.Equal(EdfIndex.Of(firms, EdfIndexWeight.AssetValue).Value!.Value, EdfIndex.Of(inFen, EdfIndexWeight.AssetValue).Value!.Value, 1e-15);
    }

    [Fact]
    public void Growth_over_a_year_takes_a_fixed_season_out()
    {
        double?[] seasonal = [.. Enumerable.Range(0, 40).Select(t => (double?)(100 * Math.Exp(0.01 * t) * (1 + (0.2 * (t % 4)))))];
        double?[] growth = SeriesTransforms.Apply(seasonal, SeriesTransform.SeasonalGrowth, 4);
        Assert.All(growth[..4], g => Assert.Null(g));
        Assert.All(growth[4..], g => Assert.Equal(0.04, g!.Value, 1e-13));
        Assert.True(SeriesTransforms.Apply(seasonal, SeriesTransform.Growth, 4)[1..].Max() > 0.1);
        Assert.Null(SeriesTransforms.Apply([1, null, 3], SeriesTransform.Difference, 12)[2]);
        Assert.Null(SeriesTransforms.Apply([1, -1], SeriesTransform.Growth, 12)[1]);
    }

    [Fact]
    public void Seasonal_columns_recover_a_season_that_growth_alone_would_blur()
    {
        double?[] index = new double?[80];
        double?[] driver = new double?[80];
        int[] seasons = new int[80];
        PhiloxStream stream = new(11, 0);
        for (int t = 0; t < 80; t++)
        {
            seasons[t] = 1 + (t % 4);
            driver[t] = stream.NextNormal();
            index[t] = EdfLinks.Undo(EdfLink.Logit, -4 + (0.3 * driver[t]!.Value) + (seasons[t] == 3 ? 0.5 : 0) + (0.01 * stream.NextNormal()));
        }

        MacroFit fit = MacroRegression.Fit(index, [new MacroDriver("x", driver)], new MacroOptions { SeasonalDummies = 4, Standardise = false }, seasons);
        Assert.Equal(["constant", "x", "season2", "season3", "season4"], fit.Terms.Select(t => t.Name));
        Assert.Equal(0.5, fit.Terms[3].Coefficient, 0.02);
        Assert.Equal(0.3, fit.Terms[1].Coefficient, 0.01);
        Assert.Equal(0.5, fit.Predict([0], season: 3).Linked - fit.Predict([0], season: 1).Linked, 0.02);
    }

    [Theory]
    [InlineData(EdfLink.Level)]
    [InlineData(EdfLink.Log)]
    [InlineData(EdfLink.Logit)]
    [InlineData(EdfLink.Probit)]
    public void A_scale_and_back_is_the_same_probability_and_standard_units_never_change_a_prediction(EdfLink link)
    {
        foreach (double p in (double[])[1e-12, 0.003, 0.5, 0.999])
        {
            Assert.Equal(p, EdfLinks.Undo(link, EdfLinks.Apply(link, p)!.Value), 1e-15);
        }

        Assert.Null(EdfLinks.Apply(link, 1.5));
        MacroOptions options = new() { Link = link };
        MacroFit standard = MacroRegression.Fit(MacroData.Index(), MacroData.Drivers(), options);
        MacroFit plain = MacroRegression.Fit(MacroData.Index(), MacroData.Drivers(), options with { Standardise = false });
        double[] at = [1.5, 6, 2];
        Assert.Equal(plain.Predict(at).Linked, standard.Predict(at).Linked, 1e-12);
        Assert.Equal(plain.Predict(at).StandardError!.Value, standard.Predict(at).StandardError!.Value, 1e-12);
        Assert.Equal(plain.CoefficientPerUnit(1), standard.CoefficientPerUnit(1), 1e-12);
        Assert.Equal(plain.Terms[2].TStatistic!.Value, standard.Terms[2].TStatistic!.Value, 1e-9);
    }

    [Fact]
    public void The_choice_of_lags_finds_the_lag_that_made_the_data()
    {
        PhiloxStream stream = new(3, 1);
        double[] x = [.. Enumerable.Range(0, 130).Select(_ => stream.NextNormal())];
        double[] z = [.. Enumerable.Range(0, 130).Select(_ => stream.NextNormal())];
        double?[] index = [.. Enumerable.Range(0, 130).Select(t => t < 4 ? (double?)0.02 : EdfLinks.Undo(EdfLink.Logit, -4 + (0.4 * x[t - 2]) - (0.3 * z[t]) + (0.05 * stream.NextNormal())))];
        MacroDriver[] Lagged(string name, double[] v) => [.. Enumerable.Range(0, 4).Select(lag => new MacroDriver($"{name}{lag}", [.. Enumerable.Range(0, 130).Select(t => t < lag ? (double?)null : v[t - lag])]))];
        LagChoice choice = LagChoice.Find(index, [Lagged("x", x), Lagged("z", z)], InformationCriterion.Bic);
        Assert.Equal(MacroStatus.Estimated, choice.Status);
        Assert.Equal([2, 0], choice.Lags);
        Assert.Equal((16, 127), (choice.Tried, choice.Observations));
    }

    [Fact]
    public void A_unit_root_is_refused_about_as_often_as_the_level_says_and_stationarity_likewise()
    {
        int unitRoot = 0;
        int kpss = 0;
        const int Samples = 400;
        for (uint sample = 0; sample < Samples; sample++)
        {
            PhiloxStream stream = new(21, sample);
            double[] noise = [.. Enumerable.Range(0, 120).Select(_ => stream.NextNormal())];
            double sum = 0;
            double[] walk = Array.ConvertAll(noise, e => sum += e);
            unitRoot += AugmentedDickeyFuller.Test(walk, new UnitRootOptions { Lag = UnitRootLag.Fixed, MaximumLag = 1 }).Probability < 0.05 ? 1 : 0;
            kpss += KpssTest.Test(noise).Statistic > 0.463 ? 1 : 0;
        }

        // 5 % of 400 is 20; three standard errors are 13.
        Assert.InRange(unitRoot, 7, 33);
        Assert.InRange(kpss, 7, 33);
    }

    [Fact]
    public void Newey_West_intervals_cover_where_classical_ones_do_not()
    {
        int classical = 0;
        int hac = 0;
        const int Samples = 300;
        for (uint sample = 0; sample < Samples; sample++)
        {
            PhiloxStream stream = new(4, sample);
            double x = 0;
            double e = 0;
            double?[] driver = new double?[150];
            double?[] index = new double?[150];
            for (int t = 0; t < 150; t++)
            {
                x = (0.8 * x) + stream.NextNormal();
                e = (0.8 * e) + (0.1 * stream.NextNormal());
                driver[t] = x;
                index[t] = EdfLinks.Undo(EdfLink.Logit, -4 + (0.2 * x) + e);
            }

            MacroFit fit = MacroRegression.Fit(index, [new MacroDriver("x", driver)], new MacroOptions { Standardise = false });
            classical += fit.ClassicalTerms[1].Lower < 0.2 && fit.ClassicalTerms[1].Upper > 0.2 ? 1 : 0;
            hac += fit.Terms[1].Lower < 0.2 && fit.Terms[1].Upper > 0.2 ? 1 : 0;
        }

        // Snapshot of the gap, not of the numbers: Newey-West errors themselves are known to be short at this persistence.
        Assert.True(classical < 0.72 * Samples, $"classical {classical}");
        Assert.True(hac > 0.80 * Samples, $"hac {hac}");
    }

    [Fact]
    public void The_bandwidth_found_from_the_data_never_depends_on_units()
    {
        MacroOptions own = new() { Standardise = false };
        MacroDriver[] drivers = MacroData.Drivers();
        MacroDriver[] other = [.. drivers.Select((d, j) => d with { Values = [.. d.Values.Select(v => 40 + (v * Math.Pow(1000, j)))] })];
        MacroFit one = MacroRegression.Fit(MacroData.Index(), drivers, own);
        MacroFit two = MacroRegression.Fit(MacroData.Index(), other, own);
        Assert.Equal(9, one.HacLag);
        Assert.Equal(one.HacLag, two.HacLag);
        Assert.Equal(one.HacLag, MacroRegression.Fit(MacroData.Index(), drivers).HacLag);
        Assert.Equal(one.Terms[2].TStatistic!.Value, two.Terms[2].TStatistic!.Value, 1e-8);
    }

    [Fact]
    public void The_contest_never_sees_what_comes_later()
    {
        double?[] index = MacroData.Index();
        MacroDriver[] drivers = MacroData.Drivers();
        MacroContest whole = MacroContest.Run(index, drivers, 150);
        double?[] changed = [.. index.Select((v, t) => t >= 170 ? 0.5 : v)];
        MacroDriver[] moved = [.. drivers.Select(d => d with { Values = [.. d.Values.Select((v, t) => t >= 170 ? 99.0 : v)] })];
        MacroContest other = MacroContest.Run(changed, moved, 150);
        Assert.Equal(whole.Steps.Where(s => s.Period < 170), other.Steps.Where(s => s.Period < 170));
        Assert.NotEqual(whole.Steps[^1], other.Steps[^1]);
        double?[] earlier = [.. index.Select((v, t) => t == 100 ? 0.9 : v)];
        Assert.NotEqual(whole.Steps[0], MacroContest.Run(earlier, drivers, 150).Steps[0]);
    }

    [Fact]
    public void A_fit_that_cannot_be_has_a_status_and_names_why()
    {
        MacroDriver flat = new("flat", [.. Enumerable.Repeat((double?)1, 30)]);
        double?[] index = [.. Enumerable.Range(0, 30).Select(t => (double?)(0.01 + (0.001 * (t % 7))))];
        MacroFit fit = MacroRegression.Fit(index, [flat]);
        Assert.Equal((MacroStatus.RankDeficient, 0), (fit.Status, fit.Terms.Count));
        Assert.Contains("flat", fit.Reason, StringComparison.Ordinal);
        MacroFit zero = MacroRegression.Fit([.. index.Select((v, t) => t == 3 ? 0.0 : v)], [new MacroDriver("x", [.. Enumerable.Range(0, 30).Select(t => (double?)t)])]);
        Assert.Equal(MacroStatus.InvalidInput, zero.Status);
        Assert.Contains("period 4", zero.Reason, StringComparison.Ordinal);
        Assert.Equal(MacroStatus.NotEnoughData, MacroRegression.Fit(index, [new MacroDriver("x", [.. Enumerable.Range(0, 30).Select(t => t < 28 ? (double?)null : t)])]).Status);
        Assert.Throws<InvalidOperationException>(() => fit.Predict([1]));
        Assert.Throws<ArgumentException>(() => MacroRegression.Fit(index, []));
        Assert.Equal(MacroStatus.NotEnoughData, AugmentedDickeyFuller.Test([1, 2]).Status);
        Assert.Equal(MacroStatus.InvalidInput, AugmentedDickeyFuller.Test([1, 2, double.NaN, 4, 5, 6, 7, 8]).Status);
        Assert.NotEqual(MacroStatus.Estimated, AugmentedDickeyFuller.Test([.. Enumerable.Repeat(3.0, 40)]).Status);
        Assert.Equal(MacroStatus.NoMovement, KpssTest.Test([.. Enumerable.Repeat(3.0, 40)]).Status);
        Assert.Equal(MacroStatus.NotEnoughData, GrangerTest.Test([1, 2, 3], [3, 1, 2], 1).Status);
    }

    [Fact]
    public void A_path_with_its_own_lags_feeds_on_itself()
    {
        PhiloxStream stream = new(9, 2);
        double[] y = new double[200];
        double?[] driver = [.. Enumerable.Range(0, 200).Select(_ => (double?)stream.NextNormal())];
        for (int t = 1; t < 200; t++)
        {
            y[t] = (0.7 * y[t - 1]) - 1.2 + (0.2 * driver[t]!.Value) + (0.05 * stream.NextNormal());
        }

        double?[] index = [.. y.Select(v => (double?)EdfLinks.Undo(EdfLink.Logit, v))];
        MacroFit fit = MacroRegression.Fit(index, [new MacroDriver("x", driver)], new MacroOptions { IndexLags = 1 });
        IReadOnlyList<MacroPrediction> path = fit.Path([.. Enumerable.Repeat<double[]>([0], 60)], [index[^1]!.Value]);
        Assert.Equal(fit.Predict([0], [y[^1]]).Linked, path[0].Linked, 1e-12);
        Assert.Equal(fit.Predict([0], [path[0].Linked]).Linked, path[1].Linked, 1e-15);
        Assert.Equal(-4, path[^1].Linked, 0.15);
        Assert.Null(path[0].StandardError);
    }
}
