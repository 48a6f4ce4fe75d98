using Freeboard.Monitoring;

namespace Freeboard.Tests.Monitoring;

public sealed class HysteresisTests
{
    private static readonly DateOnly Start = new(2024, 1, 1);

    [Fact]
    public void A_figure_that_wavers_about_the_threshold_every_day_is_one_alert()
    {
        TriggerThresholds thresholds = new(RiskDirection.FallingIsWorse, 1.5, 1.8) { ClearDays = 20 };

        // Beyond raise and beyond clear by turns, for a year: without days to hold there would be 180 alerts.
        double?[] flapping = [.. Enumerable.Range(0, 366).Select(i => (double?)(i % 2 == 0 ? 1.4 : 1.9))];
        Assert.Equal([(AlertChange.Raised, 0)], Changes(thresholds, flapping));

        // Between the two thresholds nothing happens either way.
        double?[] between = [1.4, .. Enumerable.Repeat((double?)1.6, 300)];
        Assert.Equal([(AlertChange.Raised, 0)], Changes(thresholds, between));
        Assert.Empty(Changes(thresholds, [.. Enumerable.Repeat((double?)1.6, 300)]));
    }

    [Fact]
    public void Thresholds_must_hold_for_their_days_on_every_figure()
    {
        TriggerThresholds thresholds = new(RiskDirection.RisingIsWorse, 0.9, 0.8) { RaiseDays = 3, ClearDays = 2 };
        Assert.Equal([(AlertChange.Raised, 3)], Changes(thresholds, [0.95, 0.9, 0.91, 0.99]));
        Assert.Equal([(AlertChange.Raised, 6)], Changes(thresholds, [0.95, 0.9, 0.89, 0.99, 0.99, 0.99, 0.99]));
        Assert.Equal([(AlertChange.Raised, 3), (AlertChange.Cleared, 6)], Changes(thresholds, [1, 1, 1, 1, 0.8, 0.7, 0.8, 0.8]));
        Assert.Equal([(AlertChange.Raised, 3), (AlertChange.Cleared, 9)], Changes(thresholds, [1, 1, 1, 1, 0.8, 0.7, 0.81, 0.8, 0.8, 0.8]));
    }

    [Fact]
    public void The_phases_are_pending_firing_recovering_and_say_since_when()
    {
        TriggerThresholds thresholds = new(RiskDirection.FallingIsWorse, 1, 2) { RaiseDays = 1, ClearDays = 1 };
        TriggerState state = default;
        (double Figure, AlertPhase Phase, int Since, int? Raised)[] days =
        [
            (3, AlertPhase.Normal, 0, null), (1, AlertPhase.Pending, 1, null), (0.5, AlertPhase.Firing, 2, 2), (2, AlertPhase.Recovering, 3, 2), (1.5, AlertPhase.Firing, 4, 2), (2, AlertPhase.Recovering, 5, 2), (2.5, AlertPhase.Normal, 6, null),
        ];
        for (int i = 0; i < days.Length; i++)
        {
            state = Hysteresis.Step(thresholds, state, Start.AddDays(i), days[i].Figure).State;
            Assert.Equal((days[i].Phase, Start.AddDays(days[i].Since), days[i].Raised is { } r ? Start.AddDays(r) : (DateOnly?)null), (state.Phase, state.Since, state.RaisedOn));
            Assert.Equal((Start.AddDays(i), days[i].Figure), (state.LastDay, state.LastValue));
        }
    }

    [Fact]
    public void A_day_without_a_figure_changes_nothing_and_a_long_gap_starts_the_count_anew()
    {
        TriggerThresholds thresholds = new(RiskDirection.FallingIsWorse, 1, 2) { RaiseDays = 3, LongestGapDays = 5 };
        Assert.Equal([(AlertChange.Raised, 4)], Changes(thresholds, [0.5, null, null, null, 0.5]));
        Assert.Equal([(AlertChange.Raised, 9)], Changes(thresholds, [0.5, null, null, null, null, null, 0.5, null, null, 0.5]));
        TriggerState before = Hysteresis.Step(thresholds, default, Start, 0.5).State;
        Assert.Equal(new TriggerStep(before, AlertChange.None), Hysteresis.Step(thresholds, before, Start.AddDays(1), null));
    }

    [Fact]
    public void What_makes_no_sense_is_refused_with_the_value()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TriggerThresholds(RiskDirection.FallingIsWorse, 1.5, 1.4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TriggerThresholds(RiskDirection.RisingIsWorse, 1.5, 1.6));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TriggerThresholds(RiskDirection.RisingIsWorse, double.NaN, 1));
        TriggerThresholds thresholds = new(RiskDirection.FallingIsWorse, 1, 1);
        Assert.Equal((0, 25, 45), (thresholds.RaiseDays, thresholds.ClearDays, thresholds.LongestGapDays));
        Assert.Throws<ArgumentOutOfRangeException>(() => thresholds with { ClearDays = -1 });
        TriggerState state = Hysteresis.Step(thresholds, default, Start, 2).State;
        Assert.Throws<ArgumentOutOfRangeException>(() => Hysteresis.Step(thresholds, state, Start, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Hysteresis.Step(thresholds, state, Start.AddDays(1), double.PositiveInfinity));
    }

    private static (AlertChange Change, int Day)[] Changes(TriggerThresholds thresholds, double?[] figures)
    {
        TriggerState state = default;
        List<(AlertChange, int)> changes = [];
        for (int i = 0; i < figures.Length; i++)
        {
            TriggerStep step = Hysteresis.Step(thresholds, state, Start.AddDays(i), figures[i]);
            state = step.State;
            if (step.Change != AlertChange.None)
            {
                changes.Add((step.Change, i));
            }
        }

        return [.. changes];
    }
}
