using System.Data.Common;
using System.Security.Cryptography;

namespace Freeboard.Data.Store;

/// <summary>A store as one file while it is in use, and back.</summary>
/// <remarks>
/// <para>Method: a SQLite store is copied by SQLite's own backup interface, and the copy is a store itself; a PostgreSQL store goes table by table, in
/// PostgreSQL's binary COPY form, out of one repeatable-read transaction into a zip archive, without any program of the server's.</para>
/// <para>Hot: readers and writers go on; the backup is the state at its beginning, whole transactions only. Written beside its place, flushed, moved there
/// last, with FILE.sha256 beside it in the form of sha256sum.</para>
/// <para>Errors: <see cref="StoreException"/> BACKUP-... and those of any store; nothing is left at the place of a backup or a restore that failed.</para>
/// </remarks>
public static class StoreBackup
{
    /// <summary>Ending of the file with the hash, beside the backup.</summary>
    public const string HashEnding = ".sha256";

    private const string PartialEnding = ".partial";

    /// <summary>Writes a backup of a store, which others may be using.</summary>
    /// <param name="address">The store.</param>
    /// <param name="path">The file; an older backup that stands there is replaced when the new one is whole, anything else is left and refused.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    /// <exception cref="StoreException">The store cannot be read, or the file not written.</exception>
    public static BackupSummary Write(StoreAddress address, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path))
        {
            throw new StoreException("BACKUP-IS-A-FOLDER", $"'{path}' is a folder", "Name a file in it, such as freeboard-backup.db");
        }

        if (address.Kind == StoreKind.Sqlite && Path.GetFullPath(address.Place) == Path.GetFullPath(path))
        {
            throw new StoreException("BACKUP-OVER-STORE", $"'{path}' is the store itself", "Name another file");
        }

        string partial = path + PartialEnding;
        try
        {
            // Looked at before the work, so that nobody waits for a refusal.
            RefuseInUse(path);
            bool older = File.Exists(path) && StatedHash(path) is { } stated && stated == HashOf(path);
            BackupSummary summary = address.Kind == StoreKind.Sqlite
                ? SqliteBackup.Write(address, partial, cancellationToken)
                : PostgreSqlBackup.Write(address, partial, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            string hash = HashOf(partial);
            string hashFile = path + HashEnding;
            if (File.Exists(path) && !older && HashOf(path) != hash)
            {
                throw new StoreException("BACKUP-WOULD-OVERWRITE", $"'{path}' is no backup as this program wrote it: {(File.Exists(hashFile) ? $"it is not what '{hashFile}' says" : $"there is no '{hashFile}' beside it")}", "Name another file, or move that one away first; it is as it was");
            }

            // First the old hash goes: a crash between the two moves leaves a backup without a hash, never one with another's.
            File.Delete(hashFile);
            File.Move(partial, path, overwrite: true);
            File.WriteAllText(hashFile + PartialEnding, $"{hash}  {Path.GetFileName(path)}\n");
            File.Move(hashFile + PartialEnding, hashFile, overwrite: true);
            return summary with { Bytes = new FileInfo(path).Length, Sha256 = hash };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" })
        {
            throw new StoreException("BACKUP-CANNOT-WRITE", $"the backup '{path}' cannot be written: {e.Message.Split('\n')[0].TrimEnd('.')}", "Make room or the folder, or name another file; the store is as it was", e);
        }
        finally
        {
            foreach (string rest in (string[])[partial, partial + "-journal", partial + "-wal", partial + "-shm", path + HashEnding + PartialEnding])
            {
                Remove(rest);
            }
        }
    }

    /// <summary>Makes a store from a backup where there is none.</summary>
    /// <param name="path">The backup.</param>
    /// <param name="address">Where the store is to be; nothing may be there.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    /// <exception cref="StoreException">The backup is damaged or of another database, or a store is there already.</exception>
    public static BackupSummary Restore(string path, StoreAddress address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            StoreKind kind = KindOf(path);
            if (kind != address.Kind)
            {
                throw new StoreException("BACKUP-OTHER-DATABASE", $"'{path}' is a backup of {(kind == StoreKind.Sqlite ? "a SQLite store" : "a PostgreSQL store")}", kind == StoreKind.Sqlite ? "Restore it into sqlite:PATH" : "Restore it into postgres:Host=...;Database=...");
            }

            string hash = HashOf(path);
            if (StatedHash(path) is { } stated && stated != hash)
            {
                throw new StoreException("BACKUP-CHANGED", $"'{path}' is not what {Path.GetFileName(path)}{HashEnding} says: sha256 {hash[..12]}... in place of {stated[..Math.Min(12, stated.Length)]}...", "Take another copy of it");
            }

            BackupSummary summary = kind == StoreKind.Sqlite ? SqliteBackup.Restore(path, address, cancellationToken) : PostgreSqlBackup.Restore(path, address, cancellationToken);
            return summary with { Bytes = new FileInfo(path).Length, Sha256 = hash };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentOutOfRangeException { ParamName: "value" })
        {
            throw new StoreException("BACKUP-CANNOT-RESTORE", $"'{path}' cannot be restored: {e.Message.Split('\n')[0].TrimEnd('.')}", "Check the backup, the room on the disk and the rights; nothing was left", e);
        }
    }

    /// <summary>Files of SQLite's beside a name belong to a store that is in use there, or was left in the middle; they would be read into a backup put in its place.</summary>
    internal static void RefuseInUse(string path)
    {
        foreach (string beside in (string[])[path + "-wal", path + "-shm", path + "-journal"])
        {
            if (File.Exists(beside))
            {
                throw new StoreException("BACKUP-IN-USE", $"'{beside}' stands beside '{path}': a store of that name is in use, or was left in the middle of a write", "Name another file, or move all of that name away first");
            }
        }
    }

    /// <summary>What a store that already stands there is told.</summary>
    internal static StoreException Occupied(StoreAddress address) =>
        new("STORE-EXISTS", $"there is a store at '{address}' already", "Name another place, or move that store away first");

    /// <summary>A store's faults in its own words.</summary>
    internal static T Named<T>(IStoreDialect dialect, StoreAddress address, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DbException e)
        {
            throw dialect.Named(e, address);
        }
    }

    internal static StoreException Damaged(string path, string what) =>
        new("BACKUP-DAMAGED", $"'{path}' is no whole backup: {what.TrimEnd('.')}", "Take another one");

    internal static void Remove(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private static StoreKind KindOf(string path)
    {
        if (!File.Exists(path))
        {
            throw new StoreException("BACKUP-MISSING", $"there is no file '{path}'", "Name a backup that exists");
        }

        Span<byte> head = stackalloc byte[16];
        using FileStream file = File.OpenRead(path);
        int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..read].SequenceEqual("SQLite format 3\0"u8) ? StoreKind.Sqlite
            : read >= 4 && head[..4].SequenceEqual("PK\u0003\u0004"u8) ? StoreKind.PostgreSql
            : throw Damaged(path, "it is neither a SQLite file nor an archive");
    }

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static string? StatedHash(string path) =>
        File.Exists(path + HashEnding) ? File.ReadLines(path + HashEnding).FirstOrDefault("").Split(' ')[0] : null;
}
