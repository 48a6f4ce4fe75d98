namespace Freeboard.Monitoring;

/// <summary>Moves a trigger of one firm on by one day.</summary>
/// <remarks>
/// <para>Method: normal -> pending when the figure is at or beyond the raise threshold -> firing when it was there on every figure of <see cref="TriggerThresholds.RaiseDays"/> calendar days ->
/// recovering when it is at or beyond the clear threshold -> normal when it was there on every figure of <see cref="TriggerThresholds.ClearDays"/> days. One step back to the raise side of the clear threshold
/// and a recovering alert is firing again: the same alert, not a new one.</para>
/// <para>A day without a figure changes nothing: absence is no evidence either way. When the gap is longer than <see cref="TriggerThresholds.LongestGapDays"/>, counting of days begins anew.</para>
/// <para>Errors: a day that is not after the last one, or a figure that is not finite, is the caller's bug and throws.</para>
/// </remarks>
public static class Hysteresis
{
    /// <summary>One day.</summary>
    /// <param name="thresholds">When alerts begin and end.</param>
    /// <param name="state">The state before the day.</param>
    /// <param name="day">The day; after the last one with a figure.</param>
    /// <param name="value">The watched figure; null where the day has none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is not after the last one, or the figure is not finite.</exception>
    public static TriggerStep Step(TriggerThresholds thresholds, in TriggerState state, DateOnly day, double? value)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        if (value is not { } figure)
        {
            return new TriggerStep(state, AlertChange.None);
        }

        if (!double.IsFinite(figure))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite; a day without a figure is null.");
        }

        if (state.LastDay >= day)
        {
            throw new ArgumentOutOfRangeException(nameof(day), day, "Must be after the last day with a figure.");
        }

        bool counts = state.LastDay is { } last && day.DayNumber - last.DayNumber <= thresholds.LongestGapDays;
        TriggerState seen = state with { LastDay = day, LastValue = figure };
        return state.IsOpen ? Open(thresholds, seen, day, figure, counts) : Shut(thresholds, seen, day, figure, counts);
    }

    private static TriggerStep Shut(TriggerThresholds thresholds, TriggerState state, DateOnly day, double figure, bool counts)
    {
        if (!thresholds.IsBeyondRaise(figure))
        {
            return new TriggerStep(Enter(state, AlertPhase.Normal, day), AlertChange.None);
        }

        DateOnly since = state.Phase == AlertPhase.Pending && counts ? state.Since!.Value : day;
        return day.DayNumber - since.DayNumber >= thresholds.RaiseDays
            ? new TriggerStep(state with { Phase = AlertPhase.Firing, Since = day, RaisedOn = day }, AlertChange.Raised)
            : new TriggerStep(state with { Phase = AlertPhase.Pending, Since = since }, AlertChange.None);
    }

    private static TriggerStep Open(TriggerThresholds thresholds, TriggerState state, DateOnly day, double figure, bool counts)
    {
        if (!thresholds.IsClear(figure))
        {
            return new TriggerStep(Enter(state, AlertPhase.Firing, day), AlertChange.None);
        }

        DateOnly since = state.Phase == AlertPhase.Recovering && counts ? state.Since!.Value : day;
        return day.DayNumber - since.DayNumber >= thresholds.ClearDays
            ? new TriggerStep(state with { Phase = AlertPhase.Normal, Since = day, RaisedOn = null }, AlertChange.Cleared)
            : new TriggerStep(state with { Phase = AlertPhase.Recovering, Since = since }, AlertChange.None);
    }

    private static TriggerState Enter(TriggerState state, AlertPhase phase, DateOnly day) =>
        state.Phase == phase && state.Since is not null ? state : state with { Phase = phase, Since = day };
}
