using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Freeboard.Services.Access;
using Freeboard.Services.Runs;
using Freeboard.Web.Host;
using Freeboard.Web.Site;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Freeboard.Web.Jobs;

/// <summary>Long work outside of requests: one job at a time, since each takes every processor and one writer is all a store has.</summary>
/// <remarks>Jobs live in this process; what they made is in the store. A run that was cut off goes on after its last checkpoint when it is asked for again.</remarks>
internal sealed partial class JobBoard(AccessBook book, TimeProvider clock, Warmth warmth, ILogger<JobBoard> logger) : IHostedService, IDisposable
{
    /// <summary>Meters of the dashboard, beside the framework's own.</summary>
    public const string MeterName = "Freeboard.Web";

    private const int MostFinished = 200;
    private const int MostWaiting = 50;

    private static readonly Meter Meters = new(MeterName);
    private static readonly Histogram<double> Durations = Meters.CreateHistogram<double>("freeboard.job.duration", "s", "How long jobs took from their turn to their end, by kind and state.");

    private readonly ConcurrentDictionary<string, Job> jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim one = new(1, 1);
    private volatile bool stopping;

    /// <summary>Every job remembered, newest first.</summary>
    public IReadOnlyList<JobView> List() => [.. jobs.Values.Select(static j => j.Now.View).OrderByDescending(static j => j.AskedAt).ThenBy(static j => j.Id, StringComparer.Ordinal)];

    public Job? Find(string id) => jobs.GetValueOrDefault(id);

    /// <summary>Asks for a job; null when too many wait already, or the server stops.</summary>
    /// <param name="kind">sample, import, assess, portfolio or migration.</param>
    /// <param name="owner">Who asks.</param>
    /// <param name="work">What it does; returns how it ended.</param>
    /// <param name="after">Done at the end however it ended, also when it never began.</param>
    public Job? Start(string kind, string owner, Func<Job, JobState> work, Action? after = null)
    {
        if (stopping || jobs.Values.Count(static j => !j.Now.View.Finished) >= MostWaiting)
        {
            after?.Invoke();
            return null;
        }

        foreach (JobView old in List().Where(static j => j.Finished).Skip(MostFinished))
        {
            if (jobs.TryRemove(old.Id, out Job? gone))
            {
                gone.Dispose();
            }
        }

        // A line at the beginning too: a server that dies under a job leaves no other.
        Job job = new(kind, owner, clock.GetUtcNow());
        book.Log(owner, "job.start", job.Id, kind);
        jobs[job.Id] = job;
        running[job.Id] = Task.Run(() => RunAsync(job, work, after));
        return job;
    }

    /// <summary>Calls a job off, and logs who did; one that has ended stays as it is.</summary>
    /// <param name="job">The job.</param>
    /// <param name="by">Who calls it off.</param>
    public void CallOff(Job job, string by)
    {
        JobView view = job.Now.View;
        if (!view.Finished)
        {
            book.Log(by, "job.cancel", job.Id, $"{view.Kind} of {view.Owner}");
            job.Cancel();
        }
    }

    /// <summary>Calls off every job of an account, as when it is disabled.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="by">Who disables it.</param>
    public void CallOffAll(string owner, string by)
    {
        foreach (Job job in jobs.Values.Where(j => j.Now.View is { Finished: false } view && string.Equals(view.Owner, owner, StringComparison.OrdinalIgnoreCase)))
        {
            CallOff(job, by);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stopping = true;
        foreach (Job job in jobs.Values.Where(static j => !j.Now.View.Finished))
        {
            job.Cancel();
        }

        await Task.WhenAll(running.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        foreach (Job job in jobs.Values)
        {
            job.Dispose();
        }

        one.Dispose();
    }

    private async Task RunAsync(Job job, Func<Job, JobState> work, Action? after)
    {
        bool mine = false;
        long began = clock.GetTimestamp();
        try
        {
            await one.WaitAsync(job.Token);
            mine = true;
            began = clock.GetTimestamp();
            job.Change(static v => v with { State = JobState.Running });
            JobState end = work(job);
            job.Change(v => v with { State = end, FinishedAt = clock.GetUtcNow() });
        }
        catch (OperationCanceledException)
        {
            End(job, JobState.Cancelled, "CANCELLED", "The job was called off.");
        }
        catch (RunArchiveException exception) when (exception.Code == "NO-FACTS")
        {
            End(job, JobState.Rejected, exception.Code, "The store holds no firms yet: there is nothing to assess. Import files first.");
        }
        catch (RunArchiveException exception)
        {
            Unexpected(logger, job.Now.View.Kind, exception);
            Failure failure = Failures.OfStore(exception);
            End(job, JobState.Failed, failure.Code, failure.Text);
        }
        catch (Exception exception) when (Services.Tables.FileFault.Is(exception))
        {
            // The system's own text names paths of the server; it goes to the error stream.
            Unexpected(logger, job.Now.View.Kind, exception);
            End(job, JobState.Failed, "FILE-FAULT", "A file of the server could not be read or written: the disk may be full, or the right may be missing. The server's error stream says which; free some room or give the right, and ask again.");
        }
        catch (Exception exception)
        {
            Unexpected(logger, job.Now.View.Kind, exception);
            End(job, JobState.Failed, "UNEXPECTED", "Something went wrong that should not have; the server's error stream says what.");
        }
        finally
        {
            if (mine)
            {
                one.Release();
            }

            Durations.Record(clock.GetElapsedTime(began).TotalSeconds, new TagList { { "kind", job.Now.View.Kind }, { "state", job.Now.View.State.ToString() } });
            if (job.Now.View.RunId is not null)
            {
                warmth.Renew();
            }

            after?.Invoke();
            Log(job.Now.View);
            job.End();
            running.TryRemove(job.Id, out _);
        }
    }

    private void End(Job job, JobState state, string code, string text) => job.Change(v => v with { State = state, Code = code, Text = text, FinishedAt = clock.GetUtcNow() });

    private void Log(JobView job)
    {
        try
        {
            book.Log(job.Owner, "job." + job.Kind, job.RunId ?? job.StudyId ?? job.Id, job.State + (job.Report?.ImportId is { } import ? FormattableString.Invariant($" import {import}") : ""));
        }
        catch (RunArchiveException exception)
        {
            Unexpected(logger, job.Kind, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "a job ({Kind}) failed")]
    private static partial void Unexpected(ILogger logger, string kind, Exception exception);
}
