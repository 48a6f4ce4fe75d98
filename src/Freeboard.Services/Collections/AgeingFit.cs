using System.Globalization;
using Freeboard.Collections;
using Freeboard.Migration;
using Freeboard.Provenance;
using Freeboard.Services.Migration;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Collections;

/// <summary>Ageing tables: fitted by cohorts of accounts, forecast from the past alone, held against what came.</summary>
public static class AgeingFit
{
    private const int Year = 12;

    /// <summary>Fits and forecasts.</summary>
    /// <param name="table">Accounts with their buckets on the days of a table: <c>obligor,date,state</c>.</param>
    /// <param name="buckets">Names of the buckets, from current to the worst; at least two.</param>
    /// <param name="periodMonths">Months of a period.</param>
    /// <param name="ahead">Periods ahead, at least 1.</param>
    /// <param name="level">Level of intervals, in (0, 1).</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">Months, periods or level are outside their range.</exception>
    public static AgeingOutcome Of(StateTable table, IReadOnlyList<string> buckets, int periodMonths = 1, int ahead = 1, double level = 0.95, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(buckets);
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 1);
        MigrationOutcome outcome = MigrationFit.OfStates(
            table,
            new MigrationFitOptions { History = HistoryKind.Snapshots, PeriodMonths = periodMonths, States = buckets, DefaultState = null, Estimate = new MigrationOptions { Level = level } },
            cancellationToken);
        if (outcome.Report is not { } fit)
        {
            return new AgeingOutcome(null, outcome.Errors, outcome.ErrorCount);
        }

        AgeingBacktest backtest = AgeingBacktest.Of(fit.Estimate.Counts!, ahead);
        TransitionMatrix? matrix = fit.Estimate.Matrix;
        FirstPassage? worst = matrix is null ? null : FirstPassage.Of(matrix, matrix.Count - 1);
        RunParameter[] parameters = [.. fit.Provenance.Parameters.Where(static p => p.Name != "command").Append(new RunParameter("command", "collections ageing")).Append(new RunParameter("ahead", ahead.ToString(CultureInfo.InvariantCulture))).OrderBy(static p => p.Name, StringComparer.Ordinal)];
        return new AgeingOutcome(
            new AgeingReport
            {
                Provenance = fit.Provenance with
                {
                    RunId = RunIdentity.Compute(fit.Provenance.Inputs, parameters),
                    Parameters = parameters,
                    Notes = [.. fit.Provenance.Notes, .. NotesOf(fit, backtest, matrix)],
                },
                Fit = fit,
                Backtest = backtest,
                Rates = matrix is null ? [] : AgeingRates.Of(matrix),
                ToWorst = worst,
                WorstWithinTwelve = worst?.Within(Year) ?? [],
            },
            [],
            0);
    }

    private static IEnumerable<QualityNote> NotesOf(MigrationReport fit, AgeingBacktest backtest, TransitionMatrix? matrix)
    {
        if (backtest.Status == AgeingStatus.TooFewPeriods)
        {
            yield return new QualityNote("TOO-FEW-PERIODS", "", fit.Ends.Count - 1, "There are too few periods to learn from some and forecast another: no error out of time.");
        }

        int shares = backtest.Forecasts.Sum(static forecast => forecast.Shares.Count(static share => share.Score is not null));
        int beyond = backtest.Forecasts.Sum(static forecast => forecast.Shares.Count(static share => share.Score is { } score && Math.Abs(score) > 2));
        if (shares > 0 && beyond > 0.1 * shares)
        {
            yield return new QualityNote("FORECAST-BEYOND-CHANCE", "", beyond, $"{beyond} of {shares} forecast shares miss by more than two standard errors, where chance explains some 5 %: the matrix drifts.");
        }

        // A bucket that only holds accounts, or only passes them on to itself, is a slip of coding more often than a fact.
        foreach (StateClass closed in fit.Structure?.Classes.Where(static c => c.Kind != StateClassKind.Transient) ?? [])
        {
            if (fit.Structure!.Classes.Count > 1 && !closed.States.Contains(matrix!.Count - 1))
            {
                string names = string.Join(", ", closed.States.Select(state => matrix.States[state]));
                yield return new QualityNote("CLOSED-BUCKETS", "", closed.States.Count, $"Nothing leaves {names}: no account from there reaches the worst bucket. Look at how the buckets were coded.");
            }
        }
    }
}
