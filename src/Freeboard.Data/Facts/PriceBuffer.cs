using System.Runtime.InteropServices;
using Freeboard.Data.Store;

namespace Freeboard.Data.Facts;

/// <summary>
/// Price rows on their way into the store, sent in lots. A lot is put in order of the table's key first: rows of a file that
/// goes day by day through all firms would otherwise each land on another page.
/// </summary>
internal sealed class PriceBuffer(StoreConnection store, StoreTransaction transaction, int import, ContentHash hash)
{
    /// <summary>Rows of a lot: 19 MB, and about 48 days of a market of 5,500 firms.</summary>
    public const int Capacity = 1 << 18;

    private static readonly IReadOnlyList<BulkColumn> Columns = BulkRows.Columns(
        "firm_id int, day int, known_on int, import_id int, source_no int, state int, close number, previous_close number, factor number, volume number, amount number, market_value number");

    private readonly List<PriceRow> rows = new(1024);
    private ulong[] keys = [];

    /// <summary>Takes a row; sends a full lot.</summary>
    /// <param name="row">The row, with the firm's number within the import.</param>
    /// <param name="firms">The store's number of each firm of the import.</param>
    public void Add(in PriceRow row, List<int> firms)
    {
        rows.Add(row);
        if (rows.Count >= Capacity)
        {
            Send(firms);
        }
    }

    /// <summary>Sends what is left.</summary>
    public void Send(List<int> firms)
    {
        if (rows.Count > 0)
        {
            store.Do(() => SendLot(firms));
        }
    }

    private void SendLot(List<int> firms)
    {
        Span<PriceRow> lot = CollectionsMarshal.AsSpan(rows);
        hash.Add(MemoryMarshal.AsBytes(lot));
        if (keys.Length < lot.Length)
        {
            keys = new ulong[lot.Length];
        }

        bool sorted = true;
        for (int i = 0; i < lot.Length; i++)
        {
            lot[i].Firm = firms[lot[i].Firm];
            keys[i] = ((ulong)(uint)lot[i].Firm << 32) | (uint)lot[i].Day;
            sorted &= i == 0 || keys[i] >= keys[i - 1];
        }

        if (!sorted)
        {
            keys.AsSpan(0, lot.Length).Sort(lot);
        }

        using (IBulkRows bulk = store.Bulk(transaction, "fact_prices", Columns))
        {
            for (int i = 0; i < lot.Length; i++)
            {
                ref readonly PriceRow row = ref lot[i];
                bulk.Integer(row.Firm);
                bulk.Integer(row.Day);
                bulk.Integer(row.KnownOn);
                bulk.Integer(import);
                bulk.Integer(row.Source);
                bulk.Integer(row.State);
                bulk.Number(row.Close);
                bulk.Number(row.PreviousClose);
                bulk.Number(row.Factor);
                bulk.Number(row.Volume);
                bulk.Number(row.Amount);
                bulk.Number(row.MarketValue);
                bulk.EndRow();
            }

            bulk.Complete();
        }

        rows.Clear();
    }
}
