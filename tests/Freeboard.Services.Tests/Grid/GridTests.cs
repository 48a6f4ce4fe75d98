using System.Text;
using Freeboard.Assessment;
using Freeboard.Numerics;
using Freeboard.Services.Assess;
using Freeboard.Services.Grid;
using Freeboard.Services.Import;
using Freeboard.Services.Portfolio;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;
using Freeboard.Validation.Sampling;

namespace Freeboard.Services.Tests.Grid;

public class GridTests
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(40, 1)]
    public void An_assessment_made_in_shares_is_the_run_of_one_machine_notes_and_all(int shards, int threads)
    {
        using TemporaryFolder folder = new();
        AssessmentRun whole = AssessmentService.Assess(Market).Run!;
        GridManifest plan = Plan(folder, shards);
        Assert.Equal(whole.Provenance.RunId, plan.RunId);
        foreach (int shard in Enumerable.Range(1, shards).Reverse())
        {
            Assert.Equal(GridTaskStatus.Done, GridTask.Run(Place(folder), shard, threads, Clock).Status);
        }

        AssessmentRun run = Merge(folder, null)!.Run!;
        Assert.Equal(whole.Rows, run.Rows);
        Assert.Equal(whole.Provenance.Notes, run.Provenance.Notes);
        Assert.Equal(whole.Firms, run.Firms);
        Assert.Equal(whole.Funnel.Select(static step => (step.Name, step.Firms)), run.Funnel.Select(static step => (step.Name, step.Firms)));
        Assert.Equal(Record(whole), Record(run));
    }

    [Fact]
    public void A_run_in_shares_is_kept_as_that_of_one_machine()
    {
        using TemporaryFolder folder = new();
        Plan(folder, 4);
        MakeAll(folder);
        Merge(folder, folder.Inside("kept.db"));
        Merge(folder, folder.Inside("kept.db"));
        using RunArchive archive = RunArchive.Open(folder.Inside("kept.db"));
        RunSummary kept = Assert.Single(archive.List());
        Assert.Equal(2, kept.Executions);
        Assert.Equal(AssessmentService.Assess(Market).Run!.Rows, archive.Find(null)!.Rows);
    }

    [Fact]
    public void Facts_of_a_store_are_assessed_from_a_snapshot_that_later_imports_do_not_touch()
    {
        using TemporaryFolder folder = new();
        string store = folder.Inside("facts.db");
        Import(Market, store);
        byte[] whole = Rows(store);
        GridManifest plan = GridPlanner.OfStore(store, AssessmentOptions.Default, [], new GridDestination(Place(folder), 5), Clock).Manifest;
        using (MarketFolder more = new MarketFolder().WithFirm("NEW").WithRates())
        {
            Import(more.Write(), store);
        }

        MakeAll(folder);
        using MemoryStream rows = new();
        GridMerged merged = GridMerge.Of(Place(folder), new GridMergeOptions { Rows = new AssessedCsv(rows), Store = store }, Clock, out _)!;
        Assert.Equal(Encoding.UTF8.GetString(whole), Encoding.UTF8.GetString(rows.ToArray()));
        Assert.Equal(plan.RunId, merged.Run!.Provenance.RunId);
        using RunArchive archive = RunArchive.Open(store);
        Assert.Contains(archive.List(), run => run.RunId == plan.RunId);
    }

    [Fact]
    public void A_task_that_is_asked_to_stop_keeps_what_it_has_and_the_next_goes_on_to_the_same_bytes()
    {
        using TemporaryFolder folder = new();
        Plan(folder, 1);
        string place = new GridFolder(Place(folder)).ResultOf(1);
        GridTask.Run(Place(folder), 1, 1, Clock);
        byte[] whole = File.ReadAllBytes(place);
        File.Delete(place);
        int stops = 0;
        GridTaskOutcome outcome;
        do
        {
            using CancellationTokenSource stop = new();
            outcome = GridTask.Run(Place(folder), 1, 1, Clock, stop.Token, new Every(() => stop.Cancel()));
            stops += outcome.Status == GridTaskStatus.Stopped ? 1 : 0;
            Assert.True(stops < 100);
        }
        while (outcome.Status == GridTaskStatus.Stopped);

        Assert.True(stops >= 5);
        Assert.True(outcome.TakenOver > 0);
        Assert.Equal(whole, File.ReadAllBytes(place));
        Assert.Equal(["0000001.shard", "0000001.shard.sha256"], Directory.EnumerateFiles(Path.GetDirectoryName(place)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_damaged_checkpoint_is_taken_over_as_far_as_it_is_whole()
    {
        using TemporaryFolder folder = new();
        Plan(folder, 1);
        string place = new GridFolder(Place(folder)).ResultOf(1);
        GridTask.Run(Place(folder), 1, 1, Clock);
        byte[] whole = File.ReadAllBytes(place);
        File.Delete(place);
        byte[] cut = whole[..(whole.Length / 2)];
        File.WriteAllBytes(place + ".checkpoint", cut);
        GridTaskOutcome outcome = GridTask.Run(Place(folder), 1, 1, Clock);
        Assert.InRange(outcome.TakenOver, 1, outcome.Items - 1);
        Assert.Equal(whole, File.ReadAllBytes(place));
        File.Delete(place);
        cut[cut.Length / 4] ^= 1;
        File.WriteAllBytes(place + ".checkpoint", cut);
        Assert.True(GridTask.Run(Place(folder), 1, 1, Clock).TakenOver < outcome.TakenOver);
        Assert.Equal(whole, File.ReadAllBytes(place));
    }

    [Fact]
    public void What_is_done_is_skipped_and_twenty_tasks_for_one_share_at_once_make_it_once()
    {
        using TemporaryFolder folder = new();
        Plan(folder, 2);
        GridTaskOutcome[] outcomes = new GridTaskOutcome[20];
        Parallel.For(0, outcomes.Length, i => outcomes[i] = GridTask.Run(Place(folder), (i % 2) + 1, 1, Clock));
        Assert.Contains(outcomes, static outcome => outcome.Status == GridTaskStatus.Done);
        Assert.Equal(GridTaskStatus.DoneBefore, GridTask.Run(Place(folder), 1, 1, Clock).Status);
        Assert.Equal(AssessmentService.Assess(Market).Run!.Rows, Merge(folder, null)!.Run!.Rows);
    }

    [Fact]
    public void Any_changed_byte_of_a_result_is_seen_and_nothing_is_merged()
    {
        using TemporaryFolder folder = new();
        Plan(folder, 3);
        MakeAll(folder);
        string place = new GridFolder(Place(folder)).ResultOf(2);
        byte[] whole = File.ReadAllBytes(place);
        PhiloxStream random = new(5);
        for (int i = 0; i < 200; i++)
        {
            byte[] changed = [.. whole];
            changed[random.NextIndex(changed.Length)] ^= (byte)(1 << random.NextIndex(8));
            File.WriteAllBytes(place, i % 10 == 0 ? whole[..random.NextIndex(whole.Length)] : changed);
            GridStatus status = GridStatus.Of(Place(folder));
            Assert.Equal(ShardState.Corrupt, status.Shards[1].State);
            Assert.Null(GridMerge.Of(Place(folder), new GridMergeOptions { Rows = new AssessedCsv(Stream.Null) }, Clock, out _));
        }

        GridTask.Run(Place(folder), 2, 1, Clock);
        Assert.Equal(whole, File.ReadAllBytes(place));
        File.Delete(new GridFolder(Place(folder)).ResultOf(3));
        Assert.Equal((2, 1, 0), (GridStatus.Of(Place(folder)).Count(ShardState.Done), GridStatus.Of(Place(folder)).Count(ShardState.Missing), GridStatus.Of(Place(folder)).Count(ShardState.Corrupt)));
    }

    [Fact]
    public void A_result_of_another_plan_is_no_result()
    {
        using TemporaryFolder one = new();
        using TemporaryFolder other = new();
        Plan(one, 2);
        GridPlanner.OfFolder(Market, InputOptions.Default, AssessmentOptions.Default with { HorizonYears = 2 }, [], new GridDestination(Place(other), 2), Clock);
        MakeAll(one);
        MakeAll(other);
        File.Copy(new GridFolder(Place(other)).ResultOf(1), new GridFolder(Place(one)).ResultOf(1), overwrite: true);
        File.Copy(new GridFolder(Place(other)).ResultOf(1) + ".sha256", new GridFolder(Place(one)).ResultOf(1) + ".sha256", overwrite: true);
        Assert.Contains("another plan", GridStatus.Of(Place(one)).Shards[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_or_a_snapshot_that_was_changed_is_refused()
    {
        using TemporaryFolder folder = new();
        GridManifest plan = Plan(folder, 2);
        Assert.Equal(plan.Id, Plan(folder, 2).Id);
        Assert.Equal("PLAN-THERE", Assert.Throws<GridException>(() => Plan(folder, 3)).Code);
        string prices = Path.Combine(Place(folder), "inputs", "prices.csv");
        byte[] before = File.ReadAllBytes(prices);
        byte[] changed = [.. before];
        changed[^3] = changed[^3] == (byte)'1' ? (byte)'2' : (byte)'1';
        File.WriteAllBytes(prices, changed);
        Assert.Equal("SNAPSHOT-CHANGED", Assert.Throws<GridException>(() => GridTask.Run(Place(folder), 1, 1, Clock)).Code);
        File.WriteAllBytes(prices, before);
        string manifest = new GridFolder(Place(folder)).ManifestFile;
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"shards\": 2", "\"shards\": 3", StringComparison.Ordinal));
        Assert.Equal("PLAN-DAMAGED", Assert.Throws<GridException>(() => GridTask.Run(Place(folder), 1, 1, Clock)).Code);
    }

    [Fact]
    public void A_snapshot_of_a_store_that_was_changed_is_refused_by_tasks_and_by_the_merge()
    {
        using TemporaryFolder folder = new();
        string store = folder.Inside("facts.db");
        Import(Market, store);
        GridPlanner.OfStore(store, AssessmentOptions.Default, [], new GridDestination(Place(folder), 2), Clock);
        string snapshot = Path.Combine(Place(folder), "inputs", "snapshot.db");
        byte[] before = File.ReadAllBytes(snapshot);
        byte[] changed = [.. before];
        changed[^9] ^= 1;
        Replace(changed);
        Assert.Equal("SNAPSHOT-CHANGED", Assert.Throws<GridException>(() => GridTask.Run(Place(folder), 1, 1, Clock)).Code);
        Replace(before);
        MakeAll(folder);
        Replace(changed);
        Assert.Equal("SNAPSHOT-CHANGED", Assert.Throws<GridException>(() => GridMerge.Of(Place(folder), new GridMergeOptions { Rows = new AssessedCsv(Stream.Null) }, Clock, out _)).Code);

        void Replace(byte[] bytes)
        {
            File.SetAttributes(snapshot, FileAttributes.Normal);
            File.WriteAllBytes(snapshot, bytes);
            File.SetAttributes(snapshot, FileAttributes.ReadOnly);
        }
    }

    [Fact]
    public void A_plan_of_another_instruction_set_or_version_is_refused()
    {
        using TemporaryFolder folder = new();
        GridManifest plan = Plan(folder, 2);
        string manifest = new GridFolder(Place(folder)).ManifestFile;
        File.WriteAllBytes(manifest, (plan with { InstructionSet = "arm64-base" }).ToBytes());
        Assert.Equal("OTHER-INSTRUCTION-SET", Assert.Throws<GridException>(() => GridTask.Run(Place(folder), 1, 1, Clock)).Code);
        File.WriteAllBytes(manifest, (plan with { Version = "99.0.0" }).ToBytes());
        Assert.Equal("OTHER-VERSION", Assert.Throws<GridException>(() => GridTask.Run(Place(folder), 1, 1, Clock)).Code);
    }

    [Fact]
    public void Scenarios_in_shares_give_the_table_of_one_machine()
    {
        using TemporaryFolder folder = new();
        string file = RepositoryFiles.Path("samples", "portfolio", "loans.csv");
        PortfolioOptions options = new() { Scenarios = 50_000, Seed = 4 };
        byte[] bytes = File.ReadAllBytes(file);
        PortfolioInput input = PortfolioTable.Read(bytes, "loans.csv").Input!;
        string whole = Csv(PortfolioRows.Levels(PortfolioService.Compute(input, bytes, "loans.csv", options, Clock)));
        GridPlanner.OfPortfolio(file, options, new GridDestination(Place(folder), 3), Clock);
        MakeAll(folder);
        Assert.Equal(whole, Csv(Merge(folder, null)!.Table!));
    }

    [Fact]
    public void A_bootstrap_in_shares_gives_the_interval_of_one_machine()
    {
        using TemporaryFolder folder = new();
        PhiloxStream random = new(3);
        (string Firm, double Score, bool Event)[] rows = [.. Enumerable.Range(0, 300).Select(i => ("F" + (i / 4), random.NextUniform() + (i % 4 == 3 && i % 5 == 0 ? 0.5 : 0), i % 4 == 3 && i % 5 == 0))];
        string file = folder.Inside("scores.csv");
        File.WriteAllLines(file, rows.Select(static row => FormattableString.Invariant($"{row.Firm},{row.Score:R},{(row.Event ? 1 : 0)}")).Prepend("firm,score,event"));
        FirmBootstrapOptions options = new() { Replicates = 230, Seed = 9 };
        GridPlanner.OfBootstrap(file, options, new GridDestination(Place(folder), 3), Clock);
        MakeAll(folder);
        string[] merged = Assert.Single(Merge(folder, null)!.Table!.Rows);
        BootstrapInterval whole = FirmBootstrap.Area([.. rows.Select(static r => r.Score)], [.. rows.Select(static r => r.Event)], [.. rows.Select(static r => r.Firm)], options);
        Assert.Equal(FormattableString.Invariant($"{whole.Estimate:G17} {whole.StandardError:G17} {whole.Low:G17} {whole.High:G17} {whole.Replicates}"), $"{merged[1]} {merged[2]} {merged[3]} {merged[4]} {merged[9]}");
    }

    private static string Market => RepositoryFiles.Path("samples", "market");

    private static string Place(TemporaryFolder folder) => folder.Inside("plan");

    private static GridManifest Plan(TemporaryFolder folder, int shards) => GridPlanner.OfFolder(Market, InputOptions.Default, AssessmentOptions.Default, [], new GridDestination(Place(folder), shards), Clock).Manifest;

    private static void MakeAll(TemporaryFolder folder)
    {
        foreach (int shard in Enumerable.Range(1, new GridFolder(Place(folder)).Manifest().Shards))
        {
            GridTask.Run(Place(folder), shard, 2, Clock);
        }
    }

    private static GridMerged? Merge(TemporaryFolder folder, string? store) => GridMerge.Of(Place(folder), new GridMergeOptions { Rows = new AssessedCsv(Stream.Null), Store = store }, Clock, out _);

    private static string Record(AssessmentRun run)
    {
        using MemoryStream output = new();
        RunRecord.Write(output, run);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static void Import(string folder, string store) => Assert.True(ImportService.Store(new ImportRequest { Paths = [folder] }, store, Clock).Accepted);

    private static byte[] Rows(string store)
    {
        using MemoryStream rows = new();
        StoredAssessment.Assess(store, new AssessedCsv(rows), Clock, keeping: new StoredAssessmentOptions { Keep = false });
        return rows.ToArray();
    }

    private static string Csv(OutputTable table)
    {
        using MemoryStream output = new();
        using RowWriter writer = RowWriter.Open(output, RowFormat.Csv, table.Columns);
        foreach (string[] row in table.Rows)
        {
            writer.Write(row);
        }

        writer.Complete();
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private sealed class Every(Action act) : IProgress<double>
    {
        public void Report(double value) => act();
    }
}
