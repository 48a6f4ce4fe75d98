using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Edf;

/// <summary>A fitted map with where it came from: what <c>edf fit --save</c> writes and <c>edf apply</c>, <c>edf show</c>, <c>assess --edf-map</c> and <c>validate --edf-map</c> read.</summary>
/// <remarks>JSON, schema <c>freeboard-edf-map/1</c> (docs/edf.md), 17 significant digits, no time of day: the same data and settings give the same bytes.</remarks>
public sealed record EdfMapFile
{
    /// <summary>Name of the schema.</summary>
    public const string Schema = "freeboard-edf-map/1";

    /// <summary>The fit; it has a map.</summary>
    public required EdfMapFit Fit
    {
        get;
        init => field = value is { Map: not null } ? value : throw new ArgumentException("A map file needs a fitted map.", nameof(value));
    }

    /// <summary>The map.</summary>
    public EdfMap Map => Fit.Map!;

    /// <summary>Version of the library that fitted it.</summary>
    public required string Version { get; init; }

    /// <summary>Files it was fitted on, with the hashes of their bytes.</summary>
    public required IReadOnlyList<InputFile> Inputs { get; init; }

    /// <summary>The sample in words: its period, what was left out and why.</summary>
    public IReadOnlyList<RunParameter> Sample { get; init; } = [];

    /// <summary>The settings of the fit.</summary>
    public IReadOnlyList<RunParameter> Options { get; init; } = [];

    /// <summary>Horizon T of the distances, years; null when not known.</summary>
    public double? HorizonYears { get; init; }

    /// <summary>How volatilities were had where the data gave none, a JSON object; null where they were measured.</summary>
    /// <exception cref="ArgumentException">It is no JSON.</exception>
    public string? VolatilityPolicy
    {
        get;
        init => field = value is null ? null : Compact(value);
    }

    /// <summary>Twelve hexadecimal digits of the hash of <see cref="ToJson"/>: the map's name in provenance.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())))[..12];

    /// <summary>The map as rows name it: its kind and its identifier, such as logistic(7f3a91c204be).</summary>
    public string Name => $"{Map.Name}({Id})";

    /// <summary>The file's text, ending with a line feed.</summary>
    public string ToJson() => EdfMapJsonWriter.Write(this);

    /// <summary>Writes the file; an existing one is replaced only when the new one is whole.</summary>
    /// <param name="path">Where to.</param>
    public void Save(string path) => WholeFile.WriteText(path, ToJson());

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The map, or what is wrong: FILE-NOT-FOUND, or NOT-A-MAP.</returns>
    public static EdfMapFileResult Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            return new EdfMapFileResult(null, new RowError(path, 0, "", "FILE-NOT-FOUND", "There is no such file", "Write it with 'freeboard edf fit ... --save MAP'"));
        }

        return TryParse(File.ReadAllText(path), out EdfMapFile? file, out string fault)
            ? new EdfMapFileResult(file, null)
            : new EdfMapFileResult(null, new RowError(path, 0, "", "NOT-A-MAP", $"The file cannot be used: {fault}", "Write it with 'freeboard edf fit ... --save MAP'"));
    }

    /// <summary>Reads a map.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="file">The map, when the text is one.</param>
    /// <param name="fault">What is wrong with the text otherwise, in one clause.</param>
    public static bool TryParse(string text, out EdfMapFile? file, out string fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        return EdfMapJsonReader.TryRead(text, out file, out fault);
    }

    /// <summary>One line, digits as they were: the text then depends on the content only.</summary>
    private static string Compact(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            using MemoryStream stream = new();
            using (Utf8JsonWriter writer = new(stream))
            {
                document.RootElement.WriteTo(writer);
            }

            return Encoding.UTF8.GetString(stream.ToArray());
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"The volatility policy is no JSON: {exception.Message}", nameof(json), exception);
        }
    }
}

/// <summary>A map file that was read, or why it was not.</summary>
/// <param name="File">The map; null when there is an error.</param>
/// <param name="Error">What is wrong; null when there is a map.</param>
public sealed record EdfMapFileResult(EdfMapFile? File, RowError? Error);
