using System.Globalization;
using Freeboard.Calibration;
using Freeboard.Provenance;

namespace Freeboard.Services.Labels;

/// <summary>Refuses labels that were known before the figures they would be compared with.</summary>
public static class LabelTiming
{
    /// <summary>Events on or before their firm's first row: every figure of that firm was made with the answer known.</summary>
    /// <param name="rows">Assessed rows, in any order.</param>
    /// <param name="labels">The events.</param>
    /// <param name="labelEvent">Which event counts.</param>
    /// <returns>One LABEL-BEFORE-FEATURES an event, in the file's order. Events between a firm's rows are none: the rows after them are no longer at risk, and left out.</returns>
    public static IReadOnlyList<RowError> Objections(IReadOnlyList<DistanceRow> rows, LabelTable labels, LabelEvent labelEvent)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        Dictionary<string, DateOnly> first = new(StringComparer.Ordinal);
        foreach (DistanceRow row in rows)
        {
            first[row.Firm] = first.TryGetValue(row.Firm, out DateOnly known) && known <= row.Date ? known : row.Date;
        }

        return
        [
            .. labels.Rows.Where(label => label.Event == labelEvent && first.TryGetValue(label.Firm, out DateOnly start) && label.Date <= start)
                .Select(label => new RowError(
                    labels.Name,
                    label.Line,
                    "date",
                    "LABEL-BEFORE-FEATURES",
                    string.Create(CultureInfo.InvariantCulture, $"The event of '{label.Firm}' on {label.Date:yyyy-MM-dd} is not after its first row, {first[label.Firm]:yyyy-MM-dd}: those figures were made with the answer known"),
                    "Assess days before the event, remove the row, or pass --keep-going, which leaves the firm's rows out")),
        ];
    }
}
