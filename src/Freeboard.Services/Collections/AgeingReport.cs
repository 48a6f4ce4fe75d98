using Freeboard.Collections;
using Freeboard.Migration;
using Freeboard.Provenance;
using Freeboard.Services.Migration;

namespace Freeboard.Services.Collections;

/// <summary>An ageing table fitted and held against what came: what rows and JSON show.</summary>
public sealed record AgeingReport
{
    /// <summary>Where it came from.</summary>
    public required RunProvenance Provenance { get; init; }

    /// <summary>The matrix with its errors, homogeneity and structure.</summary>
    public required MigrationReport Fit { get; init; }

    /// <summary>Forecasts out of time.</summary>
    public required AgeingBacktest Backtest { get; init; }

    /// <summary>Rates of each bucket; empty without a matrix.</summary>
    public required IReadOnlyList<AgeingRates> Rates { get; init; }

    /// <summary>The way to the worst bucket; null without a matrix.</summary>
    public FirstPassage? ToWorst { get; init; }

    /// <summary>The fit with the worst bucket never left, as write-offs have it, within twelve periods.</summary>
    public IReadOnlyList<double> WorstWithinTwelve { get; init; } = [];
}

/// <summary>An ageing report, or why there is none.</summary>
/// <param name="Report">The report; null when the input was rejected.</param>
/// <param name="Errors">Errors of the input.</param>
/// <param name="ErrorCount">How many errors there were.</param>
public sealed record AgeingOutcome(AgeingReport? Report, IReadOnlyList<RowError> Errors, int ErrorCount);
