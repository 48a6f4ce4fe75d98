using Npgsql;

namespace Freeboard.Data.Store;

/// <summary>A prepared question to a PostgreSQL server.</summary>
internal sealed class PostgreSqlRowCursor : IRowCursor
{
    private readonly NpgsqlCommand command;
    private readonly NpgsqlParameter<long> parameter = new() { TypedValue = 0 };
    private NpgsqlDataReader? reader;

    /// <summary>Prepares the question.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="sql">The question, with the number written ?.</param>
    public PostgreSqlRowCursor(NpgsqlConnection connection, string sql)
    {
        command = new NpgsqlCommand(sql.Replace("?", "$1", StringComparison.Ordinal), connection);
        command.Parameters.Add(parameter);
        command.Prepare();
    }

    public void Ask(long number)
    {
        reader?.Dispose();
        parameter.TypedValue = number;
        reader = command.ExecuteReader();
    }

    public bool Read()
    {
        if (reader!.Read())
        {
            return true;
        }

        reader.Dispose();
        reader = null;
        return false;
    }

    public int Integer(int column) => reader!.GetInt32(column);

    public double Number(int column) => reader!.IsDBNull(column) ? double.NaN : reader.GetDouble(column);

    public void Dispose()
    {
        reader?.Dispose();
        command.Dispose();
    }
}
