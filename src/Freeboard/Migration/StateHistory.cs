namespace Freeboard.Migration;

/// <summary>The states of one entity (firm, bond, account) over time: a step function, right-continuous, known up to a last time.</summary>
public sealed class StateHistory
{
    /// <summary>Makes a history.</summary>
    /// <param name="entity">Its code: entities are drawn whole in a bootstrap.</param>
    /// <param name="changes">The states entered, times strictly ascending, the first one where the entity comes into sight.</param>
    /// <param name="end">Until when it was watched, years; not before the last change.</param>
    /// <exception cref="ArgumentException">There is no change, times do not ascend, or the end lies before the last one.</exception>
    public StateHistory(string entity, IReadOnlyList<StateChange> changes, double end)
    {
        ArgumentException.ThrowIfNullOrEmpty(entity);
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Count == 0 || changes.Any(change => !double.IsFinite(change.Time) || change.State < 0))
        {
            throw new ArgumentException($"The history of {entity} needs a change, finite times, and states from 0.", nameof(changes));
        }

        for (int i = 1; i < changes.Count; i++)
        {
            if (!(changes[i].Time > changes[i - 1].Time))
            {
                throw new ArgumentException($"The times of {entity} must ascend strictly.", nameof(changes));
            }
        }

        if (!(end >= changes[^1].Time) || !double.IsFinite(end))
        {
            throw new ArgumentException($"The end of {entity} must be finite and not before its last change.", nameof(end));
        }

        Entity = entity;
        Changes = [.. changes];
        End = end;
    }

    /// <summary>The entity's code.</summary>
    public string Entity { get; }

    /// <summary>The states entered, by time.</summary>
    public IReadOnlyList<StateChange> Changes { get; }

    /// <summary>Until when the entity was watched.</summary>
    public double End { get; }

    /// <summary>The state at a time; null before the first change, after the end, and while out of sight.</summary>
    /// <param name="time">The time, years.</param>
    public int? StateAt(double time)
    {
        if (!(time <= End))
        {
            return null;
        }

        int low = 0;
        int high = Changes.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Changes[middle].Time <= time ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? null : Changes[low - 1].State;
    }
}
