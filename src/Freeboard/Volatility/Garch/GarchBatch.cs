namespace Freeboard.Volatility.Garch;

/// <summary>Many fits on several threads. Every firm's result is its own and has its own slot, so the bytes are the same for any number of threads.</summary>
public static class GarchBatch
{
    /// <summary>Fits one model to many series.</summary>
    /// <param name="series">Returns of each firm.</param>
    /// <param name="specification">The model.</param>
    /// <param name="options">Settings; <see cref="GarchOptions.Default"/> when null.</param>
    /// <param name="maximumThreads">Most threads; -1 for one a processor.</param>
    /// <param name="progress">Told after each fit, from any thread.</param>
    /// <param name="cancellationToken">Stops between fits; nothing is returned then.</param>
    /// <returns>A fit a series, in their order.</returns>
    public static IReadOnlyList<GarchFit> Fit(
        IReadOnlyList<ReadOnlyMemory<double>> series,
        GarchSpecification specification,
        GarchOptions? options = null,
        int maximumThreads = -1,
        IProgress<GarchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(specification);
        GarchArguments.Check(specification);
        return Run(series, returns => GarchEstimator.Fit(returns.Span, specification, options), maximumThreads, progress, cancellationToken);
    }

    /// <summary>Fits many series by a policy.</summary>
    /// <param name="series">Returns of each firm.</param>
    /// <param name="policy">The models in the order in which they are tried.</param>
    /// <param name="options">Settings; <see cref="GarchOptions.Default"/> when null.</param>
    /// <param name="maximumThreads">Most threads; -1 for one a processor.</param>
    /// <param name="progress">Told after each series, from any thread.</param>
    /// <param name="cancellationToken">Stops between series; nothing is returned then.</param>
    /// <returns>An outcome a series, in their order.</returns>
    public static IReadOnlyList<PolicyFit> Fit(
        IReadOnlyList<ReadOnlyMemory<double>> series,
        VolatilityPolicy policy,
        GarchOptions? options = null,
        int maximumThreads = -1,
        IProgress<GarchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(policy);
        return Run(series, returns => policy.Fit(returns.Span, options), maximumThreads, progress, cancellationToken);
    }

    /// <summary>Refits a model in a window that moves along each series; each fit also starts from the one before it.</summary>
    /// <param name="series">Returns of each firm.</param>
    /// <param name="specification">The model.</param>
    /// <param name="rolling">The windows; the defaults of <see cref="RollingFitOptions"/> when null.</param>
    /// <param name="options">Settings; <see cref="GarchOptions.Default"/> when null.</param>
    /// <param name="maximumThreads">Most threads; -1 for one a processor.</param>
    /// <param name="progress">Told after each series, from any thread.</param>
    /// <param name="cancellationToken">Stops between fits; nothing is returned then.</param>
    /// <returns>For each series its fits in time order; the i-th window ends after Window + i Step returns.</returns>
    public static IReadOnlyList<IReadOnlyList<GarchFit>> FitRolling(
        IReadOnlyList<ReadOnlyMemory<double>> series,
        GarchSpecification specification,
        RollingFitOptions? rolling = null,
        GarchOptions? options = null,
        int maximumThreads = -1,
        IProgress<GarchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(specification);
        GarchArguments.Check(specification);
        rolling ??= new RollingFitOptions();
        return Run(series, returns => Roll(returns.Span, specification, rolling, options, cancellationToken), maximumThreads, progress, cancellationToken);
    }

    private static GarchFit[] Roll(ReadOnlySpan<double> returns, GarchSpecification specification, RollingFitOptions rolling, GarchOptions? options, CancellationToken cancellationToken)
    {
        var fits = new GarchFit[rolling.Count(returns.Length)];
        GarchParameters? before = null;
        for (int i = 0; i < fits.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            GarchParameters? warm = i % rolling.ColdEvery == 0 ? null : before;
            fits[i] = GarchEstimator.Fit(returns.Slice(i * rolling.Step, rolling.Window), specification, options, warm);
            before = fits[i].Parameters ?? before;
        }

        return fits;
    }

    private static T[] Run<T>(IReadOnlyList<ReadOnlyMemory<double>> series, Func<ReadOnlyMemory<double>, T> fit, int maximumThreads, IProgress<GarchProgress>? progress, CancellationToken cancellationToken)
    {
        if (maximumThreads is 0 or < -1)
        {
            throw new ArgumentOutOfRangeException(nameof(maximumThreads), maximumThreads, "Must be positive, or -1 for one a processor.");
        }

        var results = new T[series.Count];
        int done = 0;
        int threads = Math.Min(maximumThreads < 0 ? Environment.ProcessorCount : maximumThreads, Math.Max(1, series.Count));
        if (threads == 1)
        {
            for (int i = 0; i < results.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                results[i] = fit(series[i]);
                progress?.Report(new GarchProgress(++done, results.Length));
            }

            return results;
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, results.Length, parallel, i =>
        {
            results[i] = fit(series[i]);
            progress?.Report(new GarchProgress(Interlocked.Increment(ref done), results.Length));
        });
        return results;
    }
}
