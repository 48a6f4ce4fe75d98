using Freeboard.Validation;
using Freeboard.Validation.Comparison;

namespace Freeboard.Tests.Validation.Comparison;

public sealed class TwoSampleLawsTests
{
    private static readonly double[] Twelve = [2.1, 1.7, 3.4, 2.8, 1.1, 2.2, 3.0, 2.6, 1.9, 2.4, 2.0, 2.7];
    private static readonly double[] OtherTwelve = [1.6, 1.2, 2.9, 2.0, 1.4, 1.8, 2.1, 2.2, 1.0, 2.3, 1.5, 1.9];

    [Fact]
    public void Twelve_and_twelve_firms_have_22_degrees_of_freedom_and_the_critical_value_1_717()
    {
        // M3: 12 ST and 12 non-ST firms; one-sided 5 %.
        MeanComparison test = TwoSample.Pooled(Twelve, OtherTwelve);
        Assert.Equal(22, test.DegreesOfFreedom);
        Assert.Equal(1.717, test.OneSidedCriticalValue(0.05)!.Value, 5e-4);
        ValidationSample.Holds("t95.22", test.OneSidedCriticalValue(0.05));
        Assert.Equal(11, TwoSample.Paired(Twelve, OtherTwelve).DegreesOfFreedom);
    }

    [Fact]
    public void Equal_spreads_and_counts_make_one_test_of_pooled_and_Welch()
    {
        double[] shifted = [.. Twelve.Select(v => v + 0.5)];
        MeanComparison pooled = TwoSample.Pooled(shifted, Twelve);
        MeanComparison welch = TwoSample.Welch(shifted, Twelve);
        Assert.Equal(pooled.T!.Value, welch.T!.Value, 1e-12);
        Assert.Equal(22, welch.DegreesOfFreedom!.Value, 1e-10);
        Assert.Equal(0.5, pooled.Difference!.Value, 1e-14);
        Assert.Equal(pooled.Probability!.Value / 2, pooled.ProbabilityFirstGreater!.Value, 1e-15);
    }

    [Fact]
    public void Turning_the_samples_turns_the_sign_and_nothing_else()
    {
        foreach ((MeanComparison a, MeanComparison b) in new[]
        {
            (TwoSample.Welch(Twelve, OtherTwelve), TwoSample.Welch(OtherTwelve, Twelve)),
            (TwoSample.Pooled(Twelve, OtherTwelve), TwoSample.Pooled(OtherTwelve, Twelve)),
            (TwoSample.Paired(Twelve, OtherTwelve), TwoSample.Paired(OtherTwelve, Twelve)),
        })
        {
            Assert.Equal(a.T!.Value, -b.T!.Value, 1e-14);
            Assert.Equal(a.Probability, b.Probability);
            Assert.Equal(1, a.ProbabilityFirstGreater!.Value + b.ProbabilityFirstGreater!.Value, 1e-14);
            Assert.Equal(a.Low!.Value, -b.High!.Value, 1e-13);
        }
    }

    [Fact]
    public void Samples_without_variation_or_too_short_are_statuses()
    {
        Assert.Equal(ValidationStatus.NoVariance, TwoSample.Pooled([1, 1], [2, 2]).Status);
        Assert.Equal(ValidationStatus.TooFewForError, TwoSample.Welch([1], [2, 3]).Status);
        Assert.Equal(ValidationStatus.NoObservations, TwoSample.Pooled([], [1]).Status);
        Assert.Equal(1, TwoSample.Pooled([1], [2, 3]).DegreesOfFreedom);
        Assert.Null(TwoSample.Welch([1], [2, 3]).OneSidedCriticalValue());
        Assert.Throws<ArgumentException>(() => TwoSample.Pooled([1, double.PositiveInfinity], [2, 3]));
        Assert.Throws<ArgumentException>(() => TwoSample.Paired([1], [2, 3]));
        Assert.Equal(ValidationStatus.NoVariance, MannWhitney.Test([1, 1], [1, 1]).Status);
        Assert.Equal(ValidationStatus.NoObservations, KolmogorovSmirnov.Of([], [1]).Status);
    }

    [Fact]
    public void Samples_apart_are_as_unlikely_as_one_arrangement_of_all()
    {
        // Two of 70 arrangements of 4 + 4 put all of one sample above the other.
        double[] low = [1, 2, 3, 4];
        double[] high = [5, 6, 7, 8];
        Assert.Equal(2 / 70.0, MannWhitney.Test(low, high).Probability!.Value, 1e-15);
        KolmogorovSmirnov ks = KolmogorovSmirnov.Of(low, high);
        Assert.Equal((1.0, 4.0), (ks.Statistic!.Value, ks.At!.Value));
        Assert.Equal(2 / 70.0, ks.Probability!.Value, 1e-15);
    }

    [Fact]
    public void Equal_samples_are_certain_to_be_no_closer()
    {
        KolmogorovSmirnov ks = KolmogorovSmirnov.Of(Twelve, Twelve);
        Assert.Equal((0.0, 1.0), (ks.Statistic!.Value, ks.Probability!.Value));
        Assert.Equal(1, MannWhitney.Test(Twelve, Twelve).Probability!.Value, 1e-12);
    }

    [Fact]
    public void Stability_is_zero_on_itself_never_negative_and_says_where_a_bin_was_empty()
    {
        Assert.Equal(0, PopulationStability.Of(ValidationSample.Second, ValidationSample.Second).Index);
        PopulationStability far = PopulationStability.Of(Twelve, [9, 9.5, 10], 4);
        Assert.True(far.Index > 1 && far.AdjustedBins == 3);
        Assert.All(far.Bins, b => Assert.True(b.Contribution >= 0));
        PopulationStability constant = PopulationStability.Of([1, 1, 1], [1, 1, 2]);
        Assert.Equal(ValidationStatus.Estimated, constant.Status);
        Assert.Equal(ValidationStatus.NoObservations, PopulationStability.Of([], [1]).Status);
    }
}
