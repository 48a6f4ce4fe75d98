using Freeboard.Numerics;

namespace Freeboard.Migration;

/// <summary>Transition matrices by cohorts: states when a period begins against states when it ends, p_ij = n_ij / n_i.</summary>
/// <remarks>
/// <para>Source: T. W. Anderson, L. A. Goodman, Annals of Mathematical Statistics 28 (1957), maximum likelihood of a Markov chain; intervals of proportions by E. B. Wilson (1927) or L. A. Goodman (1965).</para>
/// <para>Method: one cohort a period; moves within a period are not seen, only its two ends. With a default state, an entity that enters it within a period ends the period there, even when its rating was withdrawn before.</para>
/// <para>The analytic intervals take entity-periods as independent; the bootstrap draws whole entities.</para>
/// <para>Errors: the caller's bugs throw; too few data are statuses of the estimate and its rows.</para>
/// </remarks>
public static class CohortEstimator
{
    /// <summary>Estimates from histories.</summary>
    /// <param name="histories">One a entity.</param>
    /// <param name="states">Names of the states.</param>
    /// <param name="times">Ends of the periods, ascending, years: period k runs from times[k] to times[k + 1]; at least two.</param>
    /// <param name="periodYears">Length of a period, years, as the matrix shall have it: calendar periods differ by a day or two.</param>
    /// <param name="options">Settings; null for <see cref="MigrationOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">Times do not ascend, or a history enters a state that there is not.</exception>
    public static MigrationEstimate Fit(IReadOnlyList<StateHistory> histories, IReadOnlyList<string> states, IReadOnlyList<double> times, double periodYears = 1, MigrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(times);
        options ??= MigrationOptions.Default;
        if (times.Count < 2 || Enumerable.Range(1, times.Count - 1).Any(k => !(times[k] > times[k - 1])))
        {
            throw new ArgumentException("There must be at least two times, strictly ascending.", nameof(times));
        }

        int n = states.Count;
        HistorySet set = new(histories, n, options.DefaultState);
        double[][,] moves = [.. Enumerable.Range(1, times.Count - 1).Select(_ => new double[n, n])];
        double[][] withdrawn = [.. moves.Select(_ => new double[n])];
        List<(int From, int To)>[] ofEntity = [.. set.Entities.Select(history => Count(history, set, times, moves, withdrawn))];
        MigrationEstimate estimate = FromCounts(states, TransitionCounts.Of(moves, withdrawn), periodYears, options);
        List<(int From, int To)>[] seen = [.. ofEntity.Where(steps => steps.Count > 0)];
        return estimate with
        {
            Entities = seen.Length,
            AfterDefault = set.AfterDefault,
            Replicates = seen.Length < 2 ? 0 : options.Replicates,
            Cells = EntityBootstrap.Spread(estimate.Cells, n, seen.Length, options, weights => Resampled(seen, weights, n, options)),
        };
    }

    /// <summary>Estimates from counts: ageing tables, published counts, amounts.</summary>
    /// <param name="states">Names of the states.</param>
    /// <param name="counts">Moves by period.</param>
    /// <param name="periodYears">Length of a period, years.</param>
    /// <param name="options">Settings; null for <see cref="MigrationOptions.Default"/>. There are no entities to draw again.</param>
    /// <exception cref="ArgumentException">There are more or fewer states than in the counts.</exception>
    public static MigrationEstimate FromCounts(IReadOnlyList<string> states, TransitionCounts counts, double periodYears = 1, MigrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(counts);
        options ??= MigrationOptions.Default;
        if (states.Count != counts.States)
        {
            throw new ArgumentException($"There are {states.Count} names for {counts.States} states.", nameof(states));
        }

        int n = counts.States;
        double[,] pooled = counts.Pooled();
        double[] withdrawn = [.. Enumerable.Range(0, n).Select(counts.PooledWithdrawn)];
        double[,] p = Probabilities(pooled, withdrawn, options, out double[] exposure);
        TransitionRow[] rows = [.. Enumerable.Range(0, n).Select(i => new TransitionRow(i, exposure[i], withdrawn[i], StatusOf(i, exposure[i], p, options)))];
        bool seen = rows.Any(row => row.Status is TransitionRowStatus.Estimated or TransitionRowStatus.NeverLeft);
        List<TransitionCell> cells = [];
        double[,] matrix = SquareMatrix.Identity(n);
        double z = Quantile(n, options);
        foreach (TransitionRow row in rows)
        {
            for (int j = 0; j < n; j++)
            {
                bool estimated = row.Status is TransitionRowStatus.Estimated or TransitionRowStatus.NeverLeft;
                double probability = row.Status == TransitionRowStatus.Absorbing ? (j == row.State ? 1 : 0) : p[row.State, j];
                matrix[row.State, j] = row.Status == TransitionRowStatus.Unseen ? matrix[row.State, j] : probability;
                (double low, double high) = estimated ? Wilson(probability, row.Exposure, z) : (0, 0);
                cells.Add(new TransitionCell
                {
                    From = row.State,
                    To = j,
                    Count = pooled[row.State, j],
                    Probability = row.Status == TransitionRowStatus.Unseen ? null : probability,
                    StandardError = estimated ? Math.Sqrt(probability * (1 - probability) / row.Exposure) : null,
                    Low = estimated ? low : null,
                    High = estimated ? high : null,
                });
            }
        }

        return new MigrationEstimate
        {
            Status = !seen ? MigrationStatus.NoObservations : rows.Any(row => row.Status == TransitionRowStatus.Unseen) ? MigrationStatus.UnseenStates : MigrationStatus.Estimated,
            Method = MigrationMethod.Cohort,
            States = [.. states],
            Level = options.Level,
            Matrix = seen ? TransitionMatrix.Of(states, matrix, periodYears) : null,
            Rows = rows,
            Cells = cells,
            Counts = counts,
        };
    }

