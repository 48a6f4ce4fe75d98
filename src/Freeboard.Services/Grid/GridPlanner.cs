using Freeboard.Data.Facts;
using Freeboard.Data.Import;
using Freeboard.Data.Store;
using Freeboard.Provenance;
using Freeboard.Services.Assess;
using Freeboard.Services.Learning;
using Freeboard.Services.Portfolio;
using Freeboard.Services.Runs;
using Freeboard.Validation.Sampling;

namespace Freeboard.Services.Grid;

/// <summary>Makes plans: a folder with a manifest and a snapshot, from which any machine makes its shares.</summary>
/// <remarks>A plan is written whole or not at all; the same plan in the same folder again is no fault, another one is.</remarks>
public static class GridPlanner
{
    /// <summary>Core seconds of a shard when nobody says how many there are: long beside the start of a task, short beside the patience of a cluster.</summary>
    private const double WantedSeconds = 600;

    /// <summary>Plans the assessment of a folder of files.</summary>
    /// <param name="input">The folder.</param>
    /// <param name="inputs">How files are read.</param>
    /// <param name="options">How firms are assessed.</param>
    /// <param name="documents">Files of saved models that the settings name.</param>
    /// <param name="to">Where the plan goes.</param>
    /// <param name="clock">Times a few items for the estimate.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    /// <exception cref="GridException">The folder of the plan holds another plan, or the settings cannot be read back.</exception>
    /// <exception cref="GridInputException">The files are rejected.</exception>
    public static PlannedGrid OfFolder(string input, InputOptions inputs, AssessmentOptions options, IReadOnlyList<string> documents, GridDestination to, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(documents);
        return Make(to, clock, GridKind.Assess, AssessmentService.ParametersOf(inputs, options), documents, staging =>
        {
            string mark = Path.Combine(input, FolderFiles.SyntheticMark);
            string[] files = [.. FolderFiles.Of(input, cancellationToken).Select(static file => file.FullPath).Distinct(StringComparer.Ordinal)];
            foreach (string file in File.Exists(mark) ? files.Append(mark) : files)
            {
                File.Copy(file, Path.Combine(staging.InputFolder, Path.GetFileName(file)));
            }

            Data.AsOf.Market market = AssessWork.Load(staging.InputFolder, inputs, cancellationToken);
            return new Basis(RunIdentity.Compute(market.Files, AssessmentService.ParametersOf(inputs, options)), null, null);
        }, cancellationToken);
    }

    /// <summary>Plans the assessment of the facts in a store: of a file, a snapshot goes into the plan; of a database, its state does.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">How firms are assessed.</param>
    /// <param name="documents">Files of saved models that the settings name.</param>
    /// <param name="to">Where the plan goes.</param>
    /// <param name="clock">Times a few items for the estimate.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    /// <exception cref="GridException">The folder of the plan holds another plan, or the settings cannot be read back.</exception>
    /// <exception cref="RunArchiveException">The store cannot be read.</exception>
    public static PlannedGrid OfStore(string store, AssessmentOptions options, IReadOnlyList<string> documents, GridDestination to, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(documents);
        return Make(to, clock, GridKind.Assess, RunSettings.Ordered(RunSettings.Of(options)), documents, staging => RunArchive.Named(() =>
        {
            StoreAddress address = StoreAddress.Parse(store);
            if (!RunStore.Exists(address))
            {
                throw new RunArchiveException($"there is no store at '{store}'. Put facts into one with 'freeboard import', or name a folder.");
            }

            bool isFile = address.Kind == StoreKind.Sqlite;
            if (isFile)
            {
                string place = Path.Combine(staging.Path, AssessWork.SnapshotName);
                StoreSnapshot.Write(address, place);
                File.SetAttributes(place, FileAttributes.ReadOnly);
                address = StoreAddress.OfSnapshot(place);
            }

            string state;
            using (FactStore facts = FactStore.Open(address))
            {
                state = facts.StateHash;
            }

            using StoredRun run = AssessWork.Opened(address, options, state, clock, keep: false, null);
            return new Basis(run.Provenance.RunId, isFile ? null : address.ToString(), state);
        }), cancellationToken);
    }

