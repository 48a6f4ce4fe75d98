using Freeboard.Provenance;
using Freeboard.Services.Access;
using Freeboard.Services.Import;

namespace Freeboard.Web.Jobs;

/// <summary>How far a job is.</summary>
public enum JobState
{
    /// <summary>It waits for the one before it.</summary>
    Queued = 0,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It is done.</summary>
    Succeeded,

    /// <summary>The input was refused; nothing was stored.</summary>
    Rejected,

    /// <summary>It could not be done.</summary>
    Failed,

    /// <summary>It was called off; what it had kept until then stays.</summary>
    Cancelled,
}

/// <summary>A job at one moment.</summary>
public sealed record JobView
{
    /// <summary>Its identifier.</summary>
    public required string Id { get; init; }

    /// <summary>sample, import, assess, monitor, portfolio or migration.</summary>
    public required string Kind { get; init; }

    /// <summary>Account that started it.</summary>
    public required string Owner { get; init; }

    /// <summary>How far it is.</summary>
    public required JobState State { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What it does just now.</summary>
    public string Stage { get; init; } = "";

    /// <summary>Items done.</summary>
    public long Done { get; init; }

    /// <summary>Items in all; 0 when not known.</summary>
    public long Total { get; init; }

    /// <summary>File or firm in hand.</summary>
    public string Item { get; init; } = "";

    /// <summary>The run it made; null for none.</summary>
    public string? RunId { get; init; }

    /// <summary>The study it made; null for none.</summary>
    public string? StudyId { get; init; }

    /// <summary>Where what it made is looked at; null for nothing of its own.</summary>
    public string? Next { get; init; }

    /// <summary>What came of the files; null when there were none.</summary>
    public ImportReport? Report { get; init; }

    /// <summary>Word for what went wrong; null when nothing did.</summary>
    public string? Code { get; init; }

    /// <summary>What went wrong and the cure; null when nothing did.</summary>
    public string? Text { get; init; }

    /// <summary>Whether it has ended.</summary>
    public bool Finished => State > JobState.Running;
}

/// <summary>A job: what it is, and what it says of itself while it runs.</summary>
internal sealed class Job : IDisposable
{
    private readonly Lock turn = new();
    private readonly CancellationTokenSource stop = new();
    private JobView view;
    private long version;
    private Action<JobView>? atEnd;
    private bool ended;

    public Job(string kind, string owner, DateTimeOffset askedAt) =>
        view = new JobView { Id = AccessToken.MakeId(), Kind = kind, Owner = owner, State = JobState.Queued, AskedAt = askedAt };

    public string Id => view.Id;

    public CancellationToken Token => stop.Token;

    /// <summary>The job now, with a number that rises at every change.</summary>
    public (JobView View, long Version) Now
    {
        get
        {
            lock (turn)
            {
                return (view, version);
            }
        }
    }

    public void Change(Func<JobView, JobView> change)
    {
        lock (turn)
        {
            view = change(view);
            version++;
        }
    }

    public void Say(string stage, long done, long total, string item) => Change(v => v with { Stage = stage, Done = done, Total = total, Item = item });

    /// <summary>Does something with the job as it ended; at once when it has.</summary>
    public void WhenEnded(Action<JobView> work)
    {
        lock (turn)
        {
            if (!ended)
            {
                atEnd += work;
                return;
            }
        }

        work(view);
    }

    /// <summary>Nothing changes any more.</summary>
    public void End()
    {
        lock (turn)
        {
            ended = true;
        }

        atEnd?.Invoke(view);
    }

    public void Cancel() => stop.Cancel();

    public void Dispose() => stop.Dispose();

    /// <summary>An error of a file in one line, for the log.</summary>
    internal static string Line(RowError error) => error.ToString();
}
