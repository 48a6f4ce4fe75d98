using Freeboard.Numerics.Regression;
using Freeboard.Provenance;

namespace Freeboard.Services.Equity;

/// <summary>A fit of restricted share prices, or the errors that rejected its table.</summary>
public sealed record EquityFitOutcome
{
    /// <summary>Errors of the table, at most a thousand.</summary>
    public required IReadOnlyList<RowError> Errors { get; init; }

    /// <summary>How many errors there were.</summary>
    public required int ErrorCount { get; init; }

    /// <summary>Rows set aside.</summary>
    public int RowsSetAside { get; init; }

    /// <summary>Fits from all columns to the last; empty when the table was rejected.</summary>
    public IReadOnlyList<EliminationStep> Steps { get; init; } = [];

    /// <summary>The last fit; null when the table was rejected.</summary>
    public LeastSquaresFit? Fit => Steps.Count > 0 ? Steps[^1].Fit : null;

    /// <summary>Covariance of the coefficients of the last fit; null without numbers.</summary>
    public CoefficientCovariance? Covariance { get; init; }

    /// <summary>Correlations of all columns, the response last; null when the table was rejected.</summary>
    public CorrelationMatrix? Correlations { get; init; }

    /// <summary>Partial correlations of all columns, the response last; null when the table was rejected.</summary>
    public CorrelationMatrix? PartialCorrelations { get; init; }

    /// <summary>What may be saved and applied; null without numbers.</summary>
    public RestrictedPriceModel? Model { get; init; }
}
