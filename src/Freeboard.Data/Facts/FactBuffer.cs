using Freeboard.Data.Store;

namespace Freeboard.Data.Facts;

/// <summary>Facts other than prices on their way into the store: rows by table, sent in lots in the background.</summary>
internal sealed class FactBuffer(StoreConnection store, StoreTransaction transaction, ContentHash hash, BackgroundWork background)
{
    private const int Capacity = 1 << 14;

    private readonly Dictionary<FactTable, List<object?[]>> waiting = [];
    private readonly Dictionary<FactTable, int> numbers = [];

    /// <summary>Number of the next row of a table within the import, from 1.</summary>
    public int Next(FactTable table) => numbers[table] = numbers.GetValueOrDefault(table) + 1;

    /// <summary>Takes a row; sends a full lot.</summary>
    public void Add(FactTable table, object?[] row)
    {
        if (!waiting.TryGetValue(table, out List<object?[]>? rows))
        {
            waiting.Add(table, rows = []);
        }

        rows.Add(row);
        if (rows.Count >= Capacity)
        {
            waiting.Remove(table);
            Send(table, rows);
        }
    }

    /// <summary>Sends what is left.</summary>
    public void Send()
    {
        foreach ((FactTable table, List<object?[]> rows) in waiting)
        {
            Send(table, rows);
        }

        waiting.Clear();
    }

    private void Send(FactTable table, List<object?[]> rows)
    {
        ReadOnlyMemory<byte> before = hash.Take();
        background.Start(() =>
        {
            hash.Digest(before.Span);
            store.Do(() =>
            {
                using IBulkRows bulk = store.Bulk(transaction, table.Name, table.Columns);
                foreach (object?[] row in rows)
                {
                    bulk.Row(row);
                }

                bulk.Complete();
            });
        });
    }
}
