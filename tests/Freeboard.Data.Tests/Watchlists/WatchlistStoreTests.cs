using Freeboard.Data.Tests.Store;
using Freeboard.Data.Watchlists;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Data.Tests.Watchlists;

/// <summary>The contract of the watchlists, on every database.</summary>
public sealed class WatchlistStoreTests
{
    private static readonly DateTimeOffset Start = new(2024, 4, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [EveryStore]
    public void A_list_keeps_its_firms_once_in_ordinal_order_and_is_its_owners_alone(string kind)
    {
        using TemporaryStore place = new(kind);
        using WatchlistStore store = WatchlistStore.Open(place.Address);
        store.Add("ada", "看 one", ["b", "A", "b"], Start);
        store.Add("ada", "看 one", ["c", "A"], Start.AddHours(1));
        store.Add("eve", "看 one", ["z"], Start);
        WatchlistRecord list = Assert.Single(store.Lists("ada"));
        Assert.Equal(("看 one", Start.AddHours(1)), (list.Name, list.ChangedAt));
        Assert.Equal(["A", "b", "c"], list.Firms);
        Assert.Equal(["z"], Assert.Single(store.Lists("eve")).Firms);
    }

    [Theory]
    [EveryStore]
    public void Firms_are_taken_out_and_a_list_deleted_without_touching_another(string kind)
    {
        using TemporaryStore place = new(kind);
        using WatchlistStore store = WatchlistStore.Open(place.Address);
        store.Add("ada", "one", ["a", "b"], Start);
        store.Add("ada", "two", ["a"], Start);
        store.TakeOut("ada", "one", ["a", "b", "none"], Start);
        Assert.Equal([0, 1], store.Lists("ada").Select(static l => l.Firms.Count));
        Assert.True(store.Delete("ada", "two", static _ => true));
        Assert.False(store.Delete("ada", "two", static _ => true));
        using WatchlistStore again = WatchlistStore.Open(place.Address);
        Assert.Equal(["one"], again.Lists("ada").Select(static l => l.Name));
    }

    [Theory]
    [EveryStore]
    public void A_list_is_replaced_whole_when_it_is_as_it_was_thought_to_be(string kind)
    {
        using TemporaryStore place = new(kind);
        using WatchlistStore store = WatchlistStore.Open(place.Address);
        Assert.Equal(["a", "b"], store.Replace("ada", "one", ["b", "a", "b"], Start, static all => all.Count == 0)!.Firms);
        Assert.Null(store.Replace("ada", "one", ["c"], Start.AddHours(1), static all => all.Count == 0));
        Assert.Equal(["a", "b"], Assert.Single(store.Lists("ada")).Firms);
        Assert.NotNull(store.Replace("ada", "one", [], Start.AddHours(1), static all => all[0].Firms.Count == 2));
        WatchlistRecord list = Assert.Single(store.Lists("ada"));
        Assert.Equal((0, Start.AddHours(1)), (list.Firms.Count, list.ChangedAt));
        Assert.False(store.Delete("ada", "one", static kept => kept.Firms.Count > 0));
        Assert.Single(store.Lists("ada"));
    }
}
