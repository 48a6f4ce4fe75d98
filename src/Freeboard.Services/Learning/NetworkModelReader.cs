using System.Text.Json;
using Freeboard.Calibration;
using Freeboard.Learning;
using Freeboard.Provenance;

namespace Freeboard.Services.Learning;

/// <summary>Reads the schema freeboard-network/1.</summary>
internal static class NetworkModelReader
{
    internal static NetworkModelFile? Read(string text, out string fault)
    {
        fault = "";
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("schema", out JsonElement schema) || schema.GetString() != NetworkModelFile.Schema)
            {
                fault = $"its schema is not {NetworkModelFile.Schema}";
                return null;
            }

            NetworkShape shape = Shape(root.GetProperty("shape"));
            FeatureEncoder encoder = new([.. root.GetProperty("encoder").EnumerateArray().Select(static e => new EncodedColumn(Word(e, "name"), Numbers(e, "values"), Numbers(e, "low"), Numbers(e, "high"), e.GetProperty("flag").GetBoolean()))]);
            NetworkEnsemble ensemble = new([.. root.GetProperty("members").EnumerateArray().Select(member => Member(member, shape))])
            {
                Departure = Enum.Parse<Departure>(Word(root, "departure")),
                DepartureScore = Number(root, "departureScore"),
            };
            JsonElement calibration = root.GetProperty("calibration");
            NetworkColumn[] columns = [.. root.GetProperty("columns").EnumerateArray().Select(static c => new NetworkColumn(Word(c, "name"), c.TryGetProperty("levels", out JsonElement levels) ? [.. levels.EnumerateArray().Select(static l => l.GetString()!)] : null))];
            string? edf = root.TryGetProperty("edf", out JsonElement column) ? column.GetString() : null;
            if (!NetworkColumns.Names(columns).SequenceEqual(encoder.Columns.Select(static c => c.Name), StringComparer.Ordinal) || shape.Skip != edf is not null)
            {
                fault = "its columns, its encoder and its shape contradict each other";
                return null;
            }

            return new NetworkModelFile
            {
                Model = new NetworkModel(encoder, ensemble)
                {
                    Calibration = Word(calibration, "kind") switch
                    {
                        "platt" => new PlattScaling(calibration.GetProperty("intercept").GetDouble(), calibration.GetProperty("slope").GetDouble()) { InterceptError = Number(calibration, "interceptError"), SlopeError = Number(calibration, "slopeError") },
                        "isotonic" => new IsotonicScaling(Numbers(calibration, "from"), Numbers(calibration, "to")),
                        _ => new NoCalibration(),
                    },
                    Prior = Number(calibration, "populationRate") is { } rate ? new PriorCorrection { SampleRate = calibration.GetProperty("sampleRate").GetDouble(), PopulationRate = rate } : null,
                    BaselineOffset = Number(root, "baselineOffset") ?? 0,
                },
                Columns = columns,
                Target = Word(root, "target"),
                Bad = Word(root, "bad"),
                Edf = edf,
                Missing = [.. root.GetProperty("missing").EnumerateArray().Select(static m => m.GetString()!)],
                Version = Word(root, "version"),
                InstructionSet = Word(root, "instructionSet"),
                RunId = Word(root, "runId"),
                Inputs = [.. root.GetProperty("inputs").EnumerateArray().Select(static i => new InputFile(Word(i, "name"), Word(i, "sha256"), "sample", i.GetProperty("rows").GetInt32(), 0))],
                Options = [.. root.GetProperty("options").EnumerateObject().Select(static o => new RunParameter(o.Name, o.Value.GetString() ?? ""))],
            };
        }
        catch (JsonException exception)
        {
            fault = $"it is no JSON ({exception.Message.Split(". Path", 2)[0]})";
        }
        catch (ArgumentException exception)
        {
            fault = $"a figure is out of range: {exception.Message.Split(" (Parameter", 2)[0].ReplaceLineEndings(" ")}";
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            fault = "a field is missing or of the wrong kind";
        }

        return null;
    }

    private static NetworkShape Shape(JsonElement shape) => new()
    {
        Inputs = shape.GetProperty("inputs").GetInt32(),
        Hidden = [.. shape.GetProperty("hidden").EnumerateArray().Select(static w => w.GetInt32())],
        DeepSupervision = shape.GetProperty("deep").GetBoolean(),
        Skip = shape.GetProperty("skip").GetBoolean(),
        Auxiliary = [.. shape.GetProperty("auxiliary").EnumerateArray().Select(static t => new AuxiliaryTarget(Word(t, "name"), NetworkWords.Loss(Word(t, "loss")) ?? throw new FormatException(), t.GetProperty("weight").GetDouble()))],
    };

    private static TrainedNetwork Member(JsonElement member, NetworkShape shape)
    {
        double[] training = Numbers(member, "trainingLoss");
        double[] validation = Numbers(member, "validationLoss");
        JsonElement parameters = member.GetProperty("parameters");
        double[] values = [.. shape.Tensors.SelectMany(tensor => Sized(Numbers(parameters, tensor.Name), tensor))];
        TrainingEpoch[] history = [.. Enumerable.Range(0, Math.Max(training.Length + 1, validation.Length)).Select(epoch => new TrainingEpoch(epoch, epoch > 0 && epoch <= training.Length ? training[epoch - 1] : null, epoch < validation.Length ? validation[epoch] : null))];
        return new TrainedNetwork(new Network(shape, values), Enum.Parse<TrainingStatus>(Word(member, "status")), member.GetProperty("bestEpoch").GetInt32(), history);
    }

    private static double[] Sized(double[] values, NetworkTensor tensor) => values.Length == tensor.Count ? values : throw new ArgumentException($"the tensor {tensor.Name} has {values.Length} values in place of {tensor.Count}.");

    private static double[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(static v => v.GetDouble())];

    private static double? Number(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : null;

    private static string Word(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException();
}
