using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Freeboard.Provenance;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;
using Freeboard.Validation.Sampling;

namespace Freeboard.Services.Grid;

/// <summary>Replicates of a bootstrap by firm of the area under the ROC curve: an item is a block of 50 of them, its content their areas in order, -1 where there is none.</summary>
internal sealed class BootstrapWork : IGridWork
{
    internal const int ItemReplicates = 50;
    private const double None = -1;

    private static readonly string[] Columns = ["statistic", "estimate", "standardError", "low", "high", "level", "firms", "rows", "events", "replicates", "failed", "status"];

    private readonly double[] score;
    private readonly bool[] hasEvent;
    private readonly string[] firms;
    private readonly FirmBootstrapOptions options;
    private readonly GridBlocks blocks;
    private readonly FirmReplicates replicates;
    private readonly InputFile file;

    private BootstrapWork(List<(string Firm, double Score, bool Event)> rows, InputFile file, FirmBootstrapOptions options)
    {
        firms = [.. rows.Select(static row => row.Firm)];
        score = [.. rows.Select(static row => row.Score)];
        hasEvent = [.. rows.Select(static row => row.Event)];
        this.file = file;
        this.options = options;
        blocks = new GridBlocks(options.Replicates, ItemReplicates);
        replicates = new FirmReplicates(score, hasEvent, firms, options);
    }

    public long Count => blocks.Count;

    /// <summary>The run that the whole is.</summary>
    public string RunId => RunIdentity.Compute([file], SettingsOf(options));

    public static BootstrapWork Open(GridFolder folder, GridManifest manifest, CancellationToken cancellationToken)
    {
        GridFile file = manifest.Files[0];
        Dictionary<string, string> words = manifest.Settings.ToDictionary(static s => s.Name, static s => s.Value, StringComparer.Ordinal);
        FirmBootstrapOptions options = new()
        {
            Replicates = int.Parse(words["replicates"], NumberStyles.None, CultureInfo.InvariantCulture),
            Seed = ulong.Parse(words["seed"], NumberStyles.None, CultureInfo.InvariantCulture),
            Level = double.Parse(words["level"], NumberStyles.Float, CultureInfo.InvariantCulture),
        };
        BootstrapWork work = Of(File.ReadAllBytes(folder.FileOf(file, verify: true)), file.Name[GridFolder.Inputs.Length..], options, cancellationToken);
        return work.RunId == manifest.RunId ? work : throw new GridException("SNAPSHOT-CHANGED", "The snapshot gives another run than the plan's. Plan again in another folder.");
    }

    public static BootstrapWork Of(byte[] bytes, string name, FirmBootstrapOptions options, CancellationToken cancellationToken)
    {
        InputErrors errors = new(name);
        List<(string, double, bool)> rows = [];
        if (errors.Decode(bytes) is { } text)
        {
            using StringReader reader = new(text);
            using InputTable? table = InputTable.Open(reader, errors, "firm,score,event");
            table?.CheckColumns(["firm", "score", "event"], ["firm", "score", "event"], ignoreExtra: false, "The columns are firm,score,event: a higher score is riskier, event is 1 or 0");
            while (errors.Count == 0 && table!.Read(cancellationToken))
            {
                Read(table, rows);
            }
        }

        return errors.Count == 0
            ? new BootstrapWork(rows, new InputFile(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), "scored events", rows.Count, 0), options)
            : throw new GridInputException(errors.Listed, errors.Count);
    }

    /// <summary>Settings that results depend on, in name order.</summary>
    public static RunParameter[] SettingsOf(FirmBootstrapOptions options) =>
    [
        new("level", options.Level.ToString("R", CultureInfo.InvariantCulture)),
        new("replicates", options.Replicates.ToString(CultureInfo.InvariantCulture)),
        new("seed", options.Seed.ToString(CultureInfo.InvariantCulture)),
        new("statistic", "area under the ROC curve"),
    ];

    public IReadOnlyList<string> ItemsOf(FirmShard shard) => blocks.ItemsOf(shard);

    public byte[] Make(string key)
    {
        (long first, int count) = blocks.Of(key);
        double[] areas = [.. Enumerable.Range((int)first, count).Select(r => replicates.Area(r) ?? None)];
        return MemoryMarshal.AsBytes<double>(areas).ToArray();
    }

    public GridMerged Merge(IReadOnlyDictionary<string, ShardItem> items, GridMergeOptions to, CancellationToken cancellationToken)
    {
        double?[] areas = [.. Enumerable.Range(0, (int)blocks.Count).SelectMany(block => MemoryMarshal.Cast<byte, double>(items[GridBlocks.KeyOf(block)].Read()).ToArray()).Select(static area => area >= 0 ? area : (double?)null)];
        cancellationToken.ThrowIfCancellationRequested();
        BootstrapInterval interval = replicates.Interval(areas);
        string[] row =
        [
            "area", Number(interval.Estimate), Number(interval.StandardError), Number(interval.Low), Number(interval.High), Number(interval.Level), Whole(interval.Firms), Whole(firms.Length),
            Whole(hasEvent.Count(static e => e)), Whole(interval.Replicates), Whole(interval.Failed), interval.Status.ToString(),
        ];
        return new GridMerged(null, new OutputTable { Name = "bootstrap", Columns = OutputColumn.Of(Columns, "statistic", "status"), Rows = [row], RunId = RunId });
    }

    public void Dispose()
    {
    }

    private static void Read(InputTable table, List<(string, double, bool)> rows)
    {
        if (!table.IsWhole)
        {
            return;
        }

        string firm = table.Text("firm");
        if (firm.Length == 0)
        {
            table.Fail("firm", "VALUE-MISSING", "The cell is empty", "Name the firm");
        }

        if (table.Text("event") is not ("0" or "1"))
        {
            table.Fail("event", "EVENT-NOT-0-1", $"'{table.Text("event")}' is neither 0 nor 1", "Write 1 where the event followed, 0 where it did not");
        }

        if (table.Number("score") is { } score)
        {
            rows.Add((firm, score, table.Text("event") == "1"));
        }
    }

    private static string Number(double? value) => value?.ToString("G17", CultureInfo.InvariantCulture) ?? "";

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
