using Freeboard.Assessment;
using Freeboard.Data.Store;
using Freeboard.Services.Doctor;

namespace Freeboard.Services.Runs;

/// <summary>Runs kept in a store: append-only, found again by id.</summary>
public sealed class RunArchive : IDisposable
{
    private readonly RunStore store;

    private RunArchive(RunStore store) => this.store = store;

    /// <summary>Opens an archive, and makes it when there is none.</summary>
    /// <param name="address">Where: a path or <c>sqlite:PATH</c> for a SQLite file, <c>postgres:Host=...;Database=...</c> for PostgreSQL, without a password.</param>
    /// <exception cref="RunArchiveException">The address is malformed, the store cannot be opened, or the place is not a store.</exception>
    public static RunArchive Open(string address) => Named(() => new RunArchive(RunStore.Open(address)));

    /// <summary>Whether there is an archive at an address.</summary>
    /// <param name="address">Where, as for <see cref="Open"/>.</param>
    /// <exception cref="RunArchiveException">The address is malformed, or the server does not answer.</exception>
    public static bool Exists(string address) => Named(() => RunStore.Exists(StoreAddress.Parse(address)));

    /// <summary>The path of the file behind an address; null where no file of this machine is.</summary>
    /// <param name="address">Where, as for <see cref="Open"/>.</param>
    /// <exception cref="RunArchiveException">The address is malformed.</exception>
    public static string? FileOf(string address) => Named(() => StoreAddress.Parse(address) is { Kind: StoreKind.Sqlite } file ? file.Place : null);

    /// <summary>Keeps a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="startedAt">When it was started; stays in the store and never enters outputs.</param>
    /// <param name="finishedAt">When it was finished.</param>
    /// <returns>False when the very same run was kept already: then only this execution is added to it.</returns>
    /// <exception cref="RunArchiveException">The store refused; nothing was written.</exception>
    public bool Keep(AssessmentRun run, DateTimeOffset startedAt, DateTimeOffset finishedAt) =>
        Named(() =>
        {
            bool isNew = store.Append(run, startedAt, finishedAt);
            EngineMeters.Assessed(run.Rows.Count, finishedAt - startedAt);
            return isNew;
        });

