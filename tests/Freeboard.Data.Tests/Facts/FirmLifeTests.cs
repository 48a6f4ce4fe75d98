using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
using Freeboard.Data.Tests.Store;
using Freeboard.Tests.PostgreSql;
using Microsoft.Data.Sqlite;

namespace Freeboard.Data.Tests.Facts;

/// <summary>Firms are renamed, re-coded, suspended, delisted; their history stays theirs.</summary>
public sealed class FirmLifeTests
{
    private static readonly DateOnly Day = new(2025, 10, 9);

    [Theory]
    [EveryStore]
    public void A_firm_that_changed_its_code_keeps_its_history_and_undoing_the_change_parts_them_again(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        FactStoreTests.Import(store, static sink =>
        {
            sink.Firm(FactStoreTests.Firm("430047.BJ", "Old name") with { Listed = new(2020, 1, 2), Delisted = Day });
            sink.Price("430047.BJ", Close(Day.AddDays(-1), 10));
            sink.Statement("430047.BJ", new StatementFact { PeriodEnd = new(2024, 12, 31), Announced = new(2025, 4, 1), CurrentLiabilities = 7, Currency = new("CNY"), Source = "s.csv" });
        });
        FactStoreTests.Import(store, static sink =>
        {
            sink.Firm(FactStoreTests.Firm("920047.BJ", "New name"));
            sink.Price("920047.BJ", Close(Day, 11));
        });
        Assert.Equal(2, store.Firms().Count);
        ImportId change = FactStoreTests.Import(store, static sink => sink.CodeChange(new CodeChangeFact("430047.BJ", "920047.BJ", Day, Day.AddDays(-30), "codes.csv")));

        Freeboard.Assessment.FirmDescription firm = Assert.Single(store.Firms());
        Assert.Equal(("920047.BJ", "New name"), (firm.Firm, firm.Name));
        foreach (string code in (string[])["430047.BJ", "920047.BJ"])
        {
            FirmHistory history = store.ReadFirm(code);
            Assert.Equal((new DateOnly(2020, 1, 2), null), (history.Listed, history.Delisted));
            FirmPanel panel = history.PanelAsOf(Day, null);
            Assert.Equal([10.0, 11.0], panel.Prices.ToArray().Select(p => p.AdjustedClose));
            Assert.Equal(7, panel.Statement!.CurrentLiabilities);
            Assert.Equal("920047.BJ", panel.Code);
            Assert.Equal("430047.BJ", history.PanelAsOf(Day.AddDays(-1), null).Code);
        }

        store.Undo(change);
        Assert.Equal(2, store.Firms().Count);
        Assert.Single(store.ReadFirm("430047.BJ").PanelAsOf(Day, null).Prices.ToArray());
        Assert.Equal(Day, store.ReadFirm("430047.BJ").Delisted);
    }

    [Theory]
    [EveryStore]
    public void A_code_taken_over_by_another_firm_parts_the_facts_of_the_two_by_their_days(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        FactStoreTests.Import(store, static sink =>
        {
            foreach (string code in (string[])["ABC", "XYZ", "NEW"])
            {
                sink.Firm(FactStoreTests.Firm(code));
            }

            sink.Price("ABC", Close(new(2020, 1, 2), 1));
            sink.Price("XYZ", Close(new(2022, 1, 3), 2));
            sink.Price("NEW", Close(new(2023, 1, 3), 8));
            sink.Price("ABC", Close(new(2024, 1, 2), 9));
            sink.CodeChange(new CodeChangeFact("ABC", "XYZ", new(2021, 1, 1), new(2020, 12, 1), "c.csv"));
            sink.CodeChange(new CodeChangeFact("NEW", "ABC", new(2023, 6, 1), new(2023, 5, 1), "c.csv"));
        });

        Assert.Equal(["ABC", "XYZ"], store.Firms().Select(f => f.Firm));
        Assert.Equal([1.0, 2.0], Closes("XYZ"));
        Assert.Equal([8.0, 9.0], Closes("ABC"));
        Assert.Equal([8.0, 9.0], Closes("NEW"));

        double[] Closes(string code) => [.. store.ReadFirm(code).PanelAsOf(Day, null).Prices.ToArray().Select(p => p.AdjustedClose)];
    }

