using System.Globalization;
using System.Text;
using System.Text.Json;
using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Services.FirmYears;
using Freeboard.Services.Labels;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Edf;

/// <summary>Fits maps from files: assessed rows with dated labels, labelled firm-years, or a published table of buckets.</summary>
public static class EdfFit
{
    /// <summary>Fits a map to assessed rows and dated events.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="labels">The events.</param>
    /// <param name="options">Settings.</param>
    /// <param name="keepGoing">Whether unreadable rows are left out rather than rejecting the data.</param>
    public static EdfFitOutcome FromRows(DistanceRowTable rows, LabelTable labels, EdfFitOptions options, bool keepGoing = false)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<RowError> early = LabelTiming.Objections(rows.Rows, labels, options.Label.Event);
        RowError[] errors = [.. rows.Errors, .. labels.Errors, .. early];
        int errorCount = rows.ErrorCount + labels.ErrorCount + early.Count;
        double[] horizons = [.. rows.Rows.Where(static r => r.Distance is not null).Select(static r => r.HorizonYears).OfType<double>().Distinct()];
        if (horizons.Length > 1)
        {
            errors = [.. errors, new RowError(rows.Source.Name, 0, "horizonYears", "HORIZON-MIXED", "The distances are over different horizons", "Fit a map to one horizon")];
            errorCount++;
        }

        if (horizons.Length > 1 || (errorCount > 0 && !keepGoing) || rows.Rows.Count == 0)
        {
            return new EdfFitOutcome { Errors = errors, ErrorCount = errorCount };
        }

        FollowUpOutcome[] outcomes = FollowUp.Of([.. rows.Rows.Select(static r => (r.Firm, r.Date))], labels.Rows, options.Label, options.WatchedTo);
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        List<double> distances = [];
        List<bool> events = [];
        List<int> firms = [];
        DateOnly? first = null, last = null;
        int outside = 0, without = 0;
        for (int i = 0; i < outcomes.Length; i++)
        {
            DistanceRow row = rows.Rows[i];
            if (row.Date < options.From || row.Date > options.To)
            {
                outside++;
            }
            else if (outcomes[i] is FollowUpOutcome.Event or FollowUpOutcome.NoEvent && row.Distance is null)
            {
                without++;
            }
            else if (outcomes[i] is FollowUpOutcome.Event or FollowUpOutcome.NoEvent)
            {
                distances.Add(row.Distance!.Value);
                events.Add(outcomes[i] == FollowUpOutcome.Event);
                firms.Add(numbers.TryGetValue(row.Firm, out int number) ? number : numbers[row.Firm] = numbers.Count);
                first = first is { } f && f < row.Date ? f : row.Date;
                last = last is { } l && l > row.Date ? l : row.Date;
            }
        }