    /// <summary>The runs kept, newest execution first.</summary>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public IReadOnlyList<RunSummary> List() => Named<IReadOnlyList<RunSummary>>(() =>
        [.. store.List().Select(SummaryOf)]);

    /// <summary>A piece of <see cref="List"/>. The pieces of one walk are of one list, as it was at its begin: what is made meanwhile, also once more, moves nothing.</summary>
    /// <param name="after">Where the piece before ended; null for the first.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>The runs, and where the next piece begins; null when there is none.</returns>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public (IReadOnlyList<RunSummary> Runs, RunPlace? Next) Page(RunPlace? after, int count) => Named<(IReadOnlyList<RunSummary>, RunPlace?)>(() =>
    {
        IReadOnlyList<StoredRunSummary> all = store.List(after?.UpTo);
        StoredRunSummary[] piece = [.. all.Where(run => after is not { } place || run.LastExecution < place.Last).Take(count + 1)];
        return ([.. piece.Take(count).Select(SummaryOf)], piece.Length > count ? new RunPlace(after?.UpTo ?? all[0].LastExecution, piece[count - 1].LastExecution) : null);
    });

    /// <summary>The whole id of a run.</summary>
    /// <param name="runId">Its id, or the first characters of it when they name one run only; null takes the newest.</param>
    /// <returns>The id; null when there is none.</returns>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public string? IdOf(string? runId) => Named(() =>
    {
        if (string.IsNullOrEmpty(runId))
        {
            return store.LatestRunId();
        }

        IReadOnlyList<string> matching = store.Matching(runId);
        return matching.Count == 1 ? matching[0] : matching.FirstOrDefault(m => m == runId);
    });

    /// <summary>A run, whole.</summary>
    /// <param name="runId">Its id, or the first characters of it when they name one run only; null takes the newest.</param>
    /// <returns>The run; null when there is none.</returns>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public AssessmentRun? Find(string? runId) => Named(() => (runId ?? store.LatestRunId()) is { } wanted ? store.Load(wanted) : null);

    /// <summary>A run with the rows of one firm only; a run over many firms and days need not fit into memory.</summary>
    /// <param name="runId">Its id, or the first characters of it when they name one run only; null takes the newest.</param>
    /// <param name="firm">Firm code.</param>
    /// <returns>The run; null when there is none.</returns>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public AssessmentRun? Find(string? runId, string firm) => Named(() => (runId ?? store.LatestRunId()) is { } wanted ? store.Load(wanted, firm) : null);

    /// <summary>The rows of one firm of a run by day; empty when the run or the firm is not there.</summary>
    /// <param name="runId">Its id, whole.</param>
    /// <param name="firm">Firm code.</param>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public IReadOnlyList<AssessmentRow> RowsOf(string runId, string firm) => Named(() => store.RowsOf(runId, firm));

    /// <summary>A run without its rows, which <see cref="RowsByFirm"/> reads.</summary>
    /// <param name="runId">Its id, or the first characters of it when they name one run only; null takes the newest.</param>
    /// <returns>The run; null when there is none.</returns>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public AssessmentRun? FindWithoutRows(string? runId) => Named(() => (runId ?? store.LatestRunId()) is { } wanted ? store.LoadWithoutRows(wanted) : null);

    /// <summary>The rows of a run in its order, read while they are taken, so that a run over a store need not fit into memory; those of a run from files come all at once.</summary>
    /// <param name="runId">Its id, whole.</param>
    /// <returns>Pieces of the run; each time they are gone through they are read anew.</returns>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public IEnumerable<IReadOnlyList<AssessmentRow>> RowsByFirm(string runId)
    {
        using IEnumerator<IReadOnlyList<AssessmentRow>> pieces = store.RowsByFirm(runId).GetEnumerator();
        while (Named(pieces.MoveNext))
        {
            yield return pieces.Current;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    private static RunSummary SummaryOf(StoredRunSummary run) => new(run.RunId, run.Version, run.AsOf, run.Firms, run.Rows, run.Executions, run.LastFinishedAt);

    /// <summary>Runs something against a store, with its faults as those of an archive.</summary>
    internal static T Named<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (StoreException exception)
        {
            throw new RunArchiveException(exception.Message, exception) { Code = exception.Code, MayRetry = exception.MayRetry, AddressRefused = exception.Code is "STORE-ADDRESS-MALFORMED" or "STORE-SECRET-IN-ADDRESS" };
        }
    }
}

/// <summary>A place in the list of runs.</summary>
/// <param name="UpTo">Number of the newest execution when the list was begun.</param>
/// <param name="Last">Number of the last execution of the run before the place.</param>
public readonly record struct RunPlace(long UpTo, long Last);

/// <summary>One kept run, in a line.</summary>
/// <param name="RunId">Identifier.</param>
/// <param name="Version">Version that made it.</param>
/// <param name="AsOf">Latest day assessed.</param>
/// <param name="Firms">Firms.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Executions">How often the very same run was made.</param>
/// <param name="LastFinishedAt">When it was last made.</param>
public sealed record RunSummary(string RunId, string Version, DateOnly AsOf, int Firms, int Rows, int Executions, DateTimeOffset LastFinishedAt);

/// <summary>A store could not be opened, read or written; the message names the file and the cure.</summary>
public sealed class RunArchiveException : Exception
{
    /// <summary>Whether the same call may succeed later: another process holds the store.</summary>
    public bool MayRetry { get; init; }

    /// <summary>Stable word for what happened, as the store spells it; empty when it has none.</summary>
    public string Code { get; init; } = "";

    /// <summary>Whether the address itself is at fault: malformed, or with a password in it.</summary>
    public bool AddressRefused { get; init; }

    /// <summary>Makes the exception without a message.</summary>
    public RunArchiveException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and the cure.</param>
    public RunArchiveException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and the cure.</param>
    /// <param name="innerException">The cause.</param>
    public RunArchiveException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
