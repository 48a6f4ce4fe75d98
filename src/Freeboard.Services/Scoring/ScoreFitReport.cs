using Freeboard.Provenance;
using Freeboard.Scoring;
using Freeboard.Validation.Comparison;

namespace Freeboard.Services.Scoring;

/// <summary>A card fitted to a table, with what it was fitted on and how good it is.</summary>
public sealed record ScoreFitReport
{
    /// <summary>The fit.</summary>
    public required ScorecardFit Fit { get; init; }

    /// <summary>The settings.</summary>
    public required ScoreFitOptions Options { get; init; }

    /// <summary>Where it came from, with what is odd about it.</summary>
    public required RunProvenance Provenance { get; init; }

    /// <summary>The card with its provenance, as <c>--save</c> writes it.</summary>
    public required ScorecardFile File { get; init; }

    /// <summary>On the rows of the fit.</summary>
    public required ScoreMeasures Train { get; init; }

    /// <summary>On rows that the fit has not seen; null without any.</summary>
    public ScoreMeasures? Test { get; init; }

    /// <summary>How far the scores of the test rows moved from those of the fit; null without test rows.</summary>
    public PopulationStability? Stability { get; init; }

    /// <summary>Outcomes made up for rejected rows, with what was assumed; null without any.</summary>
    public InferredRejects? Rejects { get; init; }

    /// <summary>The measures to go by: of rows that the fit has not seen where there are any.</summary>
    public ScoreMeasures Headline => Test ?? Train;
}

/// <summary>What <c>score fit</c> made of a table.</summary>
/// <param name="Report">The fitted card; null when the input was rejected or nothing could be fitted.</param>
/// <param name="Errors">Errors, at most a thousand.</param>
/// <param name="ErrorCount">How many there were.</param>
public sealed record ScoreFitOutcome(ScoreFitReport? Report, IReadOnlyList<RowError> Errors, int ErrorCount);
