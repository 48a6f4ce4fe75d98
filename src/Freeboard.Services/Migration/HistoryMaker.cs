using Freeboard.Migration;

namespace Freeboard.Services.Migration;

/// <summary>Rows of states made histories.</summary>
internal static class HistoryMaker
{
    /// <summary>A history an obligor, in ordinal order of codes.</summary>
    /// <param name="seen">The rows, in any order.</param>
    /// <param name="states">Names of the states.</param>
    /// <param name="days">Days of the snapshots, ascending.</param>
    /// <param name="last">The end of the study; rows after it are not looked at.</param>
    /// <param name="kind">What a row says.</param>
    /// <param name="defaultState">Name of the state that is never left; null for none.</param>
    internal static StateHistory[] Of(IReadOnlyList<SeenState> seen, IReadOnlyList<string> states, DateOnly[] days, DateOnly last, HistoryKind kind, string? defaultState)
    {
        Dictionary<string, int> numbers = Enumerable.Range(0, states.Count).ToDictionary(i => states[i], StringComparer.Ordinal);
        List<StateHistory> histories = [];
        foreach (IGrouping<string, SeenState> obligor in seen.Where(row => row.Date <= last).GroupBy(row => row.Obligor, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            List<StateChange> changes = [];
            SeenState[] rows = [.. obligor.OrderBy(row => row.Date)];
            for (int k = 0; k < rows.Length; k++)
            {
                Add(changes, rows[k].Date, rows[k].State is { } state ? numbers[state] : null);
                if (kind == HistoryKind.Snapshots && rows[k].State != defaultState && NextDay(days, rows[k].Date) is { } next && next <= last && (k + 1 == rows.Length || rows[k + 1].Date > next))
                {
                    // On the next day of the table it lacks: out of sight from then on.
                    Add(changes, next, null);
                }
            }

            if (changes.Count > 0)
            {
                histories.Add(new StateHistory(obligor.Key, changes, MigrationCalendar.Years(last)));
            }
        }

        return [.. histories];
    }

    private static void Add(List<StateChange> changes, DateOnly day, int? state)
    {
        // The same state again is no change, and nothing before the first state says anything.
        if (changes.Count == 0 ? state is not null : changes[^1].State != state)
        {
            changes.Add(new StateChange(MigrationCalendar.Years(day), state));
        }
    }

    private static DateOnly? NextDay(DateOnly[] days, DateOnly day)
    {
        int at = Array.BinarySearch(days, day);
        at = at < 0 ? ~at : at + 1;
        return at < days.Length ? days[at] : null;
    }
}
