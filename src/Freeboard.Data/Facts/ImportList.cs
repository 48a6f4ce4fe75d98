using Freeboard.Data.Store;
using Freeboard.Provenance;

namespace Freeboard.Data.Facts;

/// <summary>Reads the imports of a store with their files, settings and notes.</summary>
internal sealed class ImportList(StoreConnection store)
{
    public IReadOnlyList<StoredImport> Read(FactState state)
    {
        ILookup<int, InputFile> files = store.Query(
            "SELECT import_id, name, sha256, layout, row_count, quarantined FROM fact_import_files ORDER BY import_id, position",
            static r => (Import: r.GetInt32(0), File: new InputFile(r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt32(4), r.GetInt32(5))))
            .ToLookup(static f => f.Import, static f => f.File);
        ILookup<int, RunParameter> parameters = store.Query(
            "SELECT import_id, name, value FROM fact_import_parameters ORDER BY import_id, position",
            static r => (Import: r.GetInt32(0), Parameter: new RunParameter(r.GetString(1), r.GetString(2))))
            .ToLookup(static p => p.Import, static p => p.Parameter);
        ILookup<int, QualityNote> notes = store.Query(
            "SELECT import_id, code, firm, count, text FROM fact_import_notes ORDER BY import_id, position",
            static r => (Import: r.GetInt32(0), Note: new QualityNote(r.GetString(1), r.GetString(2), r.GetInt32(3), r.GetString(4))))
            .ToLookup(static n => n.Import, static n => n.Note);
        return store.Query(
            "SELECT import_id, source, content_hash, fact_count, synthetic, started_at, finished_at FROM fact_imports ORDER BY import_id",
            r => new StoredImport
            {
                Id = new ImportId(r.GetInt32(0)),
                Source = r.GetString(1),
                ContentHash = r.GetString(2),
                Facts = r.GetInt64(3),
                Synthetic = r.GetInt32(4) != 0,
                StartedAt = StoreText.MomentOf(r.GetString(5)),
                FinishedAt = StoreText.MomentOf(r.GetString(6)),
                Undone = !state.Sees(r.GetInt32(0)),
                Files = [.. files[r.GetInt32(0)]],
                Parameters = [.. parameters[r.GetInt32(0)]],
                Notes = [.. notes[r.GetInt32(0)]],
            });
    }
}
