using Freeboard.Volatility.Garch;

namespace Freeboard.Volatility.Forecast;

/// <summary>The annual volatility of the first model of a policy that has one, with the refusals before it.</summary>
public sealed record PolicyVolatility
{
    /// <summary>The fit of the step that was taken; of the last step when none was.</summary>
    public required GarchFit Fit { get; init; }

    /// <summary>The annual volatility with its meaning and status.</summary>
    public required VolatilityForecast Forecast { get; init; }

    /// <summary>Position of the step that was taken; null when every step was refused.</summary>
    public int? StepTaken { get; init; }

    /// <summary>The steps refused, in order.</summary>
    public IReadOnlyList<VolatilityRefusal> Refusals { get; init; } = [];

    /// <summary>Walks the steps of a policy: fits each model and forecasts from it, until one has an annual volatility.</summary>
    /// <remarks>
    /// A step is refused when its fit is not converged, when its forecast is not computed (GED with a shape at or below 1, EGARCH with Student's t beyond
    /// one step), and, unless the policy accepts it, when a model other than EWMA is not stationary.
    /// </remarks>
    /// <param name="returns">Returns of one period each, in order of time.</param>
    /// <param name="policy">The models, in order.</param>
    /// <param name="periodsPerYear">Periods per year; finite and positive.</param>
    /// <param name="forecast">What annualised means; <see cref="ForecastOptions.Default"/> when null.</param>
    /// <param name="fit">Settings of the estimator; <see cref="GarchOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Stops between two models.</param>
    /// <exception cref="ArgumentOutOfRangeException">The periods per year are not finite and positive.</exception>
    public static PolicyVolatility Estimate(
        ReadOnlySpan<double> returns, VolatilityPolicy policy, double periodsPerYear, ForecastOptions? forecast = null, GarchOptions? fit = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        List<VolatilityRefusal> refusals = [];
        for (int step = 0; ; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            GarchSpecification specification = policy.Steps[step];
            GarchFit fitted = GarchEstimator.Fit(returns, specification, fit);
            VolatilityForecast annual = VolatilityForecaster.Forecast(fitted, periodsPerYear, forecast);
            string? reason = ReasonAgainst(fitted, annual, policy);
            if (reason is null)
            {
                return new PolicyVolatility { Fit = fitted, Forecast = annual, StepTaken = step, Refusals = refusals };
            }

            refusals.Add(new VolatilityRefusal(specification, reason));
            if (step == policy.Steps.Count - 1)
            {
                return new PolicyVolatility { Fit = fitted, Forecast = annual, Refusals = refusals };
            }
        }
    }

    private static string? ReasonAgainst(GarchFit fit, in VolatilityForecast annual, VolatilityPolicy policy)
    {
        if (fit.Status != GarchStatus.Converged)
        {
            return fit.Status.ToString();
        }

        if (!policy.AcceptNonStationary && fit.Specification.Model != VarianceModel.Ewma && fit.Flags.HasFlag(GarchFindings.NonStationary))
        {
            return nameof(GarchFindings.NonStationary);
        }

        return annual.Status == ForecastStatus.Computed ? null : annual.Status.ToString();
    }
}
