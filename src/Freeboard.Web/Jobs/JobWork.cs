using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Services.Assess;
using Freeboard.Services.Import;
using Freeboard.Services.Sample;
using Freeboard.Web.Host;

namespace Freeboard.Web.Jobs;

/// <summary>What jobs do: the services that the command line calls, in the same order.</summary>
internal static class JobWork
{
    /// <summary>Writes the synthetic market, imports it and assesses it.</summary>
    public static Func<Job, JobState> Sample(ServeOptions serve, SyntheticMarketOptions market) => job =>
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("freeboard-sample-");
        try
        {
            job.Say("writing", 0, 0, "");
            SyntheticMarket.Write(Path.Combine(folder.FullName, "market"), market, job.Token);
            return Import(serve, new ImportRequest { Paths = [Path.Combine(folder.FullName, "market")] }, AssessmentOptions.Default)(job);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    };

    /// <summary>Imports files; assesses afterwards when options are given.</summary>
    public static Func<Job, JobState> Import(ServeOptions serve, ImportRequest request, AssessmentOptions? assess) => job =>
    {
        Relay<ImportAdvance> progress = new(a => job.Say("reading", a.BytesDone, a.BytesTotal, a.File));
        ImportReport report = ImportService.Store(request, serve.Store, serve.Time, progress, job.Token);
        job.Change(v => v with { Report = report });
        return !report.Accepted ? JobState.Rejected : assess is null ? JobState.Succeeded : Assess(serve, assess)(job);
    };

    /// <summary>Reads and proves files without storing anything.</summary>
    public static Func<Job, JobState> DryRun(ImportRequest request) => job =>
    {
        Relay<ImportAdvance> progress = new(a => job.Say("reading", a.BytesDone, a.BytesTotal, a.File));
        ImportReport report = ImportService.DryRun(request, progress, job.Token);
        job.Change(v => v with { Report = report });
        return report.Accepted ? JobState.Succeeded : JobState.Rejected;
    };

    /// <summary>Assesses the facts of the store.</summary>
    public static Func<Job, JobState> Assess(ServeOptions serve, AssessmentOptions options) => job =>
    {
        Relay<AssessmentProgress> progress = new(p => job.Say(p.Stage, p.Done, p.Total, p.Item));
        StoredOutcome outcome = StoredAssessment.Assess(serve.Store, new NoRows(), serve.Time, options, new StoredAssessmentOptions { ReportRows = 0 }, progress, job.Token);
        job.Change(v => v with { RunId = outcome.Run.Provenance.RunId });
        if (outcome.Statuses.All(static s => s.Status != AssessmentStatus.Converged || s.Firms == 0))
        {
            // Kept all the same: what it says is true, and it is the run made last.
            job.Change(static v => v with { Code = "NO-DISTANCE", Text = "The run is kept, but no row of it has a distance: no firm has data on the days asked for, or every row lacks an input. Its page of data quality says why; choose an earlier run by run=ID." });
        }

        return JobState.Succeeded;
    };

    private sealed class Relay<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }

    /// <summary>The rows are read from the store by whoever asks for them.</summary>
    private sealed class NoRows : IAssessedRows
    {
        public void Begin(RunProvenance provenance)
        {
        }

        public byte[]? Encode(IReadOnlyList<AssessmentRow> rows) => null;

        public void Accept(IReadOnlyList<AssessmentRow> rows, byte[]? encoded)
        {
        }

        public void End()
        {
        }
    }
}
