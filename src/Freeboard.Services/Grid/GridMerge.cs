namespace Freeboard.Services.Grid;

/// <summary>Puts the shards of a plan together: the very result of one machine.</summary>
public static class GridMerge
{
    /// <summary>Merges.</summary>
    /// <param name="path">The plan's folder.</param>
    /// <param name="to">What to do with the whole.</param>
    /// <param name="clock">Tells when the run was kept; no result depends on it.</param>
    /// <param name="status">How the shards stand; when one is not done nothing is merged.</param>
    /// <param name="cancellationToken">Stops it; nothing is half done.</param>
    /// <returns>The whole; null when a shard is missing or corrupt.</returns>
    /// <exception cref="GridException">The plan, its snapshot or a result is not what it should be, or is of another version or instruction set.</exception>
    /// <exception cref="Runs.RunArchiveException">The store refused; the run is not in it.</exception>
    public static GridMerged? Of(string path, GridMergeOptions to, TimeProvider clock, out IReadOnlyList<ShardStanding> status, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        GridFolder folder = new(path);
        GridManifest manifest = folder.Manifest();
        Dictionary<string, ShardItem> items = new(StringComparer.Ordinal);
        status = GridStatus.Look(folder, manifest, items, cancellationToken);
        if (status.Any(static shard => shard.State != ShardState.Done))
        {
            return null;
        }

        // What tasks of a large plan did not hash on their way is hashed here, before their rows are called the plan's.
        folder.Verify(manifest);
        using IGridWork work = GridPlanner.Open(folder, manifest, to.Threads, clock, cancellationToken);
        HashSet<string> wanted = [.. work.ItemsOf(new FirmShard(1, 1))];
        return items.Count == manifest.Items && wanted.SetEquals(items.Keys)
            ? work.Merge(items, to, cancellationToken)
            : throw new GridException("ITEMS-MISSING", FormattableString.Invariant($"The shards hold {items.Count} items, the plan {manifest.Items}. Plan again in another folder."));
    }
}
