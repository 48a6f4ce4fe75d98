using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Freeboard.Data.Store;

/// <summary>
/// Rows into a PostgreSQL table by binary COPY. The format is written here, into one buffer that is sent when it is full:
/// the driver's importer looks up a converter for every cell, which costs more than the cell.
/// </summary>
/// <remarks>Source: PostgreSQL manual, COPY, binary format: signature, flags, extension length; a field count a row and a length a field; -1 ends. All big-endian.</remarks>
internal sealed class PostgreSqlBulkRows : IBulkRows
{
    private const int Capacity = 1 << 17;

    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, 0x0D, 0x0A, 0x00, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly NpgsqlRawCopyStream stream;
    private readonly BulkType[] types;
    private readonly byte[] buffer = new byte[Capacity];
    private int used;
    private int cell;
    private bool complete;

    /// <summary>Starts the copy. Table and columns are ours, never a user's text.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="isNew">Whether the transaction made the table: its rows can then be written as readers leave them, and need not be touched again.</param>
    public PostgreSqlBulkRows(NpgsqlConnection connection, string table, IReadOnlyList<BulkColumn> columns, bool isNew)
    {
        types = [.. columns.Select(static c => c.Type)];
        stream = connection.BeginRawBinaryCopy($"COPY {table} ({string.Join(", ", columns.Select(static c => c.Name))}) FROM STDIN (FORMAT BINARY{(isNew ? ", FREEZE" : "")})");
        Header.CopyTo(buffer, 0);
        used = Header.Length;
    }

    public void Integer(long value)
    {
        if (Start(12) == BulkType.Long)
        {
            BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(used), 8);
            BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(used + 4), value);
            used += 12;
        }
        else
        {
            BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(used), 4);
            BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(used + 4), checked((int)value));
            used += 8;
        }
    }

    public void Number(double value)
    {
        Start(12);
        if (double.IsNaN(value))
        {
            Null();
            return;
        }

        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(used), 8);
        BinaryPrimitives.WriteDoubleBigEndian(buffer.AsSpan(used + 4), value);
        used += 12;
    }

    public void Text(string? value)
    {
        if (value is null)
        {
            Start(4);
            Null();
            return;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(value);
        Start(4);
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(used), bytes.Length);
        used += 4;
        if (bytes.Length <= Capacity - used)
        {
            bytes.CopyTo(buffer, used);
            used += bytes.Length;
        }
        else
        {
            Flush();
            stream.Write(bytes);
        }
    }

    public void EndRow()
    {
        if (cell != types.Length)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"A row of {types.Length} cells was given {cell}."));
        }

        cell = 0;
    }

    public void Complete()
    {
        Room(2);
        BinaryPrimitives.WriteInt16BigEndian(buffer.AsSpan(used), -1);
        used += 2;
        Flush();
        complete = true;

        // Disposal ends the copy and reports what the server says of it.
        stream.Dispose();
    }

    public void Dispose()
    {
        if (!complete)
        {
            complete = true;
            stream.Cancel();
            stream.Dispose();
        }
    }

    private BulkType Start(int bytes)
    {
        Room(bytes + 2);
        if (cell == 0)
        {
            BinaryPrimitives.WriteInt16BigEndian(buffer.AsSpan(used), (short)types.Length);
            used += 2;
        }

        return types[cell++];
    }

    private void Null()
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(used), -1);
        used += 4;
    }

    private void Room(int bytes)
    {
        if (used + bytes > Capacity)
        {
            Flush();
        }
    }

    private void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }
}
