using Freeboard.Volatility.Forecast;
using Freeboard.Volatility.Garch;
using Freeboard.Volatility.Returns;

namespace Freeboard.Services.Assess;

/// <summary>An equity volatility from a model of changing variance, in place of the historical one. Every setting enters the run id.</summary>
public sealed record VolatilityModelOptions
{
    /// <summary>The model asked for; simpler ones are tried when it is refused (EGARCH, GJR, GARCH, EWMA), and every row names the one taken.</summary>
    /// <value>The default is EGARCH(1,1), normal, constant mean, start-up <c>sample</c>.</value>
    public GarchSpecification Specification { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = GarchSpecification.Default;

    /// <summary>What annualised means. The horizon is that of the assessment.</summary>
    /// <value>The default is the expected variance averaged over the horizon.</value>
    public AnnualisationMeaning Meaning { get; init; } = AnnualisationMeaning.HorizonAverage;

    /// <summary>Length of the window in calendar days; at least 2.</summary>
    /// <value>The default is 1461, four years: about 970 days of trading, above the 750 below which an EGARCH fit is flagged.</value>
    public int WindowDays
    {
        get;
        init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 2 calendar days.");
    } = 1461;

    /// <summary>What a return over a suspension counts as.</summary>
    /// <value>The default is <see cref="GapTreatment.ScaleToOnePeriod"/>.</value>
    public GapTreatment Gaps { get; init; } = GapTreatment.ScaleToOnePeriod;

    /// <summary>Settings of the estimator.</summary>
    /// <value>The default is <see cref="GarchOptions.Default"/>.</value>
    public GarchOptions Fit { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = GarchOptions.Default;
}
