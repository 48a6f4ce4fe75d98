using System.Data.Common;
using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
using Freeboard.Data.Store;
using Freeboard.Data.Tests.Store;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Data.Tests.Facts;

/// <summary>An import of more than a lot takes another way into the store, and is the same to everybody who reads it.</summary>
public sealed class LargeImportTests
{
    private const int Firms = 27;
    private const int Days = 10_000;
    private static readonly DateOnly First = new(1990, 1, 1);

    [Theory]
    [EveryStore]
    public void An_import_of_several_lots_is_seen_whole_beside_small_ones_and_undone_as_they_are(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        Write(store, "before", 1, 2);
        string small = store.StateHash;
        Write(store, "large", 0, Days);
        Write(store, "after", Days, Days + 2);

        FirmPanel panel = store.ReadFirm("F00").PanelAsOf(DateOnly.MaxValue, null);
        Assert.Equal(Days + 2, panel.Prices.Length);
        Assert.Equal(Close(0, 0), panel.Prices[0].AdjustedClose);
        Assert.Equal(Close(0, Days + 1), panel.Prices[^1].AdjustedClose);
        Assert.Equal([2L * Firms, (Days + 1L) * Firms, 3L * Firms], store.Imports().Select(static i => i.Facts));

        store.Undo(new ImportId(2));
        Assert.Equal(1 + 2, store.ReadFirm("F00").PanelAsOf(DateOnly.MaxValue, null).Prices.Length);
        store.Undo(new ImportId(3));
        Assert.Equal(small, store.StateHash);
    }

    [Theory]
    [EveryStore]
    public void A_price_given_twice_in_different_lots_is_named_and_nothing_stays(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        StoreException fault = Assert.Throws<StoreException>(() => Write(store, "large", 0, Days, again: true));

        Assert.Equal("FACT-DUPLICATE", fault.Code);
        Assert.Empty(store.Imports());
        Write(store, "small", 0, 2);
        Assert.Equal(2, store.ReadFirm("F00").PanelAsOf(DateOnly.MaxValue, null).Prices.Length);
    }

    [Theory]
    [EveryStore]
    public void Its_rows_cannot_be_changed_by_plain_sql(string kind)
    {
        using TemporaryStore place = new(kind);
        using (FactStore store = FactStore.Open(place.Address))
        {
            Write(store, "large", 0, Days);
        }

        using StoreConnection plain = StoreConnection.Open(place.Address);
        string[] tables = place.Address.Kind == StoreKind.PostgreSql ? ["fact_prices", "fact_prices_1"] : ["fact_prices"];
        foreach (string sql in tables.SelectMany(t => (string[])[$"UPDATE {t} SET close = 1", $"DELETE FROM {t}"]))
        {
            using DbCommand command = plain.Command(sql);
            Assert.Contains("append-only", Assert.ThrowsAny<DbException>(() => command.ExecuteNonQuery()).Message, StringComparison.Ordinal);
        }

        Assert.Equal(Firms * Days, plain.Query("SELECT count(*) FROM fact_prices", static r => r.GetInt64(0))[0]);
    }

    [Theory]
    [EveryStore]
    public void A_store_can_be_asked_while_its_import_writes_in_the_background(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        Write(store, "before", 0, 2);
        using FactWriter writer = store.BeginImport(new ImportDescription { Source = "large" });
        Describe(writer);
        for (int day = 2; day < Days; day++)
        {
            Give(writer, day);
            if (day % 1000 == 0)
            {
                Assert.Equal(2, store.ReadFirm("F01").PanelAsOf(DateOnly.MaxValue, null).Prices.Length);
            }
        }

        writer.Commit();
        Assert.Equal(Days, store.ReadFirm("F01").PanelAsOf(DateOnly.MaxValue, null).Prices.Length);
    }

    private static double Close(int firm, int day) => 10 + (firm * 0.01) + (day * 0.0001);

    private static void Describe(FactWriter writer)
    {
        for (int firm = 0; firm < Firms; firm++)
        {
            string code = FormattableString.Invariant($"F{firm:00}");
            writer.Firm(new FirmFact { Description = new() { Firm = code, Name = code, Currency = "CNY", Kind = "general" }, Source = "large.csv" });
        }
    }

    private static void Give(FactWriter writer, int day)
    {
        for (int firm = 0; firm < Firms; firm++)
        {
            writer.Price(FormattableString.Invariant($"F{firm:00}"), new PriceFact { Date = First.AddDays(day), Close = Close(firm, day), Trading = true, Source = "large.csv" });
        }
    }

    private static void Write(FactStore store, string source, int from, int until, bool again = false)
    {
        using FactWriter writer = store.BeginImport(new ImportDescription { Source = source });
        Describe(writer);
        for (int day = from; day < until; day++)
        {
            Give(writer, day);
        }

        if (again)
        {
            Give(writer, from);
        }

        writer.Commit();
    }
}
