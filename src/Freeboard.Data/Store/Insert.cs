using Microsoft.Data.Sqlite;

namespace Freeboard.Data.Store;

/// <summary>One prepared INSERT, run once a row.</summary>
internal sealed class Insert : IDisposable
{
    private readonly SqliteCommand command;

    /// <summary>Prepares the statement. Table and columns are ours, never a user's text.</summary>
    public Insert(SqliteConnection connection, SqliteTransaction transaction, string table, string columns)
    {
        string[] names = columns.Split(", ");
        command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", names.Select(static n => "$" + n))})";
        foreach (string name in names)
        {
            command.Parameters.Add(new SqliteParameter("$" + name, null));
        }

        command.Prepare();
    }

    public void Row(params ReadOnlySpan<object?> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            // SQLite turns NaN into NULL in silence, and a stored infinity would be a message in a number's clothes.
            if (values[i] is double number && !double.IsFinite(number))
            {
                throw new ArgumentException($"The column {command.Parameters[i].ParameterName[1..]} holds {number}: numbers of a run are finite or absent.", nameof(values));
            }

            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }

    public void Dispose() => command.Dispose();
}
