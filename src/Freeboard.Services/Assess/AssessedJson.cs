using Freeboard.Assessment;
using Freeboard.Provenance;

namespace Freeboard.Services.Assess;

/// <summary>Rows of a run as JSON while it is made: the very bytes of <see cref="AssessmentTable.WriteJson"/>.</summary>
/// <param name="output">Where to, UTF-8; it stays open.</param>
public sealed class AssessedJson(Stream output) : IAssessedRows, IDisposable
{
    private AssessmentJsonWriter? writer;

    /// <inheritdoc/>
    public void Begin(RunProvenance provenance)
    {
        ArgumentNullException.ThrowIfNull(provenance);
        writer = new AssessmentJsonWriter(output, provenance);
    }

    /// <inheritdoc/>
    public byte[]? Encode(IReadOnlyList<AssessmentRow> rows) => null;

    /// <inheritdoc/>
    public void Accept(IReadOnlyList<AssessmentRow> rows, byte[]? encoded)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (AssessmentRow row in rows)
        {
            writer!.Row(row);
        }
    }

    /// <inheritdoc/>
    public void End() => writer!.End();

    /// <inheritdoc/>
    public void Dispose() => writer?.Dispose();
}