    private static List<(int From, int To)> Count(StateHistory history, HistorySet set, IReadOnlyList<double> times, double[][,] moves, double[][] withdrawn)
    {
        List<(int From, int To)> steps = [];
        double defaulted = set.DefaultTime(history);
        for (int k = 0; k + 1 < times.Count && defaulted > times[k]; k++)
        {
            if (history.StateAt(times[k]) is not { } from)
            {
                continue;
            }

            int? to = defaulted <= times[k + 1] ? set.DefaultState : history.StateAt(times[k + 1]);
            steps.Add((from, to ?? -1));
            if (to is { } state)
            {
                moves[k][from, state]++;
            }
            else
            {
                withdrawn[k][from]++;
            }
        }

        return steps;
    }

    private static double[,] Resampled(List<(int From, int To)>[] entities, double[] weights, int n, MigrationOptions options)
    {
        double[,] pooled = new double[n, n];
        double[] withdrawn = new double[n];
        for (int k = 0; k < entities.Length; k++)
        {
            if (weights[k] == 0)
            {
                continue;
            }

            foreach ((int from, int to) in entities[k])
            {
                if (to < 0)
                {
                    withdrawn[from] += weights[k];
                }
                else
                {
                    pooled[from, to] += weights[k];
                }
            }
        }

        return Probabilities(pooled, withdrawn, options, out _);
    }

    private static double[,] Probabilities(double[,] pooled, double[] withdrawn, MigrationOptions options, out double[] exposure)
    {
        int n = withdrawn.Length;
        double[,] p = new double[n, n];
        exposure = new double[n];
        for (int i = 0; i < n; i++)
        {
            double moved = 0;
            for (int j = 0; j < n; j++)
            {
                exposure[i] += pooled[i, j];
                moved += i == j ? 0 : pooled[i, j];
            }

            exposure[i] += options.Withdrawn == WithdrawnRule.HalfPeriod ? 0.5 * withdrawn[i] : 0;
            for (int j = 0; j < n; j++)
            {
                p[i, j] = (i == j ? exposure[i] - moved : pooled[i, j]) / exposure[i];
            }
        }

        return p;
    }

    private static TransitionRowStatus StatusOf(int state, double exposure, double[,] p, MigrationOptions options) =>
        state == options.DefaultState ? TransitionRowStatus.Absorbing
        : exposure == 0 ? TransitionRowStatus.Unseen
        : p[state, state] == 1 ? TransitionRowStatus.NeverLeft
        : TransitionRowStatus.Estimated;

    private static double Quantile(int states, MigrationOptions options)
    {
        double miss = options.Interval == ProportionInterval.Goodman ? (1 - options.Level) / states : 1 - options.Level;
        return -NormalQuantile.FromProbability(0.5 * miss);
    }

    private static (double Low, double High) Wilson(double p, double n, double z)
    {
        double square = z * z;
        double middle = (p + (square / (2 * n))) / (1 + (square / n));
        double half = z / (1 + (square / n)) * Math.Sqrt((p * (1 - p) / n) + (square / (4 * n * n)));
        return (p == 0 ? 0 : Math.Max(0, middle - half), p == 1 ? 1 : Math.Min(1, middle + half));
    }
}
