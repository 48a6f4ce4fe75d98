using Freeboard.Collections;
using Freeboard.Provenance;

namespace Freeboard.Services.Collections;

/// <summary>A repayment model and how it did on rows it had not seen.</summary>
public sealed record RepaymentReport
{
    /// <summary>Where it came from.</summary>
    public required RunProvenance Provenance { get; init; }

    /// <summary>Columns of the model.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The model on all rows.</summary>
    public required RepaymentModel Model { get; init; }

    /// <summary>Rows.</summary>
    public required int Observations { get; init; }

    /// <summary>Share of rows that paid nothing.</summary>
    public required double ShareZero { get; init; }

    /// <summary>Share of rows that paid all.</summary>
    public required double ShareFull { get; init; }

    /// <summary>Mean rate.</summary>
    public required double MeanRate { get; init; }

    /// <summary>Folds of the comparison.</summary>
    public required int Folds { get; init; }

    /// <summary>Two parts, each row forecast by the other folds; null when a fold could not be fitted.</summary>
    public RepaymentErrors? TwoParts { get; init; }

    /// <summary>One fractional logit, likewise.</summary>
    public RepaymentErrors? Whole { get; init; }

    /// <summary>The mean of the other folds, likewise.</summary>
    public RepaymentErrors? Mean { get; init; }

    /// <summary>Forecasts of another table; empty when none was given.</summary>
    public IReadOnlyList<(string Obligor, RepaymentForecast Forecast)> Forecasts { get; init; } = [];
}

/// <summary>A repayment report, or why there is none.</summary>
/// <param name="Report">The report; null when the input was rejected.</param>
/// <param name="Errors">Errors of the input.</param>
/// <param name="ErrorCount">How many errors there were.</param>
public sealed record RepaymentOutcome(RepaymentReport? Report, IReadOnlyList<RowError> Errors, int ErrorCount);
