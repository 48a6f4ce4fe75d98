using Freeboard.Data.Store;
using Freeboard.Provenance;

namespace Freeboard.Data.Facts;

/// <summary>Writes what is known of an import when its last fact is in. Its row in fact_imports comes last.</summary>
internal sealed class ImportRecord(StoreConnection store, StoreTransaction transaction, int import)
{
    public void Write(ImportIndex index, ImportDescription description, IReadOnlyList<InputFile> files, IReadOnlyList<QualityNote> notes, string content, long count, DateTimeOffset startedAt, DateTimeOffset finishedAt)
    {
        Table("firm_codes", "firm_id int, code text", index.NewCodes, (rows, _, c) => rows.Row(c.Id, c.Code));
        Table("fact_import_files", "import_id int, position int, name text, sha256 text, layout text, row_count int, quarantined int", files, (rows, i, f) => rows.Row(import, i, f.Name, f.Sha256, f.Layout, f.Rows, f.Quarantined));
        Table("fact_import_parameters", "import_id int, position int, name text, value text", description.Parameters, (rows, i, p) => rows.Row(import, i, p.Name, p.Value));
        Table("fact_import_notes", "import_id int, position int, code text, firm text, count int, text text", notes, (rows, i, n) => rows.Row(import, i, n.Code, n.Firm, n.Count, n.Text));
        Table("fact_import_sources", "import_id int, source_no int, text text", index.Sources, (rows, i, s) => rows.Row(import, i, s));
        Table("fact_import_firms", "import_id int, firm_id int, first_day int", index.FirstDays, (rows, _, f) => rows.Row(import, f.Firm, FactDay.Of(f.Day)));
        Table("fact_import_days", "import_id int, day int", index.TradingDays, (rows, _, d) => rows.Row(import, d));
        Table("fact_imports", "import_id int, source text, content_hash text, fact_count long, synthetic int, started_at text, finished_at text", [content], (rows, _, c) =>
            rows.Row(import, description.Source, c, count, description.Synthetic ? 1 : 0, StoreText.Of(startedAt), StoreText.Of(finishedAt)));
    }

    private void Table<T>(string table, string columns, IReadOnlyList<T> items, Action<IBulkRows, int, T> write)
    {
        using IBulkRows rows = store.Bulk(transaction, table, BulkRows.Columns(columns));
        for (int i = 0; i < items.Count; i++)
        {
            write(rows, i, items[i]);
        }

        rows.Complete();
    }
}
