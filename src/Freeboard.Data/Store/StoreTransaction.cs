using System.Data.Common;

namespace Freeboard.Data.Store;

/// <summary>A write that is whole or not at all, and its place in the queue of writers. Left without a commit it is rolled back.</summary>
internal sealed class StoreTransaction(DbTransaction transaction, IDisposable? turn) : IDisposable
{
    public DbTransaction Inner => transaction;

    public void Commit() => transaction.Commit();

    public void Dispose()
    {
        try
        {
            transaction.Dispose();
        }
        finally
        {
            turn?.Dispose();
        }
    }
}
