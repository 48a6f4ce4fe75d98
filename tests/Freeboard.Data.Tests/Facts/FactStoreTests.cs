using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
using Freeboard.Data.Store;
using Freeboard.Data.Tests.Store;
using Freeboard.Provenance;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Data.Tests.Facts;

/// <summary>The contract of the fact store, on every database.</summary>
public sealed class FactStoreTests
{
    private static readonly ImportDescription Description = new() { Source = "test", Parameters = [new("lag", "none")] };
    private static readonly DateOnly Day = new(2024, 1, 10);

    [Theory]
    [EveryStore]
    public void Every_fact_comes_back_bit_for_bit_in_every_panel_and_at_every_day_of_knowledge(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        SeededFacts facts = new(1, SeededFacts.First);
        Import(store, sink => facts.Write(sink));
        MemorySink memory = new();
        facts.Write(memory);

        AssertSame(memory.Build(), store.ReadMarket());
        using FactStore again = FactStore.Open(place.Address);
        AssertSame(memory.Build(), again.ReadMarket());
        Assert.Equal(SeededFacts.Firms, again.Firms().Select(f => f.Firm));
        Assert.Equal(store.StateHash, again.StateHash);
        Assert.Equal(memory.Build().TradingDates, again.TradingDates());
    }

    [Theory]
    [EveryStore]
    public void An_import_that_is_not_committed_leaves_nothing(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        string empty = store.StateHash;
        using (FactWriter writer = store.BeginImport(Description))
        {
            new SeededFacts(1, SeededFacts.First).Write(writer);
        }

        using (FactWriter broken = store.BeginImport(Description))
        {
            new SeededFacts(1, SeededFacts.First).Write(broken);
            Assert.Throws<ArgumentException>(() => broken.Price("F1", new PriceFact { Date = Day, Close = double.NaN, Trading = true, Source = "x" }));
        }

        Assert.Empty(store.Imports());
        Assert.Empty(store.Firms());
        Assert.Equal(empty, store.StateHash);
        Assert.Equal(new ImportId(1), Import(store, sink => new SeededFacts(1, SeededFacts.First).Write(sink)));
    }

    [Theory]
    [EveryStore]
    public void Undoing_an_import_shows_what_was_seen_before_it_and_keeps_its_facts_and_a_log(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        SeededFacts first = new(1, SeededFacts.First);
        Import(store, sink => first.Write(sink, firms: 2));
        string before = store.StateHash;
        MemorySink memory = new();
        first.Write(memory, firms: 2);

        ImportId second = Import(store, sink => new SeededFacts(2, SeededFacts.First).Write(sink));
        string both = store.StateHash;
        Assert.NotEqual(before, both);
        store.Undo(second, "wrong unit");

        Assert.Equal(before, store.StateHash);
        AssertSame(memory.Build(), store.ReadMarket());
        Assert.Equal([false, true], store.Imports().Select(i => i.Undone));
        Assert.Equal("FACT-IMPORT-UNDONE", Assert.Throws<StoreException>(() => store.Undo(second)).Code);
        Assert.Equal("FACT-IMPORT-UNKNOWN", Assert.Throws<StoreException>(() => store.Undo(new ImportId(99))).Code);

        // The state with both can still be shown, and left again.
        store.Show(both);
        Assert.Equal(5, store.Firms().Count);
        store.Refresh();
        Assert.Equal(2, store.Firms().Count);
        Assert.Equal("FACT-STATE-UNKNOWN", Assert.Throws<StoreException>(() => store.Show("nonsense")).Code);
    }

