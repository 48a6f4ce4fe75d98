using Freeboard.Data.Facts;
using Freeboard.Services.Runs;
using Freeboard.Services.Store;

namespace Freeboard.Services.Import;

/// <summary>The imports of a store for the dashboard, over connections that stay open.</summary>
/// <remarks>Any number of threads. Errors: <see cref="RunArchiveException"/>.</remarks>
/// <param name="store">The store, as <see cref="RunArchive.Open"/> takes it.</param>
public sealed class KeptImports(string store) : IDisposable
{
    private readonly StorePool<FactStore> pool = new(() => FactStore.Open(store));

    /// <summary>The imports, in their order.</summary>
    public IReadOnlyList<KeptImport> List() => pool.Use(ImportService.ListOf);

    /// <summary>An import; null when there is none of that number.</summary>
    /// <param name="number">Its number.</param>
    public KeptImport? Find(int number) => List().FirstOrDefault(i => i.Import == number);

    /// <summary>Makes an import unseen; its facts stay in the store.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="reason">Why, for the log.</param>
    /// <returns>False when it was undone before.</returns>
    public bool Undo(int number, string reason)
    {
        try
        {
            return pool.Use(facts =>
            {
                facts.Undo(new ImportId(number), reason);
                return true;
            });
        }
        catch (RunArchiveException exception) when (exception.Code == "FACT-IMPORT-UNDONE")
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();
}
