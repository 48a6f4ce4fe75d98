using Freeboard.Assessment;
using Freeboard.Services.Volatility;
using Freeboard.Volatility;
using Freeboard.Volatility.Forecast;
using Freeboard.Volatility.Garch;
using Freeboard.Volatility.Returns;

namespace Freeboard.Services.Assess;

/// <summary>The equity volatility of one firm on one day, by whichever way was asked for.</summary>
/// <param name="Status">Converged when there is a volatility, or zero for a share that did not move.</param>
/// <param name="Annual">Annual volatility, decimal per sqrt-year.</param>
/// <param name="Observations">Returns behind it.</param>
/// <param name="Model">How it came about, as the row says it.</param>
internal readonly record struct EquityVolatility(AssessmentStatus Status, double Annual, int Observations, string Model)
{
    /// <summary>Estimates it from what was knowable on the day.</summary>
    /// <remarks>No fit starts from another day's: a day's value may not depend on where a run began.</remarks>
    public static EquityVolatility Estimate(ReadOnlySpan<PriceObservation> prices, DateOnly day, AssessmentOptions options, IReadOnlyList<DateOnly> marketDays) =>
        options.VolatilityModel is { } model ? OfModel(prices, day, options, model, marketDays) : Historical(prices, day, options);

    /// <summary>Settings of a model for provenance; none for the historical volatility, whose settings stand there anyway.</summary>
    public static IEnumerable<(string Name, string Value)> ParametersOf(AssessmentOptions options)
    {
        if (options.VolatilityModel is not { } model)
        {
            return [];
        }

        GarchSpecification specification = model.Specification;
        return
        [
            ("volatilityCentring", specification.Centring.ToString()),
            ("volatilityGaps", model.Gaps.ToString()),
            ("volatilityMean", specification.Mean.ToString()),
            ("volatilityMeaning", AnnualisationChoice.WordOf(model.Meaning)),
            ("volatilityPolicy", VolatilityPolicy.From(specification).Name),
            ("volatilityStarts", FormattableString.Invariant($"{model.Fit.Starts}, at most {model.Fit.MaximumEvaluations} evaluations")),
            ("volatilityStartUp", specification.StartUp.ToString()),
        ];
    }

    private static EquityVolatility Historical(ReadOnlySpan<PriceObservation> prices, DateOnly day, AssessmentOptions options)
    {
        VolatilityEstimate estimate = HistoricalVolatility.Estimate(prices, day, options.Volatility);
        AssessmentStatus status = estimate.Status switch
        {
            VolatilityStatus.Estimated or VolatilityStatus.NoMovement => AssessmentStatus.Converged,
            VolatilityStatus.NotEnoughData => AssessmentStatus.NotEnoughData,
            _ => AssessmentStatus.InvalidInput,
        };
        return new EquityVolatility(status, estimate.AnnualVolatility, estimate.Observations, options.Volatility.ModelName);
    }

    private static EquityVolatility OfModel(ReadOnlySpan<PriceObservation> prices, DateOnly day, AssessmentOptions options, VolatilityModelOptions model, IReadOnlyList<DateOnly> marketDays)
    {
        ReturnSeries series = LogReturns.Between(prices, day, ReturnSeriesOptions.Default with
        {
            Sampling = options.Volatility.Sampling,
            Annualisation = options.Volatility.Annualisation,
            WindowDays = model.WindowDays,
            Gaps = model.Gaps,
            MarketDays = marketDays,
        });
        string meaning = AnnualisationChoice.WordOf(model.Meaning);
        string asked = $"{model.Specification.Name}/{meaning}";
        if (series.Status != ReturnSeriesStatus.Usable)
        {
            return new EquityVolatility(StatusOf(series.Status.ToString()), StatusOf(series.Status.ToString()) == AssessmentStatus.Converged ? 0 : double.NaN, series.Returns.Count, $"{asked} refused:{series.Status}");
        }

        double[] returns = [.. series.Values];
        ForecastOptions forecast = ForecastOptions.Default with { Meaning = model.Meaning, HorizonYears = options.HorizonYears };
        PolicyVolatility estimate = PolicyVolatility.Estimate(returns, VolatilityPolicy.From(model.Specification), series.PeriodsPerYear, forecast, model.Fit);
        string refusals = string.Join(' ', estimate.Refusals);
        if (estimate.Fit is null || estimate.Forecast.AnnualVolatility is not { } annual)
        {
            AssessmentStatus status = StatusOf(estimate.Refusals[^1].Reason);
            return new EquityVolatility(status, status == AssessmentStatus.Converged ? 0 : double.NaN, returns.Length, $"{asked} refused:{refusals}");
        }

        string taken = $"{estimate.Fit.Specification.Name}/{meaning}";
        return new EquityVolatility(AssessmentStatus.Converged, annual, returns.Length, refusals.Length == 0 ? taken : $"{taken} after {refusals}");
    }

    /// <summary>A frozen share has a volatility, of zero, on which the solver has its own word.</summary>
    private static AssessmentStatus StatusOf(string reason) => reason switch
    {
        nameof(ReturnSeriesStatus.NoMovement) => AssessmentStatus.Converged,
        nameof(ReturnSeriesStatus.NotEnoughData) => AssessmentStatus.NotEnoughData,
        _ => AssessmentStatus.InvalidInput,
    };
}
