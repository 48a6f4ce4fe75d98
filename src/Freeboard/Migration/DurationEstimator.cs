using Freeboard.Numerics;

namespace Freeboard.Migration;

/// <summary>Rates of moving by time spent in each state, constant over time: g_ij = moves from i to j over years in i; P = exp(G t).</summary>
/// <remarks>
/// <para>Source: P. Billingsley, Statistical Inference for Markov Processes (1961), maximum likelihood; D. Lando, T. M. Skodeberg, Journal of Banking and Finance 26 (2002).</para>
/// <para>Method: every move counts on its day, so paths over several states give a rare move (A to default) a positive probability though nobody made it. Withdrawn and unwatched entities leave the risk set that day: censored, not dropped.</para>
/// <para>Errors of probabilities: the delta method, with Frechet derivatives of the matrix exponential; of rates: exact Poisson bounds. The bootstrap draws whole entities.</para>
/// <para>Errors: the caller's bugs throw; too few data are statuses of the estimate and its rows.</para>
/// </remarks>
public static class DurationEstimator
{
    /// <summary>Estimates from histories.</summary>
    /// <param name="histories">One a entity.</param>
    /// <param name="states">Names of the states.</param>
    /// <param name="from">Start of the time studied, years.</param>
    /// <param name="to">Its end, years; a move counts when it comes after the start and not after the end.</param>
    /// <param name="periodYears">Over how long the matrix shall go, years.</param>
    /// <param name="options">Settings; null for <see cref="MigrationOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The end is not after the start, or a history enters a state that there is not.</exception>
    public static MigrationEstimate Fit(IReadOnlyList<StateHistory> histories, IReadOnlyList<string> states, double from, double to, double periodYears = 1, MigrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(states);
        options ??= MigrationOptions.Default;
        if (!(to > from))
        {
            throw new ArgumentException($"The end {to} must come after the start {from}.", nameof(to));
        }

        int n = states.Count;
        HistorySet set = new(histories, n, options.DefaultState);
        RiskTime[] parts = [.. set.Entities.Select(history => RiskTime.Of(history, from, to, options.DefaultState)).Where(part => part.Years.Count > 0)];
        RiskTotals all = RiskTotals.Of(parts, null, n);
        MigrationEstimate estimate = FromRates(states, all.Moves, all.Years, all.Withdrawn, periodYears, options);
        return estimate with
        {
            Entities = parts.Length,
            AfterDefault = set.AfterDefault,
            Replicates = parts.Length < 2 ? 0 : options.Replicates,
            Cells = EntityBootstrap.Spread(estimate.Cells, n, parts.Length, options, weights =>
            {
                RiskTotals drawn = RiskTotals.Of(parts, weights, n);
                return Resampled(drawn.Moves, drawn.Years, periodYears, options.DefaultState);
            }),
        };
    }

    /// <summary>Estimates from moves and years at risk, which are all that the likelihood looks at.</summary>
    /// <param name="states">Names of the states.</param>
    /// <param name="moves">n x n moves; the diagonal is not looked at.</param>
    /// <param name="years">Years at risk in each state.</param>
    /// <param name="periodYears">Over how long the matrix shall go, years.</param>
    /// <param name="options">Settings; null for <see cref="MigrationOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">Sizes differ, or a figure is negative.</exception>
    public static MigrationEstimate FromMoves(IReadOnlyList<string> states, double[,] moves, IReadOnlyList<double> years, double periodYears = 1, MigrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(moves);
        ArgumentNullException.ThrowIfNull(years);
        if (moves.GetLength(0) != states.Count || moves.GetLength(1) != states.Count || years.Count != states.Count || moves.Cast<double>().Concat(years).Any(figure => !(figure >= 0) || !double.IsFinite(figure)))
        {
            throw new ArgumentException("There must be n x n moves and n times at risk, none of them negative.", nameof(moves));
        }

        return FromRates(states, moves, [.. years], new double[states.Count], periodYears, options ?? MigrationOptions.Default);
    }

