using Freeboard.Learning;
using Freeboard.Numerics;
using Freeboard.Numerics.Regression;
using Freeboard.Validation;

namespace Freeboard.Tests.Learning;

public sealed class ModelTests
{
    [Fact]
    public void Ranks_reach_the_network_and_outliers_do_not()
    {
        PhiloxStream stream = new(1);
        double[] values = [.. Enumerable.Range(0, 10_000).Select(_ => Math.Exp(3 * stream.NextNormal()))];
        FeatureEncoder encoder = FeatureEncoder.Fit(["x"], values);
        double[] inputs = encoder.EncodeAll(values);
        Assert.InRange(inputs.Average(), -0.01, 0.01);
        Assert.InRange(inputs.Sum(x => x * x) / inputs.Length, 0.96, 1.01);
        Assert.Equal(3, encoder.EncodeAll([1e300])[0]);
        Assert.Equal(-3, encoder.EncodeAll([-1e300])[0]);
        double[] scaled = FeatureEncoder.Fit(["x"], [.. values.Select(v => 8 * v)]).EncodeAll([.. values.Select(v => 8 * v)]);
        Assert.Equal(inputs, scaled);
    }

    [Fact]
    public void Missing_values_are_the_median_with_a_flag_and_ties_the_middle_of_their_ends()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => i % 10 == 0 ? double.NaN : i % 10 < 7 ? 0.0 : i)];
        FeatureEncoder encoder = FeatureEncoder.Fit(["x"], values);
        Assert.Equal(2, encoder.Inputs);
        double[] missing = encoder.EncodeAll([double.NaN]);
        Assert.Equal((double[])[0, 1], missing);
        double[] zero = encoder.EncodeAll([0]);
        Assert.Equal(0, zero[1]);

        // Two thirds are 0, from the far end (-3) to the quantile of two thirds (0.43): the middle, to the width of a knot.
        Assert.Equal(0.5 * (-3 + NormalQuantile.FromProbability(2 / 3.0)), zero[0], 0.005);
        Assert.Equal(0, FeatureEncoder.Fit(["constant"], [5, 5, 5]).EncodeAll([7])[0]);
    }

    [Fact]
    public void A_line_through_logits_is_found_and_a_falling_one_refused()
    {
        PhiloxStream stream = new(2);
        double[] logits = [.. Enumerable.Range(0, 40_000).Select(_ => -1 + (1.5 * stream.NextNormal()))];
        bool[] events = [.. logits.Select(z => stream.NextUniform() < 1 / (1 + Math.Exp(-(0.4 + (0.7 * z)))))];
        PlattScaling line = PlattScaling.Fit(logits, events, out ValidationStatus status)!;
        Assert.Equal(ValidationStatus.Estimated, status);
        Assert.InRange((line.Slope - 0.7) / line.SlopeError!.Value, -3, 3);
        Assert.InRange((line.Intercept - 0.4) / line.InterceptError!.Value, -3, 3);
        Assert.Null(PlattScaling.Fit([.. logits.Select(z => -z)], events, out _));
    }

    [Fact]
    public void An_isotonic_curve_rises_and_comes_near_the_truth()
    {
        PhiloxStream stream = new(3);
        double[] logits = [.. Enumerable.Range(0, 40_000).Select(_ => 2 * stream.NextNormal())];
        bool[] events = [.. logits.Select(z => stream.NextUniform() < 1 / (1 + Math.Exp(-(z < 0 ? z : 0.5 * z))))];
        IsotonicScaling curve = IsotonicScaling.Fit(logits, events, 200);
        double last = double.NegativeInfinity;
        for (double z = -6; z <= 6; z += 0.01)
        {
            double now = curve.Apply(z);
            Assert.True(now >= last && double.IsFinite(now));
            last = now;
        }

        Assert.InRange(curve.Apply(-1), -1.15, -0.85);
        Assert.InRange(curve.Apply(2), 0.85, 1.15);
    }

    [Fact]
    public void Without_a_penalty_the_ridge_logit_is_the_logit()
    {
        PhiloxStream stream = new(4);
        double[][] rows = [.. Enumerable.Range(0, 500).Select(_ => (double[])[stream.NextNormal(), 3 + stream.NextNormal()])];
        double[] labels = [.. rows.Select(row => stream.NextUniform() < 1 / (1 + Math.Exp(-(row[0] - row[1] + 2))) ? 1.0 : 0)];
        LogitRegression plain = LogitRegression.Fit(["a", "b"], rows, labels);
        PenalisedLogit ridge = PenalisedLogit.Fit((double[])[.. rows.SelectMany(row => row)], 2, labels, default, 0);
        Assert.Equal(PenalisedLogitStatus.Converged, ridge.Status);
        Assert.Equal(plain.Terms[0].Coefficient, ridge.Intercept, 8);
        Assert.Equal(plain.Terms[1].Coefficient, ridge.Coefficients[0], 8);
        PenalisedLogit strong = PenalisedLogit.Fit((double[])[.. rows.SelectMany(row => row)], 2, labels, default, 1e6);
        Assert.InRange(strong.Coefficients[0], 0, 0.01);
        Assert.Equal(PenalisedLogitStatus.NoVariation, PenalisedLogit.Fit(new double[4], 2, new double[2], default, 1).Status);
    }

    [Fact]
    public void Shares_of_columns_add_up_to_the_logit()
    {
        (NetworkModel model, double[][] rows, double[] offsets) = Trained();
        foreach (int row in (int[])[0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
        {
            IntegratedGradients found = IntegratedGradients.Of(model, rows[row], offsets[row]);
            Assert.Equal(model.Scorer().Score(rows[row], offsets[row]).Logit, found.Logit, 12);
            Assert.InRange(found.Residual, -1e-6, 1e-6);
            Assert.Equal("EDF", found.Shares[^1].Column);
            Assert.All(found.Shares, share => Assert.True(share.Low <= share.Value && share.Value <= share.High));
        }
    }

    [Fact]
    public void What_says_something_is_told_from_what_says_nothing()
    {
        (NetworkModel model, double[][] rows, double[] offsets) = Trained();
        bool[] events = [.. SimulatedMarket.Of(new SimulatedMarketOptions { Firms = 4000, Seed = 11 }).Select(firm => firm.Default)];
        IReadOnlyList<ColumnImportance> found = PermutationImportance.Of(model, (double[])[.. rows.SelectMany(row => row)], offsets, events, 3);
        Assert.Equal(found, PermutationImportance.Of(model, (double[])[.. rows.SelectMany(row => row)], offsets, events, 3));
        ColumnImportance Of(string column) => found.Single(c => c.Column == column);
        Assert.True(Of("EDF").Low > 0.05);
        Assert.True(Of("burden").Low > 0);
        Assert.True(Of("burden").LossRise > 5 * Math.Abs(Of("turnover").LossRise));
    }

    [Fact]
    public void A_scorer_scores_as_the_ensemble_and_makes_no_garbage()
    {
        (NetworkModel model, double[][] rows, double[] offsets) = Trained();
        NetworkScorer scorer = model.Scorer();
        NetworkScore score = scorer.Score(rows[0], offsets[0]);
        Assert.True(score.Least <= score.Probability && score.Probability <= score.Most);
        Assert.Equal(model.Probability(score.Logit), score.Probability);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            _ = scorer.Score(rows[i], offsets[i]);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_population_rate_moves_the_odds_and_not_the_order()
    {
        (NetworkModel model, double[][] rows, double[] offsets) = Trained();
        NetworkModel moved = new(model.Encoder, model.Ensemble) { Prior = new Freeboard.Calibration.PriorCorrection { SampleRate = 0.1, PopulationRate = 0.01 } };
        NetworkModel plain = new(model.Encoder, model.Ensemble);
        double p = plain.Scorer().Score(rows[0], offsets[0]).Probability;
        double q = moved.Scorer().Score(rows[0], offsets[0]).Probability;
        Assert.Equal(p / (1 - p) * (0.01 / 0.99) / (0.1 / 0.9), q / (1 - q), 12);
    }

    [Fact]
    public void A_larger_market_holds_a_smaller_one_and_its_edf_ranks_defaults()
    {
        IReadOnlyList<SimulatedFirm> large = SimulatedMarket.Of(new SimulatedMarketOptions { Firms = 3000, Seed = 5 });
        Assert.Equal(SimulatedMarket.Of(new SimulatedMarketOptions { Firms = 1000, Seed = 5 }), large.Take(1000));
        double area = Freeboard.Validation.Discrimination.DeLong.Interval([.. large.Select(firm => firm.Edf)], [.. large.Select(firm => firm.Default)]).Area!.Value;
        Assert.InRange(area, 0.7, 0.95);
        Assert.All(large, firm => Assert.Equal(firm.Default, firm.LossGivenDefault is not null));
        Assert.All(large, firm => Assert.True(firm.LossGivenDefault is null or (> 0 and < 1)));
        Assert.All(large.Where(firm => firm.LaterDefault is not null), firm => Assert.True(firm.LaterDefault!.Value || !firm.Default));
    }

    /// <summary>A small model of a simulated market, and 4,000 rows that it has not seen.</summary>
    private static (NetworkModel Model, double[][] Rows, double[] Offsets) Trained()
    {
        (TrainingSample training, TrainingSample validation) = TrainingTests.Market(3000, 4, 1, out _);
        IReadOnlyList<SimulatedFirm> learnt = SimulatedMarket.Of(new SimulatedMarketOptions { Firms = 6000, Seed = 4 });
        FeatureEncoder encoder = FeatureEncoder.Fit(TrainingTests.Columns, (double[])[.. learnt.Take(3000).SelectMany(TrainingTests.Raw)]);
        NetworkEnsemble ensemble = NetworkEnsemble.Train(TrainingTests.Small(training), training, validation, TrainingTests.Quick with { Members = 3, Epochs = 20 });
        IReadOnlyList<SimulatedFirm> fresh = SimulatedMarket.Of(new SimulatedMarketOptions { Firms = 4000, Seed = 11 });
        return (new NetworkModel(encoder, ensemble) { BaselineOffset = -4 }, [.. fresh.Select(TrainingTests.Raw)], [.. fresh.Select(firm => NetworkModel.OffsetOf(firm.Edf))]);
    }
}
