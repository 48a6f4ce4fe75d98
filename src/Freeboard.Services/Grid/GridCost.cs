using System.Globalization;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Grid;

/// <summary>What a plan will cost, from a few of its items made on this machine.</summary>
/// <param name="Items">Items in all.</param>
/// <param name="Probed">Items that were made.</param>
/// <param name="SecondsPerItem">Mean seconds of one, on one thread.</param>
/// <param name="BytesPerItem">Mean bytes of one's result.</param>
/// <param name="StartSeconds">Seconds until a task has read the snapshot.</param>
public sealed record GridCost(long Items, int Probed, double SecondsPerItem, double BytesPerItem, double StartSeconds)
{
    private const double ProbeSeconds = 2;
    private const int MostProbed = 200;

    /// <summary>Seconds below which nobody needs a cluster.</summary>
    private const double ShortSeconds = 600;

    private static readonly string[] Columns = ["plan", "kind", "runId", "items", "shards", "secondsPerItem", "coreHours", "resultBytes", "startSeconds", "oneMachineSeconds", "gridSeconds", "oneMachineIsEnough", "advice"];

    /// <summary>Seconds of one thread for all items.</summary>
    public double CoreSeconds => Items * SecondsPerItem;

    /// <summary>The plan as a row.</summary>
    /// <param name="manifest">The plan.</param>
    /// <param name="folder">Its folder, for the advice.</param>
    /// <param name="threads">Threads of this machine.</param>
    public OutputTable TableOf(GridManifest manifest, string folder, int threads)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        double here = StartSeconds + (CoreSeconds / threads);
        double grid = StartSeconds + (CoreSeconds / manifest.Shards);
        bool enough = here <= ShortSeconds || here <= 2 * grid;
        string advice = enough
            ? string.Create(CultureInfo.InvariantCulture, $"One machine is enough: about {Text(here)} on {threads} {(threads == 1 ? "thread" : "threads")} here, {Text(grid)} when every shard has a core.")
            : string.Create(CultureInfo.InvariantCulture, $"About {Text(here)} on {threads} threads here, {Text(grid)} when every shard has a core: freeboard grid submit {folder}");
        return new OutputTable
        {
            Name = "plan",
            Columns = OutputColumn.Of(Columns, "plan", "kind", "runId", "oneMachineIsEnough", "advice"),
            RunId = manifest.RunId,
            Rows =
            [
                [
                    manifest.Id, manifest.Kind.ToString().ToLower(CultureInfo.InvariantCulture), manifest.RunId, Whole(Items), Whole(manifest.Shards), Number(SecondsPerItem), Number(CoreSeconds / 3600),
                    Whole((long)(Items * BytesPerItem)), Number(StartSeconds), Number(here), Number(grid), enough ? "true" : "false", advice,
                ],
            ],
        };
    }

    /// <summary>Makes a few items, spread over all, and times them.</summary>
    internal static GridCost Probe(IGridWork work, double startSeconds, TimeProvider clock, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> items = work.ItemsOf(new FirmShard(1, 1));
        if (items.Count == 0)
        {
            return new GridCost(0, 0, 0, 0, startSeconds);
        }

        // The first one pays for what the runtime compiles; it is not counted.
        work.MakePart(items[0], out _);
        long before = clock.GetTimestamp();
        long bytes = 0;
        int made = 0;
        double shares = 0;
        int most = Math.Min(items.Count, MostProbed);
        while (made < most && (made == 0 || clock.GetElapsedTime(before).TotalSeconds < ProbeSeconds))
        {
            cancellationToken.ThrowIfCancellationRequested();

            // The golden section spreads any number of picks evenly.
            int at = (int)(made * 0.6180339887498949 % 1 * items.Count);
            bytes += work.MakePart(items[at], out double share).Length;
            shares += share;
            made++;
        }

        return new GridCost(items.Count, made, clock.GetElapsedTime(before).TotalSeconds / shares, (double)bytes / made, startSeconds);
    }

    private static string Text(double seconds) => seconds switch
    {
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        < 6000 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
    };

    private static string Number(double value) => value.ToString("G17", CultureInfo.InvariantCulture);

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}
