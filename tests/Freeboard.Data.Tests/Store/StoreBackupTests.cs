using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
using Freeboard.Data.Store;
using Freeboard.Data.Tests.Facts;
using Freeboard.Data.Tests.Kill;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Data.Tests.Store;

/// <summary>A store as one file while it is written to, and back; what is damaged is refused.</summary>
public sealed class StoreBackupTests
{
    private static readonly DateTimeOffset Start = new(2024, 4, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [EveryStore]
    public void A_backup_restored_elsewhere_holds_the_same_runs_and_facts_and_takes_more(string kind)
    {
        using TemporaryStore place = new(kind);
        using TemporaryStore other = new(kind);
        Fill(place.Address, imports: 2);
        string path = Path.Combine(place.Folder, "backup");

        BackupSummary written = StoreBackup.Write(place.Address, path);
        BackupSummary restored = StoreBackup.Restore(path, other.Address);

        Assert.Equal(written, restored);
        Assert.Equal(new FileInfo(path).Length, written.Bytes);
        Assert.Equal($"{written.Sha256}  backup\n", File.ReadAllText(path + StoreBackup.HashEnding));
        Assert.All(StoreCheck.Run(other.Address).Findings, static f => Assert.True(f.Sound, f.Check + ": " + f.Detail));
        using FactStore facts = FactStore.Open(place.Address);
        using FactStore again = FactStore.Open(other.Address);
        Assert.Equal(facts.StateHash, again.StateHash);
        Assert.Equal(Everything(facts), Everything(again));
        using RunStore runs = RunStore.Open(other.Address);
        Assert.Equal(SampleRun.Make().Rows, runs.Load(SampleRun.Make().Provenance.RunId)!.Rows);

        // Numbers that the database gives go on, and the guards are on.
        Assert.False(runs.Append(SampleRun.Make(), Start, Start));
        Assert.Equal(2, runs.List()[0].Executions);
        Fill(other.Address, imports: 1, first: 7);
        Assert.All(StoreCheck.Run(other.Address).Findings, static f => Assert.True(f.Sound, f.Check + ": " + f.Detail));
    }

    [PostgreSqlFact]
    public void A_large_import_with_a_table_of_its_own_comes_back_with_it()
    {
        using TemporaryStore place = new("postgres");
        using TemporaryStore other = new("postgres");
        using (FactStore facts = FactStore.Open(place.Address))
        using (FactWriter writer = facts.BeginImport(new ImportDescription { Source = "large" }))
        {
            Write(writer, 3, 270_000);
            writer.Commit();
        }

        string path = Path.Combine(place.Folder, "backup");
        StoreBackup.Write(place.Address, path);
        StoreBackup.Restore(path, other.Address);
        using FactStore first = FactStore.Open(place.Address);
        using FactStore again = FactStore.Open(other.Address);
        Assert.Equal(Everything(first), Everything(again));
        StoreFinding guards = StoreCheck.Run(other.Address).Findings.Single(static f => f.Check == "guards");
        Assert.True(guards.Sound, guards.Detail);
    }

    [Theory]
    [EveryStore]
    public void A_backup_made_while_another_thread_writes_holds_whole_imports_only(string kind)
    {
        using TemporaryStore place = new(kind);
        Fill(place.Address, imports: 1);
        using CancellationTokenSource stop = new();
        int written = 0;
        Thread writer = new(() =>
        {
            for (int i = 10; !stop.IsCancellationRequested; i++)
            {
                Fill(place.Address, imports: 1, first: i, rows: 20_000);
                Interlocked.Increment(ref written);
            }
        });
        writer.Start();
        try
        {
            for (int round = 0; round < 4; round++)
            {
                SpinWait.SpinUntil(() => Volatile.Read(ref written) > round, TimeSpan.FromSeconds(60));
                using TemporaryStore other = new(kind);
                string path = Path.Combine(place.Folder, "hot");
                StoreBackup.Write(place.Address, path);
                StoreBackup.Restore(path, other.Address);
                Assert.All(StoreCheck.Run(other.Address).Findings, static f => Assert.True(f.Sound, f.Check + ": " + f.Detail));
                using FactStore facts = FactStore.Open(other.Address);
                Assert.All(facts.Imports().Skip(1), static i => Assert.Equal(20_000 + KillVictim.Firms, i.Facts));
            }
        }
        finally
        {
            stop.Cancel();
            writer.Join();
        }

        Assert.True(written >= 3, $"only {written} imports were made beside the backups");
    }

    [Theory]
    [EveryStore]
    public void A_backup_with_any_byte_changed_is_refused_and_leaves_no_store(string kind)
    {
        using TemporaryStore place = new(kind);
        Fill(place.Address, imports: 1);
        string path = Path.Combine(place.Folder, "backup");
        StoreBackup.Write(place.Address, path);
        byte[] bytes = File.ReadAllBytes(path);
        for (int i = 0; i < 20; i++)
        {
            byte[] changed = [.. bytes];
            changed[(int)((long)bytes.Length * i / 20)] ^= 0x55;
            File.WriteAllBytes(path, changed);
            using TemporaryStore other = new(kind);
            StoreException fault = Assert.Throws<StoreException>(() => StoreBackup.Restore(path, other.Address));
            Assert.Contains(fault.Code, (string[])["BACKUP-CHANGED", "BACKUP-DAMAGED"]);
            Assert.False(RunStore.Exists(other.Address));
        }
    }

    [Theory]
    [EveryStore]
    public void A_backup_cut_short_without_its_hash_is_refused_and_leaves_no_store(string kind)
    {
        using TemporaryStore place = new(kind);
        Fill(place.Address, imports: 1);
        string path = Path.Combine(place.Folder, "backup");
        StoreBackup.Write(place.Address, path);
        File.Delete(path + StoreBackup.HashEnding);
        byte[] bytes = File.ReadAllBytes(path);
        for (int i = 0; i < 10; i++)
        {
            File.WriteAllBytes(path, bytes[..(int)((long)bytes.Length * i / 10)]);
            using TemporaryStore other = new(kind);
            StoreException fault = Assert.Throws<StoreException>(() => StoreBackup.Restore(path, other.Address));
            Assert.Contains(fault.Code, (string[])["BACKUP-DAMAGED", "BACKUP-CANNOT-RESTORE"]);
            Assert.False(RunStore.Exists(other.Address));
        }
    }

    [Fact]
    public void A_store_that_is_there_is_never_replaced_and_another_kind_is_named()
    {
        using TemporaryStore place = new();
        Fill(place.Address, imports: 1);
        string path = Path.Combine(place.Folder, "backup.db");
        StoreBackup.Write(place.Address, path);
        Assert.Equal("STORE-EXISTS", Assert.Throws<StoreException>(() => StoreBackup.Restore(path, place.Address)).Code);
        Assert.Equal("BACKUP-OTHER-DATABASE", Assert.Throws<StoreException>(() => StoreBackup.Restore(path, StoreAddress.Parse("postgres:Host=127.0.0.1;Database=x"))).Code);
        Assert.Equal("BACKUP-MISSING", Assert.Throws<StoreException>(() => StoreBackup.Restore(path + ".not", StoreAddress.OfFile(path + ".new"))).Code);
        Assert.Equal("BACKUP-OVER-STORE", Assert.Throws<StoreException>(() => StoreBackup.Write(place.Address, place.FilePath)).Code);
        Assert.Equal("BACKUP-IS-A-FOLDER", Assert.Throws<StoreException>(() => StoreBackup.Write(place.Address, place.Folder)).Code);
        Assert.Equal("BACKUP-CANNOT-WRITE", Assert.Throws<StoreException>(() => StoreBackup.Write(place.Address, Path.Combine(place.Folder, "no", "backup"))).Code);
        File.WriteAllText(path, "no backup at all");
        File.Delete(path + StoreBackup.HashEnding);
        Assert.Equal("BACKUP-DAMAGED", Assert.Throws<StoreException>(() => StoreBackup.Restore(path, StoreAddress.OfFile(path + ".new"))).Code);
    }

    [Theory]
    [EveryStore]
    public void A_backup_replaces_an_older_backup_and_nothing_else(string kind)
    {
        using TemporaryStore place = new(kind);
        using TemporaryStore folder = new("sqlite");
        Fill(place.Address, 1);
        string path = folder.Address.Place + ".backup";
        try
        {
            StoreBackup.Write(place.Address, path);
            Fill(place.Address, 1, first: 1);
            BackupSummary newer = StoreBackup.Write(place.Address, path);

            // Its own bytes again are no loss, with or without the hash beside them.
            File.Delete(path + StoreBackup.HashEnding);
            Assert.Equal(newer.Sha256, StoreBackup.Write(place.Address, path).Sha256);
            using (FileStream file = new(path, FileMode.Append))
            {
                file.WriteByte(1);
            }

            byte[] written = File.ReadAllBytes(path);
            Refused("BACKUP-WOULD-OVERWRITE");
            File.Delete(path + StoreBackup.HashEnding);
            Refused("BACKUP-WOULD-OVERWRITE");
            Assert.Equal(written, File.ReadAllBytes(path));
            Assert.False(File.Exists(path + ".partial"));
            File.Delete(path);
            foreach (string beside in (string[])["-wal", "-shm", "-journal"])
            {
                File.WriteAllText(path + beside, "of another store");
                Refused("BACKUP-IN-USE");
                Assert.False(File.Exists(path));
                File.Delete(path + beside);
            }

            StoreBackup.Write(place.Address, path);
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + StoreBackup.HashEnding);
        }

        void Refused(string code) => Assert.Equal(code, Assert.Throws<StoreException>(() => StoreBackup.Write(place.Address, path)).Code);
    }

