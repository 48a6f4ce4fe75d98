using System.Globalization;
using Freeboard.Calibration;
using Freeboard.Learning;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Learning;

/// <summary>Everything fitted on one split, and its logits on the test rows.</summary>
internal sealed class NetworkRun
{
    private NetworkRun(NetworkModel model, IReadOnlyDictionary<string, double[]> logits, double[][] members, double[][] plain, NetworkSplit split, IReadOnlyList<QualityNote> notes)
    {
        (Model, Logits, Members, Plain, Split, Notes) = (model, logits, members, plain, split, notes);
    }

    internal NetworkModel Model { get; }

    /// <summary>Logits by model on the test rows (all rows without any); a model that could not be fitted is empty.</summary>
    internal IReadOnlyDictionary<string, double[]> Logits { get; }

    /// <summary>Logits of each network of the ensemble on the same rows.</summary>
    internal double[][] Members { get; }

    /// <summary>The same of networks without auxiliary targets and deep supervision; empty where those are off.</summary>
    internal double[][] Plain { get; }

    internal NetworkSplit Split { get; }

    internal IReadOnlyList<QualityNote> Notes { get; }

    /// <summary>Rows that the logits are of.</summary>
    internal static int[] Judged(NetworkData data, NetworkSplit split) => split.Test.Length > 0 ? split.Test : [.. Enumerable.Range(0, data.Count)];

    /// <summary>Whether the split has bad and good rows where networks need them.</summary>
    internal static bool CanLearn(NetworkData data, NetworkSplit split, NetworkOptions options, InputErrors errors)
    {
        foreach ((string part, int[] rows) in ((string, int[])[])[("train", split.Train), ("stop", split.Validation)])
        {
            if (!rows.Any(row => data.Bad[row]) || rows.All(row => data.Bad[row]))
            {
                errors.Add(0, options.Target, "TARGET-ONE-CLASS", $"The {rows.Length} rows to {part} by are all bad, or all good", "Give more rows, or choose other test rows with --test-every");
                return false;
            }
        }

        return true;
    }

    /// <summary>Fits everything.</summary>
    /// <param name="data">The file.</param>
    /// <param name="split">Its rows by their part.</param>
    /// <param name="options">Settings.</param>
    /// <param name="made">Networks that were trained elsewhere, the plain ones when asked so; null to train them here.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    internal static NetworkRun? Of(NetworkData data, NetworkSplit split, NetworkOptions options, Func<bool, IReadOnlyList<TrainedNetwork>>? made, InputErrors errors, CancellationToken cancellationToken)
    {
        if (!CanLearn(data, split, options, errors))
        {
            return null;
        }

        FeatureEncoder encoder = FeatureEncoder.Fit(data.Names, data.Rows(split.Learnt));
        NetworkEnsemble ensemble = NetworkLesson.Of(data, split, encoder, options, plain: false).Ensemble(options.Training, made?.Invoke(false), cancellationToken);
        int[] judged = Judged(data, split);
        NetworkSplit seen = split with { Test = judged };
        TrainingSample test = data.Sample(encoder, auxiliary: false).Select(judged);
        Dictionary<string, double[]> logits = new(StringComparer.Ordinal) { ["network"] = [] };
        double[][] members = [.. ensemble.MemberLogits(test)];
        List<QualityNote> notes = [];
        NetworkModel model = new(encoder, ensemble)
        {
            Calibration = Calibrate(data, split, encoder, ensemble, options, "network", notes),
            Prior = PriorOf(data, split, options),
            BaselineOffset = data.Edfs.Length == 0 ? 0 : Median([.. split.Train.Select(row => data.Offsets[row])]),
        };
        logits["network"] = [.. ensemble.Logits(test).Select(logit => model.Calibration.Apply(logit))];
        if (ensemble.Departure == Departure.NoEvidence)
        {
            notes.Add(new QualityNote("NETWORK-IS-EDF", "", split.Train.Length + split.Validation.Length, string.Create(CultureInfo.InvariantCulture, $"The networks are no better than the EDF on rows that they have not learnt from (score {ensemble.DepartureScore:0.00}, {options.Training.Evidence:0.###} wanted): the model is the EDF on a line.")));
        }

        else if (data.Edfs.Length > 0 && ensemble.Departure == Departure.NotCompared)
        {
            notes.Add(new QualityNote("NETWORK-NOT-COMPARED", "", split.Train.Length + split.Validation.Length, "The EDF does not rise with defaults in these rows: there is no line of it to hold the networks against, and they stay as they were trained."));
        }

        double[][] plain = [];
        if (NetworkLesson.HasPlain(data, options))
        {
            NetworkEnsemble alone = NetworkLesson.Of(data, split, encoder, options, plain: true).Ensemble(options.Training, made?.Invoke(true), cancellationToken);
            plain = [.. alone.MemberLogits(test)];
            ScoreCalibration line = Calibrate(data, split, encoder, alone, options, "network-plain", notes);
            logits["network-plain"] = [.. alone.Logits(test).Select(line.Apply)];
        }

        foreach ((string rival, double[] probabilities) in data.Rivals)
        {
            logits[rival] = [.. judged.Select(row => NetworkModel.OffsetOf(probabilities[row]))];
        }

        if (options.Baselines)
        {
            foreach ((string name, double[] found) in Baselines.Of(data, seen, encoder, cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
                logits[name] = found;
            }
        }

        return new NetworkRun(model, logits, members, plain, split, notes);
    }

    private static ScoreCalibration Calibrate(NetworkData data, NetworkSplit split, FeatureEncoder encoder, NetworkEnsemble ensemble, NetworkOptions options, string name, List<QualityNote> notes)
    {
        // A network that stays at the EDF is on a line already, fitted on many more rows than those kept apart.
        if (options.Calibration == CalibrationKind.None || ensemble.Departure == Departure.NoEvidence)
        {
            return new NoCalibration();
        }

        double[] logits = ensemble.Logits(data.Sample(encoder, auxiliary: false).Select(split.Calibration));
        bool[] bad = [.. split.Calibration.Select(row => data.Bad[row])];
        if (options.Calibration == CalibrationKind.Isotonic && logits.Length > 0)
        {
            return IsotonicScaling.Fit(logits, bad);
        }

        if (PlattScaling.Fit(logits, bad, out Validation.ValidationStatus status) is { } line)
        {
            return line;
        }

        notes.Add(new QualityNote("NOT-CALIBRATED", "", logits.Length, $"{name}: the rows kept apart give no rising line ({status}): logits stay as the networks give them."));
        return new NoCalibration();
    }

    private static PriorCorrection? PriorOf(NetworkData data, NetworkSplit split, NetworkOptions options)
    {
        if (options.PopulationRate is not { } rate)
        {
            return null;
        }

        int[] rows = split.Learnt;
        double Weight(int row) => data.Weights.Length == 0 ? 1 : data.Weights[row];
        return new PriorCorrection { SampleRate = rows.Sum(row => Weight(row) * data.Labels[row]) / rows.Sum(Weight), PopulationRate = rate };
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : 0.5 * (values[(values.Length / 2) - 1] + values[values.Length / 2]);
    }
}
