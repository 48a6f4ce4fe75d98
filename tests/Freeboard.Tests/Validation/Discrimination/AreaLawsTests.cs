using Freeboard.Numerics;
using Freeboard.Validation;
using Freeboard.Validation.Comparison;
using Freeboard.Validation.Discrimination;

namespace Freeboard.Tests.Validation.Discrimination;

public sealed class AreaLawsTests
{
    private static readonly double[] Score = ValidationSample.First;
    private static readonly bool[] Events = ValidationSample.Events;

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 20).Select(static s => (ulong)s)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Shuffled_labels_leave_nothing_to_find(ulong seed)
    {
        // A score that does tell events apart; labels dealt at random must take that away, or a label leaks into the measure.
        bool[] shuffled = [.. Events];
        PhiloxStream stream = new(seed);
        for (int i = shuffled.Length - 1; i > 0; i--)
        {
            int j = stream.NextIndex(i + 1);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        AreaInterval area = DeLong.Interval(Score, shuffled, 0.999);
        Assert.InRange(0.5, area.Low!.Value, area.High!.Value);
    }

    [Fact]
    public void The_same_score_with_its_own_labels_is_far_from_chance() =>
        Assert.True(DeLong.Interval(Score, Events, 0.999).Low > 0.5);

    [Fact]
    public void A_rising_function_of_the_score_changes_nothing_and_its_negative_turns_the_area()
    {
        AreaInterval area = DeLong.Interval(Score, Events);
        AreaInterval bent = DeLong.Interval([.. Score.Select(Math.Exp)], Events);
        AreaInterval turned = DeLong.Interval([.. Score.Select(s => -s)], Events);
        Assert.Equal(area.Area, bent.Area);
        Assert.Equal(area.StandardError, bent.StandardError);
        Assert.Equal(1 - area.Area!.Value, turned.Area!.Value, 1e-15);
        Assert.Equal(area.StandardError!.Value, turned.StandardError!.Value, 1e-15);
    }

    [Fact]
    public void The_order_of_the_rows_never_shows()
    {
        int[] order = [.. Enumerable.Range(0, Score.Length).OrderBy(i => (i * 7919) % 263)];
        double[] score = [.. order.Select(i => Score[i])];
        bool[] events = [.. order.Select(i => Events[i])];
        Assert.Equal(RocCurve.Of(Score, Events).Points, RocCurve.Of(score, events).Points);
        Assert.Equal(CaptureByDecile.Of(Score, Events), CaptureByDecile.Of(score, events));
        Assert.Equal(DeLong.Interval(Score, Events).Area, DeLong.Interval(score, events).Area);
    }

    [Fact]
    public void The_area_is_Mann_and_Whitneys_probability_and_the_area_under_the_points()
    {
        RocCurve roc = RocCurve.Of(Score, Events);
        Assert.Equal(MannWhitney.Test(ValidationSample.FirstOf(true), ValidationSample.FirstOf(false)).ProbabilityGreater, roc.Area);
        double area = 0;
        for (int i = 1; i < roc.Points.Count; i++)
        {
            area += (roc.Points[i].FalseAlarmRate - roc.Points[i - 1].FalseAlarmRate) * (roc.Points[i].HitRate + roc.Points[i - 1].HitRate) / 2;
        }

        Assert.Equal(area, roc.Area!.Value, 1e-14);
        Assert.Equal(KolmogorovSmirnov.Of(ValidationSample.FirstOf(true), ValidationSample.FirstOf(false)).Statistic!.Value, roc.KolmogorovSmirnov!.Value, 1e-15);
        Assert.Equal(new RocPoint(1, 1, 1, Score.Min()), roc.Points[^1]);
        Assert.Equal(0.25, roc.HitRateAt(roc.Points.First(p => p.HitRate >= 0.25).FalseAlarmRate)!.Value, 0.2);
    }

    [Fact]
    public void A_score_against_itself_has_no_difference_to_test()
    {
        AreaComparison same = DeLong.PairedTest(Score, Score, Events);
        Assert.Equal(ValidationStatus.NoVariance, same.Status);
        Assert.Equal(0, same.Difference);
        Assert.Null(same.Z);
    }

    [Fact]
    public void Perfect_separation_has_an_area_and_no_error()
    {
        AreaInterval perfect = DeLong.Interval([4, 3, 2, 1], [true, true, false, false]);
        Assert.Equal((ValidationStatus.NoVariance, 1.0, null), (perfect.Status, perfect.Area!.Value, perfect.StandardError));
        Assert.Equal(1, RocCurve.Of([4, 3, 2, 1], [true, true, false, false]).AccuracyRatio);
        Assert.Equal(0.5, RocCurve.Of([1, 1, 1, 1], [true, true, false, false]).Area);
    }

    [Fact]
    public void Groups_without_members_are_statuses()
    {
        Assert.Equal(ValidationStatus.NoObservations, RocCurve.Of([], []).Status);
        Assert.Equal(ValidationStatus.NoEvents, DeLong.Interval([1, 2], [false, false]).Status);
        Assert.Equal(ValidationStatus.NoNonEvents, DeLong.Interval([1, 2], [true, true]).Status);
        AreaInterval few = DeLong.Interval([1, 2, 3], [false, false, true]);
        Assert.Equal((ValidationStatus.TooFewForError, 1.0, null), (few.Status, few.Area!.Value, few.Low));
        Assert.Empty(CaptureByDecile.Of([1, 2], [false, false]));
    }

    [Fact]
    public void Scores_that_are_no_numbers_and_columns_of_two_lengths_are_the_callers_bug()
    {
        Assert.Contains("row 1", Assert.Throws<ArgumentException>(() => RocCurve.Of([1, double.NaN], [true, false])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DeLong.Interval([1, 2], [true]));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeLong.Interval([1, 2], [true, false], 1));
    }

    [Fact]
    public void Power_by_horizon_leaves_out_what_was_not_followed_and_refuses_events_before_the_score()
    {
        double[] score = [5, 4, 3, 2, 1, 0];
        double[] monthsToEvent = [3, double.NaN, 14, double.NaN, 8, double.NaN];
        double[] followed = [24, 24, 24, 6, 24, 12];
        IReadOnlyList<PowerAtHorizon> power = PowerByHorizon.Of(score, monthsToEvent, followed, [6, 12, 18]);
        Assert.Equal([0, 1, 2], power.Select(p => p.LeftOut));
        Assert.Equal([1, 2, 3], power.Select(p => p.Area.Events));
        Assert.Equal([6, 5, 4], power.Select(p => p.Area.Events + p.Area.NonEvents));
        Assert.Equal(1, power[0].Area.Area);
        Assert.Contains("before its score", Assert.Throws<ArgumentException>(() => PowerByHorizon.Of([1], [0], [12], [12])).Message, StringComparison.Ordinal);
    }
}
