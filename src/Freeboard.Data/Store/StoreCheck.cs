using System.Data.Common;
using Freeboard.Data.Access;
using Freeboard.Data.Facts;

namespace Freeboard.Data.Store;

/// <summary>Whether a store is what its writers left: the database's own check, its tables and guards, and that everything in it belongs to something whole.</summary>
/// <remarks>Reads only, under one state of the store, and never brings an older store up to date. Reads every page once or twice: minutes for a large store.</remarks>
public static class StoreCheck
{
    /// <summary>Looks at a store.</summary>
    /// <param name="address">The store; others may be using it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Its schema version and what was found, always in one order.</returns>
    /// <exception cref="StoreException">There is no store, or it cannot be opened.</exception>
    public static (int SchemaVersion, IReadOnlyList<StoreFinding> Findings) Run(StoreAddress address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        using StoreConnection store = StoreConnection.Look(address, out int version);
        using DbTransaction state = store.BeginRead();
        (IReadOnlyList<string> tables, IReadOnlyList<string> guards) = StoreScript.Of(store.Dialect.Migrations, version);
        List<StoreFinding> findings = [];
        Add("pages", () => Pages(store, tables, cancellationToken));
        Add("references", () => References(store));
        Add("tables", () => Missing(tables, Names(store, "tables"), "tables"));
        Add("guards", () => Missing([.. guards, .. GuardsOfParts(store)], Names(store, "guards"), "guards against change"));
        HashSet<string> there = [.. tables];
        if (there.Contains("fact_imports"))
        {
            Add("imports", () => Imports(store, there));
        }

        Add("runs", () => Runs(store, there));
        if (there.Contains("assessment_segments"))
        {
            Add("segments", () => Segments(store, cancellationToken));
        }

        if (there.Contains("access_log"))
        {
            Add("access-log", () => AccessLog(store));
        }

        return (version, findings);

        void Add(string check, Func<(bool Sound, string Detail)> look)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                (bool sound, string detail) = look();
                findings.Add(new StoreFinding(check, sound, detail));
            }
            catch (DbException e)
            {
                // A damaged page is a finding, and what else is wrong is worth knowing too.
                findings.Add(new StoreFinding(check, false, store.Dialect.Named(e, address).Message));
            }
            catch (StoreException e) when (e.Code is "STORE-DAMAGED" or "STORE-DISK-FAILED" or "STORE-FAILED")
            {
                findings.Add(new StoreFinding(check, false, e.Message));
            }
        }
    }

    private static (bool, string) Pages(StoreConnection store, IReadOnlyList<string> tables, CancellationToken cancellationToken)
    {
        if (store.Address.Kind == StoreKind.Sqlite)
        {
            List<string> said = store.Query("PRAGMA integrity_check(5)", static r => r.GetString(0));
            return said is ["ok"] ? (true, "SQLite finds every page and index sound.") : (false, string.Join("; ", said));
        }

        // The server proves pages as it reads them (where it keeps checksums), so every row is read.
        long rows = 0;
        foreach (string table in tables)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows += store.Query($"SELECT count(t.*) FROM {table} t", static r => r.GetInt64(0))[0];
        }

        bool checksums = store.Query("SHOW data_checksums", static r => r.GetString(0)) is ["on"];
        return (true, FormattableString.Invariant($"{rows} rows were read{(checksums ? ", every page against its checksum" : "; the server keeps no checksums of pages")}."));
    }

    private static (bool, string) References(StoreConnection store)
    {
        if (store.Address.Kind == StoreKind.PostgreSql)
        {
            long unproven = store.Query("SELECT count(*) FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE k.contype = 'f' AND NOT k.convalidated AND n.nspname = @schema", static r => r.GetInt64(0), ("schema", store.Address.Schema))[0];
            return (unproven == 0, unproven == 0 ? "The server holds every reference." : FormattableString.Invariant($"{unproven} references are not proven by the server."));
        }

        List<string> broken = store.Query("PRAGMA foreign_key_check", static r => r.GetString(0));
        return broken.Count == 0 ? (true, "Every reference has its row.") : (false, FormattableString.Invariant($"{broken.Count} rows refer to nothing, in {string.Join(", ", broken.Distinct())}."));
    }

    private static HashSet<string> Names(StoreConnection store, string kind) =>
    [
        .. store.Address.Kind == StoreKind.Sqlite
            ? store.Query("SELECT name FROM sqlite_schema WHERE type = @kind", static r => r.GetString(0), ("kind", kind == "tables" ? "table" : "trigger"))
            : kind == "tables"
                ? store.Query("SELECT tablename::text FROM pg_tables WHERE schemaname = @schema", static r => r.GetString(0), ("schema", store.Address.Schema))
                : store.Query("SELECT t.tgname::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND n.nspname = @schema", static r => r.GetString(0), ("schema", store.Address.Schema)),
    ];

    /// <summary>Tables of single imports have guards of their own.</summary>
    private static List<string> GuardsOfParts(StoreConnection store) => store.Address.Kind == StoreKind.Sqlite
        ? []
        : store.Query("SELECT c.relname::text || '_refuse_change' FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = @schema", static r => r.GetString(0), ("schema", store.Address.Schema));

    private static (bool, string) Missing(IReadOnlyList<string> wanted, HashSet<string> there, string what)
    {
        string[] missing = [.. wanted.Where(name => !there.Contains(name))];
        return missing.Length == 0
            ? (true, FormattableString.Invariant($"All {wanted.Count} {what} are there."))
            : (false, FormattableString.Invariant($"{missing.Length} of {wanted.Count} {what} are missing: {string.Join(", ", missing.Take(5))}."));
    }

    private static (bool, string) Imports(StoreConnection store, HashSet<string> there)
    {
        foreach (string table in (string[])["fact_prices", .. FactTable.All.Select(static t => t.Name), "fact_import_files", "fact_import_firms", "fact_import_days", "fact_changes"])
        {
            if (there.Contains(table) && store.Query($"SELECT count(*) FROM {table} WHERE import_id NOT IN (SELECT import_id FROM fact_imports)", static r => r.GetInt64(0))[0] is > 0 and long parts)
            {
                return (false, FormattableString.Invariant($"{parts} rows of {table} belong to no import."));
            }
        }

        SortedDictionary<int, string> contents = new(store.Query("SELECT import_id, content_hash FROM fact_imports", static r => (r.GetInt32(0), r.GetString(1))).ToDictionary());
        SortedSet<int> visible = [];
        foreach ((int change, bool undo, int import, string hash) in store.Query("SELECT change_id, kind, import_id, state_hash FROM fact_changes ORDER BY change_id", static r => (r.GetInt32(0), r.GetString(1) == "undo", r.GetInt32(2), r.GetString(3))))
        {
            if (!contents.ContainsKey(import) || !(undo ? visible.Remove(import) : visible.Add(import)) || FactState.HashOf(visible.Select(i => contents[i])) != hash)
            {
                return (false, FormattableString.Invariant($"Change {change} of the facts does not fit the imports before it."));
            }
        }

        return (true, FormattableString.Invariant($"{contents.Count} imports, each whole; {visible.Count} are seen; the hash of their state follows from their contents."));
    }

    private static (bool, string) Runs(StoreConnection store, HashSet<string> there)
    {
        bool segments = there.Contains("assessment_segments");
        string rows = "(SELECT count(*) FROM assessment_rows a WHERE a.run_id = r.run_id)" + (segments ? " + (SELECT coalesce(sum(s.row_count), 0) FROM assessment_segments s WHERE s.run_id = r.run_id)" : "");
        List<string> wrong = store.Query($"SELECT r.run_id FROM runs r WHERE r.row_count <> {rows} OR NOT EXISTS (SELECT 1 FROM executions e WHERE e.run_id = r.run_id) ORDER BY r.run_id", static r => r.GetString(0));
        long stray = store.Query("SELECT count(*) FROM assessment_rows WHERE run_id NOT IN (SELECT run_id FROM runs)", static r => r.GetInt64(0))[0];
        long runs = store.Query("SELECT count(*) FROM runs", static r => r.GetInt64(0))[0];
        return wrong.Count > 0 ? (false, FormattableString.Invariant($"{wrong.Count} of {runs} runs have not the rows they say: {string.Join(", ", wrong.Take(5))}."))
            : stray > 0 ? (false, FormattableString.Invariant($"{stray} rows belong to no run."))
            : (true, FormattableString.Invariant($"{runs} runs, each with all its rows."));
    }

    private static (bool, string) Segments(StoreConnection store, CancellationToken cancellationToken)
    {
        Dictionary<long, (string Firm, string Run, int Least, int Most)> wanted = store.Query(
            "SELECT content_id, min(firm), min(run_id), min(row_count), max(row_count) FROM assessment_segments GROUP BY content_id",
            static r => (r.GetInt64(0), (r.GetString(1), r.GetString(2), r.GetInt32(3), r.GetInt32(4)))).ToDictionary();
        int count = wanted.Count;
        long last = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<(long Id, byte[] Content)> next = store.Query("SELECT content_id, content FROM assessment_contents WHERE content_id > @last ORDER BY content_id LIMIT 200", static r => (r.GetInt64(0), r.GetFieldValue<byte[]>(1)), ("last", last));
            foreach ((long id, byte[] content) in next)
            {
                if (wanted.Remove(id, out (string Firm, string Run, int Least, int Most) of) && (of.Least != of.Most || SegmentCodec.Unpack(content, of.Firm, of.Run).Rows.Count != of.Least))
                {
                    return (false, FormattableString.Invariant($"The packed rows {id} of {of.Firm} in run {of.Run} are not {of.Least}."));
                }
            }

            if (next.Count == 0)
            {
                return wanted.Count == 0
                    ? (true, FormattableString.Invariant($"{count} packed histories, each unpacked to as many rows as it says."))
                    : (false, FormattableString.Invariant($"{wanted.Count} packed histories are missing, the first of them that of {wanted.MinBy(static w => w.Key).Value.Firm}."));
            }

            last = next[^1].Id;
        }
    }

    private static (bool, string) AccessLog(StoreConnection store)
    {
        List<AuditRecord> lines = store.Query(
            "SELECT sequence, happened_at, actor, action, subject, detail, previous_hash, hash FROM access_log ORDER BY sequence",
            static r => new AuditRecord(r.GetInt64(0), new AuditEntry(StoreText.MomentOf(r.GetString(1)), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5)), r.GetString(6), r.GetString(7)));
        return AuditChain.FirstBreak(lines) is { } broken
            ? (false, FormattableString.Invariant($"Line {broken} of the log does not fit the lines before it: the log was changed."))
            : (true, FormattableString.Invariant($"{lines.Count} lines, each with the hash of those before it."));
    }
}
