using Freeboard.Forecasting;
using Freeboard.Provenance;

namespace Freeboard.Services.Forecasting;

/// <summary>A series of EDF forecast, or the errors that rejected its table.</summary>
public sealed record EdfForecastOutcome
{
    /// <summary>Errors of the table, at most a thousand.</summary>
    public required IReadOnlyList<RowError> Errors { get; init; }

    /// <summary>How many errors there were.</summary>
    public required int ErrorCount { get; init; }

    /// <summary>The settings.</summary>
    public required EdfForecastOptions Options { get; init; }

    /// <summary>Names of the columns of the economy.</summary>
    public IReadOnlyList<string> Economy { get; init; } = [];

    /// <summary>Dates of the steps that were forecast, in the order of <see cref="ForecastContest.Steps"/>.</summary>
    public IReadOnlyList<string> Dates { get; init; } = [];

    /// <summary>The fit on the whole series; null when the table was rejected.</summary>
    public PartiallyLinearFit? Fit { get; init; }

    /// <summary>Forecasts out of sample, in EDF whatever the scale; null when the table was rejected or too short.</summary>
    public ForecastContest? Contest { get; init; }

    /// <summary>The EDF of the step after the last row; null where the economy of that step is not known yet or there is no fit.</summary>
    public double? Next { get; init; }
}
