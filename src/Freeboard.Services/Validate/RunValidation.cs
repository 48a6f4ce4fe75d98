using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Services.Edf;
using Freeboard.Services.Labels;

namespace Freeboard.Services.Validate;

/// <summary>Assessed rows held against dated events.</summary>
public static class RunValidation
{
    /// <summary>Judges a kept run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="labels">The events.</param>
    /// <param name="labelling">Event, horizon and policies; its distance gives way to the map's.</param>
    /// <param name="map">A map from distance to probability; null to judge the run's own EDF.</param>
    /// <param name="options">Settings; null for <see cref="ValidationOptions.Default"/>.</param>
    /// <param name="keepGoing">Whether refused labels and rows are set aside rather than rejecting the input.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ValidationOutcome OfRun(AssessmentRun run, LabelTable labels, LabellingOptions labelling, EdfMapFile? map = null, ValidationOptions? options = null, bool keepGoing = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        Dictionary<string, string> industries = run.Firms.Where(static f => f.Industry is not null).ToDictionary(static f => f.Firm, static f => f.Industry!, StringComparer.Ordinal);
        InputFile rows = new($"run {run.Provenance.RunId}", run.Provenance.RunId, "kept run", run.Rows.Count, 0);
        return Of(run.Rows, rows, industries, run.Synthetic, labels, labelling, map, options ?? ValidationOptions.Default, keepGoing, cancellationToken);
    }

    /// <summary>Judges rows from a file.</summary>
    /// <param name="file">The rows.</param>
    /// <param name="labels">The events.</param>
    /// <param name="labelling">Event, horizon and policies; its distance gives way to the map's.</param>
    /// <param name="map">A map from distance to probability; null to judge the rows' own EDF.</param>
    /// <param name="options">Settings; null for <see cref="ValidationOptions.Default"/>.</param>
    /// <param name="keepGoing">Whether refused labels and rows are set aside rather than rejecting the input.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ValidationOutcome OfRows(AssessmentFile file, LabelTable labels, LabellingOptions labelling, EdfMapFile? map = null, ValidationOptions? options = null, bool keepGoing = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.ErrorCount > 0 && !keepGoing)
        {
            return ValidationOutcome.Refused(file.Errors, file.ErrorCount);
        }

        return Of(file.Rows, file.Input, new Dictionary<string, string>(), synthetic: false, labels, labelling, map, options ?? ValidationOptions.Default, keepGoing, cancellationToken);
    }

    /// <summary>The event to judge when none is named: the first of default, bankruptcy, st, delisted that the file has.</summary>
    /// <param name="labels">The events.</param>
    public static LabelEvent DefaultEvent(LabelTable labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        LabelEvent[] order = [LabelEvent.BondDefault, LabelEvent.Bankruptcy, LabelEvent.SpecialTreatment, LabelEvent.Delisting];
        return order.FirstOrDefault(e => labels.Events.Any(label => label.Event == e), LabelEvent.BondDefault);
    }

    private static ValidationOutcome Of(IReadOnlyList<AssessmentRow> rows, InputFile rowsInput, Dictionary<string, string> industries, bool synthetic, LabelTable labels, LabellingOptions labelling, EdfMapFile? map, ValidationOptions options, bool keepGoing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(labelling);
        if (labels.ErrorCount > 0 && !keepGoing)
        {
            return ValidationOutcome.Refused(labels.Errors, labels.ErrorCount);
        }

        if (map is not null)
        {
            if (map.Map.Distance == MappedDistance.Naive)
            {
                return ValidationOutcome.Refused([new RowError("--edf-map", 0, "", "MAP-DISTANCE", "The map takes the naive distance, which an assessment does not have", "Use it with --firm-years, or fit a map on DDRiskNeutral")], 1);
            }

            labelling = labelling with { Distance = map.Map.Distance };
        }

        LabelledSample sample = LabelledSample.Of(rows, labels, labelling);
        if (sample.Errors.Count > 0 && !keepGoing)
        {
            return ValidationOutcome.Refused(sample.Errors, sample.Errors.Count);
        }

        Observation[] observations = [.. sample.Rows.Select(row => new Observation
        {
            Firm = row.Row.Firm,
            Date = row.Row.Date,
            Distance = row.Distance,
            HasEvent = row.HasEvent,
            Edf = map is null ? row.Row.Edf : map.Map.Edf(row.Distance),
            Group = industries.GetValueOrDefault(row.Row.Firm, ""),
            Size = row.Row.AssetValue ?? row.Row.EquityValue,
            MonthsToEvent = row.EventDate is { } day ? MonthsUpTo(row.Row.Date, day) : null,
            MonthsFollowed = WholeMonths(row.Row.Date, row.FollowedUntil),
        })];
        List<QualityNote> notes = NotesOf(sample, labelling, map);
        string edfMap = map?.Name ?? string.Join(", ", rows.Where(static r => r.Edf is not null).Select(static r => r.EdfMap).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        ValidationReport report = ValidationMeasures.Of(
            observations,
            new ValidationMeasures.Frame
            {
                Label = labelling.Label,
                Distance = EdfWords.Of(labelling.Distance),
                EdfMap = edfMap,
                Inputs = [rowsInput, labels.Input],
                Parameters =
                [
                    new RunParameter("delisting", labelling.Delisting.ToString()),
                    new RunParameter("labelsUntil", sample.KnownUntil.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                ],
                Counts =
                [
                    Count("rowsGiven", sample.Given),
                    Count("withoutDistance", sample.WithoutDistance),
                    Count("afterEvent", sample.AfterEvent),
                    Count("followUpCut", sample.FollowUpCut),
                    Count("leftExchange", sample.LeftExchange),
                    Count("judged", sample.Rows.Count),
                    Count("labelsRefused", sample.Errors.Count),
                    Count("labelsOfOtherFirms", sample.EventsOfOtherFirms),
                ],
                Notes = notes,
                Synthetic = synthetic,
                MapFit = map?.Fit,
            },
            options,
            cancellationToken);
        return new ValidationOutcome
        {
            Report = report,
            Errors = [.. labels.Errors.Concat(sample.Errors).Take(1000)],
            ErrorCount = labels.ErrorCount + sample.Errors.Count,
        };
    }

    private static List<QualityNote> NotesOf(LabelledSample sample, LabellingOptions labelling, EdfMapFile? map)
    {
        List<QualityNote> notes = [];
        if (labelling.KnownUntil is null)
        {
            notes.Add(new QualityNote("LABELS-UNTIL-ASSUMED", "", 0, string.Create(CultureInfo.InvariantCulture, $"Events are taken as recorded up to {sample.KnownUntil:yyyy-MM-dd}, the later of the last label and the last row; --labels-until says otherwise.")));
        }

        if (sample.Errors.Count > 0)
        {
            notes.Add(new QualityNote("LABEL-BEFORE-FEATURES", "", sample.Errors.Count, "Events on or before their firm's first row were refused, and the firm's rows set aside."));
        }

        if (map is not null && map.Map.Label.Event != labelling.Label.Event)
        {
            notes.Add(new QualityNote("MAP-LABEL", "", 0, $"The map was fitted on '{EdfWords.Of(map.Map.Label.Event)}' and is judged on '{EdfWords.Of(labelling.Label.Event)}': its level need not fit."));
        }

        if (map is not null && map.Map.Label.HorizonMonths != labelling.Label.HorizonMonths)
        {
            notes.Add(new QualityNote("MAP-HORIZON", "", 0, string.Create(CultureInfo.InvariantCulture, $"The map speaks of {map.Map.Label.HorizonMonths} months and is judged on {labelling.Label.HorizonMonths}.")));
        }

        return notes;
    }

    // The least whole number of months with date + months on or after the event, so that "within h months" means what the labels mean.
    private static int MonthsUpTo(DateOnly date, DateOnly day)
    {
        int months = Math.Max(0, ((day.Year - date.Year) * 12) + day.Month - date.Month - 1);
        while (date.AddMonths(months) < day)
        {
            months++;
        }

        return months;
    }

    private static int WholeMonths(DateOnly date, DateOnly until)
    {
        int months = Math.Max(0, ((until.Year - date.Year) * 12) + until.Month - date.Month + 1);
        while (months > 0 && date.AddMonths(months) > until)
        {
            months--;
        }

        return months;
    }

    private static RunParameter Count(string name, int count) => new(name, count.ToString(CultureInfo.InvariantCulture));
}
