using Freeboard.Data.Watchlists;
using Freeboard.Services.Runs;
using Freeboard.Services.Store;

namespace Freeboard.Services.Watchlists;

/// <summary>A watchlist: firms that its owner keeps an eye on.</summary>
/// <param name="Name">What its owner calls it.</param>
/// <param name="ChangedAt">When it was changed last.</param>
/// <param name="Firms">Codes of its firms, in ordinal order.</param>
public sealed record Watchlist(string Name, DateTimeOffset ChangedAt, IReadOnlyList<string> Firms);

/// <summary>The watchlists of a store. A list is its owner's alone.</summary>
/// <remarks>Any number of threads. Errors: <see cref="RunArchiveException"/>.</remarks>
/// <param name="store">The store, as <see cref="RunArchive.Open"/> takes it.</param>
/// <param name="clock">Tells when a list was changed; no result depends on it.</param>
public sealed class WatchlistBook(string store, TimeProvider clock) : IDisposable
{
    /// <summary>Longest name, characters.</summary>
    public const int LongestName = 80;

    /// <summary>Most lists of an owner.</summary>
    public const int MostLists = 200;

    private readonly StorePool<WatchlistStore> pool = new(() => WatchlistStore.Open(store));

    /// <summary>The lists of an owner, by name.</summary>
    /// <param name="owner">Whose.</param>
    public IReadOnlyList<Watchlist> Lists(string owner) => Use<IReadOnlyList<Watchlist>>(s => [.. s.Lists(owner).Select(static r => new Watchlist(r.Name, r.ChangedAt, r.Firms))]);

    /// <summary>A list; null when there is none of that name.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="name">Its name.</param>
    public Watchlist? Find(string owner, string name) => Lists(owner).FirstOrDefault(l => l.Name == name);

    /// <summary>Owners of a list of a name, in ordinal order: two accounts may each have one.</summary>
    /// <param name="name">Its name.</param>
    public IReadOnlyList<string> OwnersOf(string name) => Use(s => s.OwnersOf(name));

    /// <summary>Adds firms to a list, and makes the list where there is none.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="name">Its name, 1 to <see cref="LongestName"/> characters.</param>
    /// <param name="firms">Codes to add.</param>
    /// <returns>Key of what is wrong: name, many; null when it is done.</returns>
    public string? Add(string owner, string name, IReadOnlyCollection<string> firms)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsName(name))
        {
            return "name";
        }

        IReadOnlyList<Watchlist> kept = Lists(owner);
        if (kept.Count >= MostLists && kept.All(l => l.Name != name))
        {
            return "many";
        }

        Use(s =>
        {
            s.Add(owner, name, firms, clock.GetUtcNow());
            return true;
        });
        return null;
    }

    /// <summary>Makes a list, or gives it other firms, if what is kept is as it is thought to be.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="name">Its name, 1 to <see cref="LongestName"/> characters.</param>
    /// <param name="firms">Its firms.</param>
    /// <param name="fits">Told the kept list, null for none; whether it may be replaced. Asked while nobody else can change it.</param>
    /// <param name="made">Whether there was none.</param>
    /// <param name="list">The list as it is kept now; null when it is not done.</param>
    /// <returns>Key of what is wrong: name, many, changed; null when it is done.</returns>
    public string? Replace(string owner, string name, IReadOnlyCollection<string> firms, Func<Watchlist?, bool> fits, out bool made, out Watchlist? list)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(fits);
        made = false;
        list = null;
        if (!IsName(name))
        {
            return "name";
        }

        bool fresh = false;
        string? fault = null;
        WatchlistRecord? now = Use(s => s.Replace(owner, name, firms, clock.GetUtcNow(), all =>
        {
            WatchlistRecord? kept = all.FirstOrDefault(l => l.Name == name);
            fresh = kept is null;
            fault = fresh && all.Count >= MostLists ? "many" : null;
            return fault is null && fits(kept is null ? null : new Watchlist(kept.Name, kept.ChangedAt, kept.Firms));
        }));
        made = now is not null && fresh;
        list = now is null ? null : new Watchlist(now.Name, now.ChangedAt, now.Firms);
        return now is not null ? null : fault ?? "changed";
    }

    /// <summary>Takes firms out of a list.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="name">Its name.</param>
    /// <param name="firms">Codes to take out.</param>
    /// <returns>False when there is no such list.</returns>
    public bool TakeOut(string owner, string name, IReadOnlyCollection<string> firms)
    {
        if (Find(owner, name) is null)
        {
            return false;
        }

        return Use(s =>
        {
            s.TakeOut(owner, name, firms, clock.GetUtcNow());
            return true;
        });
    }

    /// <summary>Deletes a list.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="name">Its name.</param>
    /// <returns>False when there is none of that name.</returns>
    public bool Delete(string owner, string name) => Delete(owner, name, static _ => true);

    /// <summary>Deletes a list if it is as it is thought to be.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="name">Its name.</param>
    /// <param name="fits">Told the list; whether it may be deleted. Asked while nobody else can change it.</param>
    /// <returns>False when there is none of that name, or it does not fit.</returns>
    public bool Delete(string owner, string name, Func<Watchlist, bool> fits)
    {
        ArgumentNullException.ThrowIfNull(fits);
        return Use(s => s.Delete(owner, name, kept => fits(new Watchlist(kept.Name, kept.ChangedAt, kept.Firms))));
    }

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();

    // A blank at an end cannot be seen, and a list of that name not be told from another.
    private static bool IsName(string name) => name.Length is >= 1 and <= LongestName && name.Trim().Length == name.Length && !name.Any(static c => char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format);

    private T Use<T>(Func<WatchlistStore, T> work) => pool.Use(work);
}