    [Theory]
    [EveryStore]
    public void Names_special_treatment_and_suspensions_are_dated_facts(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        FactStoreTests.Import(store, static sink =>
        {
            sink.Firm(FactStoreTests.Firm("A"));
            sink.Price("A", Close(Day, 10));
            sink.Name(new NameFact("A", "Alpha", "", new(2010, 1, 4), new(2010, 1, 3), "n.csv"));
            sink.Name(new NameFact("A", "*ST Alpha", "*ST", Day.AddDays(2), Day, "n.csv"));
            sink.Suspension(new SuspensionFact("A", Day.AddDays(1), false, Day, "s.csv"));
            sink.Price("A", Close(Day.AddDays(4), 9));
        });
        FirmHistory firm = store.ReadFirm("A");

        Assert.Equal(["", "", "*ST"], new[] { 0, 1, 2 }.Select(d => firm.PanelAsOf(Day.AddDays(d), null).Name!.SpecialTreatment));
        Assert.Equal([false, true, true, true, false], new[] { 0, 1, 2, 3, 4 }.Select(d => firm.PanelAsOf(Day.AddDays(d), null).Suspended));
        Assert.Equal("*ST Alpha", firm.PanelAsOf(Day.AddDays(5), null, Day.AddDays(1)).Name!.Name);
        Assert.Equal("Alpha", firm.PanelAsOf(Day.AddDays(5), null, Day).Name!.Name);
    }

    [Theory]
    [EveryStore]
    public void Consolidated_accounts_count_and_the_parents_only_where_there_are_no_others(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        FactStoreTests.Import(store, static sink =>
        {
            sink.Firm(FactStoreTests.Firm("A"));
            sink.Firm(FactStoreTests.Firm("B"));
            Statement(sink, "A", StatementScope.Consolidated, 2023, 100);
            Statement(sink, "A", StatementScope.Parent, 2023, 1);
            Statement(sink, "A", StatementScope.Parent, 2024, 2);
            Statement(sink, "B", StatementScope.Parent, 2023, 3);
        });

        FirmPanel a = store.ReadFirm("A").PanelAsOf(Day, null);
        Assert.Equal((100.0, 2.0), (a.Statement!.CurrentLiabilities!.Value, a.ParentStatement!.CurrentLiabilities!.Value));
        FirmPanel b = store.ReadFirm("B").PanelAsOf(Day, null);
        Assert.Equal((3.0, StatementScope.Parent), (b.Statement!.CurrentLiabilities!.Value, b.Statement.Scope));

        static void Statement(IFactSink sink, string firm, StatementScope scope, int year, double liabilities) => sink.Statement(
            firm, new StatementFact { PeriodEnd = new(year, 12, 31), Announced = new(year + 1, 4, 1), Scope = scope, CurrentLiabilities = liabilities, Currency = new("CNY"), Source = "s.csv" });
    }

