namespace Freeboard.Services.Grid;

/// <summary>How a task ended.</summary>
public enum GridTaskStatus
{
    /// <summary>Its result is in its place.</summary>
    Done = 0,

    /// <summary>Its result had been made before, and is whole.</summary>
    DoneBefore,

    /// <summary>It was asked to stop: the items in hand were finished, and the same task goes on with them.</summary>
    Stopped,
}

/// <summary>What a task did.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Items">Items of its shard.</param>
/// <param name="Made">Items made now.</param>
/// <param name="TakenOver">Items that a task which was stopped had made.</param>
public sealed record GridTaskOutcome(GridTaskStatus Status, int Items, int Made, int TakenOver);

/// <summary>Makes one shard of a plan. Any number of tasks may make the same one at once, on any machines: their results are the same bytes.</summary>
public static class GridTask
{
    /// <summary>Makes a shard.</summary>
    /// <param name="path">The plan's folder.</param>
    /// <param name="shard">Which, from 1.</param>
    /// <param name="threads">Threads; 0 takes every processor. Never changes a byte.</param>
    /// <param name="clock">Tells no result anything.</param>
    /// <param name="stop">Asks it to stop: items in hand are finished and kept.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it at once; nothing is left.</param>
    /// <exception cref="GridException">There is no such plan or shard, it is damaged, or of another version or instruction set.</exception>
    public static GridTaskOutcome Run(string path, int shard, int threads, TimeProvider clock, CancellationToken stop = default, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        GridFolder folder = new(path);
        GridManifest manifest = folder.Manifest();
        if (shard < 1 || shard > manifest.Shards)
        {
            throw new GridException("NO-SHARD", FormattableString.Invariant($"The plan has the shards 1 to {manifest.Shards}, and no {shard}."));
        }

        ShardHeader header = ShardHeader.Of(manifest, shard);
        string place = folder.ResultOf(shard);
        if (File.Exists(place) && ShardResult.Verify(place, header, null) is null)
        {
            return new GridTaskOutcome(GridTaskStatus.DoneBefore, 0, 0, 0);
        }

        using IGridWork work = GridPlanner.Open(folder, manifest, 1, clock, cancellationToken);
        IReadOnlyList<string> items = work.ItemsOf(header.Shard);
        using ShardWriter writer = new(place, header);
        int taken = TakeOver(place, header, items, writer);
        int made = Make(work, items, taken, threads == 0 ? Environment.ProcessorCount : threads, writer, stop, progress, cancellationToken);
        if (taken + made < items.Count)
        {
            writer.Keep();
            return new GridTaskOutcome(GridTaskStatus.Stopped, items.Count, made, taken);
        }

        writer.Complete();
        return new GridTaskOutcome(GridTaskStatus.Done, items.Count, made, taken);
    }

    private static int TakeOver(string place, ShardHeader header, IReadOnlyList<string> items, ShardWriter writer)
    {
        int taken = 0;
        foreach (ShardItem kept in ShardResult.Kept(place + GridFolder.CheckpointEnding, header))
        {
            if (taken == items.Count || kept.Key != items[taken])
            {
                break;
            }

            writer.Add(kept.Key, kept.Read());
            taken++;
        }

        return taken;
    }

    private static int Make(IGridWork work, IReadOnlyList<string> items, int from, int threads, ShardWriter writer, CancellationToken stop, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        Queue<Task<byte[]>> inHand = [];
        int next = from;
        int done = from;
        try
        {
            while (done < items.Count)
            {
                // As many in hand as threads: what a stop must wait for is one item, not a queue.
                for (; next < items.Count && inHand.Count < threads && !stop.IsCancellationRequested; next++)
                {
                    string key = items[next];
                    inHand.Enqueue(Task.Run(() => work.Make(key), cancellationToken));
                }

                if (inHand.Count == 0)
                {
                    break;
                }

                byte[] content = inHand.Dequeue().GetAwaiter().GetResult();
                cancellationToken.ThrowIfCancellationRequested();
                writer.Add(items[done], content);
                done++;
                progress?.Report((double)done / items.Count);
            }
        }
        finally
        {
            foreach (Task<byte[]> left in inHand)
            {
                ((IAsyncResult)left).AsyncWaitHandle.WaitOne();
            }
        }

        return done - from;
    }
}
