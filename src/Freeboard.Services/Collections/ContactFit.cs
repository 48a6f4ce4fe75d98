using System.Globalization;
using Freeboard.Collections;
using Freeboard.Numerics.Regression;
using Freeboard.Provenance;
using Freeboard.Services.Runs;
using Freeboard.Validation.Discrimination;
using Freeboard.Validation.Reliability;

namespace Freeboard.Services.Collections;

/// <summary>Lost contact: fitted, held against accounts that the fit has not seen, forecast for others.</summary>
public static class ContactFit
{
    private const double DriftLevel = 0.01;

    /// <summary>Fits, measures, and forecasts another table.</summary>
    /// <param name="table">Late accounts by month with their losses of contact.</param>
    /// <param name="columns">Columns of the model.</param>
    /// <param name="horizon">Periods of the longer forecasts, 1 to 120.</param>
    /// <param name="folds">Folds of the comparison, by account in the order of the file, 2 to 50.</param>
    /// <param name="growing">Columns that rise by one each period while an account stays late; null for none.</param>
    /// <param name="scored">Accounts to forecast; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">Horizon or folds are out of range.</exception>
    /// <exception cref="ArgumentException">A growing column is none of the model.</exception>
    public static ContactOutcome Of(ContactTable table, IReadOnlyList<string> columns, int horizon = 6, int folds = 5, IReadOnlyList<string>? growing = null, ContactTable? scored = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(horizon, 120);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, 50);
        int[] grow = [.. (growing ?? []).Select(name => columns.ToList().IndexOf(name))];
        if (grow.Contains(-1))
        {
            throw new ArgumentException("A growing column must be one of the model.", nameof(growing));
        }

        if (table.ErrorCount > 0 || scored?.ErrorCount > 0)
        {
            return new ContactOutcome(null, [.. table.Errors, .. scored?.Errors ?? []], table.ErrorCount + (scored?.ErrorCount ?? 0));
        }

