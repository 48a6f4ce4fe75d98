using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Freeboard.Data.Store;

/// <summary>Brings a store file to the schema of this program by numbered migrations.</summary>
internal static class Migration
{
    /// <summary>Marks a SQLite file as ours ("Fbrd" in ASCII), so that another program's database is never written to.</summary>
    public const int ApplicationId = 0x46627264;

    private const string Prefix = "Freeboard.Data.Store.Migrations.";

    /// <summary>The newest schema version this program knows.</summary>
    public static int Newest { get; } = Scripts().Max(static s => s.Version);

    public static void Apply(SqliteConnection connection, string path)
    {
        if (Current(connection, path) == Newest)
        {
            return;
        }

        // The version is read again under the write lock: another process may have migrated in between.
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        int current = Current(connection, path);
        foreach ((int version, string name) in Scripts().Where(s => s.Version > current).OrderBy(static s => s.Version))
        {
            connection.Execute(Read(name), transaction: transaction);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"), transaction: transaction);
        }

        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"), transaction: transaction);
        transaction.Commit();
    }

    private static int Current(SqliteConnection connection, string path)
    {
        int version = connection.ExecuteScalar<int>("PRAGMA user_version");
        int application = connection.ExecuteScalar<int>("PRAGMA application_id");
        int tables = connection.ExecuteScalar<int>("SELECT count(*) FROM sqlite_schema");
        if (application != ApplicationId && (version != 0 || application != 0 || tables > 0))
        {
            throw new RunStoreException("STORE-FOREIGN-DATABASE", $"'{path}' is a SQLite database of another program", "Name another file; a new one is created");
        }

        return version <= Newest
            ? version
            : throw new RunStoreException("STORE-NEWER-VERSION", string.Create(CultureInfo.InvariantCulture, $"'{path}' has schema version {version}, this program knows up to {Newest}"), "Use the newer program that wrote it, or another file");
    }

    private static IEnumerable<(int Version, string Name)> Scripts() =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(static n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(static n => (int.Parse(n.AsSpan(Prefix.Length, 4), NumberStyles.None, CultureInfo.InvariantCulture), n));

    private static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
