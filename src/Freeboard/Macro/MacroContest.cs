using Freeboard.Forecasting;
using Freeboard.Numerics.Regression;

namespace Freeboard.Macro;

/// <summary>One period forecast from fits on what came before it; all on the scale of the regression.</summary>
/// <param name="Period">Its place, from zero.</param>
/// <param name="Actual">What came.</param>
/// <param name="Macro">By the regression on the economy.</param>
/// <param name="Autoregressive">By the index's own lags.</param>
/// <param name="RandomWalk">The last value.</param>
/// <param name="Mean">The mean of what came before.</param>
public readonly record struct MacroStep(int Period, double Actual, double Macro, double Autoregressive, double RandomWalk, double Mean);

/// <summary>The regression on the economy against what knows only the index: out of sample, rolling origin, Diebold and Mariano's test.</summary>
/// <remarks>
/// Each period is forecast from a fit on all periods before it (or, with a fixed origin, on those before the first), given its drivers: where these were not known yet the contest is
/// of conditional forecasts, which favours the regression. Only periods that all can forecast count. A probability below the level with a positive statistic says the economy helped.
/// </remarks>
public sealed record MacroContest
{
    /// <summary>Why there is, or is not, a comparison.</summary>
    public required MacroStatus Status { get; init; }

    /// <summary>Periods forecast, in order.</summary>
    public required IReadOnlyList<MacroStep> Steps { get; init; }

    /// <summary>Whether one fit, made before the first period, forecast them all.</summary>
    public required bool FixedOrigin { get; init; }

    /// <summary>Lags of the autoregression.</summary>
    public required int AutoregressiveLags { get; init; }

    /// <summary>Root mean squared error of the regression, on its scale; null without a step.</summary>
    public double? RootMeanSquareMacro { get; init; }

    /// <summary>Root mean squared error of the autoregression.</summary>
    public double? RootMeanSquareAutoregressive { get; init; }

    /// <summary>Root mean squared error of the random walk.</summary>
    public double? RootMeanSquareRandomWalk { get; init; }

    /// <summary>Root mean squared error of the mean.</summary>
    public double? RootMeanSquareMean { get; init; }

    /// <summary>The autoregression's losses less the regression's: positive where the economy helped. Null without a step.</summary>
    public DieboldMariano? AgainstAutoregressive { get; init; }

    /// <summary>The random walk's losses less the regression's.</summary>
    public DieboldMariano? AgainstRandomWalk { get; init; }

    /// <summary>The mean's losses less the regression's.</summary>
    public DieboldMariano? AgainstMean { get; init; }

    /// <summary>Runs the contest one period ahead.</summary>
    /// <param name="index">The index, decimal; null where there is none.</param>
    /// <param name="drivers">The columns, as long as the index.</param>
    /// <param name="first">Place of the first period forecast, from zero.</param>
    /// <param name="options">Settings of the regression; <see cref="MacroOptions.Default"/> when null.</param>
    /// <param name="seasons">Season of each period.</param>
    /// <param name="autoregressiveLags">Lags of the autoregression, at least 1.</param>
    /// <param name="fixedOrigin">Whether the fits before the first period forecast all.</param>
    /// <param name="cancellationToken">Stops between two periods.</param>
    /// <exception cref="ArgumentException">As <see cref="MacroRegression.Fit(IReadOnlyList{double?}, IReadOnlyList{MacroDriver}, MacroOptions?, IReadOnlyList{int}?)"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The first period lies outside the index, or there is no lag.</exception>
    public static MacroContest Run(
        IReadOnlyList<double?> index,
        IReadOnlyList<MacroDriver> drivers,
        int first,
        MacroOptions? options = null,
        IReadOnlyList<int>? seasons = null,
        int autoregressiveLags = 1,
        bool fixedOrigin = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(drivers);
        ArgumentOutOfRangeException.ThrowIfLessThan(autoregressiveLags, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(first, index.Count);
        options ??= MacroOptions.Default;
        double?[] y = [.. index.Select(value => value is { } v ? EdfLinks.Apply(options.Link, v) : null)];
        List<MacroStep> steps = [];
        MacroFit? fit = null;
        LeastSquaresFit? own = null;
        double[] known = [];
        MacroStatus last = MacroStatus.NotEnoughData;
        for (int t = first; t < index.Count; t++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (fit is null || !fixedOrigin)
            {
                fit = MacroRegression.Fit(index, drivers, options, seasons, null, t);
                known = Tail(y, t);
                own = LinearAutoregression.Fit(known, autoregressiveLags);
            }

            last = fit.Status;
            double[] before = Tail(y, t);
            if (fit.Regression is null || y[t] is not { } actual || before.Length < Math.Max(autoregressiveLags, options.IndexLags) || known.Length == 0 || before.Length == 0 || drivers.Any(d => d.Values[t] is null))
            {
                continue;
            }

            double[] recent = [.. before.Reverse()];
            if (LinearAutoregression.Forecast(own!, recent) is { } autoregressive)
            {
                double macro = fit.Predict([.. drivers.Select(d => d.Values[t]!.Value)], recent, seasons?[t] ?? 1).Linked;
                steps.Add(new MacroStep(t, actual, macro, autoregressive, recent[0], known.Average()));
            }
        }

        return Compare(steps, fixedOrigin, autoregressiveLags, last);
    }

    private static MacroContest Compare(List<MacroStep> steps, bool fixedOrigin, int lags, MacroStatus last)
    {
        if (steps.Count == 0)
        {
            return new MacroContest { Status = last == MacroStatus.Estimated ? MacroStatus.NotEnoughData : last, Steps = [], FixedOrigin = fixedOrigin, AutoregressiveLags = lags };
        }

        double[] macro = [.. steps.Select(static s => s.Actual - s.Macro)];
        double[] autoregressive = [.. steps.Select(static s => s.Actual - s.Autoregressive)];
        double[] walk = [.. steps.Select(static s => s.Actual - s.RandomWalk)];
        double[] mean = [.. steps.Select(static s => s.Actual - s.Mean)];
        return new MacroContest
        {
            Status = MacroStatus.Estimated,
            Steps = steps,
            FixedOrigin = fixedOrigin,
            AutoregressiveLags = lags,
            RootMeanSquareMacro = RootMeanSquare(macro),
            RootMeanSquareAutoregressive = RootMeanSquare(autoregressive),
            RootMeanSquareRandomWalk = RootMeanSquare(walk),
            RootMeanSquareMean = RootMeanSquare(mean),
            AgainstAutoregressive = DieboldMariano.Test(autoregressive, macro),
            AgainstRandomWalk = DieboldMariano.Test(walk, macro),
            AgainstMean = DieboldMariano.Test(mean, macro),
        };
    }

    /// <summary>The unbroken stretch of values that ends before a period: a lag must be the period before, not the one before a gap.</summary>
    private static double[] Tail(double?[] y, int end)
    {
        int start = end;
        while (start > 0 && y[start - 1] is not null)
        {
            start--;
        }

        return [.. y[start..end].Select(static v => v!.Value)];
    }

    private static double RootMeanSquare(double[] errors) => Math.Sqrt(errors.Average(static e => e * e));
}
