using System.Collections.Concurrent;
using Freeboard.Data.Store;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Store;

/// <summary>Open connections of one kind to one store, one a call.</summary>
/// <remarks>
/// One that failed is not used again: its server may have gone, and then the idle ones went with it.
/// There are a few at most, and who comes then waits for one: a server of PostgreSQL takes a hundred connections unless told otherwise, each a process, and every chapter of the dashboard has a pool of its own.
/// </remarks>
/// <typeparam name="TStore">What is opened.</typeparam>
/// <param name="open">Opens one more.</param>
internal sealed class StorePool<TStore>(Func<TStore> open) : IDisposable
    where TStore : class, IDisposable
{
    private const int Most = 8;

    private readonly ConcurrentBag<TStore> idle = [];
    private readonly SemaphoreSlim room = new(Most, Most);

    /// <summary>Something done with a connection that nobody else uses meanwhile.</summary>
    /// <typeparam name="T">What it answers.</typeparam>
    /// <param name="work">What is done.</param>
    /// <exception cref="RunArchiveException">The store cannot be opened, or failed.</exception>
    public T Use<T>(Func<TStore, T> work) => RunArchive.Named(() =>
    {
        room.Wait();
        TStore? store = null;
        bool whole = false;
        try
        {
            store = idle.TryTake(out TStore? free) ? free : open();
            T answer = work(store);
            whole = true;
            return answer;
        }
        catch (Exception exception) when ((exception as StoreException ?? exception.InnerException as StoreException) is { Code: "STORE-UNREACHABLE" })
        {
            Close();
            throw;
        }
        finally
        {
            if (whole)
            {
                idle.Add(store!);
            }
            else
            {
                store?.Dispose();
            }

            room.Release();
        }
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        room.Dispose();
    }

    /// <summary>Closes those that are idle.</summary>
    private void Close()
    {
        while (idle.TryTake(out TStore? store))
        {
            store.Dispose();
        }
    }
}
