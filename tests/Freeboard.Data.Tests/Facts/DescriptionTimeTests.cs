using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
using Freeboard.Data.Tests.Store;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Data.Tests.Facts;

/// <summary>Who a firm is said to be is knowledge too: an import never changes what earlier panels say.</summary>
public sealed class DescriptionTimeTests
{
    private static readonly DateOnly First = new(2024, 1, 1);

    [Theory]
    [EveryStore]
    public void A_later_statement_counts_after_the_last_trading_day_of_the_imports_before_it(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        Import(store, "one", 0, 10, "general", stated: true);
        string before = store.StateHash;
        Import(store, "two", 10, 20, "bank", stated: true);

        Assert.Equal("general", KindOn(store, 0));
        Assert.Equal("general", KindOn(store, 9));
        Assert.Equal("bank", KindOn(store, 10));
        Assert.Equal("bank", store.ReadFirm("A").Firm.Kind);
        Assert.Equal("general", store.ReadFirm("A", First.AddDays(9)).Firm.Kind);
        Assert.Equal("bank", Assert.Single(store.Firms()).Kind);
        store.Show(before);
        Assert.Equal("general", KindOn(store, 10));
    }

    [Theory]
    [EveryStore]
    public void The_first_statement_holds_for_as_long_as_the_firm_and_a_mention_is_none(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        Import(store, "prices", 0, 10, "general", stated: false);
        Import(store, "list", 0, 0, "bank", stated: true);

        Assert.Equal("bank", KindOn(store, 0));
        Import(store, "prices again", 10, 20, "general", stated: false);
        Assert.Equal("bank", KindOn(store, 19));
    }

    [Theory]
    [EveryStore]
    public void Undoing_an_import_moves_the_day_of_a_statement_and_names_the_firm_as_affected(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        Import(store, "one", 0, 10, "general", stated: true);
        Import(store, "others", 10, 20, "general", stated: true, firm: "B");
        Import(store, "list", 0, 0, "bank", stated: true);
        string before = store.StateHash;
        Assert.Equal("general", KindOn(store, 15));

        store.Undo(new ImportId(2));
        Assert.Equal("bank", KindOn(store, 15));
        Assert.Equal("general", KindOn(store, 9));
        Assert.Equal(First.AddDays(10), store.AffectedSince(before).Firms["A"]);

        // A store that never had the other import is in the same state and says the same.
        using TemporaryStore other = new(kind);
        using FactStore fresh = FactStore.Open(other.Address);
        Import(fresh, "one", 0, 10, "general", stated: true);
        Import(fresh, "list", 0, 0, "bank", stated: true);
        Assert.Equal(store.StateHash, fresh.StateHash);
        Assert.Equal("bank", KindOn(fresh, 15));
        Assert.Equal("general", KindOn(fresh, 9));
    }

    private static string KindOn(FactStore store, int day) => store.ReadFirm("A").PanelAsOf(First.AddDays(day), null).Firm.Kind;

    private static void Import(FactStore store, string source, int from, int until, string firmKind, bool stated, string firm = "A")
    {
        using FactWriter writer = store.BeginImport(new ImportDescription { Source = source });
        writer.Firm(new FirmFact { Description = new() { Firm = firm, Name = firm, Currency = "CNY", Kind = firmKind }, Stated = stated, Source = source });
        for (int day = from; day < until; day++)
        {
            writer.Price(firm, new PriceFact { Date = First.AddDays(day), Close = 10 + day, Trading = true, Source = source });
        }

        writer.Commit();
    }
}
