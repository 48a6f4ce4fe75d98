using System.Data.Common;

namespace Freeboard.Data.Store;

/// <summary>What differs between the databases that can keep a store. Everything else is one code over <see cref="DbConnection"/> with parameters written @name.</summary>
internal interface IStoreDialect
{
    /// <summary>Folder of its migrations.</summary>
    string Migrations { get; }

    /// <summary>Opens and configures a connection.</summary>
    /// <param name="address">Where.</param>
    /// <param name="create">Whether a missing store is made.</param>
    DbConnection Connect(StoreAddress address, bool create);

    /// <summary>What can only be set once the schema is there.</summary>
    void Configure(DbConnection connection);

    /// <summary>Version of the schema; 0 when there is none yet. Refuses what another program made.</summary>
    int Version(DbConnection connection, DbTransaction? transaction, StoreAddress address);

    /// <summary>Records the version a migration has reached.</summary>
    void SetVersion(DbConnection connection, DbTransaction transaction, int version);

    /// <summary>Starts a transaction that is the only writer of a part; waits up to <see cref="StoreConnection.BusySeconds"/> seconds for another one.</summary>
    StoreTransaction BeginWrite(DbConnection connection, StoreAddress address, StorePart part);

    /// <summary>Starts a transaction that sees one state of the store throughout.</summary>
    DbTransaction BeginRead(DbConnection connection);

    /// <summary>Many rows into one table inside a transaction, which may have made the table itself.</summary>
    IBulkRows Bulk(DbConnection connection, DbTransaction transaction, string table, IReadOnlyList<BulkColumn> columns, bool isNew);

    /// <summary>Where the rows of a large import go: the table itself, or a part of it that is made for them where that is faster.</summary>
    BulkTarget ForMany(DbConnection connection, StoreTransaction transaction, string table, int import);

    /// <summary>Takes guards off tables that are about to get millions of rows, and returns the SQL that puts them back before the transaction is committed. Nobody else ever sees the tables without them.</summary>
    IReadOnlyList<string> LiftGuards(DbConnection connection, StoreTransaction transaction, params ReadOnlySpan<string> tables);

    /// <summary>A question that is asked for many numbers one after the other.</summary>
    IRowCursor Cursor(DbConnection connection, string sql);

    /// <summary>A fault of the database in our words, with its cure.</summary>
    StoreException Named(DbException fault, StoreAddress address);
}
