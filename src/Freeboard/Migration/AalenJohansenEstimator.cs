namespace Freeboard.Migration;

/// <summary>The product integral of moves as they came: P = product over event times u of (I + dA(u)), dA_ij = moves from i to j at u over those at risk in i just before.</summary>
/// <remarks>
/// <para>Source: O. O. Aalen, S. Johansen, Scandinavian Journal of Statistics 5 (1978); P. K. Andersen, O. Borgan, R. D. Gill, N. Keiding, Statistical Models Based on Counting Processes (1993), section IV.4, Greenwood-type covariance.</para>
/// <para>Method: no rate needs to be constant within the window. Several windows (the years of a long history) are laid over one another: risk sets and moves are pooled by the share of the window gone by.
/// Entities that go out of sight are censored on their day.</para>
/// <para>Errors of probabilities: Greenwood-type, on the log odds; the bootstrap draws whole entities, which in several windows are not independent of themselves.</para>
/// <para>Errors: the caller's bugs throw; too few data are statuses of the estimate and its rows.</para>
/// </remarks>
public static class AalenJohansenEstimator
{
    /// <summary>Estimates from histories.</summary>
    /// <param name="histories">One a entity.</param>
    /// <param name="states">Names of the states.</param>
    /// <param name="windows">Stretches of time, at least one; a move counts when it comes after a start and not after its end.</param>
    /// <param name="periodYears">Length of a window, years, as the matrix shall have it.</param>
    /// <param name="options">Settings; null for <see cref="MigrationOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">There is no window, one ends before it starts, or a history enters a state that there is not.</exception>
    public static MigrationEstimate Fit(IReadOnlyList<StateHistory> histories, IReadOnlyList<string> states, IReadOnlyList<MigrationWindow> windows, double periodYears = 1, MigrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(windows);
        options ??= MigrationOptions.Default;
        if (windows.Count == 0 || windows.Any(window => !(window.End > window.Start)))
        {
            throw new ArgumentException("There must be a window, and each must end after it starts.", nameof(windows));
        }

        int n = states.Count;
        HistorySet set = new(histories, n, options.DefaultState);
        RiskEvents events = RiskEvents.Of(set, windows);
        double[] ones = new double[events.Entities];
        ones.AsSpan().Fill(1);
        ProductIntegral whole = ProductIntegral.Of(events, n, ones, withErrors: true);
        double[] exposure = [.. whole.Exposure.Select(share => share * periodYears)];
        TransitionRow[] rows = [.. Enumerable.Range(0, n).Select(i => new TransitionRow(i, i == options.DefaultState ? 0 : exposure[i], whole.Withdrawn[i], StatusOf(i, exposure[i], whole, options.DefaultState)))];
        bool seen = rows.Any(row => row.Status is TransitionRowStatus.Estimated or TransitionRowStatus.NeverLeft);
        List<TransitionCell> cells = [];
        foreach (TransitionRow row in rows)
        {
            bool estimated = row.Status is TransitionRowStatus.Estimated or TransitionRowStatus.NeverLeft;
            for (int j = 0; j < n; j++)
            {
                double p = whole.Probabilities[row.State, j];
                double error = Math.Sqrt(Math.Max(0, whole.Variances[row.State, j]));
                (double low, double high) = estimated ? RateBounds.Probability(p, error, j == row.State, row.Exposure, periodYears, options.Level) : (0, 0);
                cells.Add(new TransitionCell
                {
                    From = row.State,
                    To = j,
                    Count = j == row.State ? 0 : whole.Moves[row.State, j],
                    Probability = row.Status == TransitionRowStatus.Unseen ? null : p,
                    StandardError = estimated ? error : null,
                    Low = estimated ? low : null,
                    High = estimated ? high : null,
                });
            }
        }

        return new MigrationEstimate
        {
            Status = !seen ? MigrationStatus.NoObservations : rows.Any(row => row.Status == TransitionRowStatus.Unseen) ? MigrationStatus.UnseenStates : MigrationStatus.Estimated,
            Method = MigrationMethod.AalenJohansen,
            States = [.. states],
            Level = options.Level,
            Matrix = seen ? TransitionMatrix.Of(states, whole.Probabilities, periodYears) : null,
            Rows = rows,
            Entities = events.Entities,
            AfterDefault = set.AfterDefault,
            Replicates = events.Entities < 2 ? 0 : options.Replicates,
            Cells = EntityBootstrap.Spread(cells, n, events.Entities, options, weights => Resampled(events, n, weights, options.DefaultState)),
        };
    }

    private static double[,] Resampled(RiskEvents events, int n, double[] weights, int? defaultState)
    {
        ProductIntegral drawn = ProductIntegral.Of(events, n, weights, withErrors: false);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n && drawn.Exposure[i] == 0 && i != defaultState; j++)
            {
                drawn.Probabilities[i, j] = double.NaN;
            }
        }

        return drawn.Probabilities;
    }

    private static TransitionRowStatus StatusOf(int state, double exposure, ProductIntegral whole, int? defaultState) =>
        state == defaultState ? TransitionRowStatus.Absorbing
        : exposure == 0 ? TransitionRowStatus.Unseen
        : whole.Probabilities[state, state] == 1 ? TransitionRowStatus.NeverLeft
        : TransitionRowStatus.Estimated;
}
