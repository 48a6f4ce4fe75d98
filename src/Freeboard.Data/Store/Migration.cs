using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace Freeboard.Data.Store;

/// <summary>Brings a store to the schema of this program by numbered migrations, written once for each dialect under the same numbers.</summary>
internal static class Migration
{
    private const string Prefix = "Freeboard.Data.Store.Migrations.";

    /// <summary>Applies what is missing, in one transaction.</summary>
    public static void Apply(IStoreDialect dialect, DbConnection connection, StoreAddress address)
    {
        int newest = Newest(dialect.Migrations);
        if (Current(dialect, connection, null, address, newest) == newest)
        {
            return;
        }

        // The version is read again under the write lock: another process may have migrated in between.
        using StoreTransaction transaction = dialect.BeginWrite(connection, address, StorePart.Schema);
        Apply(dialect, connection, transaction, Current(dialect, connection, transaction.Inner, address, newest), newest);
        transaction.Commit();
    }

    /// <summary>Makes the schema of a version, which may be an older one, in an empty store and somebody else's transaction.</summary>
    public static void ApplyUpTo(IStoreDialect dialect, DbConnection connection, StoreTransaction transaction, int version) => Apply(dialect, connection, transaction, 0, version);

    /// <summary>The version of a store that is looked at and not brought up to date.</summary>
    public static int VersionOf(IStoreDialect dialect, DbConnection connection, StoreAddress address) => Current(dialect, connection, null, address, Newest(dialect.Migrations));

    /// <summary>The newest version that a dialect's scripts reach.</summary>
    public static int Newest(string dialect) => Scripts(dialect).Max(static s => s.Version);

    /// <summary>Number and name of a dialect's scripts.</summary>
    public static IEnumerable<(int Version, string Name)> Scripts(string dialect)
    {
        string prefix = $"{Prefix}{dialect}.";
        return Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(n => n.StartsWith(prefix, StringComparison.Ordinal))
            .Select(n => (int.Parse(n.AsSpan(prefix.Length, 4), NumberStyles.None, CultureInfo.InvariantCulture), n));
    }

    private static void Apply(IStoreDialect dialect, DbConnection connection, StoreTransaction transaction, int after, int upTo)
    {
        foreach ((int version, string name) in Scripts(dialect.Migrations).Where(s => s.Version > after && s.Version <= upTo).OrderBy(static s => s.Version))
        {
            connection.Execute(Read(name), transaction: transaction.Inner);
            dialect.SetVersion(connection, transaction.Inner, version);
        }
    }

    private static int Current(IStoreDialect dialect, DbConnection connection, DbTransaction? transaction, StoreAddress address, int newest)
    {
        int version = dialect.Version(connection, transaction, address);
        return version <= newest
            ? version
            : throw new StoreException("STORE-NEWER-VERSION", string.Create(CultureInfo.InvariantCulture, $"'{Shown(address)}' has schema version {version}, this program knows up to {newest}"), "Use the newer program that wrote it, or another store");
    }

    private static string Shown(StoreAddress address) => address.Kind == StoreKind.Sqlite ? address.Place : address.ToString();

    /// <summary>The text of a script.</summary>
    public static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
