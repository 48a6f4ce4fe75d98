using Freeboard.Services.Store;

namespace Freeboard.Services.Runs;

/// <summary>Archives of one store that stay open between calls, one a call.</summary>
/// <remarks>Any number of threads. Errors: <see cref="RunArchiveException"/>.</remarks>
/// <param name="store">The store, as <see cref="RunArchive.Open"/> takes it.</param>
public sealed class RunArchivePool(string store) : IDisposable
{
    private readonly StorePool<RunArchive> pool = new(() => RunArchive.Open(store));

    /// <summary>Something done with an archive that nobody else uses meanwhile.</summary>
    /// <typeparam name="T">What it answers.</typeparam>
    /// <param name="work">What is done; it must not ask this pool for another one.</param>
    public T Use<T>(Func<RunArchive, T> work) => pool.Use(work);

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();
}
