using Freeboard.Assessment;
using Freeboard.Data.Facts;
using Freeboard.Data.Store;
using Freeboard.Data.Tests.Store;
using Freeboard.Services.Assess;
using Freeboard.Services.Import;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Services.Tests.Assess.Stored;

/// <summary>A run over a store is the run over its files, whole whenever it is seen, and the same bytes whether it was made at once, out of former runs or after a cut.</summary>
public sealed class StoredAssessmentTests
{
    private static readonly AssessmentOptions Daily = AssessmentOptions.Default with { Dates = AsOfDates.Every(AssessmentFrequency.Daily) };
    private static readonly AssessmentOptions Rolling = Daily with { Method = AssetMethod.Kmv, RollingWindowDays = 60 };

    public static TheoryData<string, bool> KindsAndMethods()
    {
        TheoryData<string, bool> data = [];
        foreach (object[] kind in new EveryStoreAttribute().GetData(null!))
        {
            // What is computed does not depend on the database: each method once on it is enough.
            data.Add((string)kind[0], data.Count > 0);
        }

        data.Add("sqlite", true);
        return data;
    }

    [Theory]
    [InlineData(AssetMethod.TwoEquation)]
    [InlineData(AssetMethod.Kmv)]
    public void Rows_over_a_store_are_those_over_the_files_it_was_filled_from(AssetMethod method)
    {
        using TemporaryFolder folder = new();
        string store = folder.Inside("market.db");
        string files = RepositoryFiles.Path("samples", "market");
        Assert.True(ImportService.Store(new ImportRequest { Paths = [files] }, store, TimeProvider.System).Accepted);
        AssessmentOptions options = AssessmentOptions.Default with { Method = method, RollingWindowDays = 120 };
        AssessmentRun overFiles = AssessmentService.Assess(files, options: options).Run!;
        using CollectedRows rows = new();
        StoredOutcome overStore = StoredAssessment.Assess(store, rows, TimeProvider.System, options);

        Assert.Equal(overFiles.Rows.Select(static r => r with { RunId = "" }), rows.Rows.Select(static r => r with { RunId = "" }));
        Assert.True(rows.Rows.Count(static r => r.Status == AssessmentStatus.Converged) > 50);
        Assert.Equal(overFiles.Funnel.Select(static s => (s.Name, s.Firms)), overStore.Report.Funnel.Select(static s => (s.Name, s.Firms)));
        Assert.Equal(overFiles.Firms.Select(static f => f.Firm), overStore.Report.Firms.Select(static f => f.Firm));
        Assert.Equal(overFiles.LatestInputs.Keys, overStore.Report.LatestInputs.Keys);
        Assert.NotEqual(overFiles.Provenance.RunId, overStore.Report.Provenance.RunId);
    }

    [Theory]
    [MemberData(nameof(KindsAndMethods))]
    public void A_run_that_takes_over_what_has_not_changed_has_the_bytes_of_a_full_run(string kind, bool rolling)
    {
        AssessmentOptions options = rolling ? Rolling : Daily;
        using TemporaryStore grown = new(kind);
        using FactStore facts = FactStore.Open(grown.Address);
        ImportId more = default;
        (string Name, Action<FactStore> Change)[] steps =
        [
            ("base", static store => FactScript.Base(store)),
            ("more", store => more = FactScript.MoreDays(store)),
            ("revision", static store => FactScript.Revision(store)),
            ("odd session", static store => FactScript.OddSession(store)),
            ("undo", store => store.Undo(more)),
        ];
        List<Action<FactStore>> done = [];
        foreach ((string name, Action<FactStore> change) in steps)
        {
            change(facts);
            done.Add(change);
            using CollectedRows partial = new();
            StoredOutcome outcome = Make(grown.Address, partial, options);
            if (name != "base")
            {
                // Rows before what changed are not computed again; a whole firm is read when a day of it changed.
                long fewer = name is "odd session" or "undo" or "more" && rolling ? outcome.Rows : outcome.Rows - 1;
                Assert.True(outcome.ComputedRows <= fewer, $"{name}: {outcome.ComputedRows} of {outcome.Rows} rows");
                Assert.True(name != "revision" || outcome is { ComputedFirms: 2, TakenOverFirms: FactScript.Firms - 2 }, $"{name}: {outcome.ComputedFirms} firms");
            }

            // Another store that never had another run: the same imports, nothing to take over.
            using TemporaryStore fresh = new(kind);
            using (FactStore other = FactStore.Open(fresh.Address))
            {
                foreach (Action<FactStore> step in done)
                {
                    step(other);
                }
            }

            using CollectedRows full = new();
            StoredOutcome whole = Make(fresh.Address, full, options);
            Assert.Equal(whole.Rows, whole.ComputedRows);
            Assert.Equal(full.Hash, partial.Hash);
            using RunStore kept = RunStore.Open(grown.Address);
            using RunStore keptFresh = RunStore.Open(fresh.Address);
            string id = whole.Report.Provenance.RunId;
            Assert.Equal(RunText(keptFresh.Load(id)!), RunText(kept.Load(id)!));
            Assert.True(whole.Rows > 1000, $"{name}: only {whole.Rows} rows");

            // And once more: nothing is computed, nothing differs.
            using CollectedRows again = new();
            StoredOutcome repeated = Make(grown.Address, again, options);
            Assert.True(repeated is { Repeated: true, ComputedRows: 0 });
            Assert.Equal(full.Hash, again.Hash);
        }
    }

