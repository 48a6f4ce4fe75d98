using Freeboard.Numerics.Regression;

namespace Freeboard.Forecasting;

/// <summary>One-step forecasts out of sample, each from a fit on everything before it: semiparametric autoregression, linear autoregression, random walk.</summary>
/// <remarks>Only steps that all three forecast count in the errors and tests. Errors are forecast minus actual, in the unit of the series.</remarks>
public sealed record ForecastContest
{
    /// <summary>Every step, in order.</summary>
    public required IReadOnlyList<ForecastStep> Steps { get; init; }

    /// <summary>Root mean squared error of the semiparametric autoregression; null without a common step.</summary>
    public double? RootMeanSquarePartiallyLinear { get; init; }

    /// <summary>Root mean squared error of the linear autoregression.</summary>
    public double? RootMeanSquareAutoregressive { get; init; }

    /// <summary>Root mean squared error of the random walk.</summary>
    public double? RootMeanSquareRandomWalk { get; init; }

    /// <summary>The semiparametric autoregression against the linear one: negative where the former is better.</summary>
    public required DieboldMariano AgainstAutoregressive { get; init; }

    /// <summary>The semiparametric autoregression against the random walk.</summary>
    public required DieboldMariano AgainstRandomWalk { get; init; }

    /// <summary>Runs the contest.</summary>
    /// <param name="series">y, in order of time.</param>
    /// <param name="economy">The columns x; row t must be known when y_t is forecast.</param>
    /// <param name="first">Place of the first step forecast, from zero: so many values come before it.</param>
    /// <param name="options">Settings; <see cref="PartiallyLinearOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="ArgumentException">As <see cref="PartiallyLinearAutoregression.Fit"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The first step lies outside the series, or has no lags before it.</exception>
    public static ForecastContest Run(ReadOnlyMemory<double> series, IReadOnlyList<ReadOnlyMemory<double>> economy, int first, PartiallyLinearOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(economy);
        options ??= PartiallyLinearOptions.Default;
        if (first <= options.Lags || first >= series.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(first), first, $"Must lie above the lags, {options.Lags}, and below the length, {series.Length}.");
        }

        List<ForecastStep> steps = [];
        for (int t = first; t < series.Length; t++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] known = series[..t].ToArray();
            double[] last = [.. Enumerable.Range(1, options.Lags).Select(i => known[t - i])];
            PartiallyLinearFit semi = PartiallyLinearAutoregression.Fit(known, [.. economy.Select(column => column[..t])], options);
            LeastSquaresFit linear = LinearAutoregression.Fit(known, options.Lags);
            double[] now = [.. economy.Select(column => column.Span[t])];
            steps.Add(new ForecastStep(t, series.Span[t], semi.Forecast(last, now), LinearAutoregression.Forecast(linear, last), last[0]));
        }

        ForecastStep[] common = [.. steps.Where(s => s.PartiallyLinear is not null && s.Autoregressive is not null)];
        double[] semiErrors = [.. common.Select(s => s.PartiallyLinear!.Value - s.Actual)];
        double[] linearErrors = [.. common.Select(s => s.Autoregressive!.Value - s.Actual)];
        double[] walkErrors = [.. common.Select(s => s.RandomWalk - s.Actual)];
        return new ForecastContest
        {
            Steps = steps,
            RootMeanSquarePartiallyLinear = RootMeanSquare(semiErrors),
            RootMeanSquareAutoregressive = RootMeanSquare(linearErrors),
            RootMeanSquareRandomWalk = RootMeanSquare(walkErrors),
            AgainstAutoregressive = DieboldMariano.Test(semiErrors, linearErrors),
            AgainstRandomWalk = DieboldMariano.Test(semiErrors, walkErrors),
        };
    }

    private static double? RootMeanSquare(double[] errors) => errors.Length == 0 ? null : Math.Sqrt(errors.Average(e => e * e));
}
