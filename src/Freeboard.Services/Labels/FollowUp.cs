using Freeboard.Calibration;

namespace Freeboard.Services.Labels;

/// <summary>Joins firm-days with dated events: what came within the horizon after each day.</summary>
/// <remarks>
/// <para>A day t counts as followed by the event when the firm's first event of the label's kind lies in (t, t + horizon]; an event on the day itself is no forecast. Days on and after
/// it are no longer at risk.</para>
/// <para>A day without the event counts only when the firm was watched to t + horizon. Watching ends, for all firms, on the last day of any row or label (or on a day given); for a firm
/// whose rows stop before the last day of the rows, on its last row; and for a firm that is delisted without the event, on that day. To count cut days as survivors would call
/// firms safe that left. A day whose horizon ends after the record does is cut with the event or without it.</para>
/// <para>Only what the label says of days after t enters an outcome, and nothing of it enters a distance.</para>
/// </remarks>
public static class FollowUp
{
    /// <summary>The outcomes.</summary>
    /// <param name="rows">Firm-days, in any order.</param>
    /// <param name="labels">Dated events.</param>
    /// <param name="label">Which event counts, and for how long after the day.</param>
    /// <param name="watchedTo">The day up to which events are on record; null for the last day of any row or label.</param>
    /// <returns>An outcome a row, in the order of the rows.</returns>
    public static FollowUpOutcome[] Of(IReadOnlyList<(string Firm, DateOnly Date)> rows, IReadOnlyList<LabelRow> labels, LabelDefinition label, DateOnly? watchedTo = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(label);
        if (rows.Count == 0)
        {
            return [];
        }

        Dictionary<string, DateOnly> lastRow = new(StringComparer.Ordinal);
        foreach ((string firm, DateOnly date) in rows)
        {
            lastRow[firm] = lastRow.TryGetValue(firm, out DateOnly known) && known > date ? known : date;
        }

        Dictionary<string, DateOnly> first = Earliest(labels.Where(l => l.Event == label.Event));
        Dictionary<string, DateOnly> delisted = Earliest(labels.Where(static l => l.Event == LabelEvent.Delisting));
        DateOnly lastOfAll = lastRow.Values.Max();
        DateOnly end = watchedTo ?? labels.Select(static l => l.Date).Append(lastOfAll).Max();
        FollowUpOutcome[] outcomes = new FollowUpOutcome[rows.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            (string firm, DateOnly day) = rows[i];
            DateOnly until = day.AddMonths(label.HorizonMonths);
            DateOnly watched = lastRow[firm] < lastOfAll ? lastRow[firm] : end;
            if (delisted.TryGetValue(firm, out DateOnly left) && left < watched)
            {
                watched = left;
            }

            // A day whose horizon outlasts the record is cut even when the event was seen so far: keeping only the events among such days would make them look frequent.
            outcomes[i] = first.TryGetValue(firm, out DateOnly happened) && happened <= day ? FollowUpOutcome.AlreadyHappened
                : until > end ? FollowUpOutcome.Cut
                : first.ContainsKey(firm) && happened <= until ? FollowUpOutcome.Event
                : watched < until ? FollowUpOutcome.Cut
                : FollowUpOutcome.NoEvent;
        }

        return outcomes;
    }

    private static Dictionary<string, DateOnly> Earliest(IEnumerable<LabelRow> labels)
    {
        Dictionary<string, DateOnly> first = new(StringComparer.Ordinal);
        foreach (LabelRow row in labels)
        {
            first[row.Firm] = first.TryGetValue(row.Firm, out DateOnly known) && known < row.Date ? known : row.Date;
        }

        return first;
    }
}
