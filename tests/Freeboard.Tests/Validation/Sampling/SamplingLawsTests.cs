using Freeboard.Numerics;
using Freeboard.Validation;
using Freeboard.Validation.Discrimination;
using Freeboard.Validation.Sampling;

namespace Freeboard.Tests.Validation.Sampling;

public sealed class SamplingLawsTests
{
    [Fact]
    public void No_label_of_a_fit_comes_about_after_the_test_has_begun()
    {
        DateOnly[] dates = [.. Enumerable.Range(0, 60).Select(m => new DateOnly(2018, 1, 31).AddMonths(m))];
        DateOnly cut = new(2021, 6, 30);
        RowSplit split = TimeSplit.At(dates, cut, 12);
        Assert.All(split.Train, i => Assert.True(dates[i].AddMonths(12) <= cut));
        Assert.All(split.Test, i => Assert.True(dates[i] >= cut));
        Assert.Equal(60, split.Train.Count + split.Test.Count + split.LeftOut.Count);
        Assert.Equal(11, split.LeftOut.Count);
    }

    [Fact]
    public void A_firm_stands_on_one_side_whatever_other_firms_there_are()
    {
        string[] firms = [.. Enumerable.Range(0, 2000).Select(i => $"F{i % 500:000}")];
        RowSplit split = FirmSplit.Of(firms, 0.3, 7);
        HashSet<string> train = [.. split.Train.Select(i => firms[i])];
        Assert.DoesNotContain(split.Test, i => train.Contains(firms[i]));
        Assert.InRange(split.Test.Count / 2000.0, 0.24, 0.36);

        RowSplit fewer = FirmSplit.Of(firms.AsSpan(0, 100), 0.3, 7);
        Assert.Equal(split.Test.Where(i => i < 100), fewer.Test);
        int[] folds = FirmSplit.Folds(firms, 5, 3);
        Assert.All(Enumerable.Range(0, 500), i => Assert.Equal(folds[i], folds[i + 500]));
        Assert.Equal(5, folds.Distinct().Count());
        Assert.NotEqual(split.Test, FirmSplit.Of(firms, 0.3, 8).Test);
    }

    [Fact]
    public void Out_of_time_and_of_firm_shares_neither()
    {
        string[] firms = [.. Enumerable.Range(0, 1200).Select(i => $"F{i % 100:00}")];
        DateOnly[] dates = [.. Enumerable.Range(0, 1200).Select(i => new DateOnly(2010 + (i / 100), 12, 31))];
        RowSplit both = TimeSplit.At(dates, new DateOnly(2017, 12, 31), 12).And(FirmSplit.Of(firms, 0.4, 5));
        HashSet<string> train = [.. both.Train.Select(i => firms[i])];
        Assert.NotEmpty(both.Train);
        Assert.NotEmpty(both.Test);
        Assert.DoesNotContain(both.Test, i => train.Contains(firms[i]));
        Assert.True(both.Train.Max(i => dates[i]).AddMonths(12) <= both.Test.Min(i => dates[i]));
        Assert.Equal(1200, both.Train.Count + both.Test.Count + both.LeftOut.Count);
    }

    [Fact]
    public void Pairs_are_of_one_industry_nearest_in_size_and_used_once()
    {
        string[] industry = ["Steel", "Steel", "Steel", "Steel", "Food", "Food", "Food", "", ""];
        double[] size = [100, 90, 200, 110, 50, 500, 49, 10, 10];
        bool[] st = [true, false, true, false, true, false, false, true, false];
        MatchedSample matched = MatchedPairs.Of(industry, size, st);
        Assert.Equal([(0, 3), (2, 1), (4, 6)], matched.Pairs.Select(p => (p.EventRow, p.ControlRow)));
        Assert.Equal([7], matched.Unmatched);
        MatchedSample close = MatchedPairs.Of(industry, size, st, 1.5);
        Assert.Equal([(0, 3), (4, 6)], close.Pairs.Select(p => (p.EventRow, p.ControlRow)));
        Assert.Equal([2, 7], close.Unmatched);
        Assert.Throws<ArgumentOutOfRangeException>(() => MatchedPairs.Of(["a"], [0], [true]));
    }

