using System.Globalization;
using Freeboard.Learning;
using Freeboard.Provenance;
using Freeboard.Services.Learning;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Grid;

/// <summary>Networks of an ensemble, or of one a fold, and the plain ones beside them: an item is one network, its content the trained network.</summary>
internal sealed class NetworkWork : IGridWork
{
    private readonly byte[] bytes;
    private readonly string name;
    private readonly NetworkOptions options;
    private readonly bool folds;
    private readonly NetworkData data;
    private readonly Lazy<NetworkLesson>[] lessons;
    private readonly GridBlocks blocks;

    private NetworkWork(byte[] bytes, string name, NetworkOptions options, bool folds, NetworkData data, NetworkSplit[] splits)
    {
        this.bytes = bytes;
        this.name = name;
        this.options = options;
        this.folds = folds;
        this.data = data;
        Kinds = NetworkLesson.HasPlain(data, options) ? 2 : 1;
        lessons = [.. splits.SelectMany(split => Enumerable.Range(0, Kinds).Select(kind => new Lazy<NetworkLesson>(() => NetworkLesson.Of(data, split, FeatureEncoder.Fit(data.Names, data.Rows(split.Learnt)), options, plain: kind == 1))))];
        blocks = new GridBlocks(lessons.Length * (long)options.Training.Members, 1);
    }

    public long Count => blocks.Count;

    /// <summary>The run that the whole is.</summary>
    public string RunId => RunIdentity.Compute([data.Source], SettingsOf(options, folds));

    /// <summary>With plain networks beside them or without.</summary>
    private int Kinds { get; }

    public static NetworkWork Open(GridFolder folder, GridManifest manifest, CancellationToken cancellationToken)
    {
        GridFile file = manifest.Files[0];
        NetworkOptions options;
        bool folds;
        try
        {
            options = NetworkOptionsReader.Read(manifest.Settings, out folds);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            throw new GridException("SETTINGS-NOT-READABLE", $"The settings of the plan cannot be read back: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }

        NetworkWork work = Of(File.ReadAllBytes(folder.FileOf(file, verify: true)), file.Name[GridFolder.Inputs.Length..], options, folds, cancellationToken);
        return work.RunId == manifest.RunId ? work : throw new GridException("SNAPSHOT-CHANGED", "The snapshot gives another run than the plan's. Plan again in another folder.");
    }

    public static NetworkWork Of(byte[] bytes, string name, NetworkOptions options, bool folds, CancellationToken cancellationToken)
    {
        if (NetworkOptionsReader.Unkeepable(options) is { } word)
        {
            throw new GridException("SETTINGS-NOT-READABLE", $"A plan keeps lists between commas and cannot keep the name '{word}'. Rename the column.");
        }

        InputErrors errors = new(name);
        NetworkData? data = NetworkData.Read(bytes, name, options, errors, cancellationToken);
        NetworkSplit[] splits = data is null ? [] : [.. NetworkSplit.All(data.Units, options, folds)];
        return data is not null && splits.All(split => NetworkRun.CanLearn(data, split, options, errors))
            ? new NetworkWork(bytes, name, options, folds, data, splits)
            : throw new GridInputException(errors.Listed, errors.Count);
    }

    /// <summary>Settings that results depend on, in name order.</summary>
    public static RunParameter[] SettingsOf(NetworkOptions options, bool folds) => NetworkWords.Of(options, NetworkWords.Command(folds));

    public IReadOnlyList<string> ItemsOf(FirmShard shard) => blocks.ItemsOf(shard);

    public byte[] Make(string key) => Train(key, options.Training);

    /// <summary>One pass over the rows in place of all: training takes minutes, and a plan should not.</summary>
    public byte[] MakePart(string key, out double share)
    {
        share = 1.0 / options.Training.Epochs;
        return Train(key, options.Training with { Epochs = 1 });
    }

    public GridMerged Merge(IReadOnlyDictionary<string, ShardItem> items, GridMergeOptions to, CancellationToken cancellationToken)
    {
        int members = options.Training.Members;
        IReadOnlyList<TrainedNetwork> Made(int fold, bool plain)
        {
            int lesson = (fold * Kinds) + (plain ? 1 : 0);
            return [.. Enumerable.Range(0, members).Select(member => Network(KeyOf(lesson, member), lessons[lesson].Value.Shape))];
        }

        TrainedNetwork Network(string key, NetworkShape shape)
        {
            try
            {
                return TrainedNetworkCodec.Unpack(items[key].Read(), shape);
            }
            catch (FormatException exception)
            {
                throw new GridException("SHARD-DAMAGED", $"Item {key} is no network of the plan: {exception.Message}. Resubmit its shard.", exception);
            }
        }

        NetworkOutcome outcome = NetworkTrain.Run(bytes, name, options with { Training = options.Training with { Threads = to.Threads } }, folds, Made, cancellationToken);
        return outcome.Report is { } report
            ? new GridMerged(null, NetworkRows.Of(report)) { Model = report.File }
            : throw new GridInputException(outcome.Errors, outcome.ErrorCount);
    }

    public void Dispose()
    {
    }

    private string KeyOf(int lesson, int member) => GridBlocks.KeyOf((lesson * (long)options.Training.Members) + member);

    private byte[] Train(string key, TrainingOptions training)
    {
        long number = long.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture);
        NetworkLesson lesson = lessons[number / options.Training.Members].Value;
        return TrainedNetworkCodec.Pack(NetworkTraining.Train(lesson.Shape, lesson.Training, lesson.Validation, training, (uint)(number % options.Training.Members)));
    }
}
