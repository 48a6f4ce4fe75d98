using Freeboard.Collections;
using Freeboard.Provenance;
using Freeboard.Validation.Discrimination;
using Freeboard.Validation.Reliability;

namespace Freeboard.Services.Collections;

/// <summary>How well the probabilities of losing contact did on accounts that the fit had not seen.</summary>
public sealed record ContactMeasures
{
    /// <summary>Folds; an account is in one of them with all its rows.</summary>
    public required int Folds { get; init; }

    /// <summary>Area under the ROC curve of rows, with DeLong's error and interval.</summary>
    public required AreaInterval Area { get; init; }

    /// <summary>Against the risk of the period alone, on the same rows.</summary>
    public required AreaComparison AgainstPeriods { get; init; }

    /// <summary>Mean log loss.</summary>
    public double? LogLoss { get; init; }

    /// <summary>That of the period alone.</summary>
    public double? LogLossOfPeriods { get; init; }

    /// <summary>Losses that were forecast, summed over rows.</summary>
    public required double Expected { get; init; }

    /// <summary>Losses that came.</summary>
    public required int Came { get; init; }

    /// <summary>Outcomes on forecasts.</summary>
    public required CalibrationLine Line { get; init; }

    /// <summary>Share of the losses among the riskiest tenth of the rows.</summary>
    public double? RiskiestTenth { get; init; }

    /// <summary>The ROC curve.</summary>
    public required RocCurve Curve { get; init; }
}

/// <summary>What is expected of one account.</summary>
/// <param name="Obligor">Its code.</param>
/// <param name="Period">The next period.</param>
/// <param name="LostNext">Probability of losing contact in it.</param>
/// <param name="LostWithin">Within the horizon, if it stays late and nothing else changes.</param>
public sealed record ContactForecast(string Obligor, int Period, double LostNext, double LostWithin);

/// <summary>A model of lost contact: what rows, JSON and page show.</summary>
public sealed record ContactReport
{
    /// <summary>Where it came from.</summary>
    public required RunProvenance Provenance { get; init; }

    /// <summary>The model on all rows.</summary>
    public required ContactHazard Model { get; init; }

    /// <summary>The life table.</summary>
    public required IReadOnlyList<ContactLife> Life { get; init; }

    /// <summary>Accounts.</summary>
    public required int Accounts { get; init; }

    /// <summary>Accounts whose rows end without a loss.</summary>
    public required int Censored { get; init; }

    /// <summary>Periods of the longer forecasts.</summary>
    public required int Horizon { get; init; }

    /// <summary>Whether effects drift; null without an answer.</summary>
    public ContactDrift? Drift { get; init; }

    /// <summary>Measures on accounts not seen; null when a fold could not be fitted.</summary>
    public ContactMeasures? OutOfSample { get; init; }

    /// <summary>Accounts by their forecast over the horizon, none seen by its fit; empty without measures.</summary>
    public IReadOnlyList<ContactGroup> Groups { get; init; } = [];

    /// <summary>Forecasts of another table; empty when none was given.</summary>
    public IReadOnlyList<ContactForecast> Forecasts { get; init; } = [];
}

/// <summary>A report on lost contact, or why there is none.</summary>
/// <param name="Report">The report; null when the input was rejected.</param>
/// <param name="Errors">Errors of the input.</param>
/// <param name="ErrorCount">How many errors there were.</param>
public sealed record ContactOutcome(ContactReport? Report, IReadOnlyList<RowError> Errors, int ErrorCount);
