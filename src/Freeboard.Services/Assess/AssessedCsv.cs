using System.Text;
using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Assess;

/// <summary>Rows of a run as CSV while it is made: the very bytes of <see cref="AssessmentTable.WriteCsv"/>.</summary>
/// <param name="output">Where to, UTF-8; it stays open.</param>
public sealed class AssessedCsv(Stream output) : IAssessedRows
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Begin(RunProvenance provenance)
    {
        using StringWriter head = new();
        AssessmentTable.WriteCsv(head, []);
        output.Write(Utf8.GetBytes(head.ToString()));
    }

    /// <inheritdoc/>
    public byte[] Encode(IReadOnlyList<AssessmentRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using MemoryStream bytes = new(rows.Count * 280);
        using (StreamWriter writer = new(bytes, Utf8, 1 << 15, leaveOpen: true))
        {
            CsvText.WriteRows(writer, AssessmentTable.Typed, rows.Select(AssessmentTable.CellsOf));
        }

        return bytes.ToArray();
    }

    /// <inheritdoc/>
    public void Accept(IReadOnlyList<AssessmentRow> rows, byte[]? encoded) => output.Write(encoded ?? Encode(rows));

    /// <inheritdoc/>
    public void End() => output.Flush();
}
