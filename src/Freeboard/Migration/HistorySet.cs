namespace Freeboard.Migration;

/// <summary>Histories made ready: in ordinal order of their codes, cut at the first default, which lasts.</summary>
internal sealed class HistorySet
{
    internal HistorySet(IReadOnlyList<StateHistory> histories, int states, int? defaultState)
    {
        ArgumentNullException.ThrowIfNull(histories);
        if (defaultState >= states)
        {
            throw new ArgumentOutOfRangeException(nameof(defaultState), defaultState, $"States are numbered from 0 to {states - 1}.");
        }

        foreach (StateHistory history in histories)
        {
            foreach (StateChange change in history.Changes)
            {
                if (change.State >= states)
                {
                    throw new ArgumentException($"The history of {history.Entity} enters state {change.State}; states are numbered from 0 to {states - 1}.", nameof(histories));
                }
            }
        }

        DefaultState = defaultState;
        Entities = [.. histories.OrderBy(history => history.Entity, StringComparer.Ordinal).Select(Cut)];
    }

    internal int? DefaultState { get; }

    internal IReadOnlyList<StateHistory> Entities { get; }

    /// <summary>Changes after a first default, left out.</summary>
    internal int AfterDefault { get; private set; }

    /// <summary>When an entity defaulted; positive infinity when it did not.</summary>
    internal double DefaultTime(StateHistory history) =>
        DefaultState is { } state && history.Changes[^1].State == state ? history.Changes[^1].Time : double.PositiveInfinity;

    private StateHistory Cut(StateHistory history)
    {
        for (int i = 0; i < history.Changes.Count; i++)
        {
            if (DefaultState is { } state && history.Changes[i].State == state)
            {
                AfterDefault += history.Changes.Count - 1 - i;
                return new StateHistory(history.Entity, [.. history.Changes.Take(i + 1)], history.End);
            }
        }

        return history;
    }
}
