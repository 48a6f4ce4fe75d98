using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Freeboard.Data.Store;

/// <summary>A SQLite store copied while it is in use; the copy is one file and a store itself.</summary>
internal static class SqliteBackup
{
    public static BackupSummary Write(StoreAddress address, string path, CancellationToken cancellationToken)
    {
        SqliteDialect dialect = new();
        return StoreBackup.Named(dialect, address, () =>
        {
            using SqliteConnection source = (SqliteConnection)dialect.Connect(address, create: false);
            if (dialect.Version(source, null, address) == 0)
            {
                throw new StoreException("STORE-MISSING", $"'{address.Place}' is an empty file and no store", "Name a store that exists");
            }

            Copy(source, path);
            cancellationToken.ThrowIfCancellationRequested();
            return Proven(path);
        });
    }

    public static BackupSummary Restore(string path, StoreAddress address, CancellationToken cancellationToken)
    {
        if (File.Exists(address.Place))
        {
            throw StoreBackup.Occupied(address);
        }

        StoreBackup.RefuseInUse(address.Place);

        string partial = address.Place + ".partial";
        try
        {
            BackupSummary summary = Proven(path);
            File.Copy(path, partial, overwrite: true);
            cancellationToken.ThrowIfCancellationRequested();
            Flush(partial);

            // Not over another: a store that somebody makes meanwhile stays.
            File.Move(partial, address.Place, overwrite: false);
            return summary;
        }
        finally
        {
            StoreBackup.Remove(partial);
        }
    }

    private static void Copy(SqliteConnection source, string path)
    {
        try
        {
            StoreBackup.Remove(path);
            using (SqliteConnection target = Open(path, SqliteOpenMode.ReadWriteCreate))
            {
                // One step for all pages, under one read transaction: writers go on in the log and do not change what is copied.
                source.BackupDatabase(target);

                // The copy says that it keeps a log beside it, as its source does; as a backup it is one file.
                target.Execute("PRAGMA journal_mode = DELETE");
            }

            Flush(path);
        }
        catch (SqliteException e) when (SqliteDialect.PrimaryCode(e) is 13 or 10 or 14)
        {
            throw new IOException(SqliteDialect.PrimaryCode(e) switch { 13 => "the disk is full", 10 => "the disk failed to take or give what was asked of it", _ => "it cannot be opened" }, e);
        }
    }

    /// <summary>What a file holds, once SQLite has found it sound.</summary>
    private static BackupSummary Proven(string path)
    {
        SqliteDialect dialect = new();
        StoreAddress place = StoreAddress.OfFile(path);
        try
        {
            using SqliteConnection copy = Open(path, SqliteOpenMode.ReadOnly);
            int version = dialect.Version(copy, null, place);
            string verdict = copy.ExecuteScalar<string>("PRAGMA integrity_check(1)") ?? "";
            if (verdict != "ok")
            {
                throw StoreBackup.Damaged(path, verdict);
            }

            int newest = Migration.Newest(dialect.Migrations);
            if (version > newest)
            {
                throw new StoreException("STORE-NEWER-VERSION", string.Create(CultureInfo.InvariantCulture, $"'{path}' has schema version {version}, this program knows up to {newest}"), "Use the newer program that wrote it");
            }

            string[] tables = [.. copy.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")];
            return new BackupSummary(StoreKind.Sqlite, version, tables.Length, tables.Sum(table => copy.ExecuteScalar<long>($"SELECT count(*) FROM {table}")), 0, "");
        }
        catch (SqliteException e) when (SqliteDialect.PrimaryCode(e) is 11 or 26)
        {
            throw StoreBackup.Damaged(path, e.Message);
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Flush(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }
}
