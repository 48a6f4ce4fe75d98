using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Data.Import;
using Freeboard.Data.Store;
using Freeboard.Services.Assess;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Grid;

/// <summary>Firms of an assessment: an item is a firm, its content the firm's packed rows.</summary>
internal sealed class AssessWork : IGridWork
{
    private readonly KeptSettings settings;
    private readonly AssessmentOptions options;
    private readonly TimeProvider clock;
    private readonly string? stateHash;
    private readonly Market? market;
    private readonly FirmRun? firmRun;
    private readonly StoredRun? stored;
    private readonly Dictionary<string, int> positions;

    private AssessWork(KeptSettings settings, AssessmentOptions options, string runId, TimeProvider clock, Market? market, StoredRun? stored, string? stateHash)
    {
        this.settings = settings;
        this.options = options;
        this.clock = clock;
        this.market = market;
        this.stored = stored;
        this.stateHash = stateHash;
        firmRun = market is null ? null : new FirmRun(options, runId, market.TradingDates, options.Dates.Resolve(market.TradingDates), market.Quotations);
        Firms = market?.Firms ?? stored!.Firms;
        positions = Firms.Select(static (firm, position) => (firm.Firm, position)).ToDictionary(static pair => pair.Firm, static pair => pair.position, StringComparer.Ordinal);
    }

    public IReadOnlyList<FirmDescription> Firms { get; }

    public long Count => Firms.Count;

    /// <summary>Opens the snapshot of a plan, and holds the run that it gives to the plan's.</summary>
    public static AssessWork Open(GridFolder folder, GridManifest manifest, int threads, TimeProvider clock, CancellationToken cancellationToken)
    {
        string[] documents = [.. manifest.Files.Where(static file => file.Name.StartsWith(GridFolder.Documents, StringComparison.Ordinal)).Select(file => File.ReadAllText(folder.FileOf(file, verify: true)))];
        if (KeptSettings.Read(manifest.Settings, documents, out string fault) is not { } settings)
        {
            throw new GridException("SETTINGS-NOT-READABLE", $"The settings of the plan cannot be read back: {fault}.");
        }

        AssessmentOptions options = settings.Assessment with { Threads = threads };
        if (settings.Inputs is { } inputs)
        {
            foreach (GridFile file in manifest.Files)
            {
                // The import hashes what it reads, and the run's id holds it to that; here only what is missing is named.
                folder.FileOf(file, verify: false);
            }

            Market market = LoadPlanned(folder.InputFolder, inputs, cancellationToken);
            string runId = RunIdentity.Compute(market.Files, AssessmentService.ParametersOf(inputs, options));
            return runId == manifest.RunId ? new AssessWork(settings, options, runId, clock, market, null, null) : throw Changed();
        }

        StoreAddress address = manifest.Store is { } store ? StoreAddress.Parse(store) : StoreAddress.OfSnapshot(SnapshotOf(folder, manifest));
        StoredRun run = Opened(address, options, manifest.StateHash!, clock, keep: false, null);
        if (run.Provenance.RunId == manifest.RunId)
        {
            return new AssessWork(settings, options, manifest.RunId, clock, null, run, manifest.StateHash);
        }

        run.Dispose();
        throw Changed();
    }

    /// <summary>A snapshot of up to this many bytes is hashed by every task: half a second of ten minutes. A larger one would be read whole by thousands of tasks; the merge hashes it once.</summary>
    internal const long HashedByTasks = 1L << 30;

    /// <summary>Name of the snapshot of a store that is a file.</summary>
    internal const string SnapshotName = GridFolder.Inputs + "snapshot.db";

    public IReadOnlyList<string> ItemsOf(FirmShard shard) => [.. Firms.Where(firm => shard.Holds(firm.Firm)).Select(static firm => firm.Firm)];

    public byte[] Make(string key)
    {
        FirmRows rows = firmRun is not null ? firmRun.Assess(market!.HistoryOf(key)) : stored!.MakeFirm(positions[key]);
        return SegmentCodec.Pack(new FirmSegment(rows.Rows, rows.Remarks, rows.LatestInputs));
    }

    public GridMerged Merge(IReadOnlyDictionary<string, ShardItem> items, GridMergeOptions to, CancellationToken cancellationToken)
    {
        FirmRows Made(string firm, string runId)
        {
            FirmSegment segment = SegmentCodec.Unpack(items[firm].Read(), firm, runId);
            return new FirmRows(segment.Rows, segment.Remarks, segment.LatestInputs, segment.Rows.Count);
        }

        return market is not null ? OfFolder(Made, to, cancellationToken) : OfStore(Made, to, cancellationToken);
    }

    public void Dispose() => stored?.Dispose();

    /// <summary>Reads a folder of files.</summary>
    internal static Market Load(string folder, InputOptions inputs, CancellationToken cancellationToken)
    {
        ImportResult import = MarketImport.Load(folder, AssessmentService.ImportOptionsOf(inputs), null, cancellationToken);
        return import.Market ?? throw new GridInputException(import.Errors, import.ErrorCount);
    }

    /// <summary>Reads files that were accepted when they were planned: what is rejected now was changed.</summary>
    private static Market LoadPlanned(string folder, InputOptions inputs, CancellationToken cancellationToken)
    {
        try
        {
            return Load(folder, inputs, cancellationToken);
        }
        catch (GridInputException exception)
        {
            throw new GridException("SNAPSHOT-CHANGED", $"A file of the plan's snapshot was changed: {(exception.Errors.Count > 0 ? exception.Errors[0] : null)} Plan again in another folder.", exception);
        }
    }

    /// <summary>Opens the facts of a store in one state.</summary>
    internal static StoredRun Opened(StoreAddress address, AssessmentOptions options, string? stateHash, TimeProvider clock, bool keep, Func<string, string, FirmRows>? made) =>
        RunArchive.Named(() => new StoredRun(address, options, new StoredAssessmentOptions { StateHash = stateHash, Keep = keep, TakeOver = false }, clock, made));

    private static string SnapshotOf(GridFolder folder, GridManifest manifest)
    {
        GridFile file = manifest.Files.First(static file => file.Name == SnapshotName);
        return folder.FileOf(file, verify: file.Bytes <= HashedByTasks);
    }

    private static GridException Changed() => new("SNAPSHOT-CHANGED", "The snapshot gives another run than the plan's: a file of it was changed. Plan again in another folder.");

    private GridMerged OfFolder(Func<string, string, FirmRows> made, GridMergeOptions to, CancellationToken cancellationToken)
    {
        DateTimeOffset startedAt = clock.GetUtcNow();
        AssessmentRun run = AssessmentService.Assess(market!, settings.Inputs!, options, made, null, cancellationToken);
        if (to.Store is { } store)
        {
            using RunArchive archive = RunArchive.Open(store);
            archive.Keep(run, startedAt, clock.GetUtcNow());
        }

        return new GridMerged(run, AssessmentTable.TableOf(run.Provenance, run.Rows));
    }

    private GridMerged OfStore(Func<string, string, FirmRows> made, GridMergeOptions to, CancellationToken cancellationToken)
    {
        // Kept in the store whose facts these are, or only made from the snapshot.
        if (to.Store is { } store)
        {
            using StoredRun kept = Opened(StoreAddress.Parse(store), options, stateHash, clock, keep: true, made);
            return new GridMerged(RunArchive.Named(() => kept.Make(to.Rows, null, cancellationToken)).Report, null);
        }

        return new GridMerged(RunArchive.Named(() => stored!.With(made).Make(to.Rows, null, cancellationToken)).Report, null);
    }
}
