using Freeboard.Provenance;
using Freeboard.Volatility.Diagnostics;
using Freeboard.Volatility.Forecast;
using Freeboard.Volatility.Garch;
using Freeboard.Volatility.Returns;

namespace Freeboard.Services.Volatility;

/// <summary>The volatility of one firm.</summary>
public sealed record VolatilityRow
{
    /// <summary>The firm, empty where the table names none.</summary>
    public required string Firm { get; init; }

    /// <summary>Its last day, as written; empty where the table has no dates.</summary>
    public required string Date { get; init; }

    /// <summary>The model asked for.</summary>
    public required string Requested { get; init; }

    /// <summary>The model whose numbers these are; the last one tried when all were refused.</summary>
    public required string Model { get; init; }

    /// <summary>Converged (a model) or Estimated (historical) when there is an annual volatility; else the first thing that stood against it.</summary>
    public required string Status { get; init; }

    /// <summary>The returns.</summary>
    public required ReturnSeries Series { get; init; }

    /// <summary>Rows without a return; a missing price is a suspended day, counted in the series.</summary>
    public int MissingReturns { get; init; }

    /// <summary>The annual volatility; for the historical one its meaning is the mean conditional, a constant.</summary>
    public VolatilityForecast Forecast { get; init; }

    /// <summary>The fit; null for the historical volatility and when the returns were refused.</summary>
    public GarchFit? Fit { get; init; }

    /// <summary>Models refused before, in order.</summary>
    public IReadOnlyList<VolatilityRefusal> Refusals { get; init; } = [];

    /// <summary>Tests of the fit's residuals; null without one.</summary>
    public FitDiagnostics? Diagnostics { get; init; }

    /// <summary>Whether there is an annual volatility.</summary>
    public bool HasVolatility => Forecast.AnnualVolatility is not null;
}

/// <summary>A table of volatilities.</summary>
/// <param name="Rows">One row a firm, in order of first appearance; empty when the table was rejected.</param>
/// <param name="Errors">Errors, at most a thousand of them.</param>
/// <param name="ErrorCount">How many errors there were.</param>
public sealed record VolatilityOutcome(IReadOnlyList<VolatilityRow> Rows, IReadOnlyList<RowError> Errors, int ErrorCount);
