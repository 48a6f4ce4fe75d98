using Freeboard.Numerics;
using Freeboard.Scoring;

namespace Freeboard.Tests.Scoring;

public sealed class ScoringLawTests
{
    [Fact]
    public void Zero_as_a_special_code_and_missing_values_are_bins_of_their_own_and_all_rows_are_counted()
    {
        double[] values = [0, 0, 0, 0, double.NaN, double.NaN, 1, 2, 3, 4, 5, 6, -9, -9];
        bool[] bad = [true, false, false, false, true, false, true, true, true, false, false, false, true, false];
        BinLayout layout = BinLayout.OfIntervals("use", [3], [0, -9]);
        VariableBins bins = VariableBins.Count(layout, ScoreColumn.OfNumbers("use", values), bad);
        Assert.Equal(["[-inf,3)", "[3,inf)", "0", "-9", "missing"], bins.Bins.Select(static b => b.Label));
        Assert.Equal([2, 4, 4, 2, 2], bins.Bins.Select(static b => b.Count));
        Assert.Equal(values.Length, bins.Bins.Sum(static b => b.Count));
        Assert.Equal(bins.Bins[2].Woe, bins.WoeOf(ScoreValue.Of(0)));
        Assert.Equal(bins.Bins[^1].Woe, bins.WoeOf(ScoreValue.Missing));
        Assert.Equal([true, false, false, false, false], bins.Bins.Select(static b => b.IsAdjusted));
    }

    [Fact]
    public void A_zero_cell_changes_its_own_bin_only_and_may_be_refused()
    {
        BinLayout layout = BinLayout.OfIntervals("x", [1, 2]);
        VariableBins filled = VariableBins.Of(layout, [0, 10, 20, 0], [30, 20, 20, 0]);
        Assert.Equal(Math.Log(0.5 / 30 / (30.5 / 70)), filled.Bins[0].Woe!.Value, 1e-14);
        Assert.Equal(Math.Log(10.0 / 30 / (20.0 / 70)), filled.Bins[1].Woe!.Value, 1e-14);
        Assert.Null(filled.Bins[3].Woe);
        VariableBins refused = VariableBins.Of(layout, [0, 10, 20, 0], [30, 20, 20, 0], zeroCells: ZeroCellRule.Refuse);
        Assert.Equal((ScoringStatus.ZeroCell, (double?)null), (refused.Status, refused.InformationValue));
    }

