using Freeboard.Assessment;
using Freeboard.Services.Migration;
using Freeboard.Services.Portfolio;
using Freeboard.Services.Studies;
using Freeboard.Web.Jobs;
using Freeboard.Web.Runs;

namespace Freeboard.Web.Studies;

/// <summary>Studies that pages read: what was looked at last is held, the rest is made again from what the store keeps of it.</summary>
internal sealed class StudyShelf(StudyBook book, RunShelf runs)
{
    private const int Most = 8;

    private readonly Lock turn = new();
    private readonly LinkedList<(string Id, object Report)> shelf = new();

    public StudyBook Book => book;

    /// <summary>A portfolio; null when there is none.</summary>
    public PortfolioReport? Portfolio(string id, CancellationToken cancellationToken) => Take(id, () => book.Portfolio(id, cancellationToken));

    /// <summary>Transitions; null when there are none.</summary>
    public MigrationReport? Transitions(string id, CancellationToken cancellationToken) => Take(id, () => book.Transitions(id, Whole, cancellationToken));

    /// <summary>The work of a job that computes a portfolio.</summary>
    public Func<Job, JobState> Compute(PortfolioStudy study, PortfolioInput input, string owner) => job =>
    {
        Steps progress = new(job);
        PortfolioReport report = book.Compute(study, input, owner, progress, job.Token);
        Put(report.Provenance.RunId, report);
        job.Change(v => v with { StudyId = report.Provenance.RunId });
        return JobState.Succeeded;
    };

    /// <summary>The work of a job that fits transitions.</summary>
    public Func<Job, JobState> Fit(MigrationStudy study, string owner) => job =>
    {
        job.Say("fitting", 0, 0, "");
        MigrationOutcome outcome = book.Fit(study, Whole, owner, job.Token);
        if (outcome.Report is not { } report)
        {
            job.Change(v => v with { Code = outcome.Errors[0].Code, Text = string.Join(" ", outcome.Errors.Take(5)) });
            return JobState.Rejected;
        }

        Put(report.Provenance.RunId, report);
        job.Change(v => v with { StudyId = report.Provenance.RunId });
        return JobState.Succeeded;
    };

    public bool Delete(StudyKind kind, string id)
    {
        lock (turn)
        {
            foreach ((string, object) entry in shelf.Where(e => e.Id == id).ToArray())
            {
                shelf.Remove(entry);
            }
        }

        return book.Delete(kind, id);
    }

    private AssessmentRun? Whole(string id) => runs.IdOf(id) is { } whole ? runs.Use(archive => archive.Find(whole)) : null;

    private T? Take<T>(string id, Func<T?> make)
        where T : class
    {
        lock (turn)
        {
            if (shelf.FirstOrDefault(e => e.Id == id).Report is T held)
            {
                return held;
            }
        }

        T? made = make();
        if (made is not null)
        {
            Put(id, made);
        }

        return made;
    }

    private void Put(string id, object report)
    {
        lock (turn)
        {
            foreach ((string, object) entry in shelf.Where(e => e.Id == id).ToArray())
            {
                shelf.Remove(entry);
            }

            shelf.AddFirst((id, report));
            if (shelf.Count > Most)
            {
                shelf.RemoveLast();
            }
        }
    }

    /// <summary>Progress in whole percents: a job does not say the same twice.</summary>
    private sealed class Steps(Job job) : IProgress<double>
    {
        private int last = -1;

        public void Report(double value)
        {
            int percent = (int)(100 * value);
            if (Interlocked.Exchange(ref last, percent) < percent)
            {
                job.Say("simulating", percent, 100, "");
            }
        }
    }
}
