namespace Freeboard.Migration;

/// <summary>One thing that happens to a risk set.</summary>
/// <param name="At">When, as the share of the window gone by, in [0, 1].</param>
/// <param name="Entity">Whose it is.</param>
/// <param name="From">State that is left; -1 for coming into sight.</param>
/// <param name="To">State that is entered; -1 for going out of sight, or for the end of the window.</param>
/// <param name="Ends">Whether only the window ends: nobody went out of sight.</param>
internal readonly record struct RiskEvent(double At, int Entity, int From, int To, bool Ends);

/// <summary>What happens within windows laid over one another, by time.</summary>
internal sealed class RiskEvents
{
    private RiskEvents(IReadOnlyList<RiskEvent> ordered, int entities)
    {
        Ordered = ordered;
        Entities = entities;
    }

    /// <summary>Events by time; entities in their order within a time.</summary>
    internal IReadOnlyList<RiskEvent> Ordered { get; }

    /// <summary>Entities that were at risk at all.</summary>
    internal int Entities { get; }

    internal static RiskEvents Of(HistorySet set, IReadOnlyList<MigrationWindow> windows)
    {
        List<RiskEvent> events = [];
        int entity = 0;
        foreach (StateHistory history in set.Entities)
        {
            int before = events.Count;
            foreach (MigrationWindow window in windows)
            {
                Follow(history, window, entity, set.DefaultState, events);
            }

            entity += events.Count > before ? 1 : 0;
        }

        return new RiskEvents([.. events.OrderBy(e => e.At).ThenBy(e => e.Entity)], entity);
    }

    private static void Follow(StateHistory history, MigrationWindow window, int entity, int? defaultState, List<RiskEvent> events)
    {
        if (history.End <= window.Start)
        {
            return;
        }

        double length = window.End - window.Start;
        int state = history.StateAt(window.Start) ?? -1;
        if (state == defaultState)
        {
            return;
        }

        if (state >= 0)
        {
            events.Add(new RiskEvent(0, entity, -1, state, false));
        }

        foreach (StateChange change in history.Changes)
        {
            int next = change.State ?? -1;
            if (change.Time <= window.Start || change.Time > window.End || next == state)
            {
                continue;
            }

            // Coming into sight as the window ends is no time at risk.
            if (state >= 0 || change.Time < window.End)
            {
                events.Add(new RiskEvent((change.Time - window.Start) / length, entity, state, next, false));
                state = next;
            }
        }

        if (state >= 0 && state != defaultState)
        {
            bool watched = history.End >= window.End;
            events.Add(new RiskEvent(watched ? 1 : (history.End - window.Start) / length, entity, state, -1, watched));
        }
    }
}
