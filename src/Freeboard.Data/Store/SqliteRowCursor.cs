using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Freeboard.Data.Store;

/// <summary>A prepared question in SQLite's own interface: the provider's reader costs several times what SQLite needs for a row.</summary>
internal sealed class SqliteRowCursor : IRowCursor
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    /// <summary>Prepares the question.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="sql">The question, with the number written ?.</param>
    public SqliteRowCursor(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    public void Ask(long number)
    {
        Check(raw.sqlite3_reset(statement));
        Check(raw.sqlite3_bind_int64(statement, 1, number));
    }

    public bool Read()
    {
        int code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        // A finished statement holds no lock on the file once it is reset.
        int reset = raw.sqlite3_reset(statement);
        Check(code == raw.SQLITE_DONE ? reset : code);
        return false;
    }

    public int Integer(int column) => raw.sqlite3_column_int(statement, column);

    public double Number(int column) =>
        raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL ? double.NaN : raw.sqlite3_column_double(statement, column);

    public void Dispose() => statement.Dispose();

    private void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, database);
        }
    }
}
