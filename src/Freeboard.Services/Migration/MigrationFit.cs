using System.Globalization;
using Freeboard.Calibration;
using Freeboard.Migration;
using Freeboard.Provenance;
using Freeboard.Services.Edf;
using Freeboard.Services.Labels;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Migration;

/// <summary>Transition matrices from tables of states and from EDFs.</summary>
public static class MigrationFit
{
    private const double Significance = 0.05;

    /// <summary>Estimates from a table of states.</summary>
    /// <param name="table">The table.</param>
    /// <param name="options">Settings; null for <see cref="MigrationFitOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static MigrationOutcome OfStates(StateTable table, MigrationFitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= MigrationFitOptions.Default;
        if (table.ErrorCount > 0)
        {
            return MigrationOutcome.Refused(table.Errors, table.ErrorCount);
        }

        HashSet<string> withdrawn = options.WithdrawnIsState ? [] : [.. options.WithdrawnStates];
        List<SeenState> seen = [.. table.Rows.Select(row => withdrawn.Contains(row.State!) ? row with { State = null } : row)];
        string[] present = [.. seen.Select(static row => row.State).OfType<string>().Distinct(StringComparer.Ordinal).Order(NaturalOrder.Instance)];
        IReadOnlyList<string> states = options.States.Count > 0 ? options.States : present;
        if (present.Except(states, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            return MigrationOutcome.Refused(table.Source.Name, "state", "STATE-UNKNOWN", $"The state '{unknown}' is not among {string.Join(", ", states)}", "Name it in --states, or among those that mean withdrawn in --withdrawn-states");
        }

        List<QualityNote> notes = [];
        if (options.States.Count == 0)
        {
            notes.Add(new QualityNote("STATES-ORDER", "", states.Count, $"No order of the states was given; they stand in natural order: {string.Join(", ", states)}."));
        }

        return Of(new Study(seen, states, [table.Source], notes, options.History, false, false, []), options, cancellationToken);
    }

    /// <summary>Estimates from grades implied by EDFs.</summary>
    /// <param name="rows">Assessed rows.</param>
    /// <param name="scale">Bands of EDF.</param>
    /// <param name="labels">Dated events; null for none: there is then no state of default.</param>
    /// <param name="happened">The event that is a default.</param>
    /// <param name="options">Settings; null for <see cref="MigrationFitOptions.Default"/>. States come from the scale.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static MigrationOutcome OfEdfs(EdfStates rows, EdfScale scale, LabelTable? labels = null, LabelEvent happened = LabelEvent.BondDefault, MigrationFitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(scale);
        options ??= MigrationFitOptions.Default;
        if (rows.ErrorCount > 0 || labels?.ErrorCount > 0)
        {
            return MigrationOutcome.Refused([.. rows.Errors, .. labels?.Errors ?? []], rows.ErrorCount + (labels?.ErrorCount ?? 0));
        }

        List<SeenState> seen = rows.Through(scale, labels, happened);
        List<InputFile> inputs = [rows.Source];
        List<QualityNote> notes = [];
        if (labels is not null)
        {
            inputs.Add(new InputFile(labels.Name, labels.Sha256, "labels", labels.Rows.Count, labels.ErrorCount));
        }

        int defaults = seen.Count(static row => row.State == EdfStates.Default);
        if (defaults == 0)
        {
            notes.Add(new QualityNote("NO-DEFAULTS", "", 0, "No dated default of these firms was given: the matrix moves between bands of EDF and has no state of default."));
        }

