using Freeboard.Assessment;
using Freeboard.Provenance;

namespace Freeboard.Services.Assess;

/// <summary>Where the rows of a run over a store go while it is made, firm by firm in the run's order.</summary>
public interface IAssessedRows
{
    /// <summary>Called once, before the first firm.</summary>
    /// <param name="provenance">Where the run comes from; its notes are not known yet.</param>
    void Begin(RunProvenance provenance);

    /// <summary>Rows as the bytes they will be written as. Called from any thread and in any order, for the work that is worth sharing.</summary>
    /// <param name="rows">Rows of one firm by day.</param>
    /// <returns>The bytes; null when the rows are to be written as they are.</returns>
    byte[]? Encode(IReadOnlyList<AssessmentRow> rows);

    /// <summary>Takes a firm. Called in the run's order, one firm at a time.</summary>
    /// <param name="rows">Its rows by day.</param>
    /// <param name="encoded">What <see cref="Encode"/> made of them.</param>
    void Accept(IReadOnlyList<AssessmentRow> rows, byte[]? encoded);

    /// <summary>Called once, after the last firm and before the run is kept.</summary>
    void End();
}
