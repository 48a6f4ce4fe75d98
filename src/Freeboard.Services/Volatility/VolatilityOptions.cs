using Freeboard.Volatility;
using Freeboard.Volatility.Forecast;
using Freeboard.Volatility.Garch;
using Freeboard.Volatility.Returns;

namespace Freeboard.Services.Volatility;

/// <summary>How a table of prices or returns becomes volatilities.</summary>
public sealed record VolatilityOptions
{
    /// <summary>The defaults.</summary>
    public static VolatilityOptions Default { get; } = new();

    /// <summary>The model; null for the historical volatility, the sample standard deviation.</summary>
    /// <value>The default is EGARCH(1,1), normal, constant mean, start-up <c>sample</c>.</value>
    public GarchSpecification? Specification { get; init; } = GarchSpecification.Default;

    /// <summary>Whether simpler models are tried when the one asked for is refused.</summary>
    /// <value>The default is false: a refusal is the answer.</value>
    public bool Fallback { get; init; }

    /// <summary>Periods per year; null counts the trading days seen when there are dates, and takes 252 when there are none.</summary>
    /// <value>The default is null.</value>
    public Annualisation? Periods { get; init; }

    /// <summary>How returns are taken. Its annualisation and market days are set by the table.</summary>
    /// <value>The default is <see cref="ReturnSeriesOptions.Default"/>.</value>
    public ReturnSeriesOptions Returns { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = ReturnSeriesOptions.Default;

    /// <summary>What annualised means.</summary>
    /// <value>The default is <see cref="ForecastOptions.Default"/>: the expected variance averaged over one year.</value>
    public ForecastOptions Forecast { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = ForecastOptions.Default;

    /// <summary>Settings of the estimator.</summary>
    /// <value>The default is <see cref="GarchOptions.Default"/>.</value>
    public GarchOptions Fit { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = GarchOptions.Default;

    /// <summary>Lags of the tests of residuals; at least 1.</summary>
    /// <value>The default is 10.</value>
    public int Lags
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 10;

    /// <summary>Threads; 0 takes every processor. Never changes a result.</summary>
    /// <value>The default is 0.</value>
    public int Threads
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must not be negative.");
    }
}