    /// <summary>Plans the scenarios of a portfolio's losses.</summary>
    /// <param name="file">The portfolio.</param>
    /// <param name="options">Scenarios, seed, law; the plain method without contributions.</param>
    /// <param name="to">Where the plan goes.</param>
    /// <param name="clock">Times a few items for the estimate.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    /// <exception cref="GridInputException">The portfolio is rejected.</exception>
    /// <exception cref="ArgumentException">The method is not the plain one, or contributions are wanted.</exception>
    public static PlannedGrid OfPortfolio(string file, PortfolioOptions options, GridDestination to, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Method != PortfolioMethod.Plain || options.WithContributions)
        {
            throw new ArgumentException("Only plain scenarios without contributions are shared out.", nameof(options));
        }

        options = options with { Scenarios = options.Scenarios ?? PortfolioOptions.DefaultScenarios(options.Method) };
        return Make(to, clock, GridKind.Portfolio, options.Parameters(), [], staging =>
        {
            string name = Path.GetFileName(file);
            File.Copy(file, Path.Combine(staging.InputFolder, name));
            using SimulationWork work = SimulationWork.Of(File.ReadAllBytes(file), name, options, clock, cancellationToken);
            return new Basis(work.RunId, null, null);
        }, cancellationToken);
    }

    /// <summary>Plans a bootstrap by firm of the area under the ROC curve.</summary>
    /// <param name="file">The rows: firm,score,event.</param>
    /// <param name="options">Replicates, seed, level.</param>
    /// <param name="to">Where the plan goes.</param>
    /// <param name="clock">Times a few items for the estimate.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    /// <exception cref="GridInputException">The rows are rejected.</exception>
    public static PlannedGrid OfBootstrap(string file, FirmBootstrapOptions options, GridDestination to, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return Make(to, clock, GridKind.Bootstrap, BootstrapWork.SettingsOf(options), [], staging =>
        {
            string name = Path.GetFileName(file);
            File.Copy(file, Path.Combine(staging.InputFolder, name));
            using BootstrapWork work = BootstrapWork.Of(File.ReadAllBytes(file), name, options, cancellationToken);
            return new Basis(work.RunId, null, null);
        }, cancellationToken);
    }

    /// <summary>Plans the training of an ensemble of networks.</summary>
    /// <param name="file">CSV with a header, as <see cref="NetworkTrain"/> takes it.</param>
    /// <param name="options">Settings.</param>
    /// <param name="folds">Whether each remainder of the test rows is a fold with networks of its own.</param>
    /// <param name="to">Where the plan goes.</param>
    /// <param name="clock">Times a pass over the rows for the estimate.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    /// <exception cref="GridInputException">The rows are rejected.</exception>
    /// <exception cref="GridException">The folder of the plan holds another plan, or a name cannot be kept.</exception>
    public static PlannedGrid OfNetwork(string file, NetworkOptions options, bool folds, GridDestination to, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return Make(to, clock, GridKind.Network, NetworkWork.SettingsOf(options, folds), [], staging =>
        {
            string name = Path.GetFileName(file);
            File.Copy(file, Path.Combine(staging.InputFolder, name));
            using NetworkWork work = NetworkWork.Of(File.ReadAllBytes(file), name, options, folds, cancellationToken);
            return new Basis(work.RunId, null, null);
        }, cancellationToken);
    }

    /// <summary>Opens what a plan shares out.</summary>
    internal static IGridWork Open(GridFolder folder, GridManifest manifest, int threads, TimeProvider clock, CancellationToken cancellationToken)
    {
        manifest.RefuseElsewhere();
        return manifest.Kind switch
        {
            GridKind.Assess => AssessWork.Open(folder, manifest, threads, clock, cancellationToken),
            GridKind.Portfolio => SimulationWork.Open(folder, manifest, threads, clock, cancellationToken),
            GridKind.Bootstrap => BootstrapWork.Open(folder, manifest, cancellationToken),
            GridKind.Network => NetworkWork.Open(folder, manifest, cancellationToken),
            _ => throw new GridException("PLAN-SCHEMA", $"This program has no work of the kind {manifest.Kind}."),
        };
    }

    private static PlannedGrid Make(GridDestination to, TimeProvider clock, GridKind kind, IReadOnlyList<RunParameter> settings, IReadOnlyList<string> documents, Func<GridFolder, Basis> stage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(clock);
        GridFolder staging = new(to.Folder.TrimEnd('/') + "." + Path.GetRandomFileName() + GridFolder.PartialEnding);
        try
        {
            foreach (string part in (string[])["inputs", "documents", "results"])
            {
                Directory.CreateDirectory(Path.Combine(staging.Path, part));
            }

            for (int i = 0; i < documents.Count; i++)
            {
                File.Copy(documents[i], Path.Combine(staging.Path, FormattableString.Invariant($"{GridFolder.Documents}{i + 1}-{Path.GetFileName(documents[i])}")));
            }

            Basis basis = stage(staging);
            GridManifest manifest = new()
            {
                Kind = kind,
                RunId = basis.RunId,
                Version = RunIdentity.Version,
                InstructionSet = RunIdentity.InstructionSet,
                Shards = to.Shards ?? 1,
                Items = 0,
                Settings = settings,
                Files = [.. FilesOf(staging.Path)],
                Store = basis.Store,
                StateHash = basis.StateHash,
            };
            long opening = clock.GetTimestamp();
            using IGridWork work = Open(staging, manifest, 1, clock, cancellationToken);
            double start = clock.GetElapsedTime(opening).TotalSeconds;
            manifest = manifest with { Items = work.Count };
            GridCost cost = GridCost.Probe(work, start, clock, cancellationToken);
            manifest = manifest with { Shards = to.Shards ?? (int)Math.Clamp(Math.Ceiling(cost.CoreSeconds / WantedSeconds), 1, Math.Clamp(work.Count, 1, FirmShard.Most)) };
            File.WriteAllBytes(staging.ManifestFile, manifest.ToBytes());
            Publish(staging, to.Folder, manifest);
            return new PlannedGrid(manifest, cost);
        }
        finally
        {
            if (Directory.Exists(staging.Path))
            {
                Directory.Delete(staging.Path, recursive: true);
            }
        }
    }

    private static void Publish(GridFolder staging, string folder, GridManifest manifest)
    {
        GridFolder place = new(folder);
        if (File.Exists(place.ManifestFile))
        {
            if (place.Manifest().Id != manifest.Id)
            {
                throw new GridException("PLAN-THERE", $"'{folder}' holds another plan. Name another folder, or remove that one.");
            }

            return;
        }

        if (Directory.Exists(folder))
        {
            if (Directory.EnumerateFileSystemEntries(folder).Any())
            {
                throw new GridException("PLAN-FOLDER-IN-USE", $"'{folder}' is a folder with other things in it. Name an empty or a new one.");
            }

            Directory.Delete(folder);
        }

        Directory.Move(staging.Path, folder);
    }

    private static IEnumerable<GridFile> FilesOf(string folder)
    {
        foreach (string part in (string[])[GridFolder.Documents, GridFolder.Inputs])
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(folder, part)).Order(StringComparer.Ordinal))
            {
                yield return new GridFile(part + Path.GetFileName(file), GridFolder.HashOf(file), new FileInfo(file).Length);
            }
        }
    }

    private sealed record Basis(string RunId, string? Store, string? StateHash);
}

/// <summary>Where a plan goes.</summary>
/// <param name="Folder">Its folder, on a disk that all machines see; new or empty.</param>
/// <param name="Shards">How many shares; null for shares of about ten minutes.</param>
public sealed record GridDestination(string Folder, int? Shards);

/// <summary>A plan that was made, with what it will cost.</summary>
/// <param name="Manifest">The plan.</param>
/// <param name="Cost">The estimate; no part of the plan.</param>
public sealed record PlannedGrid(GridManifest Manifest, GridCost Cost);
