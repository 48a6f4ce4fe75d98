using System.Data.Common;
using Dapper;
using Freeboard.Assessment;

namespace Freeboard.Data.Store;

/// <summary>Runs in a store, SQLite or PostgreSQL: append-only, with everything needed to trust them and to show them again.</summary>
/// <remarks>
/// <para>Accuracy: every number, text and list comes back bit for bit.</para>
/// <para>Shape: one writer at a time for a store, any number of readers, over threads and processes; a second writer waits up to
/// <see cref="BusySeconds"/> seconds. One instance belongs to one thread at a time.</para>
/// <para>Errors: <see cref="StoreException"/> with a cure; a run is stored whole or not at all.</para>
/// </remarks>
public sealed class RunStore : IDisposable
{
    /// <summary>How long a writer waits for another one, in seconds.</summary>
    public const int BusySeconds = StoreConnection.BusySeconds;

    private readonly StoreConnection store;

    private RunStore(StoreConnection store) => this.store = store;

    private DbConnection Connection => store.Database;

    /// <summary>Opens a store; makes it where there is none and brings an older one up to date.</summary>
    /// <param name="address">An address as <see cref="StoreAddress.Parse"/> reads it; a plain path is a SQLite file, whose folder must exist.</param>
    /// <exception cref="StoreException">The folder or the server is missing, the place is no store of ours, or a newer program wrote it.</exception>
    public static RunStore Open(string address) => Open(StoreAddress.Parse(address));

    /// <summary>Opens a store; makes it where there is none and brings an older one up to date.</summary>
    /// <param name="address">Where.</param>
    /// <exception cref="StoreException">The folder or the server is missing, the place is no store of ours, or a newer program wrote it.</exception>
    public static RunStore Open(StoreAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new RunStore(StoreConnection.Open(address));
    }

    /// <summary>Whether there is a store at an address.</summary>
    /// <param name="address">Where.</param>
    /// <exception cref="StoreException">The server does not answer, or refuses the login.</exception>
    public static bool Exists(StoreAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return StoreConnection.Exists(address);
    }

    /// <summary>Stores a run and the times of its execution, in one transaction.</summary>
    /// <param name="run">The run; its numbers are finite or null.</param>
    /// <param name="startedAt">When it was started.</param>
    /// <param name="finishedAt">When it was finished; not before the start.</param>
    /// <returns>True when the run is new; false when a run of that id was stored already: then only the execution time is added, and the returns of its rows when a former version had kept none.</returns>
    /// <exception cref="ArgumentException">A number is not finite, a row carries another run id, or the run ends before it starts.</exception>
    /// <exception cref="StoreException">The store cannot be written, or another writer held it for too long.</exception>
    public bool Append(AssessmentRun run, DateTimeOffset startedAt, DateTimeOffset finishedAt)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (finishedAt < startedAt)
        {
            throw new ArgumentException("A run cannot finish before it starts.", nameof(finishedAt));
        }

