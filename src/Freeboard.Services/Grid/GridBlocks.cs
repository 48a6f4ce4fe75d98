using System.Globalization;

namespace Freeboard.Services.Grid;

/// <summary>Items that are blocks of numbered things, shared out in stretches: shard k of n has the k-th n-th of them.</summary>
internal sealed record GridBlocks(long Things, int Size)
{
    /// <summary>How many blocks.</summary>
    public long Count => (Things + Size - 1) / Size;

    /// <summary>Names of the blocks of a shard.</summary>
    public IReadOnlyList<string> ItemsOf(FirmShard shard)
    {
        long first = (long)((Int128)Count * (shard.Number - 1) / shard.Count);
        long end = (long)((Int128)Count * shard.Number / shard.Count);
        return [.. Enumerable.Range(0, (int)(end - first)).Select(i => KeyOf(first + i))];
    }

    /// <summary>Name of a block.</summary>
    public static string KeyOf(long block) => block.ToString(CultureInfo.InvariantCulture);

    /// <summary>First thing of a block, and how many it has.</summary>
    public (long First, int Count) Of(string key)
    {
        long first = long.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture) * Size;
        return (first, (int)Math.Min(Size, Things - first));
    }
}