    [Theory]
    [MemberData(nameof(KindsAndMethods))]
    public void A_run_that_was_cut_off_is_not_seen_and_goes_on_to_the_same_bytes(string kind, bool rolling)
    {
        AssessmentOptions options = rolling ? Rolling : Daily;
        using TemporaryStore place = new(kind);
        using (FactStore facts = FactStore.Open(place.Address))
        {
            FactScript.Base(facts);
            FactScript.MoreDays(facts);
        }

        using CancellationTokenSource stop = new();
        using CollectedRows cut = new(stop, stopAfter: 5);
        Assert.ThrowsAny<OperationCanceledException>(() => StoredAssessment.Assess(place.Address.ToString(), cut, TimeProvider.System, options, StoredAssessmentOptions.Default with { CheckpointFirms = 2 }, cancellationToken: stop.Token));
        using RunStore runs = RunStore.Open(place.Address);
        Assert.Empty(runs.List());
        Assert.Null(runs.LatestRunId());

        using CollectedRows resumed = new();
        StoredOutcome outcome = Make(place.Address, resumed, options);
        Assert.True(outcome.FinishedFirms is >= 4 and < FactScript.Firms, $"{outcome.FinishedFirms} firms were done before");
        using TemporaryStore fresh = new(kind);
        using (FactStore facts = FactStore.Open(fresh.Address))
        {
            FactScript.Base(facts);
            FactScript.MoreDays(facts);
        }

        using CollectedRows whole = new();
        StoredOutcome atOnce = Make(fresh.Address, whole, options);
        Assert.Equal(0, atOnce.FinishedFirms);
        Assert.Equal(whole.Hash, resumed.Hash);
        using RunStore freshRuns = RunStore.Open(fresh.Address);
        Assert.Equal(RunText(freshRuns.Load(atOnce.Report.Provenance.RunId)!), RunText(runs.Load(outcome.Report.Provenance.RunId)!));
        Assert.Single(runs.List());
    }

    [Fact]
    public void Any_number_of_threads_and_firms_between_checkpoints_gives_the_same_bytes()
    {
        string? hash = null;
        foreach ((int threads, int firms) in ((int, int)[])[(1, 1), (2, 3), (5, 100)])
        {
            using TemporaryStore place = new();
            using (FactStore facts = FactStore.Open(place.Address))
            {
                FactScript.Base(facts);
            }

            using CollectedRows rows = new();
            StoredAssessment.Assess(place.Address.ToString(), rows, TimeProvider.System, Daily with { Threads = threads }, StoredAssessmentOptions.Default with { CheckpointFirms = firms });
            Assert.Equal(hash ??= rows.Hash, rows.Hash);
        }
    }