    [Theory]
    [EveryStore]
    public void Of_two_imports_of_one_day_the_later_counts_and_undoing_it_brings_the_earlier_back(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        Import(store, sink => Price(sink, 10));
        ImportId second = Import(store, sink => Price(sink, 11));
        Assert.Equal(11, Close(store));
        Import(store, sink => Price(sink, 10));
        Assert.Equal(10, Close(store));

        using (FactWriter repeat = store.BeginImport(Description))
        {
            Price(repeat, 10);
            Assert.Equal(new ImportId(3), repeat.Commit());
            Assert.True(repeat.Repeated);
        }

        Assert.Equal(3, store.Imports().Count);
        store.Undo(new ImportId(3));
        Assert.Equal(11, Close(store));
        store.Undo(second);
        Assert.Equal(10, Close(store));

        static double Close(FactStore store) => store.ReadFirm("A").PanelAsOf(Day, null).Close!.Value;
        static void Price(IFactSink sink, double close)
        {
            sink.Firm(Firm("A"));
            sink.Price("A", new PriceFact { Date = Day, Close = close, Trading = true, Source = "p.csv" });
        }
    }

    [Theory]
    [EveryStore]
    public void What_changed_between_two_states_is_told_by_firm_and_first_day(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        string empty = store.StateHash;
        Import(store, static sink =>
        {
            foreach (string code in (string[])["A", "B", "C"])
            {
                sink.Firm(Firm(code));
                sink.Price(code, new PriceFact { Date = Day, Close = 1, Trading = true, Source = "p.csv" });
            }
        });
        string first = store.StateHash;
        Assert.Equal(DateOnly.MinValue, store.AffectedSince(empty).FirstDay("A"));
        Assert.True(store.AffectedSince(first).Nothing);

        ImportId second = Import(store, static sink =>
        {
            // A price counts on its day, a late one on the day it became known, a statement on the day after.
            sink.Firm(Firm("A"));
            sink.Price("A", new PriceFact { Date = Day.AddDays(3), Close = 1, Trading = true, Source = "p.csv" });
            sink.Price("B", new PriceFact { Date = Day, KnownOn = Day.AddDays(9), Close = 2, Trading = true, Source = "p.csv" });
            sink.Statement("C", new StatementFact { PeriodEnd = Day, Announced = Day.AddDays(20), CurrentLiabilities = 1, Currency = new("CNY"), Source = "s.csv" });
        });
        AffectedFacts affected = store.AffectedSince(first);
        Assert.Equal((Day.AddDays(3), Day.AddDays(9), Day.AddDays(21)), (affected.FirstDay("A")!.Value, affected.FirstDay("B")!.Value, affected.FirstDay("C")!.Value));
        Assert.Null(affected.EveryFirm);

        Import(store, static sink => sink.Rate(new RateFact(Day.AddDays(4), 1, 0.02, "r.csv")));
        affected = store.AffectedSince(first);
        Assert.Equal((Day.AddDays(3), Day.AddDays(5), Day.AddDays(5)), (affected.FirstDay("A")!.Value, affected.FirstDay("B")!.Value, affected.FirstDay("Z")!.Value));

        string third = store.StateHash;
        store.Undo(second);
        Assert.Equal(Day.AddDays(3), store.AffectedSince(third).Firms["A"]);
        Assert.Equal("FACT-STATE-UNKNOWN", Assert.Throws<StoreException>(() => store.AffectedSince("nonsense")).Code);
    }

    [Theory]
    [EveryStore]
    public void A_reader_sees_one_state_whatever_others_commit(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore reader = FactStore.Open(place.Address);
        using FactStore writer = FactStore.Open(place.Address);
        string empty = reader.StateHash;
        Import(writer, sink => new SeededFacts(1, SeededFacts.First).Write(sink));

        Assert.Empty(reader.Firms());
        Assert.Equal(empty, reader.StateHash);
        reader.Refresh();
        Assert.Equal(writer.StateHash, reader.StateHash);
        Assert.Equal(5, reader.Firms().Count);
    }

    [Theory]
    [EveryStore]
    public void The_same_imports_leave_the_same_hash_in_every_store(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        Import(store, static sink => new SeededFacts(3, SeededFacts.First).Write(sink, firms: 2));
        Import(store, static sink => new SeededFacts(4, SeededFacts.First).Write(sink, firms: 2));

        // Pinned: a change of this hash would make every stored run look as if its data had changed.
        Assert.Equal("StateHashSnapshot", store.StateHash);
    }

