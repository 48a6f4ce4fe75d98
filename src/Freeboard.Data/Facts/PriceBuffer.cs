using System.Runtime.InteropServices;
using Dapper;
using Freeboard.Data.Store;

namespace Freeboard.Data.Facts;

/// <summary>
/// Price rows on their way into the store, sent in lots in the background. A lot is put in order of the table's key first: rows
/// of a file that goes day by day through all firms would otherwise each land on another page.
/// </summary>
internal sealed class PriceBuffer(StoreConnection store, StoreTransaction transaction, int import, ContentHash hash, BackgroundWork background)
{
    /// <summary>Rows of a lot: 19 MB, and about 48 days of a market of 5,500 firms. Two lots are held, one being filled and one being sent.</summary>
    public const int Capacity = 1 << 18;

    private const string Table = "fact_prices";

    private static readonly IReadOnlyList<BulkColumn> Columns = BulkRows.Columns(
        "firm_id int, day int, known_on int, import_id int, source_no int, state int, close number, previous_close number, factor number, volume number, amount number, market_value number");

    private List<PriceRow> rows = new(1024);
    private List<PriceRow> spare = [];
    private ulong[] keys = [];
    private BulkTarget? target;

    /// <summary>Takes a row; sends a full lot.</summary>
    /// <param name="row">The row, with the firm's number within the import.</param>
    /// <param name="firms">The store's number of each firm of the import.</param>
    public void Add(in PriceRow row, List<int> firms)
    {
        rows.Add(row);
        if (rows.Count >= Capacity)
        {
            // An import of a full lot is a large one; what is left of a small one goes into the common table.
            Send(firms, () => target ??= store.Dialect.ForMany(store.Database, transaction, Table, import));
        }
    }

    /// <summary>Sends what is left.</summary>
    public void Send(List<int> firms)
    {
        if (rows.Count > 0)
        {
            Send(firms, () => target ?? new BulkTarget(Table, IsNew: false, []));
        }
    }

    /// <summary>What is to be done when the last row has arrived and before the import is committed.</summary>
    public void Finish()
    {
        foreach (string statement in target?.Finish ?? [])
        {
            store.Database.Execute(statement, transaction: transaction.Inner);
        }
    }

    private void Send(List<int> firms, Func<BulkTarget> where)
    {
        // The firms of this lot have their numbers; the list itself goes on growing.
        int[] ids = [.. firms];
        List<PriceRow> lot = rows;
        ReadOnlyMemory<byte> before = hash.Take();
        background.Start(() =>
        {
            hash.Digest(before.Span);
            hash.Digest(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(lot)));
            SortLot(CollectionsMarshal.AsSpan(lot), ids);
            store.Do(() => SendLot(lot, where()));
            lot.Clear();
        });

        // The lot before is in, so that its list is free again.
        (rows, spare) = (spare, lot);
    }

    private void SortLot(Span<PriceRow> lot, int[] firms)
    {
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
    }

    private void SendLot(List<PriceRow> lot, BulkTarget place)
    {
        using IBulkRows bulk = store.Bulk(transaction, place.Table, Columns, place.IsNew);
        foreach (ref readonly PriceRow row in CollectionsMarshal.AsSpan(lot))
        {
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
}
