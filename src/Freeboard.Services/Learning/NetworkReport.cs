using System.Globalization;
using Freeboard.Learning;
using Freeboard.Provenance;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;
using Freeboard.Validation.Discrimination;

namespace Freeboard.Services.Learning;

/// <summary>Networks trained and compared: what rows and JSON show.</summary>
public sealed record NetworkReport
{
    /// <summary>Where it came from.</summary>
    public required RunProvenance Provenance { get; init; }

    /// <summary>The settings.</summary>
    public required NetworkOptions Options { get; init; }

    /// <summary>What the measures are of: test, or train where there are no test rows.</summary>
    public required string Sample { get; init; }

    /// <summary>Rows to learn from, to stop by, to calibrate on, to judge on; of the first fold where there are several.</summary>
    public required IReadOnlyList<int> Rows { get; init; }

    /// <summary>Folds.</summary>
    public required int Folds { get; init; }

    /// <summary>The network first, then what it is held against.</summary>
    public required IReadOnlyList<ComparedModel> Models { get; init; }

    /// <summary>Each seed on its own.</summary>
    public required IReadOnlyList<SeedArea> Seeds { get; init; }

    /// <summary>The model of the first fold with its provenance; what <c>--save</c> writes.</summary>
    public required NetworkModelFile File { get; init; }

    /// <summary>Gains of the seeds by auxiliary targets and deep supervision; empty where those are off.</summary>
    public IReadOnlyList<double> Gains => [.. Seeds.Where(static s => s.PlainArea is not null).Select(static s => s.Area - s.PlainArea!.Value)];
}

/// <summary>A report, or why there is none.</summary>
/// <param name="Report">The report; null when the input was rejected.</param>
/// <param name="Errors">Errors, at most a thousand.</param>
/// <param name="ErrorCount">How many there were.</param>
public sealed record NetworkOutcome(NetworkReport? Report, IReadOnlyList<RowError> Errors, int ErrorCount);

/// <summary>Trains networks on a file and judges them beside other models on rows that none has seen.</summary>
public static class NetworkTrain
{
    /// <summary>Trains and judges on one split.</summary>
    /// <param name="bytes">CSV with a header.</param>
    /// <param name="name">Its name.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static NetworkOutcome Of(ReadOnlySpan<byte> bytes, string name, NetworkOptions options, CancellationToken cancellationToken = default) => Run(bytes, name, options, false, null, cancellationToken);

    /// <summary>Trains and judges once for each remainder, its rows for testing and all others to learn from; figures are of all folds together.</summary>
    /// <param name="bytes">CSV with a header.</param>
    /// <param name="name">Its name.</param>
    /// <param name="options">Settings; the remainders are the folds.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static NetworkOutcome Compare(ReadOnlySpan<byte> bytes, string name, NetworkOptions options, CancellationToken cancellationToken = default) => Run(bytes, name, options, true, null, cancellationToken);

    /// <summary>Judges, once for each fold where that is wanted, networks that are trained here or were elsewhere.</summary>
    /// <param name="bytes">CSV with a header.</param>
    /// <param name="name">Its name.</param>
    /// <param name="options">Settings.</param>
    /// <param name="folds">Whether each remainder is a fold.</param>
    /// <param name="made">Networks of a fold, the plain ones when asked so; null to train them here.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    internal static NetworkOutcome Run(ReadOnlySpan<byte> bytes, string name, NetworkOptions options, bool folds, Func<int, bool, IReadOnlyList<TrainedNetwork>>? made, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        InputErrors errors = new(name);
        NetworkData? data = NetworkData.Read(bytes, name, options, errors, cancellationToken);
        List<NetworkRun> runs = [];
        if (data is not null)
        {
            foreach (NetworkSplit split in NetworkSplit.All(data.Units, options, folds))
            {
                int fold = runs.Count;
                if (NetworkRun.Of(data, split, options, made is null ? null : plain => made(fold, plain), errors, cancellationToken) is not { } run)
                {
                    break;
                }

                runs.Add(run);
            }
        }