    [Fact]
    public void A_bootstrap_by_firm_depends_on_the_seed_and_on_nothing_else()
    {
        BootstrapInterval one = FirmBootstrap.Area(ValidationSample.First, ValidationSample.Events, ValidationSample.Firms);
        int[] order = [.. Enumerable.Range(0, ValidationSample.First.Length).OrderByDescending(i => (i * 7919) % 263)];
        BootstrapInterval other = FirmBootstrap.Area(
            [.. order.Select(i => ValidationSample.First[i])],
            [.. order.Select(i => ValidationSample.Events[i])],
            [.. order.Select(i => ValidationSample.Firms[i])]);
        Assert.Equal(one, other);
        Assert.NotEqual(one, FirmBootstrap.Area(ValidationSample.First, ValidationSample.Events, ValidationSample.Firms, new() { Seed = 2 }));
        Assert.Equal(RocCurve.Of(ValidationSample.First, ValidationSample.Events).Area, one.Estimate);
        Assert.InRange(one.Estimate!.Value, one.Low!.Value, one.High!.Value);
    }

    [Fact]
    public void The_fast_area_of_a_replicate_is_the_area_of_its_rows()
    {
        FirmBootstrapOptions options = new() { Replicates = 30 };
        BootstrapInterval fast = FirmBootstrap.Area(ValidationSample.First, ValidationSample.Events, ValidationSample.Firms, options);
        BootstrapInterval plain = FirmBootstrap.Of(
            ValidationSample.Firms,
            rows => RocCurve.Of([.. rows.Select(i => ValidationSample.First[i])], [.. rows.Select(i => ValidationSample.Events[i])]).Area,
            options);
        Assert.Equal(plain, fast);
    }

    [Fact]
    public void Copies_of_every_row_narrow_DeLongs_interval_and_leave_the_firms_alone()
    {
        double[] score = [.. ValidationSample.First, .. ValidationSample.First, .. ValidationSample.First, .. ValidationSample.First];
        bool[] events = [.. ValidationSample.Events, .. ValidationSample.Events, .. ValidationSample.Events, .. ValidationSample.Events];
        string[] firms = [.. ValidationSample.Firms, .. ValidationSample.Firms, .. ValidationSample.Firms, .. ValidationSample.Firms];
        double once = DeLong.Interval(ValidationSample.First, ValidationSample.Events).StandardError!.Value;
        double often = DeLong.Interval(score, events).StandardError!.Value;
        Assert.InRange(often / once, 0.48, 0.52);
        Assert.Equal(
            FirmBootstrap.Area(ValidationSample.First, ValidationSample.Events, ValidationSample.Firms).StandardError!.Value,
            FirmBootstrap.Area(score, events, firms).StandardError!.Value,
            1e-12);
    }

    [Fact]
    public void A_band_rises_holds_the_curve_and_ends_at_one()
    {
        RocBand band = FirmBootstrap.Roc(ValidationSample.First, ValidationSample.Events, ValidationSample.Firms, 21)!;
        RocCurve roc = RocCurve.Of(ValidationSample.First, ValidationSample.Events);
        for (int i = 0; i < 21; i++)
        {
            Assert.True(i == 0 || (band.Low[i] >= band.Low[i - 1] && band.High[i] >= band.High[i - 1]));
            Assert.InRange(roc.HitRateAt(band.FalseAlarmRates[i])!.Value, band.Low[i] - 1e-12, band.High[i] + 1e-12);
        }

        Assert.Equal((1.0, 1.0), (band.Low[^1], band.High[^1]));
    }

    [Fact]
    public void Intervals_of_90_percent_hold_the_truth_about_as_often()
    {
        // Normal scores a standard deviation apart: the area is N(1/sqrt 2).
        double truth = StandardNormal.Cumulative(1 / Math.Sqrt(2));
        int held = 0;
        for (uint sample = 0; sample < 200; sample++)
        {
            PhiloxStream stream = new(99, sample);
            double[] score = new double[300];
            bool[] events = new bool[300];
            for (int i = 0; i < 300; i++)
            {
                events[i] = i < 60;
                score[i] = stream.NextNormal() + (events[i] ? 1 : 0);
            }

            AreaInterval area = DeLong.Interval(score, events, 0.9);
            held += area.Low <= truth && truth <= area.High ? 1 : 0;
        }

        Assert.InRange(held / 200.0, 0.85, 0.95);
    }

    [Fact]
    public void Nothing_to_draw_from_is_a_status()
    {
        Assert.Equal(ValidationStatus.NoObservations, FirmBootstrap.Area([], [], []).Status);
        BootstrapInterval one = FirmBootstrap.Area([1, 2], [true, false], ["A", "A"]);
        Assert.Equal((ValidationStatus.TooFewForError, 0.0, null), (one.Status, one.Estimate!.Value, one.Low));
        Assert.Null(FirmBootstrap.Roc([1, 2], [true, false], ["A", "A"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FirmBootstrapOptions { Replicates = 5 });
    }
}
