using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Services.Grid;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Assess;

/// <summary>Rows of a run in any format while it is made, to a stream or into a file.</summary>
/// <remarks>The same bytes as <see cref="AssessmentTable.TableOf"/> gives when the run is there.</remarks>
public sealed class AssessedTable : IAssessedRows, IDisposable
{
    private readonly RowFormat format;
    private readonly bool byteOrderMark;
    private readonly Stream? output;
    private readonly string? path;
    private RowWriter? writer;

    private readonly FirmShard? shard;

    private AssessedTable(RowFormat format, bool byteOrderMark, Stream? output, string? path, FirmShard? shard) =>
        (this.format, this.byteOrderMark, this.output, this.path, this.shard) = (format, byteOrderMark, output, path, shard);

    /// <summary>The file, not yet in its place; null before the first row and where rows go to a stream.</summary>
    public RowFile? File { get; private set; }

    /// <summary>Rows to a stream.</summary>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="format">The format.</param>
    /// <param name="byteOrderMark">Whether CSV begins with a byte-order mark.</param>
    /// <param name="shard">The share of the firms that they are of; null for all.</param>
    public static AssessedTable ToStream(Stream output, RowFormat format, bool byteOrderMark = false, FirmShard? shard = null) => new(format, byteOrderMark, output, null, shard);

    /// <summary>Rows into a file, beside its place until <see cref="RowFile.Publish"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">The format.</param>
    /// <param name="byteOrderMark">Whether CSV begins with a byte-order mark.</param>
    /// <param name="shard">The share of the firms that they are of; null for all.</param>
    public static AssessedTable ToFile(string path, RowFormat format, bool byteOrderMark = false, FirmShard? shard = null) => new(format, byteOrderMark, null, path, shard);

    /// <inheritdoc/>
    public void Begin(RunProvenance provenance)
    {
        ArgumentNullException.ThrowIfNull(provenance);
        OutputTable table = AssessmentTable.TableOf(provenance, [], shard);
        if (path is not null)
        {
            File = RowFile.Begin(path, format, table, byteOrderMark, format == RowFormat.Json ? (stream, columns) => new AssessmentDocument(stream, columns, provenance, shard) : null);
            return;
        }

        writer = format == RowFormat.Json ? new AssessmentDocument(output!, table.Columns, provenance, shard) : RowWriter.Open(output!, format, table.Columns, table.Name, byteOrderMark);
    }

    /// <inheritdoc/>
    public byte[]? Encode(IReadOnlyList<AssessmentRow> rows) => null;

    /// <inheritdoc/>
    public void Accept(IReadOnlyList<AssessmentRow> rows, byte[]? encoded)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (AssessmentRow row in rows)
        {
            string[] cells = AssessmentTable.CellsOf(row);
            if (File is not null)
            {
                File.Write(cells);
            }
            else
            {
                writer!.Write(cells);
            }
        }
    }

    /// <inheritdoc/>
    public void End()
    {
        File?.Complete();
        writer?.Complete();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        File?.Dispose();
        writer?.Dispose();
    }
}
