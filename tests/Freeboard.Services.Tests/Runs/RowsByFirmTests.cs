using Freeboard.Assessment;
using Freeboard.Data.Facts;
using Freeboard.Data.Tests.Store;
using Freeboard.Services.Assess;
using Freeboard.Services.Runs;
using Freeboard.Services.Tests.Assess.Stored;
using Freeboard.Tests.PostgreSql;

namespace Freeboard.Services.Tests.Runs;

/// <summary>Runs read piece by piece, and runs over a store that are not kept: what bundles and their replay stand on.</summary>
public sealed class RowsByFirmTests
{
    private static readonly AssessmentOptions Weekly = AssessmentOptions.Default with { Dates = AsOfDates.Every(AssessmentFrequency.Weekly) };

    [Theory]
    [EveryStore]
    public void The_pieces_of_a_run_are_its_firms_and_together_its_rows(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore facts = FactStore.Open(place.Address);
        FactScript.Base(facts);
        using CollectedRows rows = new();
        StoredOutcome made = StoredAssessment.Assess(place.Address.ToString(), rows, TimeProvider.System, Weekly);
        using RunArchive archive = RunArchive.Open(place.Address.ToString());
        AssessmentRun run = archive.FindWithoutRows(null)!;
        Assert.Equal(made.Run.Provenance.RunId, run.Provenance.RunId);
        Assert.Empty(run.Rows);
        IReadOnlyList<AssessmentRow>[] pieces = [.. archive.RowsByFirm(run.Provenance.RunId)];
        Assert.Equal(run.Firms.Select(static f => f.Firm), pieces.Select(static piece => Assert.Single(piece.Select(static r => r.Firm).Distinct())));
        Assert.Equal(rows.Rows, pieces.SelectMany(static piece => piece));

        // Gone through again they are read again.
        Assert.Equal(archive.Find(null)!.Rows, archive.RowsByFirm(run.Provenance.RunId).SelectMany(static piece => piece));
    }

    [Theory]
    [EveryStore]
    public void A_run_for_pages_is_whole_where_it_is_small_and_else_leaves_out_days_for_all_firms_alike(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore facts = FactStore.Open(place.Address);
        FactScript.Base(facts);
        using CollectedRows rows = new();
        string id = StoredAssessment.Assess(place.Address.ToString(), rows, TimeProvider.System, Weekly).Run.Provenance.RunId;
        using RunArchive archive = RunArchive.Open(place.Address.ToString());
        AssessmentRun whole = ShownRun.Load(archive, id)!;
        Assert.Equal(archive.Find(id)!.Rows, whole.Rows);
        Assert.Equal(id, archive.IdOf(null));
        Assert.Equal(id, archive.IdOf(id[..5]));
        Assert.Null(archive.IdOf("zzzz"));

        AssessmentRun shown = ShownRun.Load(archive, id, mostRows: 0)!;
        DateOnly[] days = [.. whole.Rows.Select(static r => r.Date).Distinct().Order()];
        HashSet<DateOnly> ends = [.. days.GroupBy(static d => (d.Year, d.Month)).Select(static month => month.Max()), .. days[^2..]];
        Assert.True(ends.Count < days.Length);
        Assert.Equal(whole.Rows.Where(r => ends.Contains(r.Date)), shown.Rows);
        string first = whole.Rows[0].Firm;
        Assert.Equal(whole.Rows.Where(r => r.Firm == first), archive.RowsOf(id, first));
        Assert.Null(ShownRun.Load(archive, "none"));
    }

    [Theory]
    [EveryStore]
    public void A_run_that_is_not_kept_computes_every_row_and_leaves_the_store_as_it_was(string kind)
    {
        using TemporaryStore place = new(kind);
        using FactStore facts = FactStore.Open(place.Address);
        FactScript.Base(facts);
        string state = facts.StateHash;
        string store = place.Address.ToString();
        using CollectedRows kept = new();
        StoredOutcome made = StoredAssessment.Assess(store, kept, TimeProvider.System, Weekly);
        FactScript.Revision(facts);
        using CollectedRows again = new();
        StoredOutcome unkept = StoredAssessment.Assess(store, again, TimeProvider.System, Weekly, new StoredAssessmentOptions { StateHash = state, Keep = false });
        Assert.Equal(kept.Hash, again.Hash);
        Assert.Equal((made.Run.Firms.Count, 0, 0), (unkept.ComputedFirms, unkept.TakenOverFirms, unkept.FinishedFirms));
        using CollectedRows newest = new();
        StoredAssessment.Assess(store, newest, TimeProvider.System, Weekly, new StoredAssessmentOptions { Keep = false });
        Assert.NotEqual(kept.Hash, newest.Hash);
        using RunArchive archive = RunArchive.Open(store);
        RunSummary only = Assert.Single(archive.List());
        Assert.Equal((made.Run.Provenance.RunId, 1), (only.RunId, only.Executions));
    }
}