    [Fact]
    public void A_store_is_never_the_place_of_another_ones_backup()
    {
        using TemporaryStore place = new("sqlite");
        using TemporaryStore other = new("sqlite");
        Fill(place.Address, 1);
        Fill(other.Address, 2);
        byte[] before = File.ReadAllBytes(other.Address.Place);
        StoreException refused = Assert.Throws<StoreException>(() => StoreBackup.Write(place.Address, other.Address.Place));
        Assert.Contains(refused.Code, (string[])["BACKUP-WOULD-OVERWRITE", "BACKUP-IN-USE"]);
        Assert.Equal(before, File.ReadAllBytes(other.Address.Place));
    }

    [Fact]
    public void A_check_names_what_was_changed_behind_the_programs_back()
    {
        (string Sql, string Check)[] slips =
        [
            ("DROP TRIGGER runs_refuse_update", "guards"),
            ("DROP TRIGGER fact_prices_refuse_delete; DELETE FROM fact_imports WHERE 0", "guards"),
            ("DROP TRIGGER fact_imports_refuse_delete; DELETE FROM fact_imports", "imports"),
            ("DROP TRIGGER fact_imports_refuse_update; UPDATE fact_imports SET content_hash = 'x'", "imports"),
            ("DROP TRIGGER assessment_rows_refuse_delete; DELETE FROM assessment_rows WHERE position = 1", "runs"),
            ("DROP TRIGGER assessment_contents_refuse_update; UPDATE assessment_contents SET content = x'00'", "segments"),
            ("DROP TABLE watchlist_firms", "tables"),
        ];
        foreach ((string sql, string check) in slips)
        {
            using TemporaryStore place = new();
            Fill(place.Address, imports: 1);
            SampleRun.KeepSegment(place.Address);
            using (Microsoft.Data.Sqlite.SqliteConnection plain = new($"Data Source={place.FilePath};Pooling=False"))
            {
                plain.Open();
                using Microsoft.Data.Sqlite.SqliteCommand command = plain.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }

            Assert.Contains(StoreCheck.Run(place.Address).Findings, f => f.Check == check && !f.Sound);
        }
    }

