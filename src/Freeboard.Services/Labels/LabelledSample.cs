using Freeboard.Calibration;
using Freeboard.Provenance;

namespace Freeboard.Services.Labels;

/// <summary>Assessed firm-days joined with dated events by <see cref="FollowUp"/>: those that may be judged, and how many may not, by reason.</summary>
public sealed record LabelledSample
{
    /// <summary>The labelled rows, by firm, then date.</summary>
    public required IReadOnlyList<LabelledRow> Rows { get; init; }

    /// <summary>Rows given.</summary>
    public required int Given { get; init; }

    /// <summary>Rows without the distance that is judged.</summary>
    public required int WithoutDistance { get; init; }

    /// <summary>Rows on or after their firm's event.</summary>
    public required int AfterEvent { get; init; }

    /// <summary>Rows that were not watched to the end of the horizon: the record, the firm's rows or its listing ended before.</summary>
    public required int FollowUpCut { get; init; }

    /// <summary>Events of the kind whose firm has no row.</summary>
    public required int EventsOfOtherFirms { get; init; }

    /// <summary>Events on or before their firm's first row: LABEL-BEFORE-FEATURES.</summary>
    public required IReadOnlyList<RowError> Errors { get; init; }

    /// <summary>Joins rows and events.</summary>
    /// <param name="rows">Assessed rows, in any order.</param>
    /// <param name="labels">The events.</param>
    /// <param name="label">Which event counts, and for how long.</param>
    /// <param name="watchedTo">The day up to which events are on record; null for the last day of any row or label.</param>
    public static LabelledSample Of(IReadOnlyList<DistanceRow> rows, LabelTable labels, LabelDefinition label, DateOnly? watchedTo = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(label);
        FollowUpOutcome[] outcomes = FollowUp.Of([.. rows.Select(static r => (r.Firm, r.Date))], labels.Rows, label, watchedTo);
        List<LabelledRow> found = [];
        int without = 0, after = 0, cut = 0;
        for (int i = 0; i < outcomes.Length; i++)
        {
            if (rows[i].Distance is null)
            {
                without++;
            }
            else if (outcomes[i] == FollowUpOutcome.AlreadyHappened)
            {
                after++;
            }
            else if (outcomes[i] == FollowUpOutcome.Cut)
            {
                cut++;
            }
            else
            {
                found.Add(new LabelledRow(i, rows[i], outcomes[i] == FollowUpOutcome.Event));
            }
        }

        HashSet<string> firms = [.. rows.Select(static r => r.Firm)];
        return new LabelledSample
        {
            Rows = [.. found.OrderBy(static r => r.Row.Firm, StringComparer.Ordinal).ThenBy(static r => r.Row.Date)],
            Given = rows.Count,
            WithoutDistance = without,
            AfterEvent = after,
            FollowUpCut = cut,
            EventsOfOtherFirms = labels.Rows.Count(l => l.Event == label.Event && !firms.Contains(l.Firm)),
            Errors = LabelTiming.Objections(rows, labels, label.Event),
        };
    }
}