        return store.Do(() =>
        {
            // Leaving the block without a commit, by whatever exception, rolls everything back.
            using StoreTransaction transaction = store.BeginWrite(StorePart.Runs);
            RunWriter writer = new(store, transaction);
            string id = run.Provenance.RunId;
            bool isNew = Connection.ExecuteScalar<long>("SELECT count(*) FROM runs WHERE run_id = @id", new { id }, transaction.Inner) == 0;
            if (isNew)
            {
                writer.Write(run);
            }
            else if (Connection.ExecuteScalar<long>("SELECT count(*) FROM assessment_row_returns WHERE run_id = @id", new { id }, transaction.Inner) == 0
                && Connection.ExecuteScalar<long>("SELECT row_count FROM runs WHERE run_id = @id", new { id }, transaction.Inner) == run.Rows.Count)
            {
                // Kept by a program that did not keep returns yet.
                writer.WriteReturns(run.Rows, id);
            }

            writer.WriteExecution(id, startedAt, finishedAt);
            transaction.Commit();
            return isNew;
        });
    }

    /// <summary>Every stored run, the one executed last first.</summary>
    /// <param name="upTo">Number of the last execution that is looked at: the list as it was after it; null for all.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredRunSummary> List(long? upTo = null) => store.Do(() => Connection.Query<SummaryRow>(
        """
        SELECT r.run_id AS RunId, r.version AS Version, r.as_of AS AsOf, r.synthetic AS Synthetic, r.row_count AS RowCount,
               (SELECT count(*) FROM run_firms f WHERE f.run_id = r.run_id) AS Firms,
               count(*) AS Executions, min(e.started_at) AS FirstStartedAt, max(e.started_at) AS LastStartedAt, max(e.finished_at) AS LastFinishedAt, max(e.execution_id) AS LastExecution
        FROM runs r JOIN executions e ON e.run_id = r.run_id
        WHERE e.execution_id <= @upTo
        GROUP BY r.run_id
        ORDER BY max(e.execution_id) DESC
        """,
        new { upTo = upTo ?? long.MaxValue }).Select(static r => r.ToSummary()).ToList());

    /// <summary>A stored run.</summary>
    /// <param name="runId">Its identifier, or a beginning of it that no other run has.</param>
    /// <returns>The run; null when none, or more than one, begins so.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public AssessmentRun? Load(string runId) => store.Do(() => Resolve(runId) is { } id ? new RunReader(store).Read(id) : null);

    /// <summary>A stored run with the rows of one firm only: a run over many firms and days need not fit into memory.</summary>
    /// <param name="runId">Its identifier, or a beginning of it that no other run has.</param>
    /// <param name="firm">Firm code.</param>
    /// <returns>The run; null when none, or more than one, begins so.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public AssessmentRun? Load(string runId, string firm)
    {
        ArgumentNullException.ThrowIfNull(firm);
        return store.Do(() => Resolve(runId) is { } id ? new RunReader(store).Read(id, firm) : null);
    }

    /// <summary>A stored run without its rows, which <see cref="RowsByFirm"/> reads.</summary>
    /// <param name="runId">Its identifier, or a beginning of it that no other run has.</param>
    /// <returns>The run; null when none, or more than one, begins so.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public AssessmentRun? LoadWithoutRows(string runId) => store.Do(() => Resolve(runId) is { } id ? new RunReader(store).Read(id, withRows: false) : null);

    /// <summary>The rows of a run in its order, read while they are taken: firm by firm where the run was made over the store; all at once where it was made from files.</summary>
    /// <param name="runId">Its identifier, whole.</param>
    /// <returns>Pieces of the run; each time they are gone through they are read anew.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IEnumerable<IReadOnlyList<AssessmentRow>> RowsByFirm(string runId)
    {
        RunReader reader = new(store);
        IReadOnlyList<(string Firm, long ContentId)> places = store.Do(() => reader.Places(runId));
        if (places.Count == 0)
        {
            yield return store.Do(() => reader.Rows(runId, null));
        }

        foreach ((string firm, long content) in places)
        {
            yield return store.Do(() => reader.Rows(runId, firm, content));
        }
    }

    /// <summary>Identifiers of the runs that begin with a text, ordinal order: what a face shows when a prefix is not unique.</summary>
    /// <param name="prefix">Beginning of a run id.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<string> Matching(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        return store.Do(() => Connection.Query<string>("SELECT run_id FROM runs WHERE substr(run_id, 1, length(@prefix)) = @prefix ORDER BY run_id", new { prefix }).ToList());
    }

    /// <summary>The run executed last; null in an empty store.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public string? LatestRunId() => store.Do(() => Connection.QueryFirstOrDefault<string>("SELECT run_id FROM executions ORDER BY execution_id DESC LIMIT 1"));

    /// <summary>The rows of one firm in a run, in the run's order; empty when the run or the firm is not there.</summary>
    /// <param name="runId">Identifier of the run, or a unique beginning of it.</param>
    /// <param name="firm">Firm code.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<AssessmentRow> RowsOf(string runId, string firm)
    {
        ArgumentNullException.ThrowIfNull(firm);
        return store.Do(() => Resolve(runId) is { } id ? new RunReader(store).Rows(id, firm) : []);
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    private string? Resolve(string runId)
    {
        IReadOnlyList<string> matching = Matching(runId);
        return matching.Count == 1 ? matching[0] : matching.FirstOrDefault(m => m == runId);
    }

    private sealed class SummaryRow
    {
        public string RunId { get; init; } = "";

        public string Version { get; init; } = "";

        public string AsOf { get; init; } = "";

        public long Synthetic { get; init; }

        public int RowCount { get; init; }

        public int Firms { get; init; }

        public int Executions { get; init; }

        public string FirstStartedAt { get; init; } = "";

        public string LastStartedAt { get; init; } = "";

        public string LastFinishedAt { get; init; } = "";

        public long LastExecution { get; init; }

        public StoredRunSummary ToSummary() => new(
            RunId,
            Version,
            StoreText.Day(AsOf),
            Synthetic != 0,
            Firms,
            RowCount,
            Executions,
            StoreText.MomentOf(FirstStartedAt),
            StoreText.MomentOf(LastStartedAt),
            StoreText.MomentOf(LastFinishedAt),
            LastExecution);
    }
}