    [Fact]
    public void A_look_at_a_store_neither_makes_one_nor_brings_it_up_to_date()
    {
        using TemporaryStore place = new();
        Assert.Null(StoreSight.Of(place.Address));
        Assert.Equal("STORE-MISSING", Assert.Throws<StoreException>(() => StoreCheck.Run(place.Address)).Code);
        Assert.False(File.Exists(place.FilePath));
        Fill(place.Address, imports: 1);
        StoreSight sight = StoreSight.Of(place.Address)!;
        Assert.Equal((1L, 1L, sight.NewestVersion), (sight.Runs, sight.Imports, sight.SchemaVersion));
    }

    private static void Fill(StoreAddress address, int imports, int first = 0, int rows = 500)
    {
        using FactStore facts = FactStore.Open(address);
        for (int i = first; i < first + imports; i++)
        {
            using FactWriter writer = facts.BeginImport(new ImportDescription { Source = FormattableString.Invariant($"import {i}") });
            Write(writer, i, rows);
            writer.Commit();
        }

        using RunStore runs = RunStore.Open(address);
        if (runs.LatestRunId() is null)
        {
            runs.Append(SampleRun.Make(), Start, Start);
        }
    }

    private static void Write(FactWriter writer, int salt, int rows)
    {
        string[] codes = [.. Enumerable.Range(0, KillVictim.Firms).Select(f => FormattableString.Invariant($"{salt:000000}{f:00}"))];
        foreach (string code in codes)
        {
            writer.Firm(new FirmFact { Description = new() { Firm = code, Name = "证券 " + code, Currency = "CNY", Kind = "general" }, Source = "a.csv" });
        }

        DateOnly start = new(2010, 1, 1);
        for (int row = 0; row < rows; row++)
        {
            writer.Price(codes[row % codes.Length], new PriceFact { Date = start.AddDays(row / codes.Length), Close = 10 + (row * 0.001), Volume = 1000, Trading = true, Source = "a.csv" });
        }
    }

    private static string Everything(FactStore facts) => string.Join('\n', (string[])
    [
        .. facts.Imports().Select(static i => FormattableString.Invariant($"{i.Id} {i.Source} {i.ContentHash} {i.Facts} {i.FinishedAt:O}")),
        .. facts.Firms().Select(firm => PanelText.Of(facts.ReadFirm(firm.Firm).PanelAsOf(new DateOnly(2040, 2, 1), null))),
    ]);
}
