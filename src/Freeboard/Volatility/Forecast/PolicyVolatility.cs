using Freeboard.Volatility.Garch;

namespace Freeboard.Volatility.Forecast;

/// <summary>The annual volatility of the first model of a policy that has one, with the refusals before it.</summary>
public sealed record PolicyVolatility
{
    /// <summary>The fit that was taken; null when every step was refused.</summary>
    public GarchFit? Fit { get; init; }

    /// <summary>The annual volatility with its meaning; <see cref="ForecastStatus.NoFit"/> when every step was refused.</summary>
    public required VolatilityForecast Forecast { get; init; }

    /// <summary>Position of the step that was taken; null when every step was refused.</summary>
    public int? StepTaken { get; init; }

    /// <summary>The models refused, in order.</summary>
    public IReadOnlyList<VolatilityRefusal> Refusals { get; init; } = [];

    /// <summary>Walks the steps of a policy until a model has an annual volatility.</summary>
    /// <remarks>The policy refuses what it refuses by itself (<see cref="VolatilityPolicy.Fit(ReadOnlySpan{double}, GarchOptions?)"/>), and here also a model whose forecast is not computed: EGARCH with Student's t beyond one step, with GED of a shape at or below 1.</remarks>
    /// <param name="returns">Returns of one period each, in order of time.</param>
    /// <param name="policy">The models, in order.</param>
    /// <param name="periodsPerYear">Periods per year; finite and positive.</param>
    /// <param name="forecast">What annualised means; <see cref="ForecastOptions.Default"/> when null.</param>
    /// <param name="fit">Settings of the estimator; <see cref="GarchOptions.Default"/> when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The periods per year are not finite and positive.</exception>
    public static PolicyVolatility Estimate(ReadOnlySpan<double> returns, VolatilityPolicy policy, double periodsPerYear, ForecastOptions? forecast = null, GarchOptions? fit = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        VolatilityForecast last = VolatilityForecaster.Without(ForecastStatus.NoFit, periodsPerYear, forecast ?? ForecastOptions.Default);
        Dictionary<GarchSpecification, ForecastStatus> withoutForecast = [];
        PolicyFit outcome = policy.Fit(returns, fit, fitted =>
        {
            last = VolatilityForecaster.Forecast(fitted, periodsPerYear, forecast);
            if (last.Status != ForecastStatus.Computed)
            {
                withoutForecast[fitted.Specification] = last.Status;
            }

            return last.Status == ForecastStatus.Computed;
        });
        return new PolicyVolatility
        {
            Fit = outcome.Fit,
            Forecast = outcome.Fit is null ? last with { Status = ForecastStatus.NoFit, AnnualVolatility = null } : last,
            StepTaken = outcome.StepTaken,
            Refusals = [.. outcome.Refusals.Select(refusal => new VolatilityRefusal(refusal.Specification, ReasonOf(refusal, withoutForecast)) { Findings = FindingsOf(refusal) })],
        };
    }

    /// <summary>What made a model ill-posed, without the warnings that stand beside numbers too.</summary>
    private static GarchFindings FindingsOf(PolicyRefusal refusal) =>
        refusal.Status == GarchStatus.IllPosed ? refusal.Flags & ~(GarchFindings.AtBoundary - 1) : GarchFindings.None;

    private static string ReasonOf(PolicyRefusal refusal, Dictionary<GarchSpecification, ForecastStatus> withoutForecast) =>
        withoutForecast.TryGetValue(refusal.Specification, out ForecastStatus status) ? status.ToString()
        : refusal.Status == GarchStatus.Converged ? nameof(GarchFindings.NonStationary)
        : refusal.Status.ToString();
}
