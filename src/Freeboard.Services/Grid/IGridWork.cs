namespace Freeboard.Services.Grid;

/// <summary>A kind of work that can be shared out: items, each made from the snapshot alone, the same bytes wherever and whenever it is made.</summary>
internal interface IGridWork : IDisposable
{
    /// <summary>How many items there are.</summary>
    long Count { get; }

    /// <summary>The items of a shard, in order.</summary>
    /// <param name="shard">Which, of how many.</param>
    IReadOnlyList<string> ItemsOf(FirmShard shard);

    /// <summary>Makes an item. Called from any number of threads.</summary>
    /// <param name="key">Its name.</param>
    byte[] Make(string key);

    /// <summary>Makes part of an item, to tell what a whole one costs: where items take minutes.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="share">How much of the work of an item that was.</param>
    byte[] MakePart(string key, out double share)
    {
        share = 1;
        return Make(key);
    }

    /// <summary>Puts the whole together, on one machine.</summary>
    /// <param name="items">Every item's content by its name.</param>
    /// <param name="to">What to do with it.</param>
    /// <param name="cancellationToken">Stops it; nothing is half done.</param>
    GridMerged Merge(IReadOnlyDictionary<string, ShardItem> items, GridMergeOptions to, CancellationToken cancellationToken);
}