    [Theory]
    [EveryStore]
    public void Two_prices_of_one_key_and_firms_that_nobody_described_are_refused_by_name(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        using (FactWriter writer = store.BeginImport(Description))
        {
            writer.Firm(Firm("A"));
            writer.Price("A", new PriceFact { Date = Day, Close = 1, Trading = true, Source = "p.csv" });
            writer.Price("A", new PriceFact { Date = Day, Close = 2, Trading = true, Source = "p.csv" });
            Assert.Equal("FACT-DUPLICATE", Assert.Throws<StoreException>(() => writer.Commit()).Code);
        }

        using (FactWriter writer = store.BeginImport(Description))
        {
            writer.Price("A", new PriceFact { Date = Day, Close = 1, Trading = true, Source = "p.csv" });
            Assert.Equal("FACT-FIRM-UNKNOWN", Assert.Throws<StoreException>(() => writer.Commit()).Code);
        }

        Assert.Empty(store.Imports());
        Assert.Throws<ArgumentException>(() => store.ReadFirm("A"));
        using FactWriter open = store.BeginImport(Description);
        Assert.Throws<InvalidOperationException>(() => store.BeginImport(Description));
    }

    [Theory]
    [EveryStore]
    public void Files_settings_notes_and_times_of_an_import_come_back(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        using (FactWriter writer = store.BeginImport(Description with { Synthetic = true }))
        {
            writer.Firm(Firm("A"));
            writer.Label(new LabelFact("A", Day, "st") { Source = "l.csv" });
            writer.File(new InputFile("prices.csv", new string('a', 64), "canonical prices", 12, 1));
            writer.Note(new QualityNote("ROWS-QUARANTINED", "A", 1, "1 row."));
            writer.Commit();
        }

        StoredImport import = Assert.Single(store.Imports());
        Assert.Equal(("test", 2L, true, false), (import.Source, import.Facts, import.Synthetic, import.Undone));
        Assert.Equal("prices.csv", Assert.Single(import.Files).Name);
        Assert.Equal("lag", Assert.Single(import.Parameters).Name);
        Assert.Equal("ROWS-QUARANTINED", Assert.Single(import.Notes).Code);
        Assert.True(import.StartedAt <= import.FinishedAt && store.Synthetic);
        Assert.Equal(("A", "st", "l.csv"), (store.ReadLabels()[0].Firm, store.ReadLabels()[0].Event, store.ReadLabels()[0].Source));
        Assert.Empty(store.ReadLabels(Day));
        Assert.Single(store.ReadLabels(Day.AddDays(1)));
    }

    internal static FirmFact Firm(string code, string? name = null, bool stated = true) =>
        new() { Description = new() { Firm = code, Name = name ?? code + " Co", Currency = "CNY", Kind = "general" }, Stated = stated, Source = "firms.csv" };

    internal static ImportId Import(FactStore store, Action<FactWriter> write)
    {
        using FactWriter writer = store.BeginImport(Description);
        write(writer);
        return writer.Commit();
    }

    internal static void AssertSame(Market expected, Market actual)
    {
        Assert.Equal(expected.Firms.Select(f => f.Firm), actual.Firms.Select(f => f.Firm));
        foreach (string firm in expected.Firms.Select(f => f.Firm))
        {
            for (int i = -5; i < SeededFacts.Days + 20; i += 9)
            {
                DateOnly day = SeededFacts.First.AddDays(i);
                Assert.Equal(PanelText.Of(expected.PanelAsOf(firm, day)), PanelText.Of(actual.PanelAsOf(firm, day)));
                Assert.Equal(PanelText.Of(expected.PanelAsOf(firm, day, day.AddDays(60))), PanelText.Of(actual.PanelAsOf(firm, day, day.AddDays(60))));
                Assert.Equal(PanelText.Of(expected.PanelAsOf(firm, day, day.AddDays(-30))), PanelText.Of(actual.PanelAsOf(firm, day, day.AddDays(-30))));
            }
        }
    }
}
