using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Freeboard.Numerics.Regression;

namespace Freeboard.Services.Equity;

/// <summary>A fitted price of restricted shares with where it came from: what <c>equity fit --save</c> writes and <c>equity apply</c> and <c>assess --equity</c> read.</summary>
/// <remarks>JSON, schema <c>freeboard-restricted-price/1</c>, 17 significant digits, no time of day: the same table and settings give the same bytes.</remarks>
public sealed record RestrictedPriceModel
{
    private const string Schema = "freeboard-restricted-price/1";

    /// <summary>The fitted line.</summary>
    public required LinearModel Line { get; init; }

    /// <summary>Currency of the prices; null when not said.</summary>
    public string? Currency { get; init; }

    /// <summary>Version of the library that fitted it.</summary>
    public required string Version { get; init; }

    /// <summary>Name of the table.</summary>
    public required string SourceName { get; init; }

    /// <summary>SHA-256 of the table's bytes, hexadecimal.</summary>
    public required string SourceSha256 { get; init; }

    /// <summary>Rows fitted.</summary>
    public required int Observations { get; init; }

    /// <summary>R2 of the fit; null when the prices do not vary.</summary>
    public double? RSquared { get; init; }

    /// <summary>Largest p that stayed in the elimination; null when there was none.</summary>
    public double? EliminationThreshold { get; init; }

    /// <summary>Columns dropped, in order.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <summary>Twelve hexadecimal digits of the hash of <see cref="ToJson"/>: the model's name in provenance.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())))[..12];

    /// <summary>The model as JSON, ending with a line feed.</summary>
    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("version", Version);
            json.WriteStartObject("source");
            json.WriteString("name", SourceName);
            json.WriteString("sha256", SourceSha256);
            json.WriteEndObject();
            json.WriteString("response", Line.Response);
            if (Currency is not null)
            {
                json.WriteString("currency", Currency);
            }

            json.WriteBoolean("intercept", Line.HasIntercept);
            json.WriteStartArray("names");
            foreach (string name in Line.Names)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            WriteNumbers(json, "coefficients", Line.Coefficients);
            json.WriteString("errors", Line.Covariance.Kind);
            json.WriteStartArray("covariance");
            for (int i = 0; i < Line.Covariance.Size; i++)
            {
                WriteNumbers(json, null, Enumerable.Range(0, Line.Covariance.Size).Select(j => Line.Covariance[i, j]));
            }

            json.WriteEndArray();
            WriteNumber(json, "residualVariance", Line.ResidualVariance);
            WriteNumber(json, "degreesOfFreedom", Line.DegreesOfFreedom);
            json.WriteNumber("observations", Observations);
            WriteNumber(json, "rSquared", RSquared);
            WriteNumber(json, "eliminationThreshold", EliminationThreshold);
            json.WriteStartArray("dropped");
            foreach (string name in Dropped)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Reads a model.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="model">The model, when the text is one.</param>
    /// <param name="fault">What is wrong with the text otherwise, in one clause.</param>
    public static bool TryParse(string text, out RestrictedPriceModel? model, out string fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        model = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("schema", out JsonElement schema) || schema.ValueKind != JsonValueKind.String || schema.GetString() != Schema)
            {
                fault = $"it is no model of the schema {Schema}";
                return false;
            }

            string[] names = [.. root.GetProperty("names").EnumerateArray().Select(static e => e.GetString() ?? "")];
            double[] coefficients = Numbers(root.GetProperty("coefficients"));
            double[][] covariance = [.. root.GetProperty("covariance").EnumerateArray().Select(Numbers)];
            double variance = root.GetProperty("residualVariance").GetDouble();
            double degrees = root.GetProperty("degreesOfFreedom").GetDouble();
            bool intercept = root.GetProperty("intercept").GetBoolean();
            bool shapes = names.Length > 0 && names.All(static n => n.Length > 0) && coefficients.Length == names.Length && covariance.Length == names.Length && covariance.All(row => row.Length == names.Length);
            if (!shapes || !(variance >= 0) || !(degrees > 0) || Enumerable.Range(0, names.Length).Any(i => !(covariance[i][i] >= 0)))
            {
                fault = "its names, coefficients and covariances do not fit together, or a variance or the degrees of freedom are out of range";
                return false;
            }

            double[,] matrix = new double[names.Length, names.Length];
            for (int i = 0; i < names.Length; i++)
            {
                for (int j = 0; j < names.Length; j++)
                {
                    matrix[i, j] = covariance[i][j];
                }
            }

            model = new RestrictedPriceModel
            {
                Line = new LinearModel
                {
                    Response = root.GetProperty("response").GetString() ?? "",
                    HasIntercept = intercept,
                    Names = names,
                    Coefficients = coefficients,
                    Covariance = new CoefficientCovariance(root.GetProperty("errors").GetString() ?? "unknown", matrix),
                    ResidualVariance = variance,
                    DegreesOfFreedom = degrees,
                },
                Currency = root.TryGetProperty("currency", out JsonElement currency) ? currency.GetString() : null,
                Version = root.GetProperty("version").GetString() ?? "",
                SourceName = root.GetProperty("source").GetProperty("name").GetString() ?? "",
                SourceSha256 = root.GetProperty("source").GetProperty("sha256").GetString() ?? "",
                Observations = root.GetProperty("observations").GetInt32(),
                RSquared = root.TryGetProperty("rSquared", out JsonElement rSquared) ? rSquared.GetDouble() : null,
                EliminationThreshold = root.TryGetProperty("eliminationThreshold", out JsonElement threshold) ? threshold.GetDouble() : null,
                Dropped = [.. root.GetProperty("dropped").EnumerateArray().Select(static e => e.GetString() ?? "")],
            };
            fault = "";
            return true;
        }
        catch (JsonException e)
        {
            fault = $"it is no JSON ({e.Message.Split(". Path", 2)[0]})";
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            fault = "a field is missing or of the wrong kind";
        }

        return false;
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(static e => e.GetDouble())];

    private static void WriteNumbers(Utf8JsonWriter json, string? name, IEnumerable<double> values)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteRawValue($"[{string.Join(", ", values.Select(static v => v.ToString("G17", CultureInfo.InvariantCulture)))}]");
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WritePropertyName(name);
            json.WriteRawValue(number.ToString("G17", CultureInfo.InvariantCulture));
        }
    }
}
