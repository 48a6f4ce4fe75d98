using System.Globalization;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Grid;

/// <summary>How a shard stands.</summary>
public enum ShardState
{
    /// <summary>Its result is whole.</summary>
    Done = 0,

    /// <summary>There is no result.</summary>
    Missing,

    /// <summary>There is a file, and it is not the result.</summary>
    Corrupt,
}

/// <summary>One shard of a plan.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="State">How it stands.</param>
/// <param name="Items">Items that are there: of a result, or of what a stopped task kept.</param>
/// <param name="Bytes">Bytes of the result; 0 where there is none.</param>
/// <param name="Reason">Why it is corrupt; empty otherwise.</param>
public sealed record ShardStanding(int Number, ShardState State, int Items, long Bytes, string Reason);

/// <summary>How the shards of a plan stand: every result is read and held to its hashes.</summary>
public sealed record GridStatus
{
    private static readonly string[] Columns = ["shard", "state", "items", "bytes", "reason"];

    private GridStatus(GridManifest manifest, IReadOnlyList<ShardStanding> shards) => (Manifest, Shards) = (manifest, shards);

    /// <summary>The plan.</summary>
    public GridManifest Manifest { get; }

    /// <summary>Its shards, in order.</summary>
    public IReadOnlyList<ShardStanding> Shards { get; }

    /// <summary>Whether all are done.</summary>
    public bool IsWhole => Shards.All(static shard => shard.State == ShardState.Done);

    /// <summary>How many stand so.</summary>
    /// <param name="state">How.</param>
    public int Count(ShardState state) => Shards.Count(shard => shard.State == state);

    /// <summary>Looks at a plan.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="GridException">There is no plan, or it is damaged.</exception>
    public static GridStatus Of(string path, CancellationToken cancellationToken = default)
    {
        GridFolder folder = new(path);
        GridManifest manifest = folder.Manifest();
        return new GridStatus(manifest, Look(folder, manifest, null, cancellationToken));
    }

    /// <summary>The shards as a table.</summary>
    public OutputTable TableOf() => new()
    {
        Name = "shards",
        Columns = OutputColumn.Of(Columns, "state", "reason"),
        RunId = Manifest.RunId,
        Rows = Shards.Select(static shard => (string[])[Whole(shard.Number), shard.State.ToString(), Whole(shard.Items), Whole(shard.Bytes), shard.Reason]),
    };

    /// <summary>Verifies every result, and gathers its items when asked.</summary>
    internal static List<ShardStanding> Look(GridFolder folder, GridManifest manifest, Dictionary<string, ShardItem>? whole, CancellationToken cancellationToken)
    {
        List<ShardStanding> shards = [];
        for (int number = 1; number <= manifest.Shards; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ShardHeader header = ShardHeader.Of(manifest, number);
            string place = folder.ResultOf(number);
            if (!File.Exists(place))
            {
                shards.Add(new ShardStanding(number, ShardState.Missing, ShardResult.Kept(place + GridFolder.CheckpointEnding, header).Count, 0, ""));
                continue;
            }

            List<ShardItem> items = [];
            string? objection = ShardResult.Verify(place, header, items);
            shards.Add(new ShardStanding(number, objection is null ? ShardState.Done : ShardState.Corrupt, objection is null ? items.Count : 0, new FileInfo(place).Length, objection ?? ""));
            foreach (ShardItem item in objection is null && whole is not null ? items : [])
            {
                if (!whole!.TryAdd(item.Key, item))
                {
                    throw new GridException("ITEM-TWICE", $"'{item.Key}' is in two shards. Plan again in another folder.");
                }
            }
        }

        return shards;
    }

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}
