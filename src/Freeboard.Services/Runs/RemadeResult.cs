using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Services.Assess;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Runs;

/// <summary>The result tables of a run that is made again, in files of a folder: rows come firm by firm and do not stay in memory.</summary>
internal sealed class RemadeResult(string folder) : IAssessedRows, IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly List<(ResultTable Table, FileStream File, RowWriter Writer)> tables = [];

    /// <summary>The file of a table.</summary>
    public string FileOf(ResultTable table) => Path.Combine(folder, Path.GetFileName(table.Path));

    public void Begin(RunProvenance provenance)
    {
        Directory.CreateDirectory(folder);
        foreach (ResultTable table in ResultTable.All)
        {
            FileStream file = new(FileOf(table), FileMode.Create, FileAccess.Write, FileShare.Read, BufferBytes);
            tables.Add((table, file, table.Open(file)));
        }
    }

    public byte[]? Encode(IReadOnlyList<AssessmentRow> rows) => null;

    public void Accept(IReadOnlyList<AssessmentRow> rows, byte[]? encoded)
    {
        foreach ((ResultTable table, _, RowWriter writer) in tables)
        {
            table.Write(writer, rows);
        }
    }

    public void End()
    {
        foreach ((_, FileStream file, RowWriter writer) in tables)
        {
            writer.Complete();
            file.Flush();
        }

        Dispose();
    }

    public void Dispose()
    {
        foreach ((_, FileStream file, RowWriter writer) in tables)
        {
            writer.Dispose();
            Abandoned.Dispose(file);
        }

        tables.Clear();
    }
}
