using System.Globalization;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Grid;

/// <summary>A cluster.</summary>
/// <param name="Nodes">Nodes.</param>
/// <param name="Cores">Cores of a node.</param>
/// <param name="DiskBytesPerSecond">What the shared disk reads or writes, all nodes together.</param>
public sealed record ClusterShape(int Nodes, int Cores, double DiskBytesPerSecond)
{
    /// <summary>Cores in all.</summary>
    public int AllCores => Nodes * Cores;
}

/// <summary>What a run too large to be made here would take: nodes, hours, bytes, from measured points.</summary>
/// <param name="Name">The case.</param>
/// <param name="Cluster">On which cluster.</param>
/// <param name="Shards">How many shares.</param>
/// <param name="CoreHours">Hours of one core for all shares.</param>
/// <param name="TaskHours">Hours until the last share is made.</param>
/// <param name="MergeHours">Hours of the merge, on one core.</param>
/// <param name="SnapshotBytes">Bytes of the snapshot.</param>
/// <param name="ResultBytes">Bytes of all results.</param>
/// <param name="OutputBytes">Bytes of the rows.</param>
/// <param name="MergeMemoryBytes">Bytes of memory that the merge takes.</param>
public sealed record FarEnd(string Name, ClusterShape Cluster, int Shards, double CoreHours, double TaskHours, double MergeHours, double SnapshotBytes, double ResultBytes, double OutputBytes, double MergeMemoryBytes)
{
    private const double Hour = 3600;
    private const double TradingDays = 250;
    private const double ScenarioBytes = sizeof(double);

    /// <summary>Shares a core: the last ones to end are then a small part of the whole.</summary>
    private const int SharesOfACore = 4;

    /// <summary>A firm in the memory of a merge: its description and the figures behind its last row.</summary>
    private const double FirmBytes = 4000;

    private static readonly string[] Columns = ["case", "nodes", "cores", "shards", "coreHours", "taskHours", "mergeHours", "totalHours", "snapshotBytes", "resultBytes", "outputBytes", "mergeMemoryBytes"];

    /// <summary>Hours in all.</summary>
    public double TotalHours => TaskHours + MergeHours;

    /// <summary>An assessment of daily histories from a store.</summary>
    /// <param name="firms">Firms.</param>
    /// <param name="years">Years of daily closes of each.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="points">Measured costs.</param>
    /// <remarks>
    /// core seconds = firms x days x assess-row + shards x (assess-start + firms x assess-start-firm), and the snapshot hashed by each share where it is small enough for that; tasks take that over all
    /// cores, or as long as the disk needs for the snapshot (once, or once a node where all of it is hashed) and the results; the merge hashes the snapshot, reads every result, keeps the run and writes the
    /// rows, on one core or as fast as the disk takes them.
    /// </remarks>
    public static FarEnd Assessment(double firms, double years, ClusterShape cluster, IReadOnlyList<MeasuredPoint> points)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        double rows = firms * years * TradingDays;
        int shards = (int)Math.Min(firms, cluster.AllCores * SharesOfACore);
        double start = Of(points, "assess-start") + (firms * Of(points, "assess-start-firm"));
        double snapshot = rows * Of(points, "snapshot-day");
        bool hashed = snapshot <= AssessWork.HashedByTasks;
        double hash = snapshot * Of(points, "hash-byte");
        double core = (rows * Of(points, "assess-row")) + (shards * (start + (hashed ? hash : 0)));
        double results = rows * Of(points, "assess-shard-row");
        double tasks = Math.Max(core / cluster.AllCores, ((hashed ? snapshot * cluster.Nodes : snapshot) + results) / cluster.DiskBytesPerSecond);
        double output = rows * Of(points, "csv-row");
        double merge = Math.Max((rows * Of(points, "merge-row")) + hash, (snapshot + (2 * results) + output) / cluster.DiskBytesPerSecond);
        return new FarEnd(
            Text("assess", firms, "firms", years, "years daily"), cluster, shards, core / Hour, tasks / Hour, merge / Hour, snapshot, results, output, firms * FirmBytes);
    }

    /// <summary>Scenarios of a portfolio's losses.</summary>
    /// <param name="obligors">Obligors.</param>
    /// <param name="scenarios">Scenarios.</param>
    /// <param name="factors">1 or 10 factors.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="points">Measured costs.</param>
    /// <remarks>core seconds = obligors x scenarios x draw-pair + shards x (assess-start + obligors x draw-start-obligor); the merge holds every loss in memory, 8 bytes each and once more for the part that is sorted.</remarks>
    public static FarEnd Portfolio(double obligors, double scenarios, int factors, ClusterShape cluster, IReadOnlyList<MeasuredPoint> points)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        int shards = (int)Math.Min(Math.Ceiling(scenarios / SimulationWork.ItemScenarios), cluster.AllCores * SharesOfACore);
        double pair = Of(points, factors == 1 ? "draw-pair-1" : factors == 10 ? "draw-pair-10" : throw new ArgumentOutOfRangeException(nameof(factors), factors, "Must be 1 or 10."));
        double core = (obligors * scenarios * pair) + (shards * (Of(points, "assess-start") + (obligors * Of(points, "draw-start-obligor"))));
        double results = scenarios * ScenarioBytes;
        double tasks = Math.Max(core / cluster.AllCores, results / cluster.DiskBytesPerSecond);
        return new FarEnd(
            Text("portfolio", obligors, "obligors", scenarios, factors == 1 ? "scenarios 1 factor" : "scenarios 10 factors"), cluster, shards, core / Hour, tasks / Hour, scenarios * Of(points, "portfolio-merge-scenario") / Hour, 100 * obligors, results, 1000, 1.2 * results);
    }

    /// <summary>Cases as a table.</summary>
    /// <param name="cases">The cases.</param>
    public static OutputTable TableOf(IReadOnlyList<FarEnd> cases) => new()
    {
        Name = "model",
        Columns = OutputColumn.Of(Columns, "case"),
        Rows = cases.Select(static c => (string[])
        [
            c.Name, Number(c.Cluster.Nodes), Number(c.Cluster.AllCores), Number(c.Shards), Number(c.CoreHours), Number(c.TaskHours), Number(c.MergeHours), Number(c.TotalHours),
            Number(Math.Round(c.SnapshotBytes)), Number(Math.Round(c.ResultBytes)), Number(Math.Round(c.OutputBytes)), Number(Math.Round(c.MergeMemoryBytes)),
        ]),
    };

    private static double Of(IReadOnlyList<MeasuredPoint> points, string name) => points.First(point => point.Name == name).Value;

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(string kind, double first, string firstUnit, double second, string secondUnit) => string.Create(CultureInfo.InvariantCulture, $"{kind} {first:#,0} {firstUnit} x {second:#,0} {secondUnit}");
}
