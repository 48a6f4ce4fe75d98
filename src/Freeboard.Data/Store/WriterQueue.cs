using System.Collections.Concurrent;

namespace Freeboard.Data.Store;

/// <summary>
/// One line of writers for a SQLite file in this process. The file lets one writer in at a time and makes the others poll;
/// a queue lets them wait without polling and in order, and leaves the poll to writers of other processes.
/// </summary>
internal static class WriterQueue
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Queues = new(StringComparer.Ordinal);

    /// <summary>Waits for the file's turn; null when it did not come in time.</summary>
    public static IDisposable? Enter(string path, TimeSpan patience)
    {
        SemaphoreSlim queue = Queues.GetOrAdd(Path.GetFullPath(path), static _ => new SemaphoreSlim(1, 1));
        return queue.Wait(patience) ? new Turn(queue) : null;
    }

    private sealed class Turn(SemaphoreSlim queue) : IDisposable
    {
        private SemaphoreSlim? held = queue;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
