using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
using Freeboard.Data.Tests.Store;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Data.Tests.Facts;

/// <summary>The store knows nothing of a day's future, and everything of its past: revisions and late arrivals of every kind of fact included.</summary>
public sealed class FactTimeTests
{
    [Theory]
    [EveryStore]
    public void Randomising_what_is_known_from_a_day_on_changes_no_panel_up_to_it_and_what_was_known_before_changes_them(string kind)
    {
        int same = 0;
        int changed = 0;
        int restated = 0;
        for (ulong seed = 1; seed <= 10; seed++)
        {
            DateOnly day = SeededFacts.First.AddDays(120 + (int)(seed * 977 % 150));
            Market market = Stored(kind, new SeededFacts(seed, day));
            Market future = Stored(kind, new SeededFacts(seed, day, futureSalt: 99));
            Market past = Stored(kind, new SeededFacts(seed, day, pastSalt: 99));
            foreach (string firm in SeededFacts.Firms)
            {
                for (int back = 0; back < 100; back += 5)
                {
                    DateOnly earlier = day.AddDays(-back);
                    Assert.Equal(PanelText.Of(market.PanelAsOf(firm, earlier)), PanelText.Of(future.PanelAsOf(firm, earlier)));

                    // The day as it was known at an earlier one, and as it has been revised up to the day.
                    Assert.Equal(PanelText.Of(market.PanelAsOf(firm, day, earlier)), PanelText.Of(future.PanelAsOf(firm, day, earlier)));
                    Assert.Equal(PanelText.Of(market.PanelAsOf(firm, earlier, day)), PanelText.Of(future.PanelAsOf(firm, earlier, day)));
                    same++;

                    // The view with hindsight does see later revisions: the test could see them too if panels did.
                    restated += PanelText.Of(market.PanelAsOf(firm, earlier, day.AddDays(90))) == PanelText.Of(future.PanelAsOf(firm, earlier, day.AddDays(90))) ? 0 : 1;
                }

                FirmPanel a = market.PanelAsOf(firm, day);
                FirmPanel b = past.PanelAsOf(firm, day);
                Assert.NotEqual(a.Close, b.Close);
                Assert.NotEqual(a.MarketValue, b.MarketValue);
                Assert.NotEqual(a.HPrice, b.HPrice);
                Assert.NotEqual(a.Shares!.Tradable, b.Shares!.Tradable);
                Assert.NotEqual(a.Statement!.CurrentLiabilities, b.Statement!.CurrentLiabilities);
                Assert.NotEqual(a.Name!.Name, b.Name!.Name);
                Assert.NotEqual(a.Rate(1), b.Rate(1));
                Assert.NotEqual(a.ExchangeRate(new("USD"), new("CNY")), b.ExchangeRate(new("USD"), new("CNY")));
                Assert.NotEqual(PanelText.Of(market.PanelAsOf(firm, day.AddDays(20))), PanelText.Of(future.PanelAsOf(firm, day.AddDays(20))));
                changed++;
            }
        }

        Assert.Equal((1000, 50), (same, changed));
        Assert.True(restated > 500, $"only {restated} of 1000 restated panels saw a later revision");
    }

    [Theory]
    [EveryStore]
    public void A_history_read_as_known_at_a_day_holds_nothing_known_later(string kind)
    {
        DateOnly day = SeededFacts.First.AddDays(150);
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        FactStoreTests.Import(store, sink => new SeededFacts(5, day).Write(sink));
        using TemporaryStore otherPlace = new(kind);
        using FactStore other = FactStore.Open(otherPlace.Address);
        FactStoreTests.Import(other, sink => new SeededFacts(5, day, futureSalt: 99).Write(sink));

        Market known = store.ReadMarket(day);
        FactStoreTests.AssertSame(known, other.ReadMarket(day));
        foreach (string firm in SeededFacts.Firms)
        {
            for (int back = 0; back < 100; back += 10)
            {
                Assert.Equal(PanelText.Of(store.ReadMarket().PanelAsOf(firm, day.AddDays(-back))), PanelText.Of(known.PanelAsOf(firm, day.AddDays(-back))));
            }
        }
    }

    private static Market Stored(string kind, SeededFacts facts)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        FactStoreTests.Import(store, sink => facts.Write(sink));
        return store.ReadMarket();
    }
}
