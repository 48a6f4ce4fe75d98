using System.Data.Common;
using Freeboard.Assessment;

namespace Freeboard.Data.Store;

/// <summary>
/// Runs over the facts of a store, kept firm by firm while they are made: a run is seen when it is complete, and one that was
/// cut off goes on where its last checkpoint is. Rows that are those of an earlier run are kept once.
/// </summary>
/// <remarks>
/// <para>Shape: memory grows with the firms of a checkpoint, not of the run. One instance belongs to one thread at a time.</para>
/// <para>Errors: <see cref="StoreException"/> with a cure; a checkpoint and the completion are each one transaction.</para>
/// </remarks>
public sealed class SegmentStore : IDisposable
{
    private readonly StoreConnection store;

    private SegmentStore(StoreConnection store) => this.store = store;

    /// <summary>Opens a store; makes it where there is none and brings an older one up to date.</summary>
    /// <param name="address">Where.</param>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static SegmentStore Open(StoreAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new SegmentStore(StoreConnection.Open(address));
    }

    /// <summary>Notes that a run begins; a run that began before goes on.</summary>
    /// <param name="basis">What it stands on.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void Begin(RunBasis basis)
    {
        ArgumentNullException.ThrowIfNull(basis);
        using StoreTransaction transaction = store.BeginWrite(StorePart.Runs);
        store.Do(() =>
        {
            if (Basis("run_id", basis.RunId, "") is null)
            {
                using IBulkRows rows = store.Bulk(transaction, "assessments", BulkRows.Columns("run_id text, settings_hash text, state_hash text, days_hash text"));
                rows.Row(basis.RunId, basis.SettingsHash, basis.StateHash, basis.DaysHash);
                rows.Complete();
            }

            transaction.Commit();
        });
    }

    /// <summary>The run completed last under the same settings, on whatever facts; null when there is none.</summary>
    /// <param name="settingsHash">Hash of the settings.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public RunBasis? LatestComplete(string settingsHash) => store.Do(() => Basis(
        "settings_hash", settingsHash, " AND EXISTS (SELECT 1 FROM runs r WHERE r.run_id = a.run_id) ORDER BY (SELECT max(e.execution_id) FROM executions e WHERE e.run_id = a.run_id) DESC LIMIT 1"));

    /// <summary>The firms of a run that are done, by code; all of them in a complete run.</summary>
    /// <param name="runId">The run.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyDictionary<string, SegmentPlace> Places(string runId) => store.Do(() => store.Query(
        "SELECT firm, position, row_count, content_id FROM assessment_segments WHERE run_id = @id",
        static r => new SegmentPlace(r.GetString(0), r.GetInt32(1), r.GetInt32(2), r.GetInt64(3)),
        ("id", runId)).ToDictionary(static p => p.Firm, StringComparer.Ordinal));

    /// <summary>Packed rows.</summary>
    /// <param name="contentId">Their number.</param>
    /// <exception cref="StoreException">The store cannot be read, or has no such value.</exception>
    public byte[] Content(long contentId) => store.Do(() =>
    {
        List<byte[]> found = store.Query("SELECT content FROM assessment_contents WHERE content_id = @id", static r => r.GetFieldValue<byte[]>(0), ("id", contentId));
        return found.Count == 1 ? found[0] : throw PackedReader.Damaged();
    });

    /// <summary>Keeps firms that are done, in one transaction; those that another process has kept meanwhile stay as they are.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="firms">The firms.</param>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void Checkpoint(string runId, IReadOnlyList<FinishedFirm> firms)
    {
        ArgumentNullException.ThrowIfNull(firms);
        using StoreTransaction transaction = store.BeginWrite(StorePart.Runs);
        store.Do(() =>
        {
            HashSet<int> kept = [.. store.Query("SELECT position FROM assessment_segments WHERE run_id = @id", static r => r.GetInt32(0), ("id", runId))];
            long last = store.Query("SELECT coalesce(max(content_id), 0) FROM assessment_contents", static r => r.GetInt64(0))[0];
            List<(FinishedFirm Firm, long Content)> places = [];
            using (DbCommand insert = store.Command("INSERT INTO assessment_contents (content_id, content) VALUES (@id, @content)", ("id", 0L), ("content", Array.Empty<byte>())))
            {
                insert.Transaction = transaction.Inner;
                foreach (FinishedFirm firm in firms.Where(f => !kept.Contains(f.Position)))
                {
                    if (firm.Content is { } content)
                    {
                        insert.Parameters[0].Value = ++last;
                        insert.Parameters[1].Value = content;
                        insert.ExecuteNonQuery();
                    }

                    places.Add((firm, firm.ContentId ?? last));
                }
            }

            using IBulkRows rows = store.Bulk(transaction, "assessment_segments", BulkRows.Columns("run_id text, position int, firm text, row_count int, content_id long"));
            foreach ((FinishedFirm firm, long content) in places)
            {
                rows.Row(runId, firm.Position, firm.Firm, firm.Rows, content);
            }

            rows.Complete();
            transaction.Commit();
        });
    }

    /// <summary>Makes a run seen, and notes when it was made.</summary>
    /// <param name="run">All of it but its rows, which the checkpoints hold.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="startedAt">When it was started.</param>
    /// <param name="finishedAt">When it was finished.</param>
    /// <returns>False when the run was complete already: then only this execution is added to it.</returns>
    /// <exception cref="InvalidOperationException">A firm of the run has no checkpoint.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool Complete(AssessmentRun run, int rowCount, DateTimeOffset startedAt, DateTimeOffset finishedAt)
    {
        ArgumentNullException.ThrowIfNull(run);
        string id = run.Provenance.RunId;
        using StoreTransaction transaction = store.BeginWrite(StorePart.Runs);
        return store.Do(() =>
        {
            (long firms, long rows) = store.Query("SELECT count(*), coalesce(sum(row_count), 0) FROM assessment_segments WHERE run_id = @id", static r => (r.GetInt64(0), Convert.ToInt64(r.GetValue(1), System.Globalization.CultureInfo.InvariantCulture)), ("id", id))[0];
            if (firms != run.Firms.Count || rows != rowCount)
            {
                throw new InvalidOperationException(FormattableString.Invariant($"{firms} firms and {rows} rows were kept of {run.Firms.Count} and {rowCount}."));
            }

            bool isNew = store.Query("SELECT count(*) FROM runs WHERE run_id = @id", static r => r.GetInt64(0), ("id", id))[0] == 0;
            RunWriter writer = new(store, transaction);
            if (isNew)
            {
                writer.WriteWithoutRows(run, rowCount);
            }

            writer.WriteExecution(id, startedAt, finishedAt);
            transaction.Commit();
            return isNew;
        });
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    private RunBasis? Basis(string column, string value, string rest) => store.Query(
        $"SELECT run_id, settings_hash, state_hash, days_hash FROM assessments a WHERE {column} = @value{rest}",
        static r => new RunBasis(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3)),
        ("value", value)).FirstOrDefault();
}

/// <summary>What a run over the facts of a store stands on.</summary>
/// <param name="RunId">The run.</param>
/// <param name="SettingsHash">Hash of everything but the facts and the days that has a say in a row.</param>
/// <param name="StateHash"><see cref="Facts.FactStore.StateHash"/> of the facts.</param>
/// <param name="DaysHash">Hash of the days assessed.</param>
public sealed record RunBasis(string RunId, string SettingsHash, string StateHash, string DaysHash);
