using Freeboard.Calibration;
using Freeboard.Numerics;

namespace Freeboard.Tests.Calibration;

public sealed class DistanceBucketsTests
{
    [Theory]
    [InlineData(BucketKind.EqualCount)]
    [InlineData(BucketKind.EqualWidth)]
    [InlineData(BucketKind.Edges)]
    public void Every_observation_is_in_one_bucket_and_equal_distances_are_never_parted(BucketKind kind)
    {
        PhiloxStream stream = new(5);
        double[] distances = [.. Enumerable.Range(0, 1000).Select(_ => Math.Round(3 * stream.NextNormal(), 1))];
        bool[] events = [.. distances.Select(d => stream.NextUniform() < 0.3)];
        DistanceBuckets cut = DistanceBuckets.Of(new CalibrationSample(distances, events), new DistanceBucketOptions { Kind = kind, Edges = [-1, 0, 0.5, 40], MinimumCount = 30 });
        Assert.Equal(1000, cut.Buckets.Sum(static b => b.Count));
        Assert.Equal(events.Count(static e => e), cut.Buckets.Sum(static b => b.Events));
        Assert.All(cut.Buckets, static b => Assert.True(b.Count >= 30 && b.MeanDistance >= b.Lower && b.MeanDistance <= b.Upper));
        for (int i = 0; i < cut.Buckets.Count; i++)
        {
            DistanceBucket bucket = cut.Buckets[i];
            bool last = i == cut.Buckets.Count - 1;
            Assert.Equal(bucket.Count, distances.Count(d => d >= bucket.Lower && (last ? d <= bucket.Upper : d < bucket.Upper)));
            Assert.Equal(i == 0 ? distances.Min() : cut.Buckets[i - 1].Upper, bucket.Lower);
        }
    }

    [Fact]
    public void Small_buckets_are_pooled_and_counted()
    {
        CalibrationSample sample = new([0.1, 0.2, 1.5, 2.1, 2.2, 2.3, 9.9], [true, false, false, false, true, false, false]);
        DistanceBuckets one = DistanceBuckets.Of(sample, new DistanceBucketOptions { Kind = BucketKind.EqualWidth, MinimumCount = 1 });
        Assert.Equal([2L, 1, 3, 1], one.Buckets.Select(static b => b.Count));
        Assert.Equal(6, one.Pooled);
        DistanceBuckets two = DistanceBuckets.Of(sample, new DistanceBucketOptions { Kind = BucketKind.EqualWidth, MinimumCount = 2 });
        Assert.Equal([2L, 5], two.Buckets.Select(static b => b.Count));
        Assert.Equal(7, DistanceBuckets.Of(sample, new DistanceBucketOptions { MinimumCount = 100 }).Buckets.Single().Count);
        Assert.Empty(DistanceBuckets.Of(new CalibrationSample([], [])).Buckets);
    }

    [Fact]
    public void Correction_to_the_population_multiplies_the_odds_and_keeps_ranks()
    {
        PriorCorrection prior = new() { SampleRate = 0.5, PopulationRate = 0.02 };

        // At the sample's own rate the corrected frequency is the population's.
        Assert.Equal(0.02, prior.Correct(0.5), 1e-15);
        Assert.Equal(0.3 / 0.7 * (0.02 / 0.98), prior.Correct(0.3) / (1 - prior.Correct(0.3)), 1e-15);
        Assert.Equal((0.0, 1.0), (prior.Correct(0), prior.Correct(1)));
        Assert.Equal(-1000 + Math.Log(0.02 / 0.98), prior.CorrectLog(-1000), 1e-9);
        for (double p = 0.001; p < 1; p += 0.01)
        {
            Assert.Equal(Math.Log(prior.Correct(p)), prior.CorrectLog(Math.Log(p)), 1e-12);
            Assert.True(prior.Correct(p) < p);
        }

        // There and back.
        PriorCorrection back = new() { SampleRate = 0.02, PopulationRate = 0.5 };
        Assert.Equal(0.123, back.Correct(prior.Correct(0.123)), 1e-15);
    }

    [Fact]
    public void A_logistic_map_fitted_on_a_sample_drawn_by_outcome_gives_the_population_back_after_correction()
    {
        // 200,000 firms of which 2 % or so default; all defaulters are taken and one in twenty of the others.
        PhiloxStream stream = new(17);
        List<double> distances = [], sampled = [];
        List<bool> events = [], sampledEvents = [];
        for (int i = 0; i < 200_000; i++)
        {
            double d = 4 + (1.5 * stream.NextNormal());
            bool e = stream.NextUniform() < 1 / (1 + Math.Exp(0.5 + (1.1 * d)));
            distances.Add(d);
            events.Add(e);
            if (e || stream.NextUniform() < 0.05)
            {
                sampled.Add(d);
                sampledEvents.Add(e);
            }
        }

        LabelDefinition label = new() { Event = LabelEvent.Bankruptcy, HorizonMonths = 12 };
        double population = events.Count(static e => e) / 200_000.0;
        EdfMap corrected = EdfMapEstimator.Fit(new CalibrationSample([.. sampled], [.. sampledEvents]), label, EdfMapOptions.Default with { PopulationRate = population }).Map!;
        EdfMap raw = EdfMapEstimator.Fit(new CalibrationSample([.. sampled], [.. sampledEvents]), label).Map!;
        Assert.Equal(population, distances.Average(corrected.Edf), 0.05 * population);
        Assert.True(distances.Average(raw.Edf) > 5 * population);
    }

    [Fact]
    public void Caps_come_after_the_correction()
    {
        EdfMap map = EdfMapLawTests.Fitted(EdfMapKind.Logistic, EdfMapOptions.Default with { Caps = EdfCaps.Usual, PopulationRate = 0.01 }).Map!;
        Assert.Equal(0.35, map.Edf(-30));
        Assert.Equal(1e-4, map.Edf(60));
        Assert.Equal(Math.Log(1e-4), map.LnEdf(60));
        EdfBand band = map.Band(60)!.Value;
        Assert.Equal((1e-4, 1e-4), (band.Lower, band.Upper));
    }
}
