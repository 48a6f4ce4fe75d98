using System.Globalization;
using System.Text;
using System.Text.Json;
using Freeboard.Learning;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Learning;

/// <summary>Writes the schema freeboard-network/1.</summary>
internal static class NetworkModelWriter
{
    internal static string Write(NetworkModelFile file)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, JsonRows.Indented))
        {
            json.WriteStartObject();
            json.WriteString("schema", NetworkModelFile.Schema);
            json.WriteString("version", file.Version);
            json.WriteString("instructionSet", file.InstructionSet);
            json.WriteString("runId", file.RunId);
            json.WriteString("target", file.Target);
            json.WriteString("bad", file.Bad);
            if (file.Edf is { } edf)
            {
                json.WriteString("edf", edf);
                JsonNumbers.Write(json, "baselineOffset", file.Model.BaselineOffset);
            }

            JsonParts.Words(json, "missing", file.Missing);
            JsonParts.Rows(json, "columns", file.Columns, column =>
            {
                json.WriteString("name", column.Name);
                if (column.Levels is { } levels)
                {
                    JsonParts.Words(json, "levels", levels);
                }
            });
            JsonParts.Rows(json, "encoder", file.Model.Encoder.Columns, column =>
            {
                json.WriteString("name", column.Name);
                json.WriteBoolean("flag", column.HasFlag);
                JsonParts.Numbers(json, "values", column.Values);
                JsonParts.Numbers(json, "low", column.Low);
                JsonParts.Numbers(json, "high", column.High);
            });
            Shape(json, file.Model.Ensemble.Shape);
            Calibration(json, file.Model);
            json.WriteString("departure", file.Model.Ensemble.Departure.ToString());
            JsonNumbers.Write(json, "departureScore", file.Model.Ensemble.DepartureScore);
            JsonParts.Rows(json, "members", file.Model.Ensemble.Members, member =>
            {
                json.WriteString("status", member.Status.ToString());
                json.WriteNumber("bestEpoch", member.BestEpoch);
                JsonParts.Numbers(json, "trainingLoss", member.History.Skip(1).Select(static e => e.TrainingLoss!.Value));
                JsonParts.Numbers(json, "validationLoss", member.History.Where(static e => e.ValidationLoss is not null).Select(static e => e.ValidationLoss!.Value));
                json.WriteStartObject("parameters");
                foreach (NetworkTensor tensor in member.Network.Tensors)
                {
                    JsonParts.Numbers(json, tensor.Name, member.Network.Of(tensor.Name).ToArray());
                }

                json.WriteEndObject();
            });
            json.WriteStartObject("options");
            foreach (RunParameter option in file.Options)
            {
                json.WriteString(option.Name, option.Value);
            }

            json.WriteEndObject();
            JsonParts.Rows(json, "inputs", file.Inputs, input =>
            {
                json.WriteString("name", input.Name);
                json.WriteString("sha256", input.Sha256);
                json.WriteNumber("rows", input.Rows);
            });
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Shape(Utf8JsonWriter json, NetworkShape shape)
    {
        json.WriteStartObject("shape");
        json.WriteNumber("inputs", shape.Inputs);
        json.WritePropertyName("hidden");
        json.WriteRawValue($"[{string.Join(", ", shape.Hidden.Select(static w => w.ToString(CultureInfo.InvariantCulture)))}]");
        json.WriteBoolean("deep", shape.DeepSupervision);
        json.WriteBoolean("skip", shape.Skip);
        JsonParts.Rows(json, "auxiliary", shape.Auxiliary, target =>
        {
            json.WriteString("name", target.Name);
            json.WriteString("loss", NetworkWords.Of(target.Loss));
            JsonNumbers.Write(json, "weight", target.Weight);
        });
        json.WriteEndObject();
    }

    private static void Calibration(Utf8JsonWriter json, NetworkModel model)
    {
        json.WriteStartObject("calibration");
        json.WriteString("kind", model.Calibration.Name);
        switch (model.Calibration)
        {
            case PlattScaling line:
                JsonNumbers.Write(json, "intercept", line.Intercept);
                JsonNumbers.Write(json, "slope", line.Slope);
                JsonNumbers.Write(json, "interceptError", line.InterceptError);
                JsonNumbers.Write(json, "slopeError", line.SlopeError);
                break;
            case IsotonicScaling curve:
                JsonParts.Numbers(json, "from", curve.From);
                JsonParts.Numbers(json, "to", curve.To);
                break;
        }

        JsonNumbers.Write(json, "sampleRate", model.Prior?.SampleRate);
        JsonNumbers.Write(json, "populationRate", model.Prior?.PopulationRate);
        json.WriteEndObject();
    }
}
