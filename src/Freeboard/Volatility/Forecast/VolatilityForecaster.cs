using Freeboard.Volatility.Garch;

namespace Freeboard.Volatility.Forecast;

/// <summary>The annual volatility of a model with changing variance, in one of four meanings, each exact.</summary>
/// <remarks>
/// <para>Horizon average: sqrt(N x (1/H) sum_(j=1)^H w_j^2 E h_(T+j)), N periods a year, H the horizon's periods. With a zero or constant mean w_j = 1; with
/// an autoregressive one w_j = (1 - phi^(H-j+1)) / (1 - phi), so that the sum is the variance of the log price over the horizon.</para>
/// <para>Next day: sqrt(N h_(T+1)). Mean conditional: sqrt(N mean h_t). Unconditional: sqrt(N h) with the exact unconditional variance h, over (1 - phi)^2
/// with an autoregressive mean, the limit of the horizon average.</para>
/// <para>E h: GARCH and GJR by their linear recursion; EGARCH normal in closed form, GED by a convergent series. exp(omega / (1 - beta)) alone is no
/// variance of EGARCH and is never returned.</para>
/// <para>Source: Nelson (1991), theorem A1.2 and appendix; Engle and Bollerslev (1986) for the linear recursions.</para>
/// <para>Errors: a state too short for the orders is the caller's bug. What has no answer has a <see cref="ForecastStatus"/>.</para>
/// <para>Accuracy: about 1e-13 relative against 40-digit figures over a year of days; see docs/forecast.md.</para>
/// </remarks>
public static class VolatilityForecaster
{
    /// <summary>The annual volatility that a fit means.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="periodsPerYear">Periods per year; finite and positive.</param>
    /// <param name="options">Settings; <see cref="ForecastOptions.Default"/> when null.</param>
    /// <returns>The forecast with its meaning and status.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The periods per year are not finite and positive.</exception>
    public static VolatilityForecast Forecast(GarchFit fit, double periodsPerYear, ForecastOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return StateOf(fit) is { } state && fit.Parameters is { } parameters
            ? Forecast(fit.Specification, parameters, state, periodsPerYear, options)
            : Without(ForecastStatus.NoFit, periodsPerYear, options ?? ForecastOptions.Default);
    }

    /// <summary>The annual volatility that given parameters mean.</summary>
    /// <param name="specification">The model.</param>
    /// <param name="parameters">Its parameters, in the unit of the returns.</param>
    /// <param name="state">Where its recursion stands.</param>
    /// <param name="periodsPerYear">Periods per year; finite and positive.</param>
    /// <param name="options">Settings; <see cref="ForecastOptions.Default"/> when null.</param>
    /// <returns>The forecast with its meaning and status.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The periods per year are not finite and positive.</exception>
    /// <exception cref="ArgumentException">The state holds fewer periods than the orders need.</exception>
    public static VolatilityForecast Forecast(GarchSpecification specification, GarchParameters parameters, VarianceState state, double periodsPerYear, ForecastOptions? options = null)
    {
        options ??= ForecastOptions.Default;
        Checked(periodsPerYear);
        CheckState(specification, parameters, state);
        if (!IsValid(specification, parameters, state))
        {
            return Without(ForecastStatus.InvalidInput, periodsPerYear, options);
        }

        double phi = specification.Mean == MeanModel.AutoRegressive ? parameters.AutoRegression : 0;
        double variance;
        ForecastStatus status = ForecastStatus.Computed;
        switch (options.Meaning)
        {
            case AnnualisationMeaning.NextDay:
                variance = state.NextVariance;
                break;
            case AnnualisationMeaning.MeanConditional:
                variance = state.MeanVariance ?? double.NaN;
                status = state.MeanVariance is null ? ForecastStatus.InvalidInput : status;
                break;
            case AnnualisationMeaning.Unconditional:
                status = Unconditional(specification, parameters, out variance);
                variance /= (1 - phi) * (1 - phi);
                status = status == ForecastStatus.Computed && Math.Abs(phi) >= 1 ? ForecastStatus.NotStationary : status;
                break;
            default:
                double[] path = new double[HorizonOf(periodsPerYear, options)];
                status = Fill(specification, parameters, state, path);
                variance = Average(path, phi);
                break;
        }

        double annual = Math.Sqrt(variance * periodsPerYear);
        if (status == ForecastStatus.Computed && !double.IsFinite(annual))
        {
            status = ForecastStatus.Overflow;
        }

        return Without(status, periodsPerYear, options) with { AnnualVolatility = status == ForecastStatus.Computed ? annual : null };
    }