        return errors.Count > 0 ? new NetworkOutcome(null, errors.Listed, errors.Count) : new NetworkOutcome(Report(data!, runs, options, folds), [], 0);
    }

    private static NetworkReport Report(NetworkData data, List<NetworkRun> runs, NetworkOptions options, bool folds)
    {
        bool[][] bad = [.. runs.Select(run => NetworkRun.Judged(data, run.Split).Select(row => data.Bad[row]).ToArray())];
        double[][] network = [.. runs.Select(static run => run.Logits["network"])];
        bool fitted = runs[0].Split.Test.Length == 0;
        RunParameter[] parameters = NetworkWords.Of(options, NetworkWords.Command(folds));
        string runId = RunIdentity.Compute([data.Source], parameters);
        QualityNote[] notes = [.. runs.SelectMany(static run => run.Notes).DistinctBy(static note => note.Text)];
        double Area(Func<NetworkRun, double[]> logits) => runs.Average(run => DeLong.Interval(logits(run), bad[runs.IndexOf(run)]).Area ?? 0);
        return new NetworkReport
        {
            Provenance = new RunProvenance
            {
                RunId = runId,
                Version = RunIdentity.Version,
                InstructionSet = RunIdentity.InstructionSet,
                AsOf = DateOnly.MinValue,
                Inputs = [data.Source],
                Parameters = parameters,
                Notes = notes,
            },
            Options = options,
            Sample = fitted ? "train" : "test",
            Rows = [runs[0].Split.Train.Length, runs[0].Split.Validation.Length, runs[0].Split.Calibration.Length, bad[0].Length],
            Folds = runs.Count,
            Models = [.. runs[0].Logits.Keys.Select(name => ComparedModel.Of(name, [.. runs.Select(run => run.Logits[name])], bad, network, fitted))],
            Seeds = [.. Enumerable.Range(0, options.Training.Members).Select(m => new SeedArea(m + 1, Area(run => run.Members[m]), runs[0].Plain.Length == 0 ? null : Area(run => run.Plain[m])))],
            File = new NetworkModelFile
            {
                Model = runs[0].Model,
                Columns = data.Columns,
                Target = options.Target,
                Bad = options.Bad,
                Edf = options.Edf,
                Missing = options.Missing,
                Version = RunIdentity.Version,
                InstructionSet = RunIdentity.InstructionSet,
                RunId = runId,
                Inputs = [data.Source],
                Options = parameters,
            },
        };
    }
}

/// <summary>Settings as words.</summary>
internal static class NetworkWords
{
    internal static string Of(AuxiliaryLoss loss) => loss switch { AuxiliaryLoss.Squared => "number", AuxiliaryLoss.Huber => "huber", _ => "binary" };

    /// <summary>The command that a run is of.</summary>
    internal static string Command(bool folds) => folds ? "network compare" : "network train";

    internal static AuxiliaryLoss? Loss(string word) => word switch { "number" => AuxiliaryLoss.Squared, "huber" => AuxiliaryLoss.Huber, "binary" => AuxiliaryLoss.Binary, _ => null };

    internal static RunParameter[] Of(NetworkOptions options, string command)
    {
        TrainingOptions t = options.Training;
        RunParameter[] all =
        [
            new("auxiliary", string.Join(',', options.Auxiliary.Select(static a => a.Loss is { } loss ? $"{a.Column}:{Of(loss)}:{Text(a.Weight)}" : a.Column))),
            new("auxiliaryWeight", Text(t.Losses.Auxiliary)),
            new("bad", options.Bad),
            new("baselines", options.Baselines ? "" : "false"),
            new("batch", Text(t.BatchRows)),
            new("calibration", options.Calibration.ToString().ToLowerInvariant()),
            new("clip", Text(t.ClipLength)),
            new("command", command),
            new("decay", Text(t.Steps.WeightDecay)),
            new("deep", options.Deep ? "true" : "false"),
            new("deepFades", t.DeepFades ? "true" : "false"),
            new("deepWeight", Text(t.Losses.Deep)),
            new("dropout", Text(t.Dropout)),
            new("edf", options.Edf ?? ""),
            new("epochs", Text(t.Epochs)),
            new("evidence", Text(t.Evidence)),
            new("features", string.Join(',', options.Features)),
            new("group", options.Group ?? ""),
            new("hidden", string.Join(',', options.Hidden.Select(static w => Text(w)))),
            new("ignore", string.Join(',', options.Ignored)),
            new("members", Text(t.Members)),
            new("missing", string.Join(',', options.Missing)),
            new("patience", Text(t.Patience)),
            new("populationRate", options.PopulationRate is { } rate ? Text(rate) : ""),
            new("rate", Text(t.Steps.LearningRate)),
            new("rivals", string.Join(',', options.Rivals)),
            new("schedule", t.Schedule.ToString().ToLowerInvariant()),
            new("seed", t.Seed.ToString(CultureInfo.InvariantCulture)),
            new("target", options.Target),
            new("test", options.TestEvery == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{options.TestEvery}:{string.Join(',', options.TestRemainders)}")),
            new("weight", options.Weight ?? ""),
        ];
        return [.. all.Where(static p => p.Value.Length > 0).OrderBy(static p => p.Name, StringComparer.Ordinal)];
    }

    internal static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
