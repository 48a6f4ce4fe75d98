using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Services.Edf;
using Freeboard.Services.Labels;
using Freeboard.Validation.Discrimination;

namespace Freeboard.Services.Validate;

/// <summary>Assessed rows held against dated events.</summary>
public static class RunValidation
{
    /// <summary>Judges a kept run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="labels">The events.</param>
    /// <param name="labelling">Event, horizon, distance and the end of the record; the distance gives way to the map's.</param>
    /// <param name="map">A map from distance to probability; null to judge the run's own EDF.</param>
    /// <param name="options">Settings; null for <see cref="ValidationOptions.Default"/>.</param>
    /// <param name="keepGoing">Whether refused labels and rows are set aside rather than rejecting the input.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ValidationOutcome OfRun(AssessmentRun run, LabelTable labels, Labelling labelling, EdfMapFile? map = null, ValidationOptions? options = null, bool keepGoing = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(labelling);
        MappedDistance distance = map?.Map.Distance ?? labelling.Distance;
        Dictionary<string, string> industries = run.Firms.Where(static f => f.Industry is not null).ToDictionary(static f => f.Firm, static f => f.Industry!, StringComparer.Ordinal);
        return Of(
            DistanceRowTable.Of(run, distance),
            labels,
            labelling with { Distance = distance },
            map,
            string.Join(", ", run.Rows.Where(static r => r.Edf is not null).Select(static r => r.EdfMap).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
            i => (industries.GetValueOrDefault(run.Rows[i].Firm, ""), run.Rows[i].AssetValue ?? run.Rows[i].EquityValue),
            run.Synthetic,
            options ?? ValidationOptions.Default,
            keepGoing,
            cancellationToken);
    }

