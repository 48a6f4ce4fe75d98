using Freeboard.Assessment;
using Freeboard.Data.Store;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Assess;

/// <summary>The main job over the facts of a store: every firm's distance to default, firm by firm.</summary>
/// <remarks>
/// <para>Memory does not grow with rows: a firm is read, assessed, handed on and kept.</para>
/// <para>What an earlier run under the same settings has of a firm whose facts are the same since is taken over; a run that was cut
/// off goes on after its last checkpoint. Neither changes a byte of rows, run or identity.</para>
/// <para>A run is seen in the store when it is complete.</para>
/// </remarks>
public static class StoredAssessment
{
    /// <summary>The layout of the input that stands for the facts of a store in a run's provenance; its hash is their state (<see cref="StoredAssessmentOptions.StateHash"/>).</summary>
    public const string FactsLayout = "facts of the store";

    /// <summary>Assesses the facts of a store.</summary>
    /// <param name="store">The store, as <see cref="RunArchive.Open"/> takes it.</param>
    /// <param name="rows">Where rows go.</param>
    /// <param name="clock">Tells when the run was made and how long its parts took; no result depends on it.</param>
    /// <param name="options">How firms are assessed.</param>
    /// <param name="keeping">How the run is kept.</param>
    /// <param name="progress">Told how far the run is.</param>
    /// <param name="cancellationToken">Stops the run; the firms that are done are kept, and the run goes on with them another time.</param>
    /// <exception cref="ArgumentException">A share of the firms (<see cref="AssessmentOptions.Shard"/>) is to be kept as a run.</exception>
    /// <exception cref="RunArchiveException">The store holds no firm, cannot be read or refused.</exception>
    public static StoredOutcome Assess(
        string store,
        IAssessedRows rows,
        TimeProvider clock,
        AssessmentOptions? options = null,
        StoredAssessmentOptions? keeping = null,
        IProgress<AssessmentProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(clock);
        if (options?.Shard is not null && (keeping ?? StoredAssessmentOptions.Default).Keep)
        {
            throw new ArgumentException("A share of the firms is no run that could be kept.", nameof(keeping));
        }

        return RunArchive.Named(() =>
        {
            StoreAddress address = StoreAddress.Parse(store);
            if (!RunStore.Exists(address))
            {
                throw new RunArchiveException($"there is no store at '{store}'. Put facts into one with 'freeboard import', or name a folder.");
            }

            using StoredRun run = new(address, options ?? AssessmentOptions.Default, keeping ?? StoredAssessmentOptions.Default, clock);
            return run.Make(rows, progress, cancellationToken);
        });
    }
}

/// <summary>How a run over a store is kept. Nothing here but the state of the facts changes a result.</summary>
public sealed record StoredAssessmentOptions
{
    /// <summary>The defaults.</summary>
    public static StoredAssessmentOptions Default { get; } = new();

    /// <summary>State of the facts to assess (<c>FactStore.StateHash</c>), so that a run can be made again as it was; null for the newest.</summary>
    /// <value>The default is null.</value>
    public string? StateHash { get; init; }

    /// <summary>Most firms between two checkpoints; at least 1.</summary>
    /// <value>The default is 256.</value>
    public int CheckpointFirms
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 256;

    /// <summary>Most rows that the run for the report holds; beyond it, those of the last two days only.</summary>
    /// <value>The default is 100,000.</value>
    public int ReportRows
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must not be negative.");
    } = 100_000;

    /// <summary>Whether rows of earlier runs are taken over where the facts are the same.</summary>
    /// <value>The default is true.</value>
    public bool TakeOver { get; init; } = true;

    /// <summary>Whether the run is kept. One that is not takes nothing from the runs in the store either: every row is computed from the facts.</summary>
    /// <value>The default is true.</value>
    public bool Keep { get; init; } = true;
}

/// <summary>A run over a store that has been made.</summary>
public sealed record StoredOutcome
{
    /// <summary>The run without its rows, as it is kept.</summary>
    public required AssessmentRun Run { get; init; }

    /// <summary>The run for the report: all of its rows, or those of its last two days when there are too many.</summary>
    public required AssessmentRun Report { get; init; }

    /// <summary>Rows of the run.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows by status.</summary>
    public required IReadOnlyList<StatusCount> Statuses { get; init; }

    /// <summary>Rows computed now; the others were there.</summary>
    public required long ComputedRows { get; init; }

    /// <summary>Firms read and assessed now.</summary>
    public required int ComputedFirms { get; init; }

    /// <summary>Firms taken over whole from an earlier run.</summary>
    public required int TakenOverFirms { get; init; }

    /// <summary>Firms that a run of the same identity, cut off or complete, had done.</summary>
    public required int FinishedFirms { get; init; }

    /// <summary>Whether the very same run was complete already.</summary>
    public required bool Repeated { get; init; }

    /// <summary>Where the time went, added up over threads.</summary>
    public required StoredWork Work { get; init; }
}

/// <summary>Time of the parts of a run over a store, added up over threads.</summary>
/// <param name="Reading">Facts out of the store.</param>
/// <param name="Computing">Assessing.</param>
/// <param name="Packing">Rows into bytes, for the store and the output.</param>
/// <param name="Keeping">Checkpoints.</param>
public sealed record StoredWork(TimeSpan Reading, TimeSpan Computing, TimeSpan Packing, TimeSpan Keeping);