    private static MigrationEstimate FromRates(IReadOnlyList<string> states, double[,] moves, double[] years, double[] withdrawn, double periodYears, MigrationOptions options)
    {
        int n = states.Count;
        double[,] rates = Rates(moves, years, options.DefaultState);
        TransitionRow[] rows = [.. Enumerable.Range(0, n).Select(i => new TransitionRow(i, years[i], withdrawn[i], StatusOf(i, years, rates, options.DefaultState)))];
        bool seen = rows.Any(row => row.Status is TransitionRowStatus.Estimated or TransitionRowStatus.NeverLeft);
        GeneratorMatrix generator = GeneratorMatrix.Of(states, rates);
        double[,] p = GeneratorMatrix.Exponential(rates, periodYears);
        double[,] errors = Errors(rates, moves, years, periodYears);
        List<TransitionCell> cells = [];
        foreach (TransitionRow row in rows)
        {
            bool estimated = row.Status is TransitionRowStatus.Estimated or TransitionRowStatus.NeverLeft;
            for (int j = 0; j < n; j++)
            {
                (double low, double high) = estimated ? RateBounds.Probability(p[row.State, j], errors[row.State, j], j == row.State, row.Exposure, periodYears, options.Level) : (0, 0);
                bool rated = estimated && j != row.State;
                (double rateLow, double rateHigh) = rated ? RateBounds.Rate(moves[row.State, j], row.Exposure, options.Level) : (0, 0);
                cells.Add(new TransitionCell
                {
                    From = row.State,
                    To = j,
                    Count = j == row.State ? 0 : moves[row.State, j],
                    Probability = row.Status == TransitionRowStatus.Unseen ? null : p[row.State, j],
                    StandardError = estimated ? errors[row.State, j] : null,
                    Low = estimated ? low : null,
                    High = estimated ? high : null,
                    Rate = rated ? rates[row.State, j] : null,
                    RateLow = rated ? rateLow : null,
                    RateHigh = rated ? rateHigh : null,
                });
            }
        }

        return new MigrationEstimate
        {
            Status = !seen ? MigrationStatus.NoObservations : rows.Any(row => row.Status == TransitionRowStatus.Unseen) ? MigrationStatus.UnseenStates : MigrationStatus.Estimated,
            Method = MigrationMethod.Duration,
            States = [.. states],
            Level = options.Level,
            Matrix = seen ? TransitionMatrix.Of(states, p, periodYears) : null,
            Generator = seen ? generator : null,
            Rows = rows,
            Cells = cells,
        };
    }

    private static TransitionRowStatus StatusOf(int state, double[] years, double[,] rates, int? defaultState) =>
        state == defaultState ? TransitionRowStatus.Absorbing
        : years[state] == 0 ? TransitionRowStatus.Unseen
        : rates[state, state] == 0 ? TransitionRowStatus.NeverLeft
        : TransitionRowStatus.Estimated;

    private static double[,] Rates(double[,] moves, double[] years, int? defaultState)
    {
        int n = years.Length;
        double[,] rates = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            double leaving = 0;
            for (int j = 0; j < n && years[i] > 0 && i != defaultState; j++)
            {
                rates[i, j] = j == i ? 0 : moves[i, j] / years[i];
                leaving += rates[i, j];
            }

            rates[i, i] = leaving == 0 ? 0 : -leaving;
        }

        return rates;
    }

    private static double[,] Resampled(double[,] moves, double[] years, double periodYears, int? defaultState)
    {
        double[,] p = GeneratorMatrix.Exponential(Rates(moves, years, defaultState), periodYears);
        for (int i = 0; i < years.Length; i++)
        {
            for (int j = 0; j < years.Length && years[i] == 0 && i != defaultState; j++)
            {
                p[i, j] = double.NaN;
            }
        }

        return p;
    }

    /// <summary>Standard errors of exp(G t): var p = sum over k, l of (dp / dg_kl)^2 g_kl / R_k. The derivative in the direction E is the upper right block of exp([[G, E], [0, G]] t).</summary>
    private static double[,] Errors(double[,] rates, double[,] moves, double[] years, double time)
    {
        int n = years.Length;
        double[,] variance = new double[n, n];
        double[,] block = new double[2 * n, 2 * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                block[i, j] = rates[i, j] * time;
                block[n + i, n + j] = rates[i, j] * time;
            }
        }

        for (int k = 0; k < n; k++)
        {
            for (int l = 0; l < n; l++)
            {
                if (l == k || rates[k, l] == 0)
                {
                    continue;
                }

                (block[k, n + l], block[k, n + k]) = (time, -time);
                double[,] derivative = MatrixExponential.Of(block);
                (block[k, n + l], block[k, n + k]) = (0, 0);
                double spread = moves[k, l] / (years[k] * years[k]);
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < n; j++)
                    {
                        double slope = derivative[i, n + j];
                        variance[i, j] += slope * slope * spread;
                    }
                }
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                variance[i, j] = Math.Sqrt(variance[i, j]);
            }
        }

        return variance;
    }
}
