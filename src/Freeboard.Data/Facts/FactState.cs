using System.Security.Cryptography;
using System.Text;
using Freeboard.Data.Store;

namespace Freeboard.Data.Facts;

/// <summary>Which imports are seen after a number of changes: every import but those undone since.</summary>
internal sealed class FactState
{
    private readonly HashSet<int> visible;

    private FactState(int lastChange, HashSet<int> visible, string hash)
    {
        LastChange = lastChange;
        this.visible = visible;
        Hash = hash;
    }

    /// <summary>The last change that counts; 0 in an empty store.</summary>
    public int LastChange { get; }

    /// <summary>Hash of the contents of the imports seen, in their order.</summary>
    public string Hash { get; }

    /// <summary>Imports seen, ascending.</summary>
    public IEnumerable<int> Visible => visible.Order();

    public bool Sees(int import) => visible.Contains(import);

    /// <summary>The state after the last change, or after the last one that left a given hash; null when none did.</summary>
    public static FactState? Read(StoreConnection store, string? hash = null)
    {
        List<(int Change, bool Undo, int Import, string Hash)> changes = store.Query(
            "SELECT change_id, kind, import_id, state_hash FROM fact_changes ORDER BY change_id",
            static r => (r.GetInt32(0), r.GetString(1) == "undo", r.GetInt32(2), r.GetString(3)));
        int count = hash is null || hash == HashOf([]) && changes.Count == 0 ? changes.Count : changes.FindLastIndex(c => c.Hash == hash) + 1;
        if (hash is not null && count == 0 && hash != HashOf([]))
        {
            return null;
        }

        HashSet<int> visible = [];
        for (int i = 0; i < count; i++)
        {
            _ = changes[i].Undo ? visible.Remove(changes[i].Import) : visible.Add(changes[i].Import);
        }

        return new FactState(count == 0 ? 0 : changes[count - 1].Change, visible, count == 0 ? HashOf([]) : changes[count - 1].Hash);
    }

    /// <summary>Hash of the contents of imports, in their order; the order matters, because of two facts for one day the later import's counts.</summary>
    public static string HashOf(IEnumerable<string> contents) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("freeboard facts\n" + string.Concat(contents.Select(static c => c + "\n")))));
}
