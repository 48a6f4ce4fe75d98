namespace Freeboard.Data.Store;

/// <summary>What keeps a store.</summary>
public enum StoreKind
{
    /// <summary>A SQLite file.</summary>
    Sqlite = 0,

    /// <summary>A schema of a PostgreSQL database.</summary>
    PostgreSql,
}
