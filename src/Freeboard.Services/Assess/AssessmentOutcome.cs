using Freeboard.Assessment;
using Freeboard.Provenance;

namespace Freeboard.Services.Assess;

/// <summary>A run, or the reasons why there is none.</summary>
/// <param name="Run">The run; null when the input was rejected.</param>
/// <param name="Errors">What rejected the input, at most a thousand errors; empty when there is a run.</param>
/// <param name="ErrorCount">How many errors there were, listed or not.</param>
/// <param name="Quarantined">Errors of the rows set aside, at most a thousand.</param>
/// <param name="QuarantinedErrorCount">How many such errors there were, listed or not.</param>
/// <param name="QuarantinedRowCount">How many rows were set aside.</param>
public sealed record AssessmentOutcome(
    AssessmentRun? Run,
    IReadOnlyList<RowError> Errors,
    int ErrorCount,
    IReadOnlyList<RowError> Quarantined,
    int QuarantinedErrorCount,
    int QuarantinedRowCount);

/// <summary>How far a long run is.</summary>
/// <param name="Stage">reading or assessing.</param>
/// <param name="Done">Items done.</param>
/// <param name="Total">Items in all; 0 when not known yet.</param>
/// <param name="Item">The file or firm in hand.</param>
public readonly record struct AssessmentProgress(string Stage, long Done, long Total, string Item);
