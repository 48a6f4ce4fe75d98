using System.Globalization;
using System.Text.Json;
using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Services.Edf;
using Freeboard.Services.FirmYears;

namespace Freeboard.Services.Validate;

/// <summary>A labelled panel of firm-years judged, with a saved map and its volatility policy or with the model's own.</summary>
public static class FirmYearValidation
{
    /// <summary>Judges a panel.</summary>
    /// <param name="table">The panel, with labels.</param>
    /// <param name="map">A saved map, whose volatility policy is used; null for N(-DD) under a policy fitted on the panel's own figures, labels not looked at.</param>
    /// <param name="group">Only the rows of this group are judged; null for all. Histories of firms are taken from the whole panel, from earlier years only.</param>
    /// <param name="label">What the panel's label means; null for the map's, or bankruptcy within 12 months.</param>
    /// <param name="options">Settings; null for <see cref="ValidationOptions.Default"/>.</param>
    /// <param name="keepGoing">Whether bad rows are set aside rather than rejecting the panel.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ValidationOutcome Of(FirmYearTable table, EdfMapFile? map = null, string? group = null, LabelDefinition? label = null, ValidationOptions? options = null, bool keepGoing = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= ValidationOptions.Default;
        if (table.ErrorCount > 0 && (!keepGoing || table.Rows.Count == 0))
        {
            return ValidationOutcome.Refused(table.Errors, table.ErrorCount);
        }

        if (group is not null && !table.Groups.Contains(group, StringComparer.Ordinal))
        {
            return Refuse(table.Name, "GROUP-UNKNOWN", $"No row has the group '{group}'", table.Groups.Count == 0 ? "The file has no column 'group'" : $"Its groups are {string.Join(", ", table.Groups)}");
        }

        FirmYearPolicy? policy = null;
        string fitted = "";
        if (map?.VolatilityPolicy is { } saved)
        {
            using JsonDocument document = JsonDocument.Parse(saved);
            if (!FirmYearPolicy.TryRead(document.RootElement, out policy, out string fault))
            {
                return Refuse("--edf-map", "MAP-POLICY", $"The map's volatility policy cannot be used: {fault}", "Fit the map again with 'freeboard edf fit --firm-years'");
            }
        }

        if (policy is null)
        {
            // Without a saved policy: learn it from rows that are not judged when there are any.
            IReadOnlyList<FirmYear> others = group is null ? [] : [.. table.Rows.Where(r => r.Group != group)];
            policy = FirmYearPolicies.Fit(others.Count > 0 ? others : table.Rows);
            fitted = others.Count > 0 ? "fitted on the rows of the other groups, labels not looked at" : "fitted on the figures of the rows judged, labels not looked at";
        }

        if (map is not null && map.Map.Distance.ToString() != policy.Distance.ToString())
        {
            return Refuse("--edf-map", "MAP-DISTANCE", $"The map takes {EdfWords.Of(map.Map.Distance)} and its policy makes {policy.Distance}", "Fit the map again with 'freeboard edf fit --firm-years'");
        }

        FirmYearFeatures features = FirmYearFeatures.Of(table.Rows, policy, cancellationToken);
        EdfMap curve = map?.Map ?? new NormalMap { Label = LabelDefinition.Model };
        FirmYearDistance[] wanted = [.. features.Rows.Where(r => group is null || r.Row.Group == group)];
        Observation[] observations = [.. wanted.Where(static r => r.Distance is not null && r.Row.Label is not null).Select(r => new Observation
        {
            Firm = r.Row.Firm,
            Date = new DateOnly(r.Row.Year, 12, 31),
            Distance = r.Distance!.Value,
            HasEvent = r.Row.Label!.Value,
            Edf = curve.Edf(r.Distance.Value),
            Group = r.Row.Group,
            Size = r.Row.MarketValue + r.Row.CurrentLiabilities + r.Row.LongTermDebt,
        })];
        label ??= map?.Map.Label ?? new LabelDefinition { Event = LabelEvent.Bankruptcy, HorizonMonths = 12, Text = $"column label of {table.Name}: the firm fails in the year after" };
        List<QualityNote> notes = [.. features.Notes.Select(static text => new QualityNote("FIRM-YEARS", "", 0, text + "."))];
        if (fitted.Length > 0)
        {
            notes.Add(new QualityNote("VOLATILITY-POLICY", "", 0, $"No map with a volatility policy was given: {policy.Name}, {fitted}."));
        }

        InputFile source = new(table.Name, table.Sha256, "firm-years", table.Rows.Count + table.RowsSetAside, table.RowsSetAside);
        if (map is not null && RunValidation.TrainedOn(map, source))
        {
            notes.Add(RunValidation.TrainedNote(source));
        }

        ValidationReport report = ValidationMeasures.Of(
            observations,
            new ValidationMeasures.Frame
            {
                Label = label,
                Distance = map is null ? "DD" + (policy.Distance == FirmYearDistanceKind.Kmv ? "Kmv" : policy.Distance.ToString()) : EdfWords.Of(map.Map.Distance),
                EdfMap = map?.Name ?? curve.Name,
                VolatilityPolicy = policy.Name,
                Inputs = [source],
                Parameters = group is null ? [] : [new RunParameter("group", group)],
                Counts =
                [
                    Count("rowsGiven", wanted.Length),
                    Count("withoutDistance", wanted.Count(static r => r.Distance is null)),
                    Count("withoutLabel", wanted.Count(static r => r.Distance is not null && r.Row.Label is null)),
                    Count("judged", observations.Length),
                ],
                Notes = notes,
                Map = map,
            },
            options,
            cancellationToken);
        return new ValidationOutcome { Report = report, Errors = table.Errors, ErrorCount = table.ErrorCount };
    }

    private static ValidationOutcome Refuse(string place, string code, string reason, string hint) => ValidationOutcome.Refused([new RowError(place, 0, "", code, reason, hint)], 1);

    private static RunParameter Count(string name, int count) => new(name, count.ToString(CultureInfo.InvariantCulture));
}