    /// <summary>Judges rows from a file, as <c>freeboard assess</c> writes them.</summary>
    /// <param name="rows">The rows, read with the map's distance or the one to judge.</param>
    /// <param name="labels">The events.</param>
    /// <param name="labelling">Event, horizon and the end of the record; the distance is that of the rows.</param>
    /// <param name="map">A map from distance to probability; null to judge the rows' own EDF.</param>
    /// <param name="options">Settings; null for <see cref="ValidationOptions.Default"/>.</param>
    /// <param name="keepGoing">Whether refused labels and rows are set aside rather than rejecting the input.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ValidationOutcome OfRows(DistanceRowTable rows, LabelTable labels, Labelling labelling, EdfMapFile? map = null, ValidationOptions? options = null, bool keepGoing = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labelling);
        return rows.ErrorCount > 0 && !keepGoing
            ? ValidationOutcome.Refused(rows.Errors, rows.ErrorCount)
            : Of(rows, labels, labelling with { Distance = rows.Distance }, map, rows.Rows.Any(static r => r.LnEdf is not null) ? "as in the rows" : "", static _ => ("", null), synthetic: false, options ?? ValidationOptions.Default, keepGoing, cancellationToken);
    }

    /// <summary>The event to judge when none is named: the first of default, bankruptcy, st, delisted that the file has.</summary>
    /// <param name="labels">The events.</param>
    public static LabelEvent DefaultEvent(LabelTable labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        LabelEvent[] order = [LabelEvent.BondDefault, LabelEvent.Bankruptcy, LabelEvent.SpecialTreatment, LabelEvent.Delisting];
        return order.FirstOrDefault(e => labels.Rows.Any(label => label.Event == e), LabelEvent.BondDefault);
    }

    private static ValidationOutcome Of(DistanceRowTable rows, LabelTable labels, Labelling labelling, EdfMapFile? map, string ownMap, Func<int, (string Group, double? Size)> beside, bool synthetic, ValidationOptions options, bool keepGoing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.ErrorCount > 0 && !keepGoing)
        {
            return ValidationOutcome.Refused(labels.Errors, labels.ErrorCount);
        }

        if (map?.Map.Distance == MappedDistance.Naive)
        {
            return ValidationOutcome.Refused([new RowError("--edf-map", 0, "", "MAP-DISTANCE", "The map takes the naive distance, which an assessment does not have", "Use it with --firm-years, or fit a map on DDRiskNeutral")], 1);
        }

        LabelledSample sample = LabelledSample.Of(rows.Rows, labels, labelling.Label, labelling.WatchedTo);
        if (sample.Errors.Count > 0 && !keepGoing)
        {
            return ValidationOutcome.Refused(sample.Errors, sample.Errors.Count);
        }

        Observation[] observations = [.. sample.Rows.Select(row =>
        {
            (string group, double? size) = beside(row.Index);
            return new Observation
            {
                Firm = row.Row.Firm,
                Date = row.Row.Date,
                Distance = row.Row.Distance!.Value,
                HasEvent = row.HasEvent,
                Edf = map is not null ? map.Map.Edf(row.Row.Distance.Value) : row.Row.LnEdf is { } ln ? Math.Exp(ln) : null,
                Group = group,
                Size = size,
            };
        })];
        DateOnly watchedTo = labelling.WatchedTo ?? rows.Rows.Select(static r => r.Date).Concat(labels.Rows.Select(static l => l.Date)).DefaultIfEmpty(DateOnly.MinValue).Max();
        ValidationReport report = ValidationMeasures.Of(
            observations,
            new ValidationMeasures.Frame
            {
                Label = labelling.Label,
                Distance = EdfWords.Of(labelling.Distance),
                EdfMap = map?.Name ?? ownMap,
                Inputs = [rows.Source, new InputFile(labels.Name, labels.Sha256, "labels", labels.Rows.Count, labels.ErrorCount)],
                Parameters = [new RunParameter("watchedTo", watchedTo.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))],
                Counts =
                [
                    Count("rowsGiven", sample.Given),
                    Count("withoutDistance", sample.WithoutDistance),
                    Count("afterEvent", sample.AfterEvent),
                    Count("followUpCut", sample.FollowUpCut),
                    Count("judged", sample.Rows.Count),
                    Count("labelsRefused", sample.Errors.Count),
                    Count("labelsOfOtherFirms", sample.EventsOfOtherFirms),
                ],
                Notes = NotesOf(sample, labelling, watchedTo, map, rows, labels),
                Synthetic = synthetic,
                Map = map,
                Horizons = Horizons(rows.Rows, labels, labelling, options.Level),
            },
            options,
            cancellationToken);
        return new ValidationOutcome
        {
            Report = report,
            Errors = [.. rows.Errors.Concat(labels.Errors).Concat(sample.Errors).Take(1000)],
            ErrorCount = rows.ErrorCount + labels.ErrorCount + sample.Errors.Count,
        };
    }

    // The same rows and events at half, once, twice and three times the horizon, each labelled anew.
    private static PowerAtHorizon[] Horizons(IReadOnlyList<DistanceRow> rows, LabelTable labels, Labelling labelling, double level)
    {
        int months = labelling.Label.HorizonMonths;
        (string Firm, DateOnly Date)[] days = [.. rows.Select(static r => (r.Firm, r.Date))];
        return [.. new[] { Math.Max(1, months / 2), months, 2 * months, 3 * months }.Where(static m => m <= 600).Distinct().Select(wanted =>
        {
            FollowUpOutcome[] outcomes = FollowUp.Of(days, labels.Rows, labelling.Label with { HorizonMonths = wanted }, labelling.WatchedTo);
            int[] judged = [.. Enumerable.Range(0, outcomes.Length).Where(i => rows[i].Distance is not null && (outcomes[i] is FollowUpOutcome.Event or FollowUpOutcome.NoEvent))];
            int cut = Enumerable.Range(0, outcomes.Length).Count(i => rows[i].Distance is not null && outcomes[i] == FollowUpOutcome.Cut);
            return new PowerAtHorizon(wanted, cut, DeLong.Interval([.. judged.Select(i => -rows[i].Distance!.Value)], [.. judged.Select(i => outcomes[i] == FollowUpOutcome.Event)], level));
        })];
    }

    private static List<QualityNote> NotesOf(LabelledSample sample, Labelling labelling, DateOnly watchedTo, EdfMapFile? map, DistanceRowTable rows, LabelTable labels)
    {
        List<QualityNote> notes = [];
        if (labelling.WatchedTo is null)
        {
            notes.Add(new QualityNote("LABELS-UNTIL-ASSUMED", "", 0, string.Create(CultureInfo.InvariantCulture, $"Events are taken as recorded up to {watchedTo:yyyy-MM-dd}, the later of the last label and the last row; --watched-to says otherwise.")));
        }

        if (sample.Errors.Count > 0)
        {
            notes.Add(new QualityNote("LABEL-BEFORE-FEATURES", "", sample.Errors.Count, "Events on or before their firm's first row were refused, and the firm's rows left out."));
        }

        if (map is not null && map.Map.Label.Event != labelling.Label.Event)
        {
            notes.Add(new QualityNote("MAP-LABEL", "", 0, $"The map was fitted on '{EdfWords.Of(map.Map.Label.Event)}' and is judged on '{EdfWords.Of(labelling.Label.Event)}': its level need not fit."));
        }

        if (map is not null && map.Map.Label.HorizonMonths != labelling.Label.HorizonMonths)
        {
            notes.Add(new QualityNote("MAP-HORIZON", "", 0, string.Create(CultureInfo.InvariantCulture, $"The map speaks of {map.Map.Label.HorizonMonths} months and is judged on {labelling.Label.HorizonMonths}.")));
        }

        if (labels.Rows.Count == 0)
        {
            notes.Add(new QualityNote("LABELS-EMPTY", "", 0, $"{labels.Name} holds no event at all: nothing can be told apart. A file of another market or period looks the same."));
        }

        if (map is not null && TrainedOn(map, rows.Source))
        {
            notes.Add(TrainedNote(rows.Source));
        }

        return notes;
    }

    /// <summary>Whether a map was fitted on a file, or a kept run, of the same content.</summary>
    internal static bool TrainedOn(EdfMapFile map, InputFile source) =>
        map.Inputs.Any(input => source.Sha256.Length > 0 ? input.Sha256 == source.Sha256 : input.Name == source.Name && input.Layout == source.Layout);

    /// <summary>The note that a map is judged on what it was fitted on.</summary>
    internal static QualityNote TrainedNote(InputFile source) =>
        new("MAP-TRAINED-HERE", "", 0, $"The map was fitted on {source.Name} itself: but for rows that the fit left out by period or group, area and calibration are in sample and flatter it.");

    private static RunParameter Count(string name, int count) => new(name, count.ToString(CultureInfo.InvariantCulture));
}
