using System.Security.Cryptography;
using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Services.Assess;

namespace Freeboard.Services.Tests.Assess.Stored;

/// <summary>Takes the rows of a run over a store: as rows, and the bytes of its CSV. Stops the run after a number of firms where that is asked for.</summary>
internal sealed class CollectedRows(CancellationTokenSource? stop = null, int stopAfter = int.MaxValue) : IAssessedRows, IDisposable
{
    private readonly MemoryStream bytes = new();
    private readonly List<AssessmentRow> rows = [];
    private AssessedCsv? csv;
    private int firms;

    public IReadOnlyList<AssessmentRow> Rows => rows;

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));

    public byte[] Bytes => bytes.ToArray();

    public void Begin(RunProvenance provenance) => (csv = new AssessedCsv(bytes)).Begin(provenance);

    public byte[]? Encode(IReadOnlyList<AssessmentRow> rowsOfFirm) => csv!.Encode(rowsOfFirm);

    public void Accept(IReadOnlyList<AssessmentRow> rowsOfFirm, byte[]? encoded)
    {
        rows.AddRange(rowsOfFirm);
        csv!.Accept(rowsOfFirm, encoded);
        if (++firms == stopAfter)
        {
            stop!.Cancel();
        }
    }

    public void End() => csv!.End();

    public void Dispose() => bytes.Dispose();
}