    [Theory]
    [EveryStore]
    public void A_firm_that_is_delisted_or_renamed_by_a_later_import_keeps_every_fact(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        FactStoreTests.Import(store, static sink =>
        {
            sink.Firm(FactStoreTests.Firm("A", "Alpha") with { Listed = new(2001, 1, 2) });
            sink.Price("A", Close(Day, 10));
        });
        ImportId second = FactStoreTests.Import(store, static sink => sink.Firm(FactStoreTests.Firm("A", "Omega") with { Delisted = Day.AddDays(9) }));

        // A price file that only mentions the firm does not rename it, and is not news of it.
        string before = store.StateHash;
        FactStoreTests.Import(store, static sink =>
        {
            sink.Firm(FactStoreTests.Firm("A", "A", stated: false));
            sink.Price("A", Close(Day.AddDays(1), 11));
        });
        FirmHistory firm = store.ReadFirm("A");
        Assert.Equal(("Omega", new DateOnly(2001, 1, 2), Day.AddDays(9)), (firm.Firm.Name, firm.Listed, firm.Delisted));
        Assert.Equal(2, firm.PanelAsOf(Day.AddDays(30), null).Prices.Length);
        Assert.Equal(Day.AddDays(1), store.AffectedSince(before).FirstDay("A"));

        // With both descriptions undone the firm of the last import is still there, under what was said of it.
        store.Undo(second);
        Assert.Equal(("Alpha", null), (store.ReadFirm("A").Firm.Name, store.ReadFirm("A").Delisted));
        store.Undo(new ImportId(1));
        Assert.Single(store.ReadFirm("A").PanelAsOf(Day.AddDays(30), null).Prices.ToArray());
    }

    [Theory]
    [EveryStore]
    public void A_price_corrected_later_counts_from_the_day_of_the_correction(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore store = FactStore.Open(place.Address);
        FactStoreTests.Import(store, static sink =>
        {
            sink.Firm(FactStoreTests.Firm("A"));
            sink.Price("A", Close(Day, 10));
            sink.Price("A", Close(Day.AddDays(1), 11));
        });
        FactStoreTests.Import(store, static sink => sink.Price("A", Close(Day, 20) with { KnownOn = Day.AddDays(5) }));
        FirmHistory firm = store.ReadFirm("A");

        Assert.Equal(10, First(firm.PanelAsOf(Day.AddDays(4), null)));
        Assert.Equal(20, First(firm.PanelAsOf(Day.AddDays(5), null)));
        Assert.Equal(20, First(firm.PanelAsOf(Day, null, Day.AddDays(5))));
        Assert.Equal(10, First(store.ReadFirm("A", Day.AddDays(4)).PanelAsOf(Day.AddDays(9), null)));

        static double First(FirmPanel panel) => panel.Prices[0].AdjustedClose;
    }

    [Fact]
    public void Facts_refuse_change_even_to_plain_sql()
    {
        using TemporaryStore place = new();
        using (FactStore store = FactStore.Open(place.Address))
        {
            FactStoreTests.Import(store, static sink =>
            {
                new SeededFacts(1, SeededFacts.First).Write(sink);
                sink.Label(new LabelFact("F1", Day, "st"));
                sink.CodeChange(new CodeChangeFact("G1", "F1", Day, Day, "c.csv"));
                sink.File(new("a.csv", new string('a', 64), "x", 1, 0));
                sink.Note(new("X", "", 1, "x"));
            });
        }

        using SqliteConnection plain = new($"Data Source={place.FilePath};Pooling=False");
        plain.Open();
        List<string> tables = [];
        using (SqliteCommand names = new("SELECT name FROM sqlite_schema WHERE type = 'table' AND (name LIKE 'fact%' OR name = 'firm_codes')", plain))
        using (SqliteDataReader reader = names.ExecuteReader())
        {
            while (reader.Read())
            {
                tables.Add(reader.GetString(0));
            }
        }

        Assert.Equal(21, tables.Count);
        foreach (string table in tables)
        {
            string column = table == "firm_codes" ? "firm_id" : "import_id";
            foreach (string sql in new[] { $"DELETE FROM {table}", $"UPDATE {table} SET {column} = 7", $"INSERT OR REPLACE INTO {table} SELECT * FROM {table}", $"INSERT OR IGNORE INTO {table} SELECT * FROM {table}" })
            {
                using SqliteCommand command = new(sql, plain);
                Assert.Contains("append-only", Assert.Throws<SqliteException>(() => { command.ExecuteNonQuery(); }).Message, StringComparison.Ordinal);
            }
        }
    }

    private static PriceFact Close(DateOnly day, double close) => new() { Date = day, Close = close, Trading = true, Source = "p.csv" };
}
