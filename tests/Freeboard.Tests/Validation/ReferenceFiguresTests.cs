using Freeboard.Validation.Comparison;
using Freeboard.Validation.Discrimination;
using Freeboard.Validation.Reliability;

namespace Freeboard.Tests.Validation;

/// <summary>Every measure against independent figures of one made sample.</summary>
public sealed class ReferenceFiguresTests
{
    private static readonly bool[] Events = ValidationSample.Events;

    [Fact]
    public void Areas_errors_intervals_and_the_paired_test()
    {
        AreaInterval area = DeLong.Interval(ValidationSample.First, Events);
        ValidationSample.Holds("auc.first", area.Area);
        ValidationSample.Holds("auc.se", area.StandardError);
        ValidationSample.Holds("auc.low", area.Low);
        ValidationSample.Holds("auc.high", area.High);
        RocCurve roc = RocCurve.Of(ValidationSample.First, Events);
        Assert.Equal(area.Area, roc.Area);
        ValidationSample.Holds("ks", roc.KolmogorovSmirnov);
        AreaComparison paired = DeLong.PairedTest(ValidationSample.First, ValidationSample.Second, Events);
        ValidationSample.Holds("auc.second", paired.SecondArea);
        ValidationSample.Holds("paired.se", paired.StandardError);
        ValidationSample.Holds("paired.z", paired.Z);
        ValidationSample.Holds("paired.p", paired.Probability);
    }

    [Fact]
    public void Captures_with_equal_scores_across_the_border()
    {
        IReadOnlyList<RiskGroup> groups = CaptureByDecile.Of(ValidationSample.First, Events);
        Assert.Equal(10, groups.Count);
        for (int k = 1; k <= 3; k++)
        {
            ValidationSample.Holds($"capture.{k}", groups[k - 1].CumulativeCaptured);
        }

        Assert.Equal(1, groups[^1].CumulativeCaptured);
        Assert.Equal(1, groups[^1].CumulativeLift, 1e-14);
    }

    [Fact]
    public void Scores_of_probabilities_and_their_tests()
    {
        double[] p = ValidationSample.Probability;
        BrierScore brier = BrierScore.Of(p, Events);
        ValidationSample.Holds("brier", brier.Score);
        ValidationSample.Holds("brier.reliability", brier.Reliability);
        ValidationSample.Holds("brier.resolution", brier.Resolution);
        ValidationSample.Holds("brier.withinVariance", brier.WithinVariance);
        ValidationSample.Holds("brier.withinCovariance", brier.WithinCovariance);
        ValidationSample.Holds("logloss", LogLoss.Of(p, Events).Loss);
        HosmerLemeshow hl = HosmerLemeshow.Of(p, Events);
        ValidationSample.Holds("hl", hl.ChiSquare);
        ValidationSample.Holds("hl.p8", hl.ProbabilityFitted);
        ValidationSample.Holds("hl.p10", hl.ProbabilityFresh);
        Spiegelhalter spiegelhalter = Spiegelhalter.Of(p, Events);
        ValidationSample.Holds("spiegelhalter.z", spiegelhalter.Z);
        ValidationSample.Holds("spiegelhalter.p", spiegelhalter.Probability);
        CalibrationLine line = CalibrationLine.Of(p, Events);
        ValidationSample.Holds("line.slope", line.Slope);
        ValidationSample.Holds("line.intercept", line.Intercept);
        ValidationSample.Holds("line.slopeError", line.SlopeError);
        ValidationSample.Holds("line.interceptError", line.InterceptError);
        ValidationSample.Holds("line.interceptAtSlopeOne", line.InterceptAtSlopeOne);
    }