    [Fact]
    public void A_value_on_a_break_belongs_to_the_interval_above_unless_said_otherwise()
    {
        Assert.Equal(1, BinLayout.OfIntervals("x", [5]).IndexOf(ScoreValue.Of(5)));
        Assert.Equal(0, BinLayout.OfIntervals("x", [5], closedRight: true).IndexOf(ScoreValue.Of(5)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Optimal_bins_equal_a_search_through_all_partitions(int seed)
    {
        (ScoreColumn column, bool[] bad) = Made(seed, 400);
        double[] cuts = [-1.5, -1, -0.6, -0.2, 0.1, 0.4, 0.8, 1.2, 1.7];
        double found = Iv(column, bad, Binning.Merge(column, cuts, bad));
        double best = double.NegativeInfinity;
        for (int mask = 0; mask < 1 << cuts.Length; mask++)
        {
            double[] some = [.. cuts.Where((_, i) => (mask >> i & 1) == 1)];
            ScoreBin[] bins = [.. VariableBins.Count(BinLayout.OfIntervals("x", some), column, bad).Bins.SkipLast(1)];
            double[] rates = [.. bins.Select(static b => b.BadRate ?? 0)];
            bool fits = some.Length < 5 && bins.All(static b => b is { Bad: > 0, Good: > 0, Count: >= 20 })
                && (rates.Zip(rates.Skip(1)).All(static p => p.First < p.Second) || rates.Zip(rates.Skip(1)).All(static p => p.First > p.Second));
            best = fits ? Math.Max(best, bins.Sum(static b => b.InformationValue!.Value)) : best;
        }

        Assert.Equal(best, found, 1e-13);
    }

    [Fact]
    public void Every_method_keeps_seventy_rows_of_a_hundred_at_zero_in_one_bin()
    {
        PhiloxStream random = new(7);
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => i % 10 < 7 ? 0 : 1 + (10 * random.NextUniform()))];
        bool[] bad = [.. values.Select(v => random.NextUniform() < (v == 0 ? 0.1 : 0.1 + (0.05 * v)))];
        foreach (BinningMethod method in new[] { BinningMethod.OptimalMonotone, BinningMethod.Tree, BinningMethod.ChiMerge, BinningMethod.Quantile })
        {
            IReadOnlyList<double> breaks = Binning.Breaks(ScoreColumn.OfNumbers("x", values), bad, options: new BinningOptions { Method = method });
            Assert.InRange(breaks.Count, 1, 4);
            Assert.InRange(breaks[0], 0.01, 11);
        }
    }

    [Fact]
    public void Weights_of_two_are_rows_twice()
    {
        (ScoreColumn column, bool[] bad) = Made(9, 300);
        double[] weights = [.. Enumerable.Range(0, 300).Select(static i => i % 3 == 0 ? 2.0 : 1.0)];
        int[] twice = [.. Enumerable.Range(0, 300).SelectMany(static i => i % 3 == 0 ? (int[])[i, i] : [i])];
        BinLayout[] layouts = [BinLayout.OfIntervals("x", [-0.5, 0.5])];
        ScorecardFit weighted = ScorecardFit.Fit([column], layouts, bad, weights);
        ScorecardFit repeated = ScorecardFit.Fit([column.Rows(twice)], layouts, [.. twice.Select(i => bad[i])]);
        Assert.Equal(repeated.Regression!.Coefficients[1].Value, weighted.Regression!.Coefficients[1].Value, 1e-11);
        Assert.Equal(repeated.Regression.Coefficients[1].StandardError, weighted.Regression.Coefficients[1].StandardError, 1e-11);
    }

    [Fact]
    public void On_weights_of_its_own_bins_one_variable_has_the_coefficient_one()
    {
        // The saturated model: logit of each bin's bad rate is the constant plus its weight of evidence.
        (ScoreColumn column, bool[] bad) = Made(11, 500);
        foreach (WoeConvention convention in Enum.GetValues<WoeConvention>())
        {
            ScorecardFit fit = ScorecardFit.Fit([column], [BinLayout.OfIntervals("x", [-1, 0, 1])], bad, options: new ScorecardOptions { Convention = convention });
            Assert.Equal(convention == WoeConvention.BadOverGood ? 1 : -1, fit.Regression!.Coefficients[1].Value, 1e-10);
            Assert.Equal(Math.Log(bad.Count(static b => b) / (double)bad.Count(static b => !b)), fit.Regression.Coefficients[0].Value, 1e-10);
        }
    }

    [Fact]
    public void Separation_and_dependent_columns_are_named()
    {
        (ScoreColumn column, bool[] bad) = Made(3, 100);
        double[] x = [.. Enumerable.Range(0, 100).Select(i => column[i].Number)];
        Assert.Equal(ScoringStatus.Separated, LogisticRegression.Fit(["y"], [[.. bad.Select(static b => b ? 1.0 : 0)]], bad).Status);
        LogisticFit twice = LogisticRegression.Fit(["a", "b"], [x, [.. x.Select(static v => 2 * v)]], bad);
        Assert.Equal((ScoringStatus.Collinear, "b"), (twice.Status, twice.Culprit));
        Assert.Equal("one", LogisticRegression.Fit(["one"], [[.. x.Select(static _ => 1.0)]], bad).Culprit);
    }

    [Fact]
    public void An_unseen_level_scores_neutral_or_worst_and_is_counted()
    {
        bool[] bad = [.. Enumerable.Range(0, 90).Select(static i => i % 3 == 0 ? i % 2 == 0 : i % 5 == 0)];
        ScoreColumn home = ScoreColumn.OfLevels("home", Enumerable.Range(0, 90).Select(static i => i % 3 == 0 ? "rent" : "own"));
        BinLayout[] layouts = [BinLayout.OfGroups("home", [["own"], ["rent"]])];
        Scorecard neutral = ScorecardFit.Fit([home], layouts, bad).Card!;
        Scorecard worst = ScorecardFit.Fit([home], layouts, bad, options: new ScorecardOptions { Unseen = UnseenRule.Worst }).Card!;
        CardScore unknown = neutral.Score([ScoreValue.Of("boat")]);
        Assert.Equal(1, unknown.Unseen);
        Assert.Equal(bad.Count(static b => b) / 90.0, unknown.Probability, 1e-10);
        Assert.Equal(unknown, neutral.Score([ScoreValue.Missing]));
        Assert.Equal(worst.Score([ScoreValue.Of("rent")]).Points, worst.Score([ScoreValue.Of("boat")]).Points);
        ReasonCode reason = Assert.Single(worst.Reasons([ScoreValue.Of("rent")]));
        Assert.Equal(("home", "rent"), (reason.Variable, reason.Bin));
    }

    [Fact]
    public void What_rounding_costs_at_most_is_what_some_row_pays()
    {
        PhiloxStream stream = new(21);
        string[] levels = ["low", "middle", "high"];
        int[][] rows = [.. Enumerable.Range(0, 900).Select(_ => (int[])[stream.NextIndex(3), stream.NextIndex(3), stream.NextIndex(3)])];
        bool[] bad = [.. rows.Select(row => stream.NextUniform() < 1 / (1 + Math.Exp(2 - (0.8 * row[0]) - (0.5 * row[1]) - (0.3 * row[2]))))];
        ScoreColumn[] columns = [.. Enumerable.Range(0, 3).Select(j => ScoreColumn.OfLevels($"v{j}", rows.Select(row => levels[row[j]])))];
        Scorecard card = ScorecardFit.Fit(columns, [.. columns.Select(c => BinLayout.OfGroups(c.Name, [.. levels.Select(static l => (string[])[l])]))], bad).Card!;

        // Every row that there can be: three levels, or a level that the fit has not seen, in each of three variables.
        string[] values = [.. levels, "boat"];
        double[] errors = [.. from a in values from b in values from c in values let score = card.Score([ScoreValue.Of(a), ScoreValue.Of(b), ScoreValue.Of(c)]) select score.RoundedPoints - score.Points];
        Assert.Equal(64, errors.Length);
        Assert.Equal(card.Rounding.LargestGain, errors.Max(), 1e-9);
        Assert.Equal(-card.Rounding.LargestLoss, errors.Min(), 1e-9);
        Assert.Equal(Math.Exp(Math.Max(errors.Max(), -errors.Min()) / card.Scale.Factor), card.Rounding.OddsFactor, 1e-9);
    }

    [Fact]
    public void Fuzzy_rejects_at_factor_one_leave_a_saturated_card_as_it_is_and_say_what_was_assumed()
    {
        (ScoreColumn column, bool[] bad) = Made(21, 600);
        BinLayout[] layouts = [BinLayout.OfIntervals("x", [-1, 1])];
        Scorecard first = ScorecardFit.Fit([column], layouts, bad).Card!;
        double[] scored = [.. Enumerable.Range(0, 600).Select(i => first.Score([column[i]]).Probability)];
        int[] rejected = [.. Enumerable.Range(0, 600).Where(i => column[i].Number > 0)];
        InferredRejects rejects = RejectInference.Infer(scored, bad, [.. rejected.Select(i => scored[i])]);
        Assert.Equal(3, rejects.Assumptions.Count);
        int[] joined = [.. Enumerable.Range(0, 600), .. rejects.Rows.Select(k => rejected[k])];
        Scorecard second = ScorecardFit.Fit([column.Rows(joined)], layouts, [.. bad, .. rejects.IsBad], [.. bad.Select(static _ => 1.0), .. rejects.Weights]).Card!;
        foreach (double x in new[] { -2.0, 0, 2 })
        {
            Assert.Equal(first.Score([ScoreValue.Of(x)]).Probability, second.Score([ScoreValue.Of(x)]).Probability, 1e-9);
        }

        InferredRejects worse = RejectInference.Infer(scored, bad, [.. rejected.Select(i => scored[i])], new RejectOptions { Method = RejectMethod.Parcelling, Factor = 1.5 });
        Assert.True(worse.BadRate > rejects.BadRate);
    }

    [Fact]
    public void Fuzzy_rejects_at_factor_one_leave_the_regression_on_the_same_weights_and_move_weights_that_are_counted_anew()
    {
        (ScoreColumn x, bool[] bad) = Made(21, 600);
        ScoreColumn z = ScoreColumn.OfNumbers("z", [.. Enumerable.Range(0, 600).Select(i => x[i].Number + (2 * Math.Sin(i)))]);
        BinLayout[] layouts = [BinLayout.OfIntervals("x", [-1, 1]), BinLayout.OfIntervals("z", [-0.5, 0.7])];
        ScorecardFit first = ScorecardFit.Fit([x, z], layouts, bad);
        double[] scored = [.. Enumerable.Range(0, 600).Select(i => first.Card!.Score([x[i], z[i]]).Probability)];
        int[] rejected = [.. Enumerable.Range(0, 600).Where(i => x[i].Number > 0)];
        InferredRejects rejects = RejectInference.Infer(scored, bad, [.. rejected.Select(i => scored[i])]);
        int[] joined = [.. Enumerable.Range(0, 600), .. rejects.Rows.Select(k => rejected[k])];
        bool[] outcomes = [.. bad, .. rejects.IsBad];
        double[] weights = [.. bad.Select(static _ => 1.0), .. rejects.Weights];
        double[] Held(ScoreColumn column, int place) => [.. joined.Select(i => first.Variables[place].WoeOf(column[i])!.Value)];
        LogisticFit held = LogisticRegression.Fit(["x", "z"], [Held(x, 0), Held(z, 1)], outcomes, weights);
        Assert.All(held.Coefficients.Zip(first.Regression!.Coefficients), static pair => Assert.Equal(pair.Second.Value, pair.First.Value, 1e-9));
        ScorecardFit counted = ScorecardFit.Fit([x.Rows(joined), z.Rows(joined)], layouts, outcomes, weights);
        double moved = Enumerable.Range(0, 600).Max(i => Math.Abs(counted.Card!.Score([x[i], z[i]]).Probability - scored[i]));
        Assert.InRange(moved, 1e-6, 0.05);
    }

    [Fact]
    public void A_variable_of_one_bin_or_of_one_bad_rate_is_left_out_by_name()
    {
        (ScoreColumn x, bool[] bad) = Made(21, 600);
        ScoreColumn one = ScoreColumn.OfNumbers("one", [.. Enumerable.Repeat(7.0, 600)]);
        ScorecardFit fit = ScorecardFit.Fit([one, x], [BinLayout.OfIntervals("one", []), BinLayout.OfIntervals("x", [-1, 1])], bad);
        Assert.Equal(ScoringStatus.Fitted, fit.Status);
        Assert.Equal(["one"], fit.OneBin);
        Assert.Equal("x", Assert.Single(fit.Card!.Variables).Bins.Name);
        ScorecardFit none = ScorecardFit.Fit([one], [BinLayout.OfIntervals("one", [])], bad);
        Assert.Equal(ScoringStatus.NoVariables, none.Status);
        Assert.Equal(["one"], none.OneBin);
    }

    [Fact]
    public void A_sample_held_against_itself_has_not_moved()
    {
        (ScoreColumn column, bool[] bad) = Made(5, 200);
        VariableBins bins = VariableBins.Count(BinLayout.OfIntervals("x", [-1, 1]), column, bad);
        CharacteristicStability same = CharacteristicStability.Of(bins, column);
        Assert.Equal((0.0, 0.0), (same.Index!.Value, same.Unseen));
        CharacteristicStability moved = CharacteristicStability.Of(bins, column.Rows([.. Enumerable.Range(0, 200).Where(i => column[i].Number < 0)]));
        Assert.True(moved.Index > 0.25 && moved.Probability < 0.001 && moved.AdjustedBins == 1);
    }

    [Fact]
    public void Selection_keeps_what_tells_and_drops_what_repeats()
    {
        (ScoreColumn column, bool[] bad) = Made(8, 800);
        PhiloxStream random = new(77);
        ScoreColumn twin = ScoreColumn.OfNumbers("twin", [.. Enumerable.Range(0, 800).Select(i => column[i].Number + (0.01 * random.NextNormal()))]);
        ScoreColumn noise = ScoreColumn.OfNumbers("noise", [.. Enumerable.Range(0, 800).Select(_ => random.NextNormal())]);
        BinLayout[] layouts = [BinLayout.OfIntervals("x", [-1, 0, 1]), BinLayout.OfIntervals("twin", [-1, 0, 1]), BinLayout.OfIntervals("noise", [0])];
        foreach (SelectionOptions selection in new SelectionOptions[] { new() { LeastInformationValue = 0.05, LargestCorrelation = 0.9 }, new() { LeastInformationValue = 0.05, LargestVarianceInflation = 5 }, new() { Stepwise = StepwiseCriterion.Bic }, new() { Stepwise = StepwiseCriterion.Probability } })
        {
            ScorecardFit fit = ScorecardFit.Fit([column, twin, noise], layouts, bad, options: new ScorecardOptions { Selection = selection });
            Assert.Equal(ScoringStatus.Fitted, fit.Status);
            Assert.DoesNotContain(fit.Card!.Variables, static v => v.Bins.Name == "noise");
            Assert.Single(fit.Card.Variables);
            Assert.NotEmpty(fit.Steps);
        }
    }

    private static double Iv(ScoreColumn column, bool[] bad, IReadOnlyList<double> breaks) => VariableBins.Count(BinLayout.OfIntervals("x", breaks), column, bad).InformationValue!.Value;

    private static (ScoreColumn Column, bool[] Bad) Made(int seed, int rows)
    {
        PhiloxStream random = new((ulong)seed);
        double[] x = new double[rows];
        bool[] bad = new bool[rows];
        for (int i = 0; i < rows; i++)
        {
            x[i] = -3 + (6 * random.NextUniform());
            bad[i] = random.NextUniform() < 1 / (1 + Math.Exp(1 - (0.5 * x[i])));
        }

        return (ScoreColumn.OfNumbers("x", x), bad);
    }
}
