using Freeboard.Provenance;
using Freeboard.Scoring;
using Freeboard.Validation.Comparison;
using Freeboard.Validation.Reliability;

namespace Freeboard.Services.Scoring;

/// <summary>A saved card held against another sample: what rows, JSON and page show.</summary>
public sealed record ScoreCheckReport
{
    /// <summary>The card.</summary>
    public required ScorecardFile File { get; init; }

    /// <summary>Where it came from.</summary>
    public required RunProvenance Provenance { get; init; }

    /// <summary>Rows of the sample.</summary>
    public required int Rows { get; init; }

    /// <summary>How far each variable has moved, in the card's order.</summary>
    public required IReadOnlyList<CharacteristicStability> Moved { get; init; }

    /// <summary>The variables counted with the outcomes now; empty without outcomes.</summary>
    public IReadOnlyList<VariableBins> Now { get; init; } = [];

    /// <summary>How far the points have moved; null where the card does not say how they were spread.</summary>
    public PopulationStability? Scores { get; init; }

    /// <summary>Measures on this sample; null without outcomes.</summary>
    public ScoreMeasures? Measures { get; init; }

    /// <summary>Whether predictions are too high or too low; null without outcomes.</summary>
    public CalibrationLine? Line { get; init; }
}
