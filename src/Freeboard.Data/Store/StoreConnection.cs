using System.Data.Common;

namespace Freeboard.Data.Store;

/// <summary>An open store with its schema up to date: the one place that knows which database keeps it.</summary>
/// <remarks>One connection belongs to one thread at a time, which <see cref="Do{T}(Func{T})"/> sees to. Faults of the database come out as <see cref="StoreException"/>.</remarks>
internal sealed class StoreConnection : IDisposable
{
    /// <summary>How long a writer waits for another one, in seconds.</summary>
    public const int BusySeconds = 30;

    private readonly Lock turn = new();

    private StoreConnection(IStoreDialect dialect, StoreAddress address, DbConnection connection)
    {
        Dialect = dialect;
        Address = address;
        Database = connection;
    }

    public IStoreDialect Dialect { get; }

    public StoreAddress Address { get; }

    public DbConnection Database { get; }

    /// <summary>Opens a store; makes it where there is none, unless told not to, and brings an older one up to date.</summary>
    /// <exception cref="StoreException">It cannot be opened, is no store of ours, or a newer program wrote it.</exception>
    public static StoreConnection Open(StoreAddress address, bool create = true)
    {
        IStoreDialect dialect = DialectOf(address);
        DbConnection? connection = null;
        try
        {
            connection = dialect.Connect(address, create);
            Migration.Apply(dialect, connection, address);
            dialect.Configure(connection);
            return new StoreConnection(dialect, address, connection);
        }
        catch (DbException e)
        {
            connection?.Dispose();
            throw dialect.Named(e, address);
        }
        catch (StoreException)
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>Opens a store that is there to look at it: it is neither made nor brought up to date.</summary>
    /// <param name="address">Where.</param>
    /// <param name="version">Version of its schema.</param>
    /// <exception cref="StoreException">There is none, it cannot be opened, is no store of ours, or a newer program wrote it.</exception>
    public static StoreConnection Look(StoreAddress address, out int version)
    {
        IStoreDialect dialect = DialectOf(address);
        DbConnection? connection = null;
        try
        {
            connection = dialect.Connect(address, create: false);
            version = Migration.VersionOf(dialect, connection, address);
            return version > 0 ? new StoreConnection(dialect, address, connection) : throw new StoreException("STORE-MISSING", $"there is no store at '{address}', only an empty place for one", "Name a store that exists, or make one first");
        }
        catch (DbException e)
        {
            connection?.Dispose();
            throw dialect.Named(e, address);
        }
        catch (StoreException)
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is a store at an address. A server that does not answer is an error, not a no.</summary>
    public static bool Exists(StoreAddress address)
    {
        IStoreDialect dialect = DialectOf(address);
        try
        {
            using DbConnection connection = dialect.Connect(address, create: false);
            return true;
        }
        catch (StoreException e) when (e.Code is "STORE-MISSING" or "STORE-FOLDER-MISSING" or "STORE-IS-A-FOLDER")
        {
            return false;
        }
        catch (DbException e)
        {
            throw dialect.Named(e, address);
        }
    }

    public StoreTransaction BeginWrite(StorePart part) => Do(() => Dialect.BeginWrite(Database, Address, part));

    public DbTransaction BeginRead() => Do(() => Dialect.BeginRead(Database));

    public IBulkRows Bulk(StoreTransaction transaction, string table, IReadOnlyList<BulkColumn> columns, bool isNew = false) =>
        Dialect.Bulk(Database, transaction.Inner, table, columns, isNew);

    public IRowCursor Cursor(string sql) => Dialect.Cursor(Database, sql);

    /// <summary>Runs something against the database, with its faults in our words.</summary>
    public T Do<T>(Func<T> work)
    {
        // An import writes in the background while its owner may ask something else.
        using Lock.Scope mine = turn.EnterScope();
        try
        {
            return work();
        }
        catch (DbException e)
        {
            throw Dialect.Named(e, Address);
        }
    }

    /// <inheritdoc cref="Do{T}(Func{T})"/>
    public void Do(Action work) => Do(() =>
    {
        work();
        return 0;
    });

    /// <summary>Rows of a query, read to the end before anything else is asked: a PostgreSQL connection answers one question at a time.</summary>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using DbCommand command = Command(sql, parameters);
        using DbDataReader reader = command.ExecuteReader();
        List<T> items = [];
        while (reader.Read())
        {
            items.Add(read(reader));
        }

        return items;
    }

    /// <summary>A command with parameters written @name.</summary>
    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        DbCommand command = Database.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in parameters)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public void Dispose() => Database.Dispose();

    private static IStoreDialect DialectOf(StoreAddress address) => address.Kind switch
    {
        StoreKind.Sqlite => new SqliteDialect(),
        StoreKind.PostgreSql => new PostgreSqlDialect(),
        _ => throw new ArgumentOutOfRangeException(nameof(address), address.Kind, "No such kind of store."),
    };
}
