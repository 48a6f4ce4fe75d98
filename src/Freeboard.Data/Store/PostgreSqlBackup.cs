using System.Data;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace Freeboard.Data.Store;

/// <summary>A PostgreSQL store as a zip archive of its tables in binary COPY form, and back into an empty schema.</summary>
internal static class PostgreSqlBackup
{
    // The earliest time that an entry of an archive can have.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string Layout = "freeboard-postgres-1";
    private const string ManifestName = "manifest.json";
    private const string SchemaTable = "freeboard_schema";
    private const int MostManifestBytes = 16 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    public static BackupSummary Write(StoreAddress address, string path, CancellationToken cancellationToken)
    {
        PostgreSqlDialect dialect = new();
        return StoreBackup.Named(dialect, address, () =>
        {
            using NpgsqlConnection source = (NpgsqlConnection)dialect.Connect(address, create: false);
            using NpgsqlTransaction transaction = source.BeginTransaction(IsolationLevel.RepeatableRead);
            int version = dialect.Version(source, transaction, address);
            List<Copied> tables = [];
            using (FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16))
            {
                using (ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true))
                {
                    foreach (Copied table in Tables(source, transaction, address))
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        tables.Add(CopyOut(source, transaction, archive, table));
                    }

                    using Stream manifest = Entry(archive, ManifestName, CompressionLevel.Optimal).Open();
                    JsonSerializer.Serialize(manifest, new Manifest(Layout, version, tables), Json);
                }

                file.Flush(flushToDisk: true);
            }