        IReadOnlyList<string> states = defaults == 0 ? scale.Grades : [.. scale.Grades, EdfStates.Default];
        RunParameter[] parameters =
        [
            new("edfBounds", string.Join(",", scale.UpperBounds.Select(static bound => bound.ToString("R", CultureInfo.InvariantCulture)))),
            new("event", labels is null ? "" : EdfWords.Of(happened)),
        ];
        return Of(new Study(seen, states, inputs, notes, HistoryKind.Snapshots, true, rows.Synthetic, parameters), options, cancellationToken);
    }

    private static MigrationOutcome Of(Study study, MigrationFitOptions options, CancellationToken cancellationToken)
    {
        string file = study.Inputs[0].Name;
        int? defaultState = DefaultOf(study.States, options.DefaultState);
        if (options.DefaultState is { } named && defaultState is null)
        {
            return MigrationOutcome.Refused(file, "state", "STATE-UNKNOWN", $"The default state '{named}' is not among {string.Join(", ", study.States)}", "Name one of them in --default-state");
        }

        if (study.States.Count < 2)
        {
            return MigrationOutcome.Refused(file, "state", "STATES-TOO-FEW", $"There {(study.States.Count == 1 ? "is 1 state" : "are no states")}", "A matrix needs at least two");
        }

        // A default is dated on its day, which need not be a day of the table's snapshots.
        string? ends = defaultState is { } absorbing ? study.States[absorbing] : null;
        DateOnly[] days = [.. study.Seen.Where(row => study.History == HistoryKind.Changes || !study.EdfImplied || row.State != ends).Select(static row => row.Date).Distinct().Order()];
        List<DateOnly> periods = MigrationCalendar.Ends(days, study.History == HistoryKind.Snapshots, options.PeriodMonths, options.From, options.To);
        if (periods.Count < 2)
        {
            string span = days.Length == 0 ? "There is no day" : string.Create(CultureInfo.InvariantCulture, $"The data go from {days[0]:yyyy-MM-dd} to {days[^1]:yyyy-MM-dd}");
            return MigrationOutcome.Refused(file, "date", "PERIOD-TOO-LONG", $"{span}, which holds no period of {options.PeriodMonths} months", "Give a shorter --period, or more data");
        }

        StateHistory[] histories = HistoryMaker.Of(study.Seen, study.States, days, periods[^1], study.History, ends);
        cancellationToken.ThrowIfCancellationRequested();
        double[] times = [.. periods.Select(MigrationCalendar.Years)];
        double years = options.PeriodMonths / 12.0;
        MigrationOptions settings = options.Estimate with { DefaultState = defaultState };
        MigrationEstimate estimate = options.Method switch
        {
            MigrationMethod.Duration => DurationEstimator.Fit(histories, study.States, times[0], times[^1], years, settings),
            MigrationMethod.AalenJohansen => AalenJohansenEstimator.Fit(histories, study.States, [.. Enumerable.Range(1, times.Length - 1).Select(k => new MigrationWindow(times[k - 1], times[k]))], years, settings),
            _ => CohortEstimator.Fit(histories, study.States, times, years, settings),
        };
        cancellationToken.ThrowIfCancellationRequested();
        bool cohort = options.Method == MigrationMethod.Cohort;
        HomogeneityTest? homogeneity = cohort && estimate.Counts is { } counts ? HomogeneityTest.Of(counts) : null;
        study.Notes.AddRange(NotesOf(study, estimate, homogeneity, options));
        RunParameter[] parameters = [.. Parameters(study, options, estimate.Level).OrderBy(static p => p.Name, StringComparer.Ordinal)];
        return new MigrationOutcome
        {
            Report = new MigrationReport
            {
                Provenance = new RunProvenance
                {
                    RunId = RunIdentity.Compute(study.Inputs, parameters),
                    Version = RunIdentity.Version,
                    InstructionSet = RunIdentity.InstructionSet,
                    AsOf = periods[^1],
                    Inputs = [.. study.Inputs.OrderBy(static i => i.Name, StringComparer.Ordinal)],
                    Parameters = parameters,
                    Notes = study.Notes,
                },
                Synthetic = study.Synthetic,
                Estimate = estimate,
                History = study.History,
                EdfImplied = study.EdfImplied,
                PeriodYears = years,
                Ends = periods,
                Counts =
                [
                    Count("rowsGiven", study.Seen.Count), Count("obligors", histories.Length), Count("obligorsAtRisk", estimate.Entities), Count("periods", periods.Count - 1),
                    Count("withdrawn", (int)estimate.Rows.Sum(static row => row.Withdrawn)), Count("afterDefault", estimate.AfterDefault),
                ],
                Homogeneity = homogeneity,
                RowHomogeneity = cohort && estimate.Counts is { } perRow ? [.. Enumerable.Range(0, study.States.Count).Select(i => HomogeneityTest.OfRow(perRow, i))] : [],
                Embedding = cohort && estimate.Matrix is { } matrix ? GeneratorEmbedding.Of(matrix, options.Embedding) : null,
                Structure = estimate.Matrix is null ? null : StateClasses.Of(estimate.Matrix),
                ToDefault = estimate.Matrix is null || defaultState is null ? null : FirstPassage.Of(estimate.Matrix, defaultState.Value),
            },
        };
    }

    private static int? DefaultOf(IReadOnlyList<string> states, string? named)
    {
        string[] words = named is null ? ["D", "Default", "default"] : [named];
        int at = Enumerable.Range(0, states.Count).FirstOrDefault(i => words.Contains(states[i], StringComparer.Ordinal), -1);
        return at < 0 ? null : at;
    }

    private static IEnumerable<QualityNote> NotesOf(Study study, MigrationEstimate estimate, HomogeneityTest? homogeneity, MigrationFitOptions options)
    {
        foreach (TransitionRow row in estimate.Rows.Where(static row => row.Status == TransitionRowStatus.Unseen))
        {
            yield return new QualityNote("STATE-UNSEEN", "", 1, $"State {study.States[row.State]} was never seen at risk: its row is no estimate and stays where it is.");
        }

        if (homogeneity is { Status: HomogeneityStatus.Tested, Probability: < Significance } test)
        {
            yield return new QualityNote("NOT-HOMOGENEOUS", "", test.DegreesOfFreedom!.Value, string.Create(CultureInfo.InvariantCulture, $"Periods differ by more than chance (likelihood ratio {test.LikelihoodRatio:0.0} on {test.DegreesOfFreedom} degrees of freedom): one matrix does not hold for all of them."));
        }

        if (homogeneity is { Status: HomogeneityStatus.Tested } sparse && sparse.SparseCells > sparse.Cells / 5)
        {
            yield return new QualityNote("SPARSE-CELLS", "", sparse.SparseCells, $"{sparse.SparseCells} of {sparse.Cells} cells of the test of homogeneity expect fewer than 5 moves: its p value is rough.");
        }

        if (estimate.AfterDefault > 0)
        {
            yield return new QualityNote("AFTER-DEFAULT", "", estimate.AfterDefault, $"{estimate.AfterDefault} changes of state come after a first default and were not looked at.");
        }

        if (study.History == HistoryKind.Snapshots && options.Method != MigrationMethod.Cohort)
        {
            yield return new QualityNote("MOVES-DATED-BY-SNAPSHOT", "", 0, "States are known on the days of the table alone: a move counts on the day on which it was first seen.");
        }
    }

    private static IEnumerable<RunParameter> Parameters(Study study, MigrationFitOptions options, double level) =>
    [
        .. study.Parameters,
        new("command", "migration fit"),
        new("method", MigrationWords.Of(options.Method)),
        new("history", study.History == HistoryKind.Changes ? "changes" : "snapshots"),
        new("periodMonths", options.PeriodMonths.ToString(CultureInfo.InvariantCulture)),
        new("from", Day(options.From)),
        new("to", Day(options.To)),
        new("states", string.Join(",", study.States)),
        new("defaultState", options.DefaultState ?? ""),
        new("withdrawnStates", string.Join(",", options.WithdrawnStates)),
        new("withdrawn", options.WithdrawnIsState ? "state" : options.Estimate.Withdrawn == WithdrawnRule.HalfPeriod ? "half" : "exclude"),
        new("interval", options.Estimate.Interval == ProportionInterval.Goodman ? "goodman" : "wilson"),
        new("level", level.ToString("R", CultureInfo.InvariantCulture)),
        new("replicates", options.Estimate.Replicates.ToString(CultureInfo.InvariantCulture)),
        new("seed", options.Estimate.Seed.ToString(CultureInfo.InvariantCulture)),
        new("embedding", MigrationWords.Of(options.Embedding)),
    ];

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static RunParameter Count(string name, int count) => new(name, count.ToString(CultureInfo.InvariantCulture));

    /// <summary>What is studied, however it came.</summary>
    private sealed record Study(List<SeenState> Seen, IReadOnlyList<string> States, List<InputFile> Inputs, List<QualityNote> Notes, HistoryKind History, bool EdfImplied, bool Synthetic, RunParameter[] Parameters);
}