    [Fact]
    public void A_range_of_days_gives_the_rows_that_the_whole_history_gives_on_them()
    {
        using TemporaryStore place = new();
        using (FactStore facts = FactStore.Open(place.Address))
        {
            FactScript.Base(facts);
        }

        foreach (AssessmentOptions options in (AssessmentOptions[])[Daily, Rolling])
        {
            using CollectedRows all = new();
            Make(place.Address, all, options);
            (DateOnly from, DateOnly to) = (new(2021, 6, 1), new(2021, 8, 17));
            using CollectedRows some = new();
            Make(place.Address, some, options with { Dates = options.Dates.Between(from, to) }, takeOver: false);
            Assert.True(some.Rows.Count > 300);
            Assert.Equal(all.Rows.Where(r => r.Date >= from && r.Date <= to).Select(static r => r with { RunId = "" }), some.Rows.Select(static r => r with { RunId = "" }));
        }
    }

    [Fact]
    public void An_earlier_state_of_the_facts_can_be_assessed_again_as_it_was()
    {
        using TemporaryStore place = new();
        using FactStore facts = FactStore.Open(place.Address);
        FactScript.Base(facts);
        string state = facts.StateHash;
        using CollectedRows then = new();
        Make(place.Address, then, Daily);
        FactScript.MoreDays(facts);
        using CollectedRows now = new();
        Make(place.Address, now, Daily);
        using CollectedRows again = new();
        StoredAssessment.Assess(place.Address.ToString(), again, TimeProvider.System, Daily, StoredAssessmentOptions.Default with { StateHash = state });
        Assert.Equal(then.Hash, again.Hash);
        Assert.NotEqual(then.Hash, now.Hash);
    }

    [Fact]
    public void A_report_of_more_rows_than_it_takes_has_the_last_two_days_and_says_so()
    {
        using TemporaryStore place = new();
        using (FactStore facts = FactStore.Open(place.Address))
        {
            FactScript.Base(facts);
        }

        using CollectedRows rows = new();
        StoredOutcome outcome = StoredAssessment.Assess(place.Address.ToString(), rows, TimeProvider.System, Daily, StoredAssessmentOptions.Default with { ReportRows = 100 });
        DateOnly[] last = [.. rows.Rows.Select(static r => r.Date).Distinct().Order().TakeLast(2)];
        Assert.Equal(rows.Rows.Where(r => last.Contains(r.Date)), outcome.Report.Rows);
        Assert.Contains(outcome.Report.Provenance.Notes, static n => n.Code == "REPORT-LAST-DAYS");
        using RunStore kept = RunStore.Open(place.Address);
        AssessmentRun run = kept.Load(outcome.Report.Provenance.RunId)!;
        Assert.Equal(rows.Rows, run.Rows);
        Assert.DoesNotContain(run.Provenance.Notes, static n => n.Code == "REPORT-LAST-DAYS");
        Assert.Equal(rows.Rows.Where(static r => r.Firm == "F0003"), kept.Load(outcome.Report.Provenance.RunId, "F0003")!.Rows);
        Assert.Equal(rows.Rows.Where(static r => r.Firm == "F0003"), kept.RowsOf(outcome.Report.Provenance.RunId, "F0003"));
    }

    private static StoredOutcome Make(StoreAddress address, CollectedRows rows, AssessmentOptions options, bool takeOver = true) =>
        StoredAssessment.Assess(address.ToString(), rows, TimeProvider.System, options, StoredAssessmentOptions.Default with { CheckpointFirms = 4, TakeOver = takeOver });

    /// <summary>A whole run as text, for one comparison.</summary>
    internal static string RunText(AssessmentRun run) => string.Join('\n', (string[])
    [
        string.Join(' ', run.Provenance.RunId, run.Provenance.AsOf, run.Synthetic),
        .. run.Provenance.Inputs.Select(static i => i.ToString()),
        .. run.Provenance.Parameters.Select(static p => p.ToString()),
        .. run.Provenance.Notes.Select(static n => n.ToString()),
        .. run.Firms.Select(static f => f.ToString()),
        .. run.Rows.Select(static r => r.ToString()),
        .. run.LatestInputs.SelectMany(static p => p.Value.Select(f => p.Key + f)),
        .. run.Funnel.Select(static s => $"{s.Name} {s.Firms} {s.Lost} {string.Join(',', s.Reasons)}"),
    ]);
}
