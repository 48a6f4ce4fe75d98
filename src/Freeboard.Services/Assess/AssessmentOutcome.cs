using Freeboard.Assessment;
using Freeboard.Provenance;

namespace Freeboard.Services.Assess;

/// <summary>A run, or the reasons why there is none.</summary>
/// <param name="Run">The run; null when the input was rejected.</param>
/// <param name="Errors">What rejected the input; empty when there is a run.</param>
/// <param name="Quarantined">Rows set aside.</param>
public sealed record AssessmentOutcome(AssessmentRun? Run, IReadOnlyList<RowError> Errors, IReadOnlyList<RowError> Quarantined);

/// <summary>How far a long run is.</summary>
/// <param name="Stage">reading or assessing.</param>
/// <param name="Done">Items done.</param>
/// <param name="Total">Items in all; 0 when not known yet.</param>
/// <param name="Item">The file or firm in hand.</param>
public readonly record struct AssessmentProgress(string Stage, long Done, long Total, string Item);
