using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Data.Facts;
using Freeboard.Data.Store;
using Freeboard.Provenance;
using Freeboard.Services.Doctor;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Assess;

/// <summary>Makes one run over a store: firms on all threads, checkpoints and output in the order of firms on the caller's.</summary>
internal sealed class StoredRun : IDisposable
{
    /// <summary>A checkpoint is written when its rows take this much, however few firms they are of.</summary>
    private const long CheckpointBytes = 16 << 20;

    private readonly FactStore facts;
    private readonly SegmentStore segments;
    private readonly AssessmentOptions options;
    private readonly StoredAssessmentOptions keeping;
    private readonly TimeProvider clock;
    private readonly DateTimeOffset startedAt;
    private readonly IReadOnlyList<FirmDescription> firms;
    private readonly IReadOnlyList<DateOnly> days;
    private readonly DateOnly asOf;
    private readonly RunProvenance provenance;
    private readonly IReadOnlyList<QualityNote> dataNotes;
    private readonly bool synthetic;
    private readonly StoredFirms work;
    private readonly string settingsHash;

    public StoredRun(StoreAddress address, AssessmentOptions options, StoredAssessmentOptions keeping, TimeProvider clock, Func<string, string, FirmRows>? made = null)
    {
        this.options = options;
        this.keeping = keeping;
        this.clock = clock;
        startedAt = clock.GetUtcNow();
        facts = FactStore.Open(address, clock);
        segments = SegmentStore.Open(address);
        if (keeping.StateHash is { } state)
        {
            try
            {
                facts.Show(state);
            }
            catch (StoreException)
            {
                Dispose();
                throw;
            }
        }

        firms = facts.Firms();
        if (firms.Count == 0)
        {
            Dispose();
            throw new RunArchiveException($"'{address}' holds no firms. Put facts into it with 'freeboard import', or name a folder.") { Code = "NO-FACTS" };
        }

        firms = options.Shard is { } shard ? [.. firms.Where(firm => shard.Holds(firm.Firm))] : firms;
        IReadOnlyList<DateOnly> marketDays = facts.TradingDates();
        days = options.Dates.Resolve(marketDays);
        asOf = days.Count > 0 ? days[^1] : marketDays.Count > 0 ? marketDays[^1] : DateOnly.MinValue;
        StoredImport[] imports = [.. facts.Imports().Where(static i => !i.Undone)];
        dataNotes = [.. imports.SelectMany(static i => i.Notes)];
        synthetic = imports.Any(static i => i.Synthetic);
        InputFile[] inputs =
        [
            new InputFile("facts", facts.StateHash, StoredAssessment.FactsLayout, (int)Math.Min(int.MaxValue, imports.Sum(static i => i.Facts)), 0),
            .. imports.SelectMany(static i => i.Files).OrderBy(static f => f.Name, StringComparer.Ordinal),
        ];
        RunParameter[] parameters = RunSettings.Ordered(RunSettings.Of(options));
        settingsHash = RunSettings.HashOf(parameters);
        provenance = new RunProvenance
        {
            RunId = RunIdentity.Compute(inputs, parameters),
            Version = RunIdentity.Version,
            InstructionSet = RunIdentity.InstructionSet,
            AsOf = asOf,
            Inputs = inputs,
            Parameters = parameters,
            Notes = [],
        };
        FirmRun firmRun = new(options, provenance.RunId, marketDays, days, facts.ReadQuotations());
        work = new StoredFirms(address, facts.StateHash, provenance.RunId, firmRun, keeping.Keep, clock) { Made = made };
    }

    /// <summary>Its firms, by code.</summary>
    public IReadOnlyList<FirmDescription> Firms => firms;

    /// <summary>Where it comes from; its notes are not known yet.</summary>
    public RunProvenance Provenance => provenance;

    private string RunId => provenance.RunId;

    /// <summary>The same run, whose rows another machine has made.</summary>
    public StoredRun With(Func<string, string, FirmRows> made)
    {
        work.Made = made;
        return this;
    }

    /// <summary>Computes the rows of one firm. Safe to call from any number of threads.</summary>
    public FirmRows MakeFirm(int position) => work.Compute(firms[position].Firm);

