using System.Text;
using Freeboard.Learning;
using Freeboard.Services.Assess;
using Freeboard.Services.Grid;
using Freeboard.Services.Learning;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Tests.Grid;

/// <summary>Networks trained in shares: the model and the table of one machine, byte for byte.</summary>
public sealed class NetworkGridTests
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 1)]
    [InlineData(64, 1)]
    public void Networks_in_shares_give_the_model_and_the_table_of_one_machine(int shards, int threads)
    {
        using TemporaryFolder folder = new();
        GridManifest plan = GridPlanner.OfNetwork(Firms, Options, folds: false, new GridDestination(folder.Inside("plan"), shards), Clock).Manifest;
        NetworkReport whole = NetworkTrain.Of(File.ReadAllBytes(Firms), "firms.csv", Options).Report!;
        Assert.Equal((whole.Provenance.RunId, 6L), (plan.RunId, plan.Items));
        GridMerged merged = Merged(folder, shards, threads);
        Assert.Equal(whole.File.ToJson(), merged.Model!.ToJson());
        Assert.Equal(Json(NetworkRows.Of(whole)), Json(merged.Table!));
    }

    [Fact]
    public void Folds_in_shares_give_the_comparison_of_one_machine()
    {
        using TemporaryFolder folder = new();
        NetworkOptions options = Options with { Auxiliary = [], Deep = true, Edf = null, TestRemainders = [0, 2], Baselines = false, Training = Options.Training with { Schedule = RateSchedule.Cosine, DeepFades = false } };
        GridManifest plan = GridPlanner.OfNetwork(Firms, options, folds: true, new GridDestination(folder.Inside("plan"), 2), Clock).Manifest;
        Assert.Equal(2 * 3, plan.Items);
        Assert.Equal(Json(NetworkRows.Of(NetworkTrain.Compare(File.ReadAllBytes(Firms), "firms.csv", options).Report!)), Json(Merged(folder, 2, 2).Table!));
    }

    [Fact]
    public void A_name_that_a_plan_cannot_keep_and_rows_that_cannot_be_learnt_from_are_refused_before_anything_is_written()
    {
        using TemporaryFolder folder = new();
        GridDestination to = new(folder.Inside("plan"), 1);
        Assert.Equal("SETTINGS-NOT-READABLE", Assert.Throws<GridException>(() => GridPlanner.OfNetwork(Firms, Options with { Rivals = ["a,b"] }, false, to, Clock)).Code);
        Assert.Equal("COLUMN-MISSING", Assert.Throws<GridInputException>(() => GridPlanner.OfNetwork(Firms, Options with { Target = "ruin" }, false, to, Clock)).Errors[0].Code);
        Assert.Equal("TARGET-ONE-CLASS", Assert.Throws<GridInputException>(() => GridPlanner.OfNetwork(Firms, Options with { Bad = "2" }, false, to, Clock)).Errors[0].Code);
        Assert.False(Directory.Exists(folder.Inside("plan")));
    }

    [Fact]
    public void Every_setting_of_a_training_is_read_back_from_its_words()
    {
        NetworkOptions options = Options with
        {
            Features = ["returnOnAssets", "turnover"],
            Weight = "logSize",
            Group = "firm",
            Missing = ["NA", "-"],
            TestEvery = 7,
            TestRemainders = [1, 3],
            Hidden = [],
            Deep = true,
            Calibration = CalibrationKind.Isotonic,
            PopulationRate = 0.015,
            Rivals = ["kmv"],
            Baselines = false,
            Auxiliary = [new AuxiliaryColumn("lossGivenDefault"), new AuxiliaryColumn("laterDefault", AuxiliaryLoss.Binary, 0.25)],
            Training = new TrainingOptions
            {
                Seed = ulong.MaxValue,
                Members = 7,
                Epochs = 11,
                Patience = 3,
                BatchRows = 33,
                Dropout = 0.1,
                ClipLength = 1.5,
                Losses = new LossWeights(0.2, 0.7),
                DeepFades = false,
                Schedule = RateSchedule.Cosine,
                Evidence = 2.5,
                Steps = new AdamWOptions { LearningRate = 1e-3 / 3, WeightDecay = 0 },
            },
        };
        foreach ((NetworkOptions each, bool folds) in ((NetworkOptions, bool)[])[(options, true), (Options, false), (Options with { TestEvery = 0, TestRemainders = [] }, false)])
        {
            NetworkOptions read = NetworkOptionsReader.Read(NetworkWork.SettingsOf(each, folds), out bool readFolds);
            Assert.Equal(folds, readFolds);
            Assert.Equivalent(each, read, strict: true);
        }

        Assert.Throws<FormatException>(() => NetworkOptionsReader.Read([.. NetworkWork.SettingsOf(Options, false), new("zeal", "1")], out _));
    }

    [Fact]
    public void A_trained_network_comes_back_from_its_bytes_to_the_bit_and_changed_sizes_are_seen()
    {
        NetworkShape shape = new() { Inputs = 2, Hidden = [3] };
        double[] values = [.. Enumerable.Range(0, shape.Tensors.Sum(static tensor => tensor.Count)).Select(static i => Math.Sin(i) * 1e-3)];
        TrainedNetwork trained = new(new Network(shape, values), TrainingStatus.EarlyStopped, 1, [new TrainingEpoch(0, null, 0.7), new TrainingEpoch(1, 0.5, 0.1 + 0.2)]);
        byte[] bytes = TrainedNetworkCodec.Pack(trained);
        TrainedNetwork read = TrainedNetworkCodec.Unpack(bytes, shape);
        Assert.Equal(values, read.Network.Values.ToArray());
        Assert.Equal((trained.Status, trained.BestEpoch), (read.Status, read.BestEpoch));
        Assert.Equal(trained.History, read.History);
        Assert.Throws<FormatException>(() => TrainedNetworkCodec.Unpack(bytes.AsSpan(..^8), shape));
        Assert.Throws<FormatException>(() => TrainedNetworkCodec.Unpack(bytes.AsSpan(..7), shape));
        Assert.Throws<FormatException>(() => TrainedNetworkCodec.Unpack(bytes, shape with { Inputs = 3 }));
    }

    private static string Firms => RepositoryFiles.Path("samples", "learning", "firms.csv");

    private static NetworkOptions Options => new()
    {
        Target = "default",
        Bad = "1",
        Edf = "edf",
        Ignored = ["firm"],
        Auxiliary = [new AuxiliaryColumn("lossGivenDefault"), new AuxiliaryColumn("changeOfDistance"), new AuxiliaryColumn("laterDefault")],
        Hidden = [8],
        Training = new TrainingOptions { Members = 3, Epochs = 6 },
    };

    private static GridMerged Merged(TemporaryFolder folder, int shards, int threads)
    {
        foreach (int shard in Enumerable.Range(1, shards).Reverse())
        {
            GridTask.Run(folder.Inside("plan"), shard, threads, Clock);
        }

        return GridMerge.Of(folder.Inside("plan"), new GridMergeOptions { Rows = new AssessedCsv(Stream.Null), Threads = threads }, Clock, out _)!;
    }

    private static string Json(OutputTable table)
    {
        using MemoryStream output = new();
        table.JsonDocument!(output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
