using Freeboard.Provenance;
using Freeboard.Services.Grid;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Assess;

/// <summary>The JSON document of a run for a file of rows that come one by one.</summary>
internal sealed class AssessmentDocument(Stream output, IReadOnlyList<OutputColumn> columns, RunProvenance provenance, FirmShard? shard) : RowWriter(columns)
{
    private readonly AssessmentJsonWriter json = new(output, provenance, shard);

    public override void Complete() => json.End();

    protected override void WriteRow(string[] cells) => json.Row(cells);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // What it still holds may be for a disk that takes no more.
            Abandoned.Dispose(json);
        }
    }
}