    [Fact]
    public void Tests_of_two_samples()
    {
        double[] with = ValidationSample.FirstOf(true);
        double[] without = ValidationSample.FirstOf(false);
        MeanComparison pooled = TwoSample.Pooled(with, without);
        ValidationSample.Holds("pooled.t", pooled.T);
        ValidationSample.Holds("pooled.p", pooled.Probability);
        MeanComparison welch = TwoSample.Welch(with, without);
        ValidationSample.Holds("welch.t", welch.T);
        ValidationSample.Holds("welch.p", welch.Probability);
        ValidationSample.Holds("welch.df", welch.DegreesOfFreedom);
        MeanComparison pairs = TwoSample.Paired(ValidationSample.First, ValidationSample.Second);
        ValidationSample.Holds("pairs.t", pairs.T);
        ValidationSample.Holds("pairs.p", pairs.Probability);
        RankComparison ranks = MannWhitney.Test(with, without);
        ValidationSample.Holds("mannwhitney.u", ranks.U);
        ValidationSample.Holds("mannwhitney.p", ranks.Probability);
        Assert.False(ranks.IsExact);
        ValidationSample.Holds("ks1.asymptotic", KolmogorovSmirnov.Of(with, without).ProbabilityByEffectiveSample);
        KolmogorovSmirnov ks = KolmogorovSmirnov.Of(ValidationSample.Second.AsSpan(0, 40), ValidationSample.Second.AsSpan(100, 50));
        ValidationSample.Holds("ks2.statistic", ks.Statistic);
        ValidationSample.Holds("ks2.exact", ks.Probability);
        ValidationSample.Holds("ks2.asymptotic", ks.ProbabilityByEffectiveSample);
    }

    [Fact]
    public void Exact_laws_of_small_samples()
    {
        double[] first = [1.1, 2.3, 4.9, 5.7, 8.8, 9.1, 12.4];
        double[] second = [0.2, 1.9, 3.3, 3.8, 4.1, 6.0];
        RankComparison ranks = MannWhitney.Test(first, second);
        Assert.True(ranks.IsExact);
        ValidationSample.Holds("mannwhitney.exact", ranks.Probability);
        ValidationSample.Holds("ks.small.exact", KolmogorovSmirnov.Of(first, second).Probability);
    }

    [Fact]
    public void Stability_of_a_population()
    {
        PopulationStability psi = PopulationStability.Of(ValidationSample.Second.AsSpan(0, 130), ValidationSample.Second.AsSpan(130));
        ValidationSample.Holds("psi", psi.Index);
        Assert.Equal(0, psi.AdjustedBins);
        Assert.Equal(130, psi.Bins.Sum(b => b.CurrentCount));
    }

    public static TheoryData<int> Buckets => [.. Enumerable.Range(0, 8)];

    [Theory]
    [MemberData(nameof(Buckets))]
    public void A_bucket_has_three_p_values(int row)
    {
        ReferenceTable.Row r = ReferenceTable.Load("validation", "bucket.csv").Rows[row];
        BucketTest bucket = BucketTests.Of((int)r["n"], (int)r["d"], r["pd"], r["rho"]);
        Assert.Equal(r["binomial"], bucket.Binomial, 1e-13);
        Assert.Equal(r["jeffreys"], bucket.Jeffreys, 1e-13);
        Assert.Equal(r["correlated"], bucket.Correlated, 1e-12);
        Assert.Equal(r["wilsonLow"], bucket.WilsonLow!.Value, 1e-14);
        Assert.Equal(r["wilsonHigh"], bucket.WilsonHigh!.Value, 1e-14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Grades_of_the_German_credit_data(int grade)
    {
        Dictionary<string, double> g = ReferenceTable.Load("validation", "german.csv").Rows.Where(r => r.Text("section") == "grade")
            .ToDictionary(r => r.Text("item"), r => r["value"], StringComparer.Ordinal);
        BucketTest bucket = BucketTests.Of((int)g[$"{grade}.n_test"], (int)g[$"{grade}.d_test"], g[$"{grade}.pd"], 0.12);
        Assert.Equal(g[$"{grade}.binom_p_upper"], bucket.Binomial, 1e-10);
        Assert.Equal(g[$"{grade}.jeffreys_p"], bucket.Jeffreys, 1e-10);
        Assert.Equal(g[$"{grade}.vasicek_p_upper_rho0.12"], bucket.Correlated, 1e-10);
    }
}
