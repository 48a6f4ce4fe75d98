using Freeboard.Data.Store;
using Freeboard.Services.Runs;
using Freeboard.Services.Store;

namespace Freeboard.Services.Tests.Store;

public sealed class StorePoolTests
{
    [Fact]
    public async Task Many_callers_share_a_few_connections_and_none_has_one_that_another_uses()
    {
        List<Opened> opened = [];
        using StorePool<Opened> pool = new(() =>
        {
            Opened one = new();
            lock (opened)
            {
                opened.Add(one);
            }

            return one;
        });
        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Task.Run(() => pool.Use(one =>
        {
            Assert.Equal(1, Interlocked.Increment(ref one.Users));
            Thread.Sleep(5);
            Assert.Equal(0, Interlocked.Decrement(ref one.Users));
            return true;
        }))));
        Assert.InRange(opened.Count, 1, 8);
        Assert.DoesNotContain(opened, static one => one.Closed);
    }

    [Fact]
    public void A_server_that_went_takes_the_idle_connections_with_it_and_another_fault_only_its_own()
    {
        List<Opened> opened = [];
        using StorePool<Opened> pool = new(() =>
        {
            opened.Add(new Opened());
            return opened[^1];
        });

        // Two at once, so that one is idle while the other fails.
        pool.Use(_ => pool.Use(static _ => true));
        Assert.Equal(2, opened.Count);
        Assert.Equal("STORE-FAILED", Assert.Throws<RunArchiveException>(() => pool.Use<bool>(static _ => throw new StoreException("STORE-FAILED", "a", "b"))).Code);
        Assert.Equal(1, opened.Count(static one => one.Closed));
        pool.Use(_ => pool.Use(static _ => true));
        Assert.Equal(3, opened.Count);
        Assert.True(Assert.Throws<RunArchiveException>(() => pool.Use<bool>(static _ => throw new StoreException("STORE-UNREACHABLE", "a", "b"))).MayRetry);
        Assert.All(opened, static one => Assert.True(one.Closed));

        // A fault of the work itself leaves no connection open and no place taken.
        for (int i = 0; i < 20; i++)
        {
            Assert.Throws<InvalidOperationException>(() => pool.Use<bool>(static _ => throw new InvalidOperationException()));
        }

        Assert.True(pool.Use(static _ => true));
    }

    private sealed class Opened : IDisposable
    {
        public int Users;

        public bool Closed { get; private set; }

        public void Dispose() => Closed = true;
    }
}