    /// <summary>Expected variances of the coming periods.</summary>
    /// <param name="specification">The model.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="state">Where its recursion stands.</param>
    /// <param name="horizonPeriods">How many periods; at least 1.</param>
    /// <returns>The variances with their status.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is less than 1.</exception>
    /// <exception cref="ArgumentException">The state holds fewer periods than the orders need.</exception>
    public static ExpectedVariances Path(GarchSpecification specification, GarchParameters parameters, VarianceState state, int horizonPeriods)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonPeriods, 1);
        CheckState(specification, parameters, state);
        double[] path = new double[horizonPeriods];
        ForecastStatus status = IsValid(specification, parameters, state) ? Fill(specification, parameters, state, path) : ForecastStatus.InvalidInput;
        return new ExpectedVariances(status, status == ForecastStatus.Computed ? path : []);
    }

    /// <summary>The exact unconditional variance of one period's innovation.</summary>
    /// <param name="specification">The model.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="variance">Unit of the returns, squared; not a number unless computed.</param>
    /// <returns>Why there is, or is not, a number.</returns>
    public static ForecastStatus Unconditional(GarchSpecification specification, GarchParameters parameters, out double variance)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(parameters);
        variance = double.NaN;
        ForecastStatus status = specification.Model switch
        {
            VarianceModel.Ewma => ForecastStatus.NotStationary,
            VarianceModel.Egarch => EgarchVariances.Unconditional(specification, parameters, out variance),
            _ => LinearVariances.Unconditional(parameters, out variance),
        };
        variance = status == ForecastStatus.Computed ? variance : double.NaN;
        return status;
    }

    /// <summary>Where a fit's recursion stands; null when it carries no numbers.</summary>
    /// <param name="fit">The fit.</param>
    public static VarianceState? StateOf(GarchFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (fit.Parameters is null || fit.VarianceNext is not { } next || fit.ConditionalVariances.IsEmpty)
        {
            return null;
        }

        ReadOnlySpan<double> variances = fit.ConditionalVariances.Span;
        double sum = 0;
        foreach (double variance in variances)
        {
            sum += variance;
        }

        int kept = Math.Min(2, variances.Length);
        return new VarianceState
        {
            NextVariance = next,
            LastVariances = variances[^kept..].ToArray(),
            LastStandardizedResiduals = fit.StandardizedResiduals.Span[^kept..].ToArray(),
            MeanVariance = sum / variances.Length,
        };
    }

    private static ForecastStatus Fill(GarchSpecification specification, GarchParameters parameters, VarianceState state, Span<double> path)
    {
        switch (specification.Model)
        {
            case VarianceModel.Ewma:
                path.Fill(state.NextVariance);
                return ForecastStatus.Computed;
            case VarianceModel.Egarch:
                return EgarchVariances.Path(specification, parameters, state, path);
            default:
                return LinearVariances.Path(parameters, state, path);
        }
    }

    /// <summary>Variance of the sum of the horizon's returns, a period.</summary>
    private static double Average(double[] path, double phi)
    {
        double sum = 0;
        double weight = 0;
        for (int j = path.Length - 1; j >= 0; j--)
        {
            // A shock goes on in the returns after it: 1 + phi + phi^2 + ..., up to the horizon's end.
            weight = 1 + (phi * weight);
            sum += weight * weight * path[j];
        }

        return sum / path.Length;
    }

    private static int HorizonOf(double periodsPerYear, ForecastOptions options) =>
        (int)Math.Clamp(Math.Round(periodsPerYear * options.HorizonYears), 1, 1_000_000);

    /// <summary>A forecast without a number.</summary>
    internal static VolatilityForecast Without(ForecastStatus status, double periodsPerYear, ForecastOptions options) => new()
    {
        Status = status,
        Meaning = options.Meaning,
        PeriodsPerYear = Checked(periodsPerYear),
        HorizonPeriods = options.Meaning switch
        {
            AnnualisationMeaning.HorizonAverage => HorizonOf(periodsPerYear, options),
            AnnualisationMeaning.NextDay => 1,
            _ => 0,
        },
    };

    private static double Checked(double periodsPerYear) => double.IsFinite(periodsPerYear) && periodsPerYear > 0
        ? periodsPerYear
        : throw new ArgumentOutOfRangeException(nameof(periodsPerYear), periodsPerYear, "Must be finite and positive, such as 252.");

    private static void CheckState(GarchSpecification specification, GarchParameters parameters, VarianceState state)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(state);
        int needed = Math.Max(parameters.Alpha.Count, parameters.Beta.Count) - 1;
        if (Math.Min(state.LastVariances.Count, state.LastStandardizedResiduals.Count) < needed)
        {
            throw new ArgumentException($"The orders of {specification.Name} need the last {needed} periods.", nameof(state));
        }
    }

    private static bool IsValid(GarchSpecification specification, GarchParameters parameters, VarianceState state)
    {
        bool shape = specification.Distribution switch
        {
            InnovationDistribution.StudentT => parameters.Shape is > 2 and < double.PositiveInfinity,
            InnovationDistribution.Ged => parameters.Shape is > 0 and < double.PositiveInfinity,
            _ => true,
        };
        return shape && IsVariance(state.NextVariance) && state.LastVariances.All(IsVariance) && (state.MeanVariance is not { } mean || IsVariance(mean))
            && double.IsFinite(parameters.Omega) && double.IsFinite(parameters.AutoRegression)
            && state.LastStandardizedResiduals.Concat(parameters.Alpha).Concat(parameters.Gamma).Concat(parameters.Beta).All(double.IsFinite);
    }

    private static bool IsVariance(double value) => double.IsFinite(value) && value > 0;
}
