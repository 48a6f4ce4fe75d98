using System.Data.Common;
using System.Globalization;

namespace Freeboard.Data.Store;

/// <summary>A store at a glance; it is neither made nor brought up to date.</summary>
/// <param name="SchemaVersion">Version of its schema.</param>
/// <param name="NewestVersion">The newest version that this program knows.</param>
/// <param name="Server">The database and its version.</param>
/// <param name="Runs">Runs kept.</param>
/// <param name="Imports">Imports kept, undone ones too.</param>
/// <param name="Accounts">Accounts that may sign in to it.</param>
/// <param name="LastWrite">When the last run or import was finished, by the clock of the machine that wrote it; null in an empty store.</param>
public sealed record StoreSight(int SchemaVersion, int NewestVersion, string Server, long Runs, long Imports, long Accounts, DateTimeOffset? LastWrite)
{
    /// <summary>Looks at a store.</summary>
    /// <param name="address">Where.</param>
    /// <returns>What is there; null when there is none.</returns>
    /// <exception cref="StoreException">It cannot be opened, or is no store of ours.</exception>
    public static StoreSight? Of(StoreAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!StoreConnection.Exists(address))
        {
            return null;
        }

        using StoreConnection store = StoreConnection.Look(address, out int version);
        return store.Do(() =>
        {
            // The tables of facts came with the third schema.
            bool facts = version >= 3;
            string[] moments = [.. One("SELECT max(finished_at) FROM executions"), .. facts ? One("SELECT max(finished_at) FROM fact_imports") : []];
            return new StoreSight(
                version,
                Migration.Newest(store.Dialect.Migrations),
                address.Kind == StoreKind.Sqlite ? "SQLite " + One("SELECT sqlite_version()")[0] : "PostgreSQL " + One("SHOW server_version")[0],
                Count("runs"),
                facts ? Count("fact_imports") : 0,
                version >= 6 ? Count("access_users") : 0,
                moments.Length == 0 ? null : moments.Max(StoreText.MomentOf));

            string[] One(string sql) => [.. store.Query(sql, static r => r.IsDBNull(0) ? null : Convert.ToString(r.GetValue(0), CultureInfo.InvariantCulture)).OfType<string>()];

            long Count(string table) => store.Query($"SELECT count(*) FROM {table}", static (DbDataReader r) => r.GetInt64(0))[0];
        });
    }
}