        ContactHazard model = ContactHazard.Fit(columns, table.Rows, table.Periods, table.IsLost);
        cancellationToken.ThrowIfCancellationRequested();
        ContactDrift? drift = model.Drift(table.Rows, table.Periods, table.IsLost);
        (ContactMeasures? measures, IReadOnlyList<ContactGroup> groups) = OutOfSample(table, columns, horizon, grow, folds, cancellationToken);
        InputFile[] inputs = [table.Source, .. scored is null ? Array.Empty<InputFile>() : [scored.Source]];
        RunParameter[] parameters =
        [
            new("columns", string.Join(",", columns)), new("command", "collections contact"), new("folds", folds.ToString(CultureInfo.InvariantCulture)), new("growing", string.Join(",", growing ?? [])), new("horizon", horizon.ToString(CultureInfo.InvariantCulture)),
        ];
        int accounts = table.Accounts.Count == 0 ? 0 : table.Accounts[^1] + 1;
        bool forecasts = scored is not null && model.Status == LogitStatus.Converged;
        return new ContactOutcome(
            new ContactReport
            {
                Provenance = new RunProvenance
                {
                    RunId = RunIdentity.Compute(inputs, parameters),
                    Version = RunIdentity.Version,
                    InstructionSet = RunIdentity.InstructionSet,
                    AsOf = DateOnly.MinValue,
                    Inputs = [.. inputs.OrderBy(static input => input.Name, StringComparer.Ordinal)],
                    Parameters = parameters,
                    Notes = [.. NotesOf(model, drift, measures, forecasts ? scored : null)],
                },
                Model = model,
                Life = ContactLife.Of(table.Periods, table.IsLost),
                Accounts = accounts,
                Censored = accounts - model.Lost,
                Horizon = horizon,
                Drift = drift,
                OutOfSample = measures,
                Groups = groups,
                Forecasts = forecasts ? [.. scored!.Rows.Select((row, i) => new ContactForecast(scored.Obligors[i], scored.Periods[i], model.Hazard(scored.Periods[i], row), model.LostWithin(scored.Periods[i], row, horizon, grow)))] : [],
            },
            [],
            0);
    }

    private static (ContactMeasures? Measures, IReadOnlyList<ContactGroup> Groups) OutOfSample(ContactTable table, IReadOnlyList<string> columns, int horizon, int[] grow, int folds, CancellationToken cancellationToken)
    {
        int n = table.Rows.Count;
        double[] hazard = new double[n];
        double[] alone = new double[n];
        List<(double Forecast, int Watched, bool IsLost)> spells = [];
        for (int fold = 0; fold < folds; fold++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] learnt = [.. Enumerable.Range(0, n).Where(i => table.Accounts[i] % folds != fold)];
            int[] periods = [.. learnt.Select(i => table.Periods[i])];
            bool[] lost = [.. learnt.Select(i => table.IsLost[i])];
            ContactHazard model = ContactHazard.Fit(columns, [.. learnt.Select(i => table.Rows[i])], periods, lost);
            ContactHazard bare = ContactHazard.Fit([], [.. learnt.Select(static _ => (double[])[])], periods, lost);
            if (model.Status != LogitStatus.Converged || bare.Status != LogitStatus.Converged)
            {
                return (null, []);
            }

            for (int i = 0; i < n; i++)
            {
                if (table.Accounts[i] % folds != fold)
                {
                    continue;
                }

                hazard[i] = model.Hazard(table.Periods[i], table.Rows[i]);
                alone[i] = bare.Hazard(table.Periods[i], []);
                if (i == 0 || table.Accounts[i - 1] != table.Accounts[i])
                {
                    int last = i;
                    while (last + 1 < n && table.Accounts[last + 1] == table.Accounts[i])
                    {
                        last++;
                    }

                    spells.Add((model.LostWithin(table.Periods[i], table.Rows[i], horizon, grow), last - i + 1, table.IsLost[last]));
                }
            }
        }

        bool[] outcomes = [.. table.IsLost];
        IReadOnlyList<RiskGroup> tenths = CaptureByDecile.Of(hazard, outcomes);
        return (
            new ContactMeasures
            {
                Folds = folds,
                Area = DeLong.Interval(hazard, outcomes),
                AgainstPeriods = DeLong.PairedTest(hazard, alone, outcomes),
                LogLoss = LogLoss.Of(hazard, outcomes).Loss,
                LogLossOfPeriods = LogLoss.Of(alone, outcomes).Loss,
                Expected = hazard.Sum(),
                Came = outcomes.Count(static l => l),
                Line = CalibrationLine.Of(hazard, outcomes),
                RiskiestTenth = tenths.Count == 0 ? null : tenths[0].Captured,
                Curve = RocCurve.Of(hazard, outcomes),
            },
            ContactGroup.Of([.. spells.Select(static s => s.Forecast)], [.. spells.Select(static s => s.Watched)], [.. spells.Select(static s => s.IsLost)], horizon));
    }

    private static IEnumerable<QualityNote> NotesOf(ContactHazard model, ContactDrift? drift, ContactMeasures? measures, ContactTable? scored)
    {
        if (model.Status != LogitStatus.Converged)
        {
            yield return new QualityNote("NO-MODEL", "", model.Rows, $"There are no coefficients: {model.Status}.");
            yield break;
        }

        int joined = model.Baseline.Count(static p => p.To > p.From);
        if (joined > 0)
        {
            yield return new QualityNote("PERIODS-JOINED", "", joined, $"Levels of risk that hold for several periods each, because single ones have too few losses: {joined}.");
        }

        if (drift is { Probability: < DriftLevel } found)
        {
            yield return new QualityNote("EFFECTS-DRIFT", "", found.DegreesOfFreedom, string.Create(CultureInfo.InvariantCulture, $"What the columns say changes with the time an account is late (likelihood ratio {found.LikelihoodRatio:0.0} on {found.DegreesOfFreedom} degrees of freedom): fit early and late periods apart."));
        }

        if (measures is null)
        {
            yield return new QualityNote("NO-MEASURES", "", 0, "A fold could not be fitted: nothing is known of accounts not seen. Give more accounts, or fewer folds.");
        }
        else if (measures.AgainstPeriods.Difference <= 0 || measures.AgainstPeriods.Probability > 0.05)
        {
            yield return new QualityNote("COLUMNS-SAY-NOTHING", "", 0, "On accounts not seen the columns tell no better than the period alone.");
        }

        int beyond = scored?.Periods.Count(period => period > model.Baseline[^1].To) ?? 0;
        if (beyond > 0)
        {
            yield return new QualityNote("BEYOND-PERIODS", "", beyond, $"Accounts to forecast that have been late for longer than any of the fit, at the last level of risk: {beyond}.");
        }
    }
}
