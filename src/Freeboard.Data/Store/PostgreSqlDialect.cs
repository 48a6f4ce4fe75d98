using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Dapper;
using Npgsql;

namespace Freeboard.Data.Store;

/// <summary>A store in a schema of a PostgreSQL database.</summary>
internal sealed class PostgreSqlDialect : IStoreDialect
{
    public string Migrations => "PostgreSql";

    public DbConnection Connect(StoreAddress address, bool create)
    {
        NpgsqlConnectionStringBuilder builder = new(address.Place)
        {
            // A store holds its one connection, and Dispose is to end it.
            Pooling = false,

            // A long import is no reason to give up; waiting for a lock has a limit of its own.
            CommandTimeout = 0,
            ApplicationName = "freeboard",
        };
        if (!builder.ShouldSerialize("Timeout"))
        {
            builder.Timeout = StoreConnection.BusySeconds;
        }

        if (PostgreSqlPassword.Find() is { } password)
        {
            builder.Password = password;
        }

        NpgsqlConnection connection = new(builder.ConnectionString);
        try
        {
            connection.Open();
            connection.Execute(string.Create(
                CultureInfo.InvariantCulture,
                $"SET search_path TO {address.Schema}; SET lock_timeout TO '{StoreConnection.BusySeconds}s'; SET synchronous_commit TO on; SET TimeZone TO 'UTC'"));
            if (!create && !SchemaExists(connection, null, address))
            {
                throw new StoreException("STORE-MISSING", $"there is no store at '{address}'", "Name a store that exists, or make one first");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Configure(DbConnection connection)
    {
    }

    public int Version(DbConnection connection, DbTransaction? transaction, StoreAddress address)
    {
        string[] tables = [.. connection.Query<string>(
            "SELECT tablename::text FROM pg_tables WHERE schemaname = @Schema", new { address.Schema }, transaction)];
        if (tables.Contains("freeboard_schema", StringComparer.Ordinal))
        {
            return connection.ExecuteScalar<int>("SELECT version FROM freeboard_schema", transaction: transaction);
        }

        return tables.Length == 0
            ? 0
            : throw new StoreException("STORE-FOREIGN-DATABASE", $"the schema '{address.Schema}' holds tables of another program", "Name another one with Schema=...; it is created");
    }

    public void SetVersion(DbConnection connection, DbTransaction transaction, int version) =>
        connection.Execute("UPDATE freeboard_schema SET version = @version", new { version }, transaction);

    public StoreTransaction BeginWrite(DbConnection connection, StoreAddress address, StorePart part)
    {
        DbTransaction transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        try
        {
            // One writer for a part: runs and imports are numbered in the order in which they were committed.
            connection.Execute("SELECT pg_advisory_xact_lock(@Key, hashtext(@Schema))", new { Key = SqliteDialect.ApplicationId + (int)part, address.Schema }, transaction);
            if (part == StorePart.Schema && !SchemaExists(connection, transaction, address))
            {
                connection.Execute($"CREATE SCHEMA {address.Schema}", transaction: transaction);
            }

            return new StoreTransaction(transaction, turn: null);
        }
        catch
        {
            transaction.Dispose();
            throw;
        }
    }

    public DbTransaction BeginRead(DbConnection connection) => connection.BeginTransaction(IsolationLevel.RepeatableRead);

    public IBulkRows Bulk(DbConnection connection, DbTransaction transaction, string table, IReadOnlyList<BulkColumn> columns, bool isNew) =>
        new PostgreSqlBulkRows((NpgsqlConnection)connection, table, columns, isNew);

    /// <summary>
    /// A table of the import's own that inherits from the common one: loaded without a key, which is then built in one go (3.9 s
    /// against 6.2 s for 2.5 million prices), and joined at the end, so that readers are never kept waiting.
    /// </summary>
    public BulkTarget ForMany(DbConnection connection, StoreTransaction transaction, string table, int import)
    {
        string part = string.Create(CultureInfo.InvariantCulture, $"{table}_{import}");
        connection.Execute($"SET LOCAL maintenance_work_mem TO '256MB'; CREATE TABLE {part} (LIKE {table})", transaction: transaction.Inner);
        return new BulkTarget(part, IsNew: true,
        [
            $"ALTER TABLE {part} ADD PRIMARY KEY (firm_id, day, known_on, import_id)",
            $"ALTER TABLE {part} INHERIT {table}",
            $"CREATE TRIGGER {part}_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {part} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        ]);
    }

    /// <summary>Nothing to lift: the guards here are triggers of statements, which cost nothing a row.</summary>
    public IReadOnlyList<string> LiftGuards(DbConnection connection, StoreTransaction transaction, params ReadOnlySpan<string> tables) => [];

    public IRowCursor Cursor(DbConnection connection, string sql) => new PostgreSqlRowCursor((NpgsqlConnection)connection, sql);

    public StoreException Named(DbException fault, StoreAddress address) => (fault as PostgresException)?.SqlState switch
    {
        "28P01" or "28000" => new StoreException("STORE-LOGIN-REFUSED", $"the server of '{address}' refuses the login: {Message(fault)}", $"Check Username, and the password in {PostgreSqlPassword.Variable}, {PostgreSqlPassword.FileVariable}, PGPASSWORD or PGPASSFILE", fault),
        "3D000" => new StoreException("STORE-DATABASE-MISSING", $"the server of '{address}' has no such database", "Create it (createdb), or correct Database", fault),
        "42501" or "25006" => new StoreException("STORE-READ-ONLY", $"'{address}' may not be written: {Message(fault)}", "Get the right to create and write in the schema, or name another one", fault),
        "53100" => new StoreException("STORE-DISK-FULL", $"the disk of '{address}' is full", "Free some space", fault),
        "23505" when fault is PostgresException { TableName: { } table } && table.StartsWith("fact_prices", StringComparison.Ordinal) => SqliteDialect.FactDuplicate(fault),
        "55P03" => new StoreException("STORE-BUSY", FormattableString.Invariant($"another writer held '{address}' for more than {StoreConnection.BusySeconds} seconds"), "Try again later", fault),
        "XX001" or "XX002" => new StoreException("STORE-DAMAGED", $"'{address}' is damaged: {Message(fault)}", "Restore it from a copy, or name another one", fault),
        "53300" or "57P01" or "57P02" or "57P03" => Unreachable(fault, address),
        null when fault.InnerException is SocketException or IOException or TimeoutException => Unreachable(fault, address),
        null when fault.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => new StoreException("STORE-LOGIN-REFUSED", $"the server of '{address}' wants a password", $"Set {PostgreSqlPassword.Variable}, {PostgreSqlPassword.FileVariable}, PGPASSWORD or PGPASSFILE", fault),
        _ => new StoreException("STORE-FAILED", $"PostgreSQL says of '{address}': {Message(fault)}", "Check the database, or name another one", fault),
    };

    private static StoreException Unreachable(DbException fault, StoreAddress address) =>
        new("STORE-UNREACHABLE", $"the server of '{address}' does not answer: {Message(fault)}", "Check Host and Port, and that the server runs", fault);

    private static string Message(DbException fault) => fault is PostgresException postgres ? postgres.MessageText : fault.Message;

    private static bool SchemaExists(DbConnection connection, DbTransaction? transaction, StoreAddress address) =>
        connection.ExecuteScalar<long>("SELECT count(*) FROM pg_namespace WHERE nspname = @Schema", new { address.Schema }, transaction) > 0;
}
