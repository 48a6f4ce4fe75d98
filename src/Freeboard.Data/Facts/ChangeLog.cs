using Freeboard.Data.Store;

namespace Freeboard.Data.Facts;

/// <summary>The log of what made the seen facts what they are: imports, and undoings of them.</summary>
internal static class ChangeLog
{
    private static readonly IReadOnlyList<BulkColumn> Columns = BulkRows.Columns("change_id int, kind text, import_id int, made_at text, reason text, state_hash text");

    public static void Append(StoreConnection store, StoreTransaction transaction, int change, string kind, int import, DateTimeOffset at, string reason, string stateHash)
    {
        using IBulkRows rows = store.Bulk(transaction, "fact_changes", Columns);
        rows.Row(change, kind, import, StoreText.Of(at), reason, stateHash);
        rows.Complete();
    }
}