            return new BackupSummary(StoreKind.PostgreSql, version, tables.Count, tables.Sum(static t => t.Rows), 0, "");
        });
    }

    public static BackupSummary Restore(string path, StoreAddress address, CancellationToken cancellationToken)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        Manifest manifest = Read(archive, path);
        PostgreSqlDialect dialect = new();
        return StoreBackup.Named(dialect, address, () =>
        {
            using NpgsqlConnection target = (NpgsqlConnection)dialect.Connect(address, create: true);
            using StoreTransaction transaction = dialect.BeginWrite(target, address, StorePart.Schema);
            if (dialect.Version(target, transaction.Inner, address) != 0)
            {
                throw StoreBackup.Occupied(address);
            }

            Migration.ApplyUpTo(dialect, target, transaction, manifest.SchemaVersion);
            foreach (Copied table in manifest.Tables)
            {
                cancellationToken.ThrowIfCancellationRequested();
                CopyIn(dialect, target, transaction, archive, table, path);
            }

            Number(target, transaction, address);
            transaction.Commit();
            return new BackupSummary(StoreKind.PostgreSql, manifest.SchemaVersion, manifest.Tables.Count, manifest.Tables.Sum(static t => t.Rows), 0, "");
        });
    }

    /// <summary>The tables, those that others refer to first; a table of one import's own names the one it inherits from.</summary>
    private static List<Copied> Tables(NpgsqlConnection source, NpgsqlTransaction transaction, StoreAddress address)
    {
        (string Name, string? Parent)[] all = [.. source.Query<(string, string?)>(
            """
            SELECT c.relname::text, p.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_inherits i ON i.inhrelid = c.oid LEFT JOIN pg_class p ON p.oid = i.inhparent
            WHERE n.nspname = @Schema AND c.relkind = 'r' ORDER BY c.relname COLLATE "C"
            """, new { address.Schema }, transaction)];
        HashSet<(string, string)> references = [.. source.Query<(string, string)>(
            """
            SELECT c.relname::text, r.relname::text FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE k.contype = 'f' AND n.nspname = @Schema AND c.oid <> r.oid
            """, new { address.Schema }, transaction)];
        List<Copied> ordered = [];
        List<(string Name, string? Parent)> left = [.. all.Where(static t => t.Name != SchemaTable)];
        while (left.Count > 0)
        {
            (string Name, string? Parent) next = left.First(t => !left.Any(other => references.Contains((t.Name, other.Name))));
            left.Remove(next);
            string[] columns = [.. source.Query<string>(
                "SELECT attname::text FROM pg_attribute WHERE attrelid = @table::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum", new { table = next.Name }, transaction)];
            ordered.Add(new Copied(next.Name, next.Parent, columns, 0, 0, ""));
        }

        return ordered;
    }

    private static Copied CopyOut(NpgsqlConnection source, NpgsqlTransaction transaction, ZipArchive archive, Copied table)
    {
        using Stream packed = Entry(archive, EntryOf(table.Name), CompressionLevel.Fastest).Open();
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes = 0;
        using (NpgsqlRawCopyStream rows = source.BeginRawBinaryCopy($"COPY (SELECT {string.Join(", ", table.Columns)} FROM ONLY {table.Name}) TO STDOUT (FORMAT BINARY)"))
        {
            byte[] buffer = new byte[1 << 16];
            for (int read; (read = rows.Read(buffer, 0, buffer.Length)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
                packed.Write(buffer, 0, read);
                bytes += read;
            }
        }

        long count = source.ExecuteScalar<long>($"SELECT count(*) FROM ONLY {table.Name}", transaction: transaction);
        return table with { Rows = count, Bytes = bytes, Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) };
    }

    private static void CopyIn(PostgreSqlDialect dialect, NpgsqlConnection target, StoreTransaction transaction, ZipArchive archive, Copied table, string path)
    {
        IReadOnlyList<string> completion = [];
        if (table.Parent is { } parent)
        {
            string number = table.Name.StartsWith(parent + "_", StringComparison.Ordinal) ? table.Name[(parent.Length + 1)..] : "";
            BulkTarget own = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int import)
                ? dialect.ForMany(target, transaction, parent, import)
                : throw StoreBackup.Damaged(path, $"the table {table.Name} is none of this program's");
            completion = own.Finish;
        }

        ZipArchiveEntry entry = archive.GetEntry(EntryOf(table.Name)) ?? throw StoreBackup.Damaged(path, $"{EntryOf(table.Name)} is missing");
        using Stream packed = entry.Open();
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes = 0;
        using (NpgsqlRawCopyStream rows = target.BeginRawBinaryCopy($"COPY {table.Name} ({string.Join(", ", table.Columns)}) FROM STDIN (FORMAT BINARY)"))
        {
            byte[] buffer = new byte[1 << 16];
            for (int read; bytes <= table.Bytes && (read = packed.Read(buffer, 0, buffer.Length)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
                rows.Write(buffer, 0, read);
                bytes += read;
            }

            if (bytes != table.Bytes || Convert.ToHexStringLower(hash.GetHashAndReset()) != table.Sha256)
            {
                rows.Cancel();
                throw StoreBackup.Damaged(path, $"{EntryOf(table.Name)} is not what the manifest says");
            }
        }

        foreach (string sql in completion)
        {
            target.Execute(sql, transaction: transaction.Inner);
        }

        if (target.ExecuteScalar<long>($"SELECT count(*) FROM ONLY {table.Name}", transaction: transaction.Inner) != table.Rows)
        {
            throw StoreBackup.Damaged(path, $"{table.Name} has not as many rows as the manifest says");
        }
    }

    /// <summary>Numbers that the server gives go on after the highest one restored.</summary>
    private static void Number(NpgsqlConnection target, StoreTransaction transaction, StoreAddress address)
    {
        foreach ((string table, string column) in target.Query<(string, string)>("SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = @Schema AND is_identity = 'YES'", new { address.Schema }, transaction.Inner).ToArray())
        {
            target.Execute($"SELECT setval(pg_get_serial_sequence('{address.Schema}.{table}', '{column}'), coalesce(max({column}), 0) + 1, false) FROM {table}", transaction: transaction.Inner);
        }
    }

    private static Manifest Read(ZipArchive archive, string path)
    {
        ZipArchiveEntry entry = archive.GetEntry(ManifestName) ?? throw StoreBackup.Damaged(path, $"it has no {ManifestName}");
        if (entry.Length > MostManifestBytes)
        {
            throw StoreBackup.Damaged(path, "its manifest is larger than any that this program writes");
        }

        try
        {
            using Stream text = entry.Open();
            Manifest? manifest = JsonSerializer.Deserialize<Manifest>(text, Json);
            if (manifest?.Layout != Layout)
            {
                throw StoreBackup.Damaged(path, "its manifest is of another layout");
            }

            int newest = Migration.Newest(new PostgreSqlDialect().Migrations);
            if (manifest.SchemaVersion > newest)
            {
                throw new StoreException("STORE-NEWER-VERSION", string.Create(CultureInfo.InvariantCulture, $"'{path}' has schema version {manifest.SchemaVersion}, this program knows up to {newest}"), "Use the newer program that wrote it");
            }

            // Names enter SQL text, and the file may have come from anywhere.
            return manifest.SchemaVersion > 0 && manifest.Tables.All(static t => IsName(t.Name) && (t.Parent is null || IsName(t.Parent)) && t.Columns.Count > 0 && t.Columns.All(IsName))
                ? manifest
                : throw StoreBackup.Damaged(path, "its manifest names what no store has");
        }
        catch (JsonException e)
        {
            throw StoreBackup.Damaged(path, $"its manifest cannot be read ({e.Message.Split('\n')[0].TrimEnd('.')})");
        }
    }

    private static bool IsName(string name) => name.Length is > 0 and < 64 && name.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_') && !char.IsAsciiDigit(name[0]);

    /// <summary>An entry without the time of day: the same state of a store gives the same bytes.</summary>
    private static ZipArchiveEntry Entry(ZipArchive archive, string name, CompressionLevel level)
    {
        ZipArchiveEntry entry = archive.CreateEntry(name, level);
        entry.LastWriteTime = Epoch;
        return entry;
    }

    private static string EntryOf(string table) => $"tables/{table}.copy";

    private sealed record Manifest(string Layout, int SchemaVersion, IReadOnlyList<Copied> Tables);

    private sealed record Copied(string Name, string? Parent, IReadOnlyList<string> Columns, long Rows, long Bytes, string Sha256);
}
