using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Freeboard.Data.Store;

/// <summary>
/// Rows into a SQLite table by one prepared statement, bound and stepped in SQLite's own interface: the provider's command
/// costs more per row than SQLite needs for the row.
/// </summary>
internal sealed class SqliteBulkRows : IBulkRows
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private readonly int columns;
    private byte[] text = new byte[256];
    private int cell;

    /// <summary>Prepares the statement. Table and columns are ours, never a user's text.</summary>
    public SqliteBulkRows(SqliteConnection connection, string table, IReadOnlyList<BulkColumn> columns)
    {
        database = connection.Handle!;
        this.columns = columns.Count;
        string sql = $"INSERT INTO {table} ({string.Join(", ", columns.Select(static c => c.Name))}) VALUES ({string.Join(", ", columns.Select(static _ => "?"))})";
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    public void Integer(long value) => Check(raw.sqlite3_bind_int64(statement, ++cell, value));

    public void Number(double value) =>
        Check(double.IsNaN(value) ? raw.sqlite3_bind_null(statement, ++cell) : raw.sqlite3_bind_double(statement, ++cell, value));

    public void Text(string? value)
    {
        if (value is null)
        {
            Check(raw.sqlite3_bind_null(statement, ++cell));
            return;
        }

        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (text.Length < most)
        {
            text = new byte[most];
        }

        int length = Encoding.UTF8.GetBytes(value, text);
        Check(raw.sqlite3_bind_text(statement, ++cell, text.AsSpan(0, length)));
    }

    public void EndRow()
    {
        if (cell != columns)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"A row of {columns} cells was given {cell}."));
        }

        cell = 0;
        int code = raw.sqlite3_step(statement);
        if (code != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(code, database);
        }

        Check(raw.sqlite3_reset(statement));
    }

    public void Complete()
    {
    }

    public void Dispose() => statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(code, database);
        }
    }
}