        bool Within(int i) => !(rows.Rows[i].Date < options.From || rows.Rows[i].Date > options.To);
        int Count(FollowUpOutcome outcome) => Enumerable.Range(0, outcomes.Length).Count(i => outcomes[i] == outcome && Within(i));
        RunParameter[] sample =
        [
            new("rows", Text(rows.Rows.Count)),
            new("used", Text(distances.Count)),
            new("first", first is { } a ? Text(a) : ""),
            new("last", last is { } b ? Text(b) : ""),
            new("leftOutOtherDays", Text(outside)),
            new("leftOutNoDistance", Text(without)),
            new("leftOutEventBefore", Text(Count(FollowUpOutcome.AlreadyHappened))),
            new("leftOutFollowUpCut", Text(Count(FollowUpOutcome.Cut))),
        ];
        EdfMapFit fit = EdfMapEstimator.Fit(new CalibrationSample([.. distances], [.. events], [.. firms]), options.Label, options.Map with { Distance = rows.Distance });
        return Outcome(fit, options, sample, [rows.Source, new InputFile(labels.Name, labels.Sha256, "labels", labels.Rows.Count, labels.ErrorCount)], horizons.Length == 1 ? horizons[0] : null, null) with { Errors = errors, ErrorCount = errorCount };
    }

    /// <summary>Fits a map to labelled firm-years; their volatility policy is fitted first, on the training rows without their labels, and kept in the map.</summary>
    /// <param name="table">The firm-years.</param>
    /// <param name="options">Settings.</param>
    /// <param name="keepGoing">Whether unreadable rows are left out rather than rejecting the data.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static EdfFitOutcome FromFirmYears(FirmYearTable table, EdfFitOptions options, bool keepGoing = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        if (table.Rows.Count == 0 || (table.ErrorCount > 0 && !keepGoing))
        {
            return new EdfFitOutcome { Errors = table.Errors, ErrorCount = table.ErrorCount };
        }

        bool Trains(FirmYear row) => (options.Group is null || row.Group == options.Group) && !(row.Year < options.From?.Year || row.Year > options.To?.Year);
        FirmYear[] training = [.. table.Rows.Where(Trains)];
        if (training.Length == 0)
        {
            string groups = table.Groups.Count == 0 ? "the table has no groups" : $"its groups are {string.Join(", ", table.Groups)}";
            return new EdfFitOutcome { Errors = [new RowError(table.Name, 0, "", "NO-TRAINING-ROWS", "No row is of the group and the years to train on", $"Look at --group, --from and --to; {groups}")], ErrorCount = 1 };
        }

        FirmYearPolicy policy = FirmYearPolicies.Fit(training, options.VolatilityPolicy);

        // All rows go in, so that a training row keeps the history before the first training year; a row's distance looks back only.
        FirmYearFeatures features = FirmYearFeatures.Of(table.Rows, policy, cancellationToken);
        FirmYearDistance[] scored = [.. features.Rows.Where(r => Trains(r.Row))];
        FirmYearDistance[] used = [.. scored.Where(static r => r.Distance is not null && r.Row.Label is not null)];
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        int[] firms = [.. used.Select(r => numbers.TryGetValue(r.Row.Firm, out int number) ? number : numbers[r.Row.Firm] = numbers.Count)];
        RunParameter[] sample =
        [
            new("rows", Text(table.Rows.Count)),
            new("used", Text(used.Length)),
            new("first", used.Length == 0 ? "" : Text(used.Min(static r => r.Row.Year))),
            new("last", used.Length == 0 ? "" : Text(used.Max(static r => r.Row.Year))),
            new("leftOutOtherRows", Text(table.Rows.Count - training.Length)),
            new("leftOutNoDistance", Text(scored.Count(static r => r.Distance is null))),
            new("leftOutNoLabel", Text(scored.Count(static r => r.Distance is not null && r.Row.Label is null))),
            .. features.Notes.Select(static (note, i) => new RunParameter($"note{i + 1}", note)),
        ];
        EdfMapFit fit = EdfMapEstimator.Fit(
            new CalibrationSample([.. used.Select(static r => r.Distance!.Value)], [.. used.Select(static r => r.Row.Label!.Value)], firms),
            options.Label,
            options.Map with { Distance = DistanceOf(policy.Distance) });
        InputFile input = new(table.Name, table.Sha256, "firm-years", table.Rows.Count, table.RowsSetAside);
        return Outcome(fit, options, sample, [input], policy.HorizonYears, PolicyJson(policy)) with { Errors = table.Errors, ErrorCount = table.ErrorCount };
    }

    /// <summary>Fits a map to a table of buckets.</summary>
    /// <param name="table">The buckets.</param>
    /// <param name="options">Settings.</param>
    public static EdfFitOutcome FromBuckets(BucketTable table, EdfFitOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        if (table.ErrorCount > 0 || table.Distances.Count == 0)
        {
            return new EdfFitOutcome { Errors = table.Errors, ErrorCount = table.ErrorCount };
        }

        EdfMapFit fit = table.Buckets is { } buckets
            ? EdfMapEstimator.Fit(buckets, options.Label, options.Map)
            : EdfMapEstimator.FitFrequencies([.. table.Distances], [.. table.Frequencies], options.Label, options.Map);
        RunParameter[] sample = [new("rows", Text(table.Distances.Count)), new("used", Text(table.Distances.Count))];
        return Outcome(fit, options, sample, [new InputFile(table.Name, table.Sha256, "buckets", table.Distances.Count, 0)], null, null);
    }

    private static EdfFitOutcome Outcome(EdfMapFit fit, EdfFitOptions options, RunParameter[] sample, InputFile[] inputs, double? horizonYears, string? policy) => new()
    {
        Fit = fit,
        Sample = sample,
        File = fit.Map is null ? null : new EdfMapFile
        {
            Fit = fit,
            Version = RunIdentity.Version,
            Inputs = inputs,
            Sample = sample,
            Options = EdfSettings.Of(options, inputs[0].Layout),
            HorizonYears = horizonYears,
            VolatilityPolicy = policy,
        },
    };

    private static MappedDistance DistanceOf(FirmYearDistanceKind kind) => kind switch
    {
        FirmYearDistanceKind.RiskNeutral => MappedDistance.RiskNeutral,
        FirmYearDistanceKind.Physical => MappedDistance.Physical,
        FirmYearDistanceKind.Kmv => MappedDistance.Kmv,
        _ => MappedDistance.Naive,
    };

    private static string PolicyJson(FirmYearPolicy policy)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            policy.Write(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
