using Dapper;
using Freeboard.Data.Store;

namespace Freeboard.Data.Watchlists;

/// <summary>A watchlist.</summary>
/// <param name="Name">What its owner calls it.</param>
/// <param name="ChangedAt">When it was changed last.</param>
/// <param name="Firms">Codes of its firms, in ordinal order.</param>
public sealed record WatchlistRecord(string Name, DateTimeOffset ChangedAt, IReadOnlyList<string> Firms);

/// <summary>The watchlists of a store.</summary>
/// <remarks>A change of a list is one transaction. Errors: <see cref="StoreException"/> with a cure. One instance belongs to one thread at a time.</remarks>
public sealed class WatchlistStore : IDisposable
{
    private readonly StoreConnection store;

    private WatchlistStore(StoreConnection store) => this.store = store;

    /// <summary>Opens a store; makes it where there is none and brings an older one up to date.</summary>
    /// <param name="address">An address as <see cref="StoreAddress.Parse"/> reads it.</param>
    /// <exception cref="StoreException">It cannot be opened, is no store of ours, or a newer program wrote it.</exception>
    public static WatchlistStore Open(string address) => Open(StoreAddress.Parse(address));

    /// <summary>Opens a store; makes it where there is none and brings an older one up to date.</summary>
    /// <param name="address">Where it is.</param>
    /// <exception cref="StoreException">It cannot be opened, is no store of ours, or a newer program wrote it.</exception>
    public static WatchlistStore Open(StoreAddress address) => new(StoreConnection.Open(address));

    /// <summary>The lists of an owner, by name.</summary>
    /// <param name="owner">Whose.</param>
    public IReadOnlyList<WatchlistRecord> Lists(string owner) => store.Do(() => Read(owner, null));

    /// <summary>Makes a list, or gives it other firms.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="name">Its name.</param>
    /// <param name="firms">Its firms.</param>
    /// <param name="at">The moment.</param>
    /// <param name="allowed">Told the owner's lists, under the lock of the writer; whether it is done.</param>
    /// <returns>The list as it is kept now; null when it was not done.</returns>
    public WatchlistRecord? Replace(string owner, string name, IReadOnlyCollection<string> firms, DateTimeOffset at, Func<IReadOnlyList<WatchlistRecord>, bool> allowed) => store.Do(() =>
    {
        using StoreTransaction transaction = store.BeginWrite(StorePart.Access);
        if (!allowed(Read(owner, transaction.Inner)))
        {
            return null;
        }

        store.Database.Execute("DELETE FROM watchlist_firms WHERE owner = @owner AND name = @name", new { owner, name }, transaction.Inner);
        store.Database.Execute("DELETE FROM watchlist_lists WHERE owner = @owner AND name = @name", new { owner, name }, transaction.Inner);
        store.Database.Execute("INSERT INTO watchlist_lists (owner, name, changed_at) VALUES (@owner, @name, @at)", new { owner, name, at = StoreText.Of(at) }, transaction.Inner);
        store.Database.Execute("INSERT INTO watchlist_firms (owner, name, firm) VALUES (@owner, @name, @firm)", firms.Distinct(StringComparer.Ordinal).Select(firm => new { owner, name, firm }).ToList(), transaction.Inner);

        // Read before anybody else can change it again.
        WatchlistRecord kept = Read(owner, transaction.Inner).First(l => l.Name == name);
        transaction.Commit();
        return kept;
    });

    /// <summary>Owners of a list of a name, in ordinal order.</summary>
    /// <param name="name">Its name.</param>
    public IReadOnlyList<string> OwnersOf(string name) => store.Do(() =>
        store.Database.Query<string>("SELECT owner FROM watchlist_lists WHERE name = @name", new { name }).Order(StringComparer.Ordinal).ToList());

    /// <summary>Adds firms to a list, and makes the list where there is none.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="name">Its name.</param>
    /// <param name="firms">Codes to add; those that it has stay.</param>
    /// <param name="at">The moment.</param>
    public void Add(string owner, string name, IReadOnlyCollection<string> firms, DateTimeOffset at) => Write(owner, name, at, transaction =>
    {
        HashSet<string> known = [.. store.Database.Query<string>("SELECT firm FROM watchlist_firms WHERE owner = @owner AND name = @name", new { owner, name }, transaction)];
        store.Database.Execute("INSERT INTO watchlist_firms (owner, name, firm) VALUES (@owner, @name, @firm)", firms.Distinct(StringComparer.Ordinal).Where(f => !known.Contains(f)).Select(firm => new { owner, name, firm }).ToList(), transaction);
    });

    /// <summary>Takes firms out of a list; the list stays, even when it is empty.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="name">Its name.</param>
    /// <param name="firms">Codes to take out.</param>
    /// <param name="at">The moment.</param>
    public void TakeOut(string owner, string name, IReadOnlyCollection<string> firms, DateTimeOffset at) => Write(owner, name, at, transaction =>
        store.Database.Execute("DELETE FROM watchlist_firms WHERE owner = @owner AND name = @name AND firm = @firm", firms.Select(firm => new { owner, name, firm }).ToList(), transaction));

    /// <summary>Deletes a list.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="name">Its name.</param>
    /// <param name="allowed">Told the list, under the lock of the writer; whether it is deleted.</param>
    /// <returns>False when there is none of that name, or it is not allowed.</returns>
    public bool Delete(string owner, string name, Func<WatchlistRecord, bool> allowed) => store.Do(() =>
    {
        using StoreTransaction transaction = store.BeginWrite(StorePart.Access);
        if (Read(owner, transaction.Inner).FirstOrDefault(l => l.Name == name) is not { } list || !allowed(list))
        {
            return false;
        }

        store.Database.Execute("DELETE FROM watchlist_firms WHERE owner = @owner AND name = @name", new { owner, name }, transaction.Inner);
        int lists = store.Database.Execute("DELETE FROM watchlist_lists WHERE owner = @owner AND name = @name", new { owner, name }, transaction.Inner);
        transaction.Commit();
        return lists > 0;
    });

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    private List<WatchlistRecord> Read(string owner, System.Data.Common.DbTransaction? transaction)
    {
        ILookup<string, string> firms = store.Database.Query<FirmRow>("SELECT name AS Name, firm AS Firm FROM watchlist_firms WHERE owner = @owner ORDER BY name, firm", new { owner }, transaction).ToLookup(static r => r.Name, static r => r.Firm, StringComparer.Ordinal);
        return [.. store.Database.Query<ListRow>("SELECT name AS Name, changed_at AS ChangedAt FROM watchlist_lists WHERE owner = @owner ORDER BY name", new { owner }, transaction)
            .Select(r => new WatchlistRecord(r.Name, StoreText.MomentOf(r.ChangedAt), [.. firms[r.Name]]))];
    }

    private void Write(string owner, string name, DateTimeOffset at, Action<System.Data.Common.DbTransaction> change) => store.Do(() =>
    {
        using StoreTransaction transaction = store.BeginWrite(StorePart.Access);
        store.Database.Execute("DELETE FROM watchlist_lists WHERE owner = @owner AND name = @name", new { owner, name }, transaction.Inner);
        store.Database.Execute("INSERT INTO watchlist_lists (owner, name, changed_at) VALUES (@owner, @name, @at)", new { owner, name, at = StoreText.Of(at) }, transaction.Inner);
        change(transaction.Inner);
        transaction.Commit();
    });

    private sealed class ListRow
    {
        public string Name { get; init; } = "";

        public string ChangedAt { get; init; } = "";
    }

    private sealed class FirmRow
    {
        public string Name { get; init; } = "";

        public string Firm { get; init; } = "";
    }
}
