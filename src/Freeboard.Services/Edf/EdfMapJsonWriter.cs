using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Freeboard.Calibration;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Edf;

/// <summary>Writes the schema freeboard-edf-map/1. Numbers that there are not are keys that there are not.</summary>
internal static class EdfMapJsonWriter
{
    public static string Write(EdfMapFile file)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", EdfMapFile.Schema);
            json.WriteString("version", file.Version);
            json.WriteString("kind", file.Map.Name);
            json.WriteString("distance", EdfWords.Of(file.Map.Distance));
            Number(json, "horizonYears", file.HorizonYears);
            json.WriteStartObject("label");
            json.WriteString("event", EdfWords.Of(file.Map.Label.Event));
            json.WriteNumber("horizonMonths", file.Map.Label.HorizonMonths);
            json.WriteString("text", file.Map.Label.Text);
            json.WriteEndObject();
            Curve(json, file.Map);
            if (file.Map.Prior is { } prior)
            {
                json.WriteStartObject("prior");
                Number(json, "sampleRate", prior.SampleRate);
                Number(json, "populationRate", prior.PopulationRate);
                json.WriteEndObject();
            }

            json.WriteStartObject("caps");
            Number(json, "floor", file.Map.Caps.Floor);
            Number(json, "ceiling", file.Map.Caps.Ceiling);
            json.WriteEndObject();
            Number(json, "level", file.Map.Level);
            Fit(json, file.Fit);
            Buckets(json, file.Fit);
            JsonProvenance.Settings(json, "options", file.Options);
            JsonProvenance.Settings(json, "sample", file.Sample);
            JsonProvenance.Inputs(json, file.Inputs, layout: true, setAside: "setAside");
            if (file.VolatilityPolicy is { } policy)
            {
                json.WritePropertyName("volatilityPolicy");
                using JsonDocument document = JsonDocument.Parse(policy);
                document.RootElement.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Curve(Utf8JsonWriter json, EdfMap map)
    {
        json.WriteStartObject("curve");
        switch (map)
        {
            case NormalMap normal:
                Line(json, normal.Line);
                break;
            case LogisticMap logistic:
                Line(json, logistic.Line);
                break;
            case ExponentialMap exponential:
                Line(json, exponential.Line);
                Number(json, "smearing", exponential.Smearing);
                break;
            case IsotonicMap isotonic:
                Knots(json, isotonic.Knots);
                break;
            case KernelMap kernel:
                Number(json, "bandwidth", kernel.Bandwidth);
                Knots(json, kernel.Knots);
                break;
            default:
                throw new ArgumentException($"No schema for a map of the kind {map.Name}.", nameof(map));
        }

        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, in MapLine line)
    {
        Number(json, "intercept", line.Intercept);
        Number(json, "slope", line.Slope);
        Number(json, "interceptVariance", line.InterceptVariance);
        Number(json, "covariance", line.Covariance);
        Number(json, "slopeVariance", line.SlopeVariance);
        Number(json, "degreesOfFreedom", line.DegreesOfFreedom);
    }

    private static void Knots(Utf8JsonWriter json, MapKnots knots)
    {
        Numbers(json, "distances", knots.Distances);
        Numbers(json, "values", knots.Values);
        Numbers(json, "lower", knots.Lower);
        Numbers(json, "upper", knots.Upper);
    }

    private static void Fit(Utf8JsonWriter json, EdfMapFit fit)
    {
        json.WriteStartObject("fit");
        json.WriteString("status", fit.Status.ToString());
        json.WriteNumber("observations", fit.Observations);
        json.WriteNumber("events", fit.Events);
        if (fit.Firms is { } firms)
        {
            json.WriteNumber("firms", firms);
        }

        json.WriteStartArray("coefficients");
        foreach (MapCoefficient coefficient in fit.Coefficients)
        {
            json.WriteStartObject();
            json.WriteString("name", coefficient.Name);
            Number(json, "value", coefficient.Value);
            Number(json, "standardError", coefficient.StandardError);
            Number(json, "clusteredError", coefficient.ClusteredError);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Number(json, "logLikelihood", fit.LogLikelihood);
        Number(json, "nullLogLikelihood", fit.NullLogLikelihood);
        Number(json, "deviance", fit.Deviance);
        Number(json, "rSquared", fit.RSquared);
        Number(json, "smearingFactor", fit.SmearingFactor);
        json.WriteNumber("iterations", fit.Iterations);
        json.WriteNumber("replications", fit.Replications);
        json.WriteStartArray("notes");
        foreach (string note in fit.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Buckets(Utf8JsonWriter json, EdfMapFit fit)
    {
        if (fit.Buckets is not { } table)
        {
            return;
        }

        json.WriteNumber("bucketsPooled", table.Pooled);
        json.WriteStartArray("buckets");
        for (int i = 0; i < table.Buckets.Count; i++)
        {
            DistanceBucket bucket = table.Buckets[i];
            json.WriteStartObject();
            Number(json, "lower", bucket.Lower);
            Number(json, "upper", bucket.Upper);
            Number(json, "meanDistance", bucket.MeanDistance);
            json.WriteNumber("count", bucket.Count);
            json.WriteNumber("events", bucket.Events);
            Number(json, "predicted", i < fit.BucketPredictions.Count ? fit.BucketPredictions[i] : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, string name, ReadOnlySpan<double> values)
    {
        if (values.Length > 0)
        {
            json.WritePropertyName(name);
            json.WriteRawValue($"[{string.Join(", ", values.ToArray().Select(Text))}]");
        }
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WritePropertyName(name);
            json.WriteRawValue(Text(number));
        }
    }

    private static string Text(double value) => value.ToString("G17", CultureInfo.InvariantCulture);
}
