using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Calibration;
using Freeboard.Provenance;

namespace Freeboard.Services.Labels;

/// <summary>Assessed rows joined with dated events: each row that is at risk, followed to the end of its horizon, and has a distance.</summary>
/// <remarks>
/// <para>A row of day t has the event when the firm's first event of the kind came in (t, t + horizon]. Left out, and counted each by its own reason, in this order:
/// rows without a distance; rows on or after the firm's event (nothing is predicted any more); rows whose horizon ends after <see cref="KnownUntil"/>, with or without an event seen so far
/// (keeping the events only would make the rate too high); rows whose firm left the exchange within the horizon without the event, under <see cref="DelistingPolicy.LeftOut"/>.</para>
/// <para>An event on or before its firm's first row predates every feature: it is refused as LABEL-BEFORE-FEATURES.</para>
/// </remarks>
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

    /// <summary>Rows whose horizon ends after the last day on which events are known.</summary>
    public required int FollowUpCut { get; init; }

    /// <summary>Rows whose firm left the exchange within the horizon without the event.</summary>
    public required int LeftExchange { get; init; }

    /// <summary>Events of firms that have no row.</summary>
    public required int EventsOfOtherFirms { get; init; }

    /// <summary>Last day on which events are taken as recorded.</summary>
    public required DateOnly KnownUntil { get; init; }

    /// <summary>Events that predate every row of their firm.</summary>
    public required IReadOnlyList<RowError> Errors { get; init; }

    /// <summary>Joins rows and events.</summary>
    /// <param name="rows">Assessed rows, in any order.</param>
    /// <param name="labels">The events.</param>
    /// <param name="options">Event, horizon and policies.</param>
    public static LabelledSample Of(IReadOnlyList<AssessmentRow> rows, LabelTable labels, LabellingOptions options)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(options);
        DateOnly until = options.KnownUntil ?? rows.Select(static r => r.Date).Concat(labels.Events.Select(static e => e.Date)).DefaultIfEmpty(DateOnly.MinValue).Max();
        Dictionary<string, DateOnly> first = FirstDays(rows);
        List<RowError> errors = [];
        Dictionary<string, DateOnly> eventOf = new(StringComparer.Ordinal);
        Dictionary<string, DateOnly> exitOf = new(StringComparer.Ordinal);
        int others = 0;
        foreach (DatedEvent label in labels.Events.Where(e => e.Event == options.Label.Event || e.Event == LabelEvent.Delisting))
        {
            if (!first.TryGetValue(label.Firm, out DateOnly start))
            {
                others += label.Event == options.Label.Event ? 1 : 0;
                continue;
            }

            if (label.Event == options.Label.Event && label.Date <= start)
            {
                errors.Add(new RowError(
                    labels.Name,
                    label.Line,
                    "date",
                    "LABEL-BEFORE-FEATURES",
                    string.Create(CultureInfo.InvariantCulture, $"The event of '{label.Firm}' on {label.Date:yyyy-MM-dd} is not after its first row, {start:yyyy-MM-dd}: those figures were made with the answer known"),
                    "Assess days before the event, remove the row, or pass --keep-going, which sets the firm's later rows aside"));
            }

            Dictionary<string, DateOnly> earliest = label.Event == options.Label.Event ? eventOf : exitOf;
            earliest.TryAdd(label.Firm, label.Date);
        }

        List<LabelledRow> found = [];
        int without = 0, after = 0, cut = 0, left = 0;
        foreach (AssessmentRow row in rows.OrderBy(static r => r.Firm, StringComparer.Ordinal).ThenBy(static r => r.Date))
        {
            DateOnly? eventDate = eventOf.TryGetValue(row.Firm, out DateOnly day) ? day : null;
            DateOnly? exit = exitOf.TryGetValue(row.Firm, out DateOnly left1) && left1 > row.Date ? left1 : null;
            DateOnly end = row.Date.AddMonths(options.Label.HorizonMonths);
            if (DistanceOf(row, options.Distance) is not { } distance)
            {
                without++;
            }
            else if (eventDate <= row.Date)
            {
                after++;
            }
            else if (end > until)
            {
                cut++;
            }
            else if (eventDate <= end)
            {
                found.Add(new LabelledRow(row, distance, true, eventDate, until));
            }
            else if (exit <= end && options.Delisting == DelistingPolicy.LeftOut)
            {
                left++;
            }
            else
            {
                bool failed = exit <= end && options.Delisting == DelistingPolicy.Event;
                DateOnly followed = exit is { } gone && options.Delisting == DelistingPolicy.LeftOut && gone < until ? gone : until;
                found.Add(new LabelledRow(row, distance, failed, failed ? exit : eventDate, followed));
            }
        }

        return new LabelledSample
        {
            Rows = found,
            Given = rows.Count,
            WithoutDistance = without,
            AfterEvent = after,
            FollowUpCut = cut,
            LeftExchange = left,
            EventsOfOtherFirms = others,
            KnownUntil = until,
            Errors = errors,
        };
    }

    /// <summary>The distance of a row; null where it has none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="distance">Which distance.</param>
    public static double? DistanceOf(AssessmentRow row, MappedDistance distance)
    {
        ArgumentNullException.ThrowIfNull(row);
        return distance switch
        {
            MappedDistance.Kmv => row.DdKmv,
            MappedDistance.Physical => row.DdPhysical,
            _ => row.DdRiskNeutral,
        };
    }

    private static Dictionary<string, DateOnly> FirstDays(IReadOnlyList<AssessmentRow> rows)
    {
        Dictionary<string, DateOnly> first = new(StringComparer.Ordinal);
        foreach (AssessmentRow row in rows)
        {
            first[row.Firm] = first.TryGetValue(row.Firm, out DateOnly day) && day <= row.Date ? day : row.Date;
        }

        return first;
    }
}
