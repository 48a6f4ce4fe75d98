using Dapper;

namespace Freeboard.Data.Store;

/// <summary>A copy of a SQLite store as it is now, in one file that nobody writes again: for many readers, on other machines too.</summary>
public static class StoreSnapshot
{
    /// <summary>Writes a snapshot; writers of the store go on meanwhile and are not in it.</summary>
    /// <param name="store">A SQLite store.</param>
    /// <param name="path">The file; it must not be there.</param>
    /// <exception cref="StoreException">The store cannot be read, or the file not written; nothing is left.</exception>
    /// <exception cref="ArgumentException">The store is no file.</exception>
    public static void Write(StoreAddress store, string path)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (store.Kind != StoreKind.Sqlite)
        {
            throw new ArgumentException("Only a SQLite file has a snapshot; a database has states.", nameof(store));
        }

        string partial = path + ".partial";
        File.Delete(partial);
        try
        {
            using StoreConnection connection = StoreConnection.Open(store, create: false);
            connection.Do(() => connection.Database.Execute("VACUUM INTO @partial", new { partial }));
            using (FileStream written = new(partial, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: false);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
