using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Caching.Memory;

namespace Freeboard.Web.Site;

/// <summary>What pages of runs say, drawn once and kept while there is room. A kept run never changes, so neither does what is said of it under one address and in one language; who reads it stands in the masthead, which is drawn for every reader anew.</summary>
internal sealed class PageShelf : IDisposable
{
    /// <summary>Bytes that are kept; past it those asked for longest ago go.</summary>
    public const long MostBytes = 96L << 20;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostBytes, CompactionPercentage = 0.1 });
    private readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> drawing = new(StringComparer.Ordinal);

    /// <summary>A page, UTF-8; drawn when it is not there, by one of those who wait for it.</summary>
    /// <param name="key">All that it depends on.</param>
    /// <param name="draw">Draws it.</param>
    public Task<byte[]> FindAsync(string key, Func<Task<string>> draw) =>
        kept.TryGetValue(key, out byte[]? there) ? Task.FromResult(there!) : drawing.GetOrAdd(key, wanted => new Lazy<Task<byte[]>>(() => DrawAsync(wanted, draw))).Value;

    /// <inheritdoc/>
    public void Dispose() => kept.Dispose();

    private async Task<byte[]> DrawAsync(string key, Func<Task<string>> draw)
    {
        try
        {
            byte[] page = Encoding.UTF8.GetBytes(await draw());
            kept.Set(key, page, new MemoryCacheEntryOptions { Size = page.Length + (2 * key.Length) });
            return page;
        }
        finally
        {
            drawing.TryRemove(key, out _);
        }
    }
}
