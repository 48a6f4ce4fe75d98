using Freeboard.Calibration;
using Freeboard.Numerics;
using Freeboard.Structural;

namespace Freeboard.Tests.Calibration;

/// <summary>What every map must obey.</summary>
public sealed class EdfMapLawTests
{
    private static readonly LabelDefinition Label = new() { Event = LabelEvent.SpecialTreatment, HorizonMonths = 12 };

    public static TheoryData<EdfMapKind> Kinds => [.. Enum.GetValues<EdfMapKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_map_lies_in_the_unit_interval_and_falls_and_agrees_with_its_logarithm(EdfMapKind kind)
    {
        EdfMap map = Fitted(kind).Map!;
        double before = 1;
        for (double d = -20; d <= 60; d += 0.137)
        {
            double edf = map.Edf(d);
            Assert.InRange(edf, 0, before + 1e-15);
            Assert.Equal(edf, Math.Exp(map.LnEdf(d)), 1e-13 * Math.Max(edf, 1e-300));
            before = edf;
        }

        Assert.True(map.Edf(-20) > map.Edf(60));
        Assert.InRange(map.Edf(double.NegativeInfinity), map.Edf(0), 1);
        Assert.InRange(map.Edf(double.PositiveInfinity), 0, map.Edf(8));
        Assert.True(double.IsNaN(map.Edf(double.NaN)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_interval_holds_the_frequency_and_widens_with_the_level(EdfMapKind kind)
    {
        EdfMap map = Fitted(kind).Map!;
        EdfMap wide = Fitted(kind, EdfMapOptions.Default with { Level = 0.99 }).Map!;
        if (kind == EdfMapKind.Normal)
        {
            Assert.Null(map.Band(1));
            return;
        }

        foreach (double d in (double[])[0, 0.7, 1.9, 3.3, 5])
        {
            EdfBand band = map.Band(d)!.Value;
            EdfBand wider = wide.Band(d)!.Value;
            Assert.True(band.Lower < band.Upper && wider.Lower <= band.Lower && band.Upper <= wider.Upper, $"{kind} at {d}: {band} {wider}");
            if (kind != EdfMapKind.Isotonic)
            {
                // A percentile interval of an isotonic curve need not hold the curve itself.
                Assert.InRange(map.Edf(d), band.Lower, band.Upper);
            }
        }
    }

    [Fact]
    public void The_normal_map_is_the_models_own()
    {
        foreach (double d in (double[])[-3, 0, 1.25, 40])
        {
            Assert.Equal(ExpectedDefaultFrequency.FromDistance(d), NormalMap.Default.Edf(d));
            Assert.Equal(ExpectedDefaultFrequency.LogFromDistance(d), NormalMap.Default.LnEdf(d));
        }

        Assert.Equal("normal", NormalMap.Default.Name);
        Assert.Equal(LabelEvent.ModelDefault, NormalMap.Default.Label.Event);
    }

    [Fact]
    public void The_mean_of_a_logistic_map_over_its_sample_is_the_samples_rate()
    {
        CalibrationSample sample = EdfMapReferenceTests.Sample(double.NegativeInfinity);
        EdfMap map = EdfMapEstimator.Fit(sample, Label).Map!;
        double sum = 0;
        foreach (double d in sample.Distances)
        {
            sum += map.Edf(d);
        }

        Assert.Equal(sample.EventCount, sum, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Events_of_a_known_map_give_it_back(EdfMapKind kind)
    {
        // 60,000 firms under EDF = 1/(1 + exp(1 + 0.9 DD)); every kind comes near it where the sample is dense, except what fits nothing or another shape.
        if (kind is EdfMapKind.Normal or EdfMapKind.Probit or EdfMapKind.Exponential or EdfMapKind.ExponentialOls)
        {
            return;
        }

        PhiloxStream stream = new(99);
        double[] distances = new double[60_000];
        bool[] events = new bool[distances.Length];
        for (int i = 0; i < distances.Length; i++)
        {
            distances[i] = 2.5 + (1.5 * stream.NextNormal());
            events[i] = stream.NextUniform() < 1 / (1 + Math.Exp(1 + (0.9 * distances[i])));
        }

        EdfMap map = EdfMapEstimator.Fit(new CalibrationSample(distances, events), Label, EdfMapOptions.Default with { Kind = kind, Replications = 0 }).Map!;
        foreach (double d in (double[])[0, 1, 2, 3, 4])
        {
            double truth = 1 / (1 + Math.Exp(1 + (0.9 * d)));
            Assert.Equal(truth, map.Edf(d), 0.15 * truth);
        }
    }

    [Fact]
    public void Grouped_and_single_observations_give_one_fit()
    {
        double[] distances = [.. Enumerable.Range(0, 300).Select(static i => (double)(i % 6))];
        bool[] events = [.. Enumerable.Range(0, 300).Select(static i => i % 6 == 0 ? i % 5 < 2 : i % 6 == 1 ? i % 7 == 0 : i % 29 == 0)];
        EdfMapFit single = EdfMapEstimator.Fit(new CalibrationSample(distances, events), Label);
        DistanceBucket[] groups = [.. Enumerable.Range(0, 6).Select(g => new DistanceBucket { Lower = g, Upper = g, MeanDistance = g, Count = 50, Events = Enumerable.Range(0, 300).Count(i => i % 6 == g && events[i]) })];
        EdfMapFit grouped = EdfMapEstimator.Fit(groups, Label);
        Assert.Equal(single.Coefficients[0].Value, grouped.Coefficients[0].Value, 1e-11);
        Assert.Equal(single.Coefficients[1].Value, grouped.Coefficients[1].Value, 1e-11);
        Assert.Equal(single.Coefficients[1].StandardError!.Value, grouped.Coefficients[1].StandardError!.Value, 1e-11);
    }

    [Fact]
    public void The_order_of_observations_and_the_numbers_of_firms_do_not_matter()
    {
        CalibrationSample sample = EdfMapReferenceTests.Sample(double.NegativeInfinity);
        int[] turned = [.. Enumerable.Range(0, sample.Count).Select(i => (i * 7) % sample.Count)];
        int[] firms = [.. Enumerable.Range(0, sample.Count).Select(static i => i / 5)];
        CalibrationSample other = new([.. turned.Select(i => sample.Distances[i])], [.. turned.Select(i => sample.Events[i])], [.. turned.Select(i => 1000 - firms[i])]);
        EdfMapFit a = EdfMapEstimator.Fit(sample, Label);
        EdfMapFit b = EdfMapEstimator.Fit(other, Label);
        Assert.Equal(a.Coefficients[1].Value, b.Coefficients[1].Value, 1e-12);
        Assert.Equal(a.Coefficients[1].ClusteredError!.Value, b.Coefficients[1].ClusteredError!.Value, 1e-12);
    }

    [Theory]
    [InlineData(EdfMapKind.Isotonic)]
    [InlineData(EdfMapKind.Kernel)]
    public void A_bootstrap_gives_the_same_bits_at_every_run_and_others_with_another_seed(EdfMapKind kind)
    {
        EdfBand first = Fitted(kind).Map!.Band(1.5)!.Value;
        Assert.Equal(first, Fitted(kind).Map!.Band(1.5)!.Value);
        Assert.NotEqual(first, Fitted(kind, EdfMapOptions.Default with { Seed = 2 }).Map!.Band(1.5)!.Value);
    }

    internal static EdfMapFit Fitted(EdfMapKind kind, EdfMapOptions? options = null) =>
        EdfMapEstimator.Fit(EdfMapReferenceTests.Sample(kind == EdfMapKind.Exponential ? 1 : double.NegativeInfinity), Label, (options ?? EdfMapOptions.Default) with { Kind = kind });
}
