using Dapper;
using Freeboard.Assessment;
using Microsoft.Data.Sqlite;

namespace Freeboard.Data.Store;

/// <summary>Runs in a SQLite file: append-only, with everything needed to trust them and to show them again.</summary>
/// <remarks>
/// <para>Accuracy: every number, text and list comes back bit for bit.</para>
/// <para>Shape: one writer at a time for a file, any number of readers, over threads and processes; a second writer waits up to
/// <see cref="BusySeconds"/> seconds. One instance belongs to one thread at a time.</para>
/// <para>Errors: <see cref="RunStoreException"/> with a cure; a run is stored whole or not at all.</para>
/// </remarks>
public sealed class RunStore : IDisposable
{
    /// <summary>How long a writer waits for another one, in seconds.</summary>
    public const int BusySeconds = 30;

    private readonly SqliteConnection connection;
    private readonly string path;

    private RunStore(SqliteConnection connection, string path)
    {
        this.connection = connection;
        this.path = path;
    }

    /// <summary>Opens a store; creates the file when there is none and brings an older one up to date.</summary>
    /// <param name="path">Path of the file; its folder must exist.</param>
    /// <exception cref="RunStoreException">The folder is missing, the file is no store of ours, or a newer program wrote it.</exception>
    public static RunStore Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path))
        {
            throw new RunStoreException("STORE-IS-A-FOLDER", $"'{path}' is a folder", "Name a file in it, such as freeboard.db");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw new RunStoreException("STORE-FOLDER-MISSING", $"the folder of '{path}' does not exist", "Create the folder, or name another file");
        }

        SqliteConnectionStringBuilder builder = new()
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = BusySeconds,

            // A pooled connection would keep the file open after Dispose, and a test or a user could not move it.
            Pooling = false,
        };
        SqliteConnection connection = new(builder.ConnectionString);
        try
        {
            connection.Open();
            connection.Execute($"PRAGMA busy_timeout = {BusySeconds * 1000}");
            Migration.Apply(connection, path);
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
            return new RunStore(connection, path);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Named(e, path);
        }
        catch (RunStoreException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Stores a run and the times of its execution, in one transaction.</summary>
    /// <param name="run">The run; its numbers are finite or null.</param>
    /// <param name="startedAt">When it was started.</param>
    /// <param name="finishedAt">When it was finished; not before the start.</param>
    /// <returns>True when the run is new; false when a run of that id was stored already: then only the execution time is added, and the returns of its rows when a former version had kept none.</returns>
    /// <exception cref="ArgumentException">A number is not finite, a row carries another run id, or the run ends before it starts.</exception>
    /// <exception cref="RunStoreException">The file cannot be written, or another writer held it for too long.</exception>
    public bool Append(AssessmentRun run, DateTimeOffset startedAt, DateTimeOffset finishedAt)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (finishedAt < startedAt)
        {
            throw new ArgumentException("A run cannot finish before it starts.", nameof(finishedAt));
        }

        try
        {
            // Leaving the block without a commit, by whatever exception, rolls everything back.
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
            RunWriter writer = new(connection, transaction);
            string id = run.Provenance.RunId;
            bool isNew = connection.ExecuteScalar<long>("SELECT count(*) FROM runs WHERE run_id = $id", new { id }, transaction) == 0;
            if (isNew)
            {
                writer.Write(run);
            }
            else if (connection.ExecuteScalar<long>("SELECT count(*) FROM assessment_row_returns WHERE run_id = $id", new { id }, transaction) == 0
                && connection.ExecuteScalar<long>("SELECT row_count FROM runs WHERE run_id = $id", new { id }, transaction) == run.Rows.Count)
            {
                // Kept by a program that did not keep returns yet.
                writer.WriteReturns(run.Rows, id);
            }

            writer.WriteExecution(id, startedAt, finishedAt);
            transaction.Commit();
            return isNew;
        }
        catch (SqliteException e)
        {
            throw Named(e, path);
        }
    }

    /// <summary>Every stored run, the one executed last first.</summary>
    /// <exception cref="RunStoreException">The file cannot be read.</exception>
    public IReadOnlyList<StoredRunSummary> List() => Reading(() => connection.Query<SummaryRow>(
        """
        SELECT r.run_id AS RunId, r.version AS Version, r.as_of AS AsOf, r.synthetic AS Synthetic, r.row_count AS RowCount,
               (SELECT count(*) FROM run_firms f WHERE f.run_id = r.run_id) AS Firms,
               count(*) AS Executions, min(e.started_at) AS FirstStartedAt, max(e.started_at) AS LastStartedAt, max(e.finished_at) AS LastFinishedAt
        FROM runs r JOIN executions e ON e.run_id = r.run_id
        GROUP BY r.run_id
        ORDER BY max(e.execution_id) DESC
        """).Select(static r => r.ToSummary()).ToList());

    /// <summary>A stored run.</summary>
    /// <param name="runId">Its identifier, or a beginning of it that no other run has.</param>
    /// <returns>The run; null when none, or more than one, begins so.</returns>
    /// <exception cref="RunStoreException">The file cannot be read.</exception>
    public AssessmentRun? Load(string runId) => Reading(() => Resolve(runId) is { } id ? new RunReader(connection).Read(id) : null);

    /// <summary>Identifiers of the runs that begin with a text, ordinal order: what a face shows when a prefix is not unique.</summary>
    /// <param name="prefix">Beginning of a run id.</param>
    /// <exception cref="RunStoreException">The file cannot be read.</exception>
    public IReadOnlyList<string> Matching(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        return Reading(() => connection.Query<string>("SELECT run_id FROM runs WHERE substr(run_id, 1, length($prefix)) = $prefix ORDER BY run_id", new { prefix }).ToList());
    }

    /// <summary>The run executed last; null in an empty store.</summary>
    /// <exception cref="RunStoreException">The file cannot be read.</exception>
    public string? LatestRunId() => Reading(() => connection.QueryFirstOrDefault<string>("SELECT run_id FROM executions ORDER BY execution_id DESC LIMIT 1"));

    /// <summary>The rows of one firm in a run, in the run's order; empty when the run or the firm is not there.</summary>
    /// <param name="runId">Identifier of the run, or a unique beginning of it.</param>
    /// <param name="firm">Firm code.</param>
    /// <exception cref="RunStoreException">The file cannot be read.</exception>
    public IReadOnlyList<AssessmentRow> RowsOf(string runId, string firm)
    {
        ArgumentNullException.ThrowIfNull(firm);
        return Reading(() => Resolve(runId) is { } id ? new RunReader(connection).Rows(id, firm) : []);
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private static RunStoreException Named(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        26 => new RunStoreException("STORE-NOT-A-DATABASE", $"'{path}' is not a SQLite database", "Name another file; a new one is created", e),
        11 => new RunStoreException("STORE-DAMAGED", $"'{path}' is damaged", "Restore it from a copy, or name another file", e),
        14 => new RunStoreException("STORE-CANNOT-OPEN", $"'{path}' cannot be opened", "Check the path and the right to read and write there", e),
        8 => new RunStoreException("STORE-READ-ONLY", $"'{path}' may not be written", "Get the right to write there, or name another file", e),
        13 => new RunStoreException("STORE-DISK-FULL", $"the disk of '{path}' is full", "Free some space", e),
        5 or 6 => new RunStoreException("STORE-BUSY", FormattableString.Invariant($"another program wrote to '{path}' for more than {BusySeconds} seconds"), "Try again later", e),
        _ => new RunStoreException("STORE-FAILED", $"SQLite says of '{path}': {e.Message}", "Check the file, or name another one", e),
    };

    private string? Resolve(string runId)
    {
        IReadOnlyList<string> matching = Matching(runId);
        return matching.Count == 1 ? matching[0] : matching.FirstOrDefault(m => m == runId);
    }

    private T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException e)
        {
            throw Named(e, path);
        }
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
            StoreText.MomentOf(LastFinishedAt));
    }
}
