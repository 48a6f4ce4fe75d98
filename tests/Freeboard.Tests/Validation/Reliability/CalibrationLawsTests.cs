using Freeboard.Numerics;
using Freeboard.Validation;
using Freeboard.Validation.Reliability;

namespace Freeboard.Tests.Validation.Reliability;

public sealed class CalibrationLawsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(1000)]
    public void The_parts_of_the_Brier_score_make_the_score(int groups)
    {
        BrierScore b = BrierScore.Of(ValidationSample.Probability, ValidationSample.Events, groups);
        Assert.Equal(b.Score!.Value, b.Reliability!.Value - b.Resolution!.Value + b.Uncertainty!.Value + b.WithinVariance!.Value - (2 * b.WithinCovariance!.Value), 1e-15);
        if (groups == 0)
        {
            Assert.Equal(0, b.WithinVariance.Value, 1e-30);
        }
    }

    [Fact]
    public void Predictions_drawn_true_lie_on_the_line_and_pass_their_tests()
    {
        PhiloxStream stream = new(11);
        double[] p = new double[20_000];
        bool[] y = new bool[p.Length];
        for (int i = 0; i < p.Length; i++)
        {
            p[i] = 0.001 + (0.3 * Math.Pow(stream.NextUniform(), 3));
            y[i] = stream.NextUniform() < p[i];
        }

        CalibrationLine line = CalibrationLine.Of(p, y);
        Assert.InRange(line.Slope!.Value, 1 - (3 * line.SlopeError!.Value), 1 + (3 * line.SlopeError.Value));
        Assert.InRange(line.InterceptAtSlopeOne!.Value, -3 * line.InterceptAtSlopeOneError!.Value, 3 * line.InterceptAtSlopeOneError.Value);
        Assert.True(HosmerLemeshow.Of(p, y).ProbabilityFresh > 0.01);
        Assert.True(Spiegelhalter.Of(p, y).Probability > 0.01);
        Assert.True(BucketTests.ByPrediction(p, y).All(b => b.Binomial is > 0.001 and < 0.999));

        // Twice too low: every test sees it, and correlation makes the buckets more forgiving.
        double[] low = [.. p.Select(v => v / 2)];
        Assert.True(CalibrationLine.Of(low, y).InterceptAtSlopeOne > 0.5);
        Assert.True(HosmerLemeshow.Of(low, y).ProbabilityFresh < 1e-6);
        Assert.True(Spiegelhalter.Of(low, y).Probability < 1e-6);
        BucketTest worst = BucketTests.ByPrediction(low, y)[^1];
        Assert.True(worst.Binomial < 1e-6 && worst.Correlated > 0.01);
    }

    [Fact]
    public void A_line_through_logits_shifts_and_stretches_as_they_do()
    {
        double[] logits = [.. ValidationSample.Probability.Select(p => Math.Log(p / (1 - p)))];
        CalibrationLine line = CalibrationLine.Of(ValidationSample.Probability, ValidationSample.Events);
        CalibrationLine stretched = CalibrationLine.Of([.. logits.Select(l => 1 / (1 + Math.Exp(-((2 * l) + 0.5))))], ValidationSample.Events);
        Assert.Equal(line.Slope!.Value / 2, stretched.Slope!.Value, 1e-12);
        Assert.Equal(line.Intercept!.Value - (line.Slope.Value / 4), stretched.Intercept!.Value, 1e-12);
    }

    [Fact]
    public void A_certainty_that_was_wrong_has_an_infinite_loss_and_no_number()
    {
        LogLoss loss = LogLoss.Of([0, 0.5], [true, true]);
        Assert.Equal((ValidationStatus.CertaintyRefuted, null, 1), (loss.Status, loss.Loss, loss.Refuted));
        Assert.Equal(Math.Log(2), loss.LossWithoutRefuted!.Value, 1e-15);
        Assert.Equal(ValidationStatus.CertaintyRefuted, HosmerLemeshow.Of([0, 0], [true, false], 1).Status);
        Assert.Equal(0, LogLoss.Of([0, 1], [false, true]).Loss);
    }

    [Fact]
    public void Lines_that_no_likelihood_has_are_statuses()
    {
        Assert.Equal(ValidationStatus.Separated, CalibrationLine.Of([0.1, 0.2, 0.8, 0.9], [false, false, true, true]).Status);
        Assert.Equal(ValidationStatus.Separated, CalibrationLine.Of([0.1, 0.2, 0.2, 0.9], [false, false, true, true]).Status);
        Assert.Equal(ValidationStatus.NoVariance, CalibrationLine.Of([0.2, 0.2, 0.2], [false, false, true]).Status);
        Assert.Equal(ValidationStatus.NoEvents, CalibrationLine.Of([0.1, 0.2], [false, false]).Status);
        CalibrationLine ends = CalibrationLine.Of([0, 1, 0.3, 0.3], [false, true, true, false]);
        Assert.Equal((2, 2), (ends.LeftOut, ends.Observations));
        Assert.Equal(Math.Log(7.0 / 3), CalibrationLine.Of([0.3, 0.3], [true, false]).InterceptAtSlopeOne!.Value, 1e-12);
    }

    [Fact]
    public void Extreme_predictions_still_have_their_intercept()
    {
        double[] p = [1e-300, 1e-12, 0.5, 1 - 1e-12];
        CalibrationLine line = CalibrationLine.Of(p, [true, false, true, false]);
        Assert.NotNull(line.InterceptAtSlopeOne);
        Assert.True(double.IsFinite(line.InterceptAtSlopeOne!.Value));
        Assert.Equal(ValidationStatus.Estimated, line.Status);
    }

    [Fact]
    public void A_bucket_test_is_monotone_and_its_ends_are_certain()
    {
        BucketTest[] rising = [.. Enumerable.Range(0, 21).Select(d => BucketTests.Of(20, d, 0.1))];
        for (int d = 1; d < rising.Length; d++)
        {
            Assert.True(rising[d].Binomial < rising[d - 1].Binomial);
            Assert.True(rising[d].Jeffreys < rising[d - 1].Jeffreys);
            Assert.True(rising[d].Correlated < rising[d - 1].Correlated);
        }

        Assert.Equal(1, rising[0].Binomial);
        Assert.Equal((0.0, 0.0), (BucketTests.Of(5, 1, 0).Binomial, BucketTests.Of(5, 1, 0).Correlated));
        Assert.Null(BucketTests.Of(0, 0, 0.1).Observed);
        Assert.Throws<ArgumentOutOfRangeException>(() => BucketTests.Of(5, 6, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BucketTests.Of(5, 1, 0.1, 1));
    }

    [Fact]
    public void One_common_factor_is_nothing_at_no_correlation_and_decides_all_near_one()
    {
        Assert.Equal(BucketTests.Of(500, 9, 0.01, 0).Binomial, BucketTests.Of(500, 9, 0.01, 1e-12).Correlated, 1e-9);
        Assert.Equal(0.01, BucketTests.Of(500, 250, 0.01, 0.999999).Correlated, 1e-4);
    }
}
