using Freeboard.Assessment;
using Freeboard.Reporting.Layout;
using Freeboard.Reporting.Market;
using Freeboard.Services.Runs;
using Freeboard.Web.Host;
using Freeboard.Web.Site;

namespace Freeboard.Web.Runs;

/// <summary>Runs that pages read, arranged once and kept while they are asked for. A kept run never changes, so what is on the shelf is never stale.</summary>
internal sealed class RunShelf(ServeOptions options) : IDisposable
{
    private const int MostRuns = 3;

    private readonly RunArchivePool archives = new(options.Store);
    private readonly Lock turn = new();
    private readonly LinkedList<(string RunId, Lazy<PageContext?> Page)> shelf = new();

    /// <summary>The whole id of a run; null when there is none.</summary>
    /// <param name="wanted">Its id or a beginning of it; null or empty takes the newest.</param>
    public string? IdOf(string? wanted) => Use(archive => archive.IdOf(wanted));

    /// <summary>Every kept run, newest first.</summary>
    public IReadOnlyList<RunSummary> List() => Use(static archive => archive.List());

    /// <summary>A run for pages; null when there is none.</summary>
    /// <param name="wanted">Its id or a beginning of it; null or empty takes the newest.</param>
    /// <param name="frame">The page's words.</param>
    public PageContext? Find(string? wanted, WebFrame frame)
    {
        if (IdOf(wanted) is not { } id || Take(id) is not { } page)
        {
            return null;
        }

        string query = string.IsNullOrEmpty(wanted) ? "" : "?run=" + id;
        return page.For(frame.Words, new PageLinks
        {
            Firm = code => $"/firms/{Uri.EscapeDataString(code)}{query}",
            Band = number => FormattableString.Invariant($"/firms{query}#band={number}"),
            Ranking = "/firms" + query,
        });
    }

    /// <summary>A run as it is held for pages; null when there is none.</summary>
    /// <param name="wanted">Its id or a beginning of it; null or empty takes the newest.</param>
    public AssessmentRun? Find(string? wanted) => IdOf(wanted) is { } id ? Take(id)?.Run : null;

    /// <summary>A run as pages arrange it: firms by risk on one set of days; null when there is none.</summary>
    /// <param name="id">Its id, whole.</param>
    public MarketView? ViewOf(string id) => Take(id)?.View;

    /// <summary>Something done with an archive that nobody else uses meanwhile.</summary>
    public T Use<T>(Func<RunArchive, T> work) => archives.Use(work);

    /// <inheritdoc/>
    public void Dispose() => archives.Dispose();

    private PageContext? Take(string id)
    {
        Lazy<PageContext?> wanted;
        lock (turn)
        {
            LinkedListNode<(string RunId, Lazy<PageContext?> Page)>? node = shelf.First;
            while (node is not null && node.Value.RunId != id)
            {
                node = node.Next;
            }

            if (node is null)
            {
                node = new((id, new Lazy<PageContext?>(() => Load(id), LazyThreadSafetyMode.ExecutionAndPublication)));
            }
            else
            {
                shelf.Remove(node);
            }

            shelf.AddFirst(node);
            if (shelf.Count > MostRuns)
            {
                shelf.RemoveLast();
            }

            wanted = node.Value.Page;
        }

        try
        {
            return wanted.Value;
        }
        catch (RunArchiveException)
        {
            // A busy store must not be remembered as the run.
            lock (turn)
            {
                foreach ((string RunId, Lazy<PageContext?> Page) entry in shelf.Where(e => e.Page == wanted).ToArray())
                {
                    shelf.Remove(entry);
                }
            }

            throw;
        }
    }

    private PageContext? Load(string id) => Use(archive => ShownRun.Load(archive, id)) is { } run
        ? new PageContext(run, Words.For("en"), int.MaxValue) { RowsInAll = Use(archive => archive.List().FirstOrDefault(r => r.RunId == id))?.Rows ?? run.Rows.Count }
        : null;
}
