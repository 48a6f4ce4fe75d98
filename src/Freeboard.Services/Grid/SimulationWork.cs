using System.Globalization;
using System.Runtime.InteropServices;
using Freeboard.Portfolio.Simulation;
using Freeboard.Provenance;
using Freeboard.Services.Portfolio;

namespace Freeboard.Services.Grid;

/// <summary>Scenarios of a portfolio's losses: an item is a block of 16,384 of them, its content their losses in order.</summary>
internal sealed class SimulationWork : IGridWork
{
    /// <summary>Scenarios of an item: 256 of the blocks that own a random stream.</summary>
    internal const int ItemScenarios = 256 * ScenarioBlocks.Scenarios;

    private readonly PortfolioInput input;
    private readonly byte[] bytes;
    private readonly string name;
    private readonly PortfolioOptions options;
    private readonly ScenarioBlocks scenarios;
    private readonly GridBlocks blocks;
    private readonly TimeProvider clock;

    private SimulationWork(PortfolioInput input, byte[] bytes, string name, PortfolioOptions options, TimeProvider clock)
    {
        this.input = input;
        this.bytes = bytes;
        this.name = name;
        this.options = options;
        this.clock = clock;
        scenarios = new ScenarioBlocks(input.Portfolio, PortfolioService.Simulation(input, options));
        blocks = new GridBlocks(options.Scenarios!.Value, ItemScenarios);
    }

    public long Count => blocks.Count;

    /// <summary>The run that the whole is.</summary>
    public string RunId => PortfolioService.IdOf(input, bytes, name, options);

    public static SimulationWork Open(GridFolder folder, GridManifest manifest, int threads, TimeProvider clock, CancellationToken cancellationToken)
    {
        GridFile file = manifest.Files[0];
        SimulationWork work = Of(File.ReadAllBytes(folder.FileOf(file, verify: true)), file.Name[GridFolder.Inputs.Length..], OptionsOf(manifest.Settings) with { MaximumThreads = threads == 0 ? Environment.ProcessorCount : threads }, clock, cancellationToken);
        return work.RunId == manifest.RunId ? work : throw new GridException("SNAPSHOT-CHANGED", "The snapshot gives another run than the plan's. Plan again in another folder.");
    }

    public static SimulationWork Of(byte[] bytes, string name, PortfolioOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        PortfolioReadResult read = PortfolioTable.Read(bytes, name, PortfolioService.Columns(options), cancellationToken);
        return read.Input is { } input ? new SimulationWork(input, bytes, name, options, clock) : throw new GridInputException(read.Errors, read.ErrorCount);
    }

    public IReadOnlyList<string> ItemsOf(FirmShard shard) => blocks.ItemsOf(shard);

    public byte[] Make(string key)
    {
        (long first, int count) = blocks.Of(key);
        double[] losses = new double[count];
        scenarios.Draw((uint)(first / ScenarioBlocks.Scenarios), losses);
        return MemoryMarshal.AsBytes<double>(losses).ToArray();
    }

    public GridMerged Merge(IReadOnlyDictionary<string, ShardItem> items, GridMergeOptions to, CancellationToken cancellationToken)
    {
        double[] losses = new double[blocks.Things];
        for (long block = 0; block < blocks.Count; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string key = GridBlocks.KeyOf(block);
            (long first, int count) = blocks.Of(key);
            byte[] content = items[key].Read();
            if (content.Length != count * sizeof(double))
            {
                throw new GridException("SHARD-DAMAGED", $"Block {key} holds {content.Length / sizeof(double)} scenarios, not {count}. Resubmit its shard.");
            }

            MemoryMarshal.Cast<byte, double>(content).CopyTo(losses.AsSpan((int)first, count));
        }

        PortfolioReport report = PortfolioService.OfLosses(input, bytes, name, options, losses, clock);
        return new GridMerged(null, PortfolioRows.Levels(report));
    }

    public void Dispose()
    {
    }

    /// <summary>Settings read back from a plan.</summary>
    internal static PortfolioOptions OptionsOf(IReadOnlyList<RunParameter> settings)
    {
        Dictionary<string, string> words = settings.ToDictionary(static s => s.Name, static s => s.Value, StringComparer.Ordinal);
        string copula = words["copula"];
        return new PortfolioOptions
        {
            Method = PortfolioMethod.Plain,
            Scenarios = int.Parse(words["scenarios"], NumberStyles.None, CultureInfo.InvariantCulture),
            Seed = ulong.Parse(words["seed"], NumberStyles.None, CultureInfo.InvariantCulture),
            Levels = [.. words["levels"].Split(',').Select(Number)],
            DegreesOfFreedom = copula == "gaussian" ? null : Number(copula[2..^1]),
            Recovery = Enum.Parse<RecoveryModel>(words["recovery"], ignoreCase: true),
        };
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