    public StoredOutcome Make(IAssessedRows receiver, IProgress<AssessmentProgress>? progress, CancellationToken cancellationToken)
    {
        string daysHash = RunSettings.HashOf(days);
        if (keeping.Keep)
        {
            segments.Begin(new RunBasis(RunId, settingsHash, facts.StateHash, daysHash));
        }

        IReadOnlyDictionary<string, SegmentPlace> finished = keeping.Keep ? segments.Places(RunId) : new Dictionary<string, SegmentPlace>();
        FormerRun? former = keeping.Keep && keeping.TakeOver && finished.Count < firms.Count ? FormerRun.Find(segments, facts, settingsHash, daysHash) : null;
        receiver.Begin(provenance);
        StoredTotals totals = new(days, asOf, keeping.ReportRows);
        List<FinishedFirm> pending = [];
        long pendingBytes = 0;
        TimeSpan kept = TimeSpan.Zero;
        int threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        Queue<Task<StoredFirm>> ahead = [];
        try
        {
            int next = 0;
            for (int position = 0; position < firms.Count; position++)
            {
                // A few firms ahead keep every thread at work; more would only take memory.
                for (; next < firms.Count && ahead.Count < 2 * threads; next++)
                {
                    int at = next;
                    ahead.Enqueue(Task.Run(() => work.Make(at, firms[at].Firm, finished, former, receiver, cancellationToken), cancellationToken));
                }

                StoredFirm firm = ahead.Dequeue().GetAwaiter().GetResult();
                cancellationToken.ThrowIfCancellationRequested();
                receiver.Accept(firm.Rows.Rows, firm.Encoded);
                totals.Add(firms[position].Firm, firm);
                if (firm.Finished is { } done)
                {
                    pending.Add(done);
                    pendingBytes += done.Content?.Length ?? 0;
                    if (pending.Count >= keeping.CheckpointFirms || pendingBytes >= CheckpointBytes)
                    {
                        kept += Checkpoint(pending);
                        pendingBytes = 0;
                    }
                }

                progress?.Report(new AssessmentProgress("assessing", position + 1, firms.Count, firms[position].Firm));
            }
        }
        catch (OperationCanceledException)
        {
            // What is done is kept; the run goes on from there another time.
            Checkpoint(pending);
            throw;
        }
        finally
        {
            foreach (Task<StoredFirm> left in ahead)
            {
                ((IAsyncResult)left).AsyncWaitHandle.WaitOne();
            }
        }

        kept += Checkpoint(pending);
        receiver.End();
        return Complete(totals, kept);
    }

    public void Dispose()
    {
        work?.Dispose();
        segments.Dispose();
        facts.Dispose();
    }

    private TimeSpan Checkpoint(List<FinishedFirm> pending)
    {
        if (pending.Count == 0)
        {
            return TimeSpan.Zero;
        }

        long before = clock.GetTimestamp();
        segments.Checkpoint(RunId, pending);
        pending.Clear();
        return clock.GetElapsedTime(before);
    }

    private StoredOutcome Complete(StoredTotals totals, TimeSpan kept)
    {
        AssessmentRun run = new()
        {
            Provenance = provenance with { Notes = totals.Remarks.Notes(dataNotes, firms, options) },
            Firms = firms,
            Rows = [],
            LatestInputs = totals.LatestInputs,
            Funnel = AssessmentFunnel.Count(totals.LatestRows),
            Synthetic = synthetic,
        };
        bool isNew = !keeping.Keep || segments.Complete(run, totals.Rows, startedAt, clock.GetUtcNow());
        EngineMeters.Assessed(totals.Rows, clock.GetUtcNow() - startedAt);
        AssessmentRun report = run with { Rows = totals.ReportRows };
        if (totals.ReportRows.Count < totals.Rows)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"The run holds {totals.Rows:#,0} rows; this report shows those of its last two days. 'freeboard show FIRM --run {RunId}' prints a firm's whole history.");
            report = report with { Provenance = report.Provenance with { Notes = [.. report.Provenance.Notes, new QualityNote("REPORT-LAST-DAYS", "", totals.ReportRows.Count, text)] } };
        }

        return new StoredOutcome
        {
            Run = run,
            Report = report,
            Rows = totals.Rows,
            Statuses = totals.Statuses,
            ComputedRows = totals.ComputedRows,
            ComputedFirms = totals.ComputedFirms,
            TakenOverFirms = totals.TakenOverFirms,
            FinishedFirms = totals.FinishedFirms,
            Repeated = !isNew,
            Work = work.Work with { Keeping = kept },
        };
    }
}
