using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Freeboard.Data.Store;

/// <summary>A store in a SQLite file: write-ahead log, one writer, full synchronisation at every commit.</summary>
internal sealed class SqliteDialect : IStoreDialect
{
    /// <summary>Marks a SQLite file as ours ("Fbrd" in ASCII), so that another program's database is never written to.</summary>
    public const int ApplicationId = 0x46627264;

    public string Migrations => "Sqlite";

    public DbConnection Connect(StoreAddress address, bool create)
    {
        string path = address.Place;
        if (Directory.Exists(path))
        {
            throw new StoreException("STORE-IS-A-FOLDER", $"'{path}' is a folder", "Name a file in it, such as freeboard.db");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw new StoreException("STORE-FOLDER-MISSING", $"the folder of '{path}' does not exist", "Create the folder, or name another file");
        }

        if ((!create || address.IsSnapshot) && !File.Exists(path))
        {
            throw new StoreException("STORE-MISSING", $"there is no store at '{path}'", "Name a store that exists, or make one first");
        }

        SqliteConnectionStringBuilder builder = new()
        {
            DataSource = address.IsSnapshot ? UriOf(path) : path,
            Mode = address.IsSnapshot ? SqliteOpenMode.ReadOnly : create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            DefaultTimeout = StoreConnection.BusySeconds,

            // A pooled connection would keep the file open after Dispose, and a test or a user could not move it.
            Pooling = false,
        };
        SqliteConnection connection = new(builder.ConnectionString);
        try
        {
            connection.Open();

            // The provider waits only where a command starts; SQLite's own handler also waits inside Read and Dispose.
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {StoreConnection.BusySeconds * 1000}"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Configure(DbConnection connection) =>
        connection.Execute(new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly ? "PRAGMA cache_size = -65536;" : "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;");

    /// <summary>A file that nobody changes needs no lock, and no log beside it.</summary>
    private static string UriOf(string path) =>
        "file:" + Path.GetFullPath(path).Replace("%", "%25", StringComparison.Ordinal).Replace("?", "%3f", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal) + "?immutable=1";

    public int Version(DbConnection connection, DbTransaction? transaction, StoreAddress address)
    {
        int version = connection.ExecuteScalar<int>("PRAGMA user_version", transaction: transaction);
        int application = connection.ExecuteScalar<int>("PRAGMA application_id", transaction: transaction);
        int tables = connection.ExecuteScalar<int>("SELECT count(*) FROM sqlite_schema", transaction: transaction);
        return application == ApplicationId || (version == 0 && application == 0 && tables == 0)
            ? version
            : throw new StoreException("STORE-FOREIGN-DATABASE", $"'{address.Place}' is a SQLite database of another program", "Name another file; a new one is created");
    }

    public void SetVersion(DbConnection connection, DbTransaction transaction, int version) => connection.Execute(
        string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}; PRAGMA application_id = {ApplicationId}"),
        transaction: transaction);

    public StoreTransaction BeginWrite(DbConnection connection, StoreAddress address, StorePart part)
    {
        IDisposable turn = WriterQueue.Enter(address.Place, TimeSpan.FromSeconds(StoreConnection.BusySeconds)) ?? throw Busy(address, null);
        try
        {
            // BEGIN IMMEDIATE: a writer that begins as a reader could only fail, not wait, when another one came first.
            return new StoreTransaction(((SqliteConnection)connection).BeginTransaction(deferred: false), turn);
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    public DbTransaction BeginRead(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: true);

    public IBulkRows Bulk(DbConnection connection, DbTransaction transaction, string table, IReadOnlyList<BulkColumn> columns, bool isNew) =>
        new SqliteBulkRows((SqliteConnection)connection, table, columns);

    public BulkTarget ForMany(DbConnection connection, StoreTransaction transaction, string table, int import) => new(table, IsNew: false, []);

    public IReadOnlyList<string> LiftGuards(DbConnection connection, StoreTransaction transaction, params ReadOnlySpan<string> tables)
    {
        // A trigger on INSERT takes as long as the insert itself. Definitions of triggers are part of a transaction here, as rows are.
        List<string> guards = [];
        foreach (string table in tables)
        {
            string guard = table + "_refuse_replace";
            guards.Add(connection.ExecuteScalar<string>("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = @guard", new { guard }, transaction.Inner)!);
            connection.Execute("DROP TRIGGER " + guard, transaction: transaction.Inner);
        }

        return guards;
    }

    public IRowCursor Cursor(DbConnection connection, string sql) => new SqliteRowCursor((SqliteConnection)connection, sql);

    public StoreException Named(DbException fault, StoreAddress address) => PrimaryCode(fault) switch
    {
        26 => new StoreException("STORE-NOT-A-DATABASE", $"'{address.Place}' is not a SQLite database", "Name another file; a new one is created", fault),
        11 => new StoreException("STORE-DAMAGED", $"'{address.Place}' is damaged", "Restore it from a copy, or name another file", fault),
        14 => new StoreException("STORE-CANNOT-OPEN", $"'{address.Place}' cannot be opened", "Check the path and the right to read and write there", fault),
        8 => new StoreException("STORE-READ-ONLY", $"'{address.Place}' may not be written", "Get the right to write there, or name another file", fault),
        13 => new StoreException("STORE-DISK-FULL", $"the disk of '{address.Place}' is full", "Free some space", fault),
        10 => new StoreException("STORE-DISK-FAILED", $"the disk of '{address.Place}' failed to take or give what was asked of it", "Check the disk and the limits of the process, and 'freeboard store check' before the next work", fault),
        19 when fault.Message.Contains("fact_prices", StringComparison.Ordinal) => FactDuplicate(fault),
        5 or 6 => Busy(address, fault),
        _ => new StoreException("STORE-FAILED", $"SQLite says of '{address.Place}': {fault.Message.TrimEnd('.')}", "Check the file, or name another one", fault),
    };

    /// <summary>SQLite's code without what it adds in the upper bits, which a copy between databases leaves in.</summary>
    internal static int? PrimaryCode(DbException fault) => (fault as SqliteException)?.SqliteErrorCode & 0xFF;

    /// <summary>What both dialects say of two prices for one key; the importers know the file and the row, and look for it first.</summary>
    internal static StoreException FactDuplicate(DbException fault) =>
        new("FACT-DUPLICATE", "the import gives two prices of one firm for one day and one known day", "Leave one of them out", fault);

    private static StoreException Busy(StoreAddress address, DbException? fault) =>
        new("STORE-BUSY", FormattableString.Invariant($"another writer held '{address.Place}' for more than {StoreConnection.BusySeconds} seconds"), "Try again later", fault);
}
