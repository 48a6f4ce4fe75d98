using System.Collections.Concurrent;
using Freeboard.Data.Store;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Store;

/// <summary>Open connections of one kind to one store, one a call.</summary>
/// <remarks>One that failed is not used again: its server may have gone, and then the idle ones went with it.</remarks>
/// <typeparam name="TStore">What is opened.</typeparam>
/// <param name="open">Opens one more.</param>
internal sealed class StorePool<TStore>(Func<TStore> open) : IDisposable
    where TStore : class, IDisposable
{
    private readonly ConcurrentBag<TStore> idle = [];

    /// <summary>Something done with a connection that nobody else uses meanwhile.</summary>
    /// <typeparam name="T">What it answers.</typeparam>
    /// <param name="work">What is done.</param>
    /// <exception cref="RunArchiveException">The store cannot be opened, or failed.</exception>
    public T Use<T>(Func<TStore, T> work) => RunArchive.Named(() =>
    {
        TStore store = idle.TryTake(out TStore? free) ? free : open();
        bool whole = false;
        try
        {
            T answer = work(store);
            whole = true;
            return answer;
        }
        catch (StoreException exception) when (exception.Code == "STORE-UNREACHABLE")
        {
            Dispose();
            throw;
        }
        finally
        {
            if (whole)
            {
                idle.Add(store);
            }
            else
            {
                store.Dispose();
            }
        }
    });

    /// <summary>Closes those that are idle.</summary>
    public void Dispose()
    {
        while (idle.TryTake(out TStore? store))
        {
            store.Dispose();
        }
    }
}
