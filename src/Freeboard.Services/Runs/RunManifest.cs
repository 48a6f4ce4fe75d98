using System.Globalization;
using System.Text.Json;
using Freeboard.Provenance;
using Freeboard.Services.Assess;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Runs;

/// <summary>One file in a bundle.</summary>
/// <param name="Path">Its path in the bundle, forward slashes.</param>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="Bytes">How many they are.</param>
public sealed record BundledFile(string Path, string Sha256, long Bytes);

/// <summary>What a bundle says about itself: <c>manifest.json</c>, schema <c>freeboard-run/1</c>. No time of day.</summary>
public sealed record RunManifest
{
    internal const string Schema = "freeboard-run/1";

    /// <summary>Identifier of the run: the hash of version, instruction set, parameters and inputs.</summary>
    public required string RunId { get; init; }

    /// <summary>Version that made it.</summary>
    public required string Version { get; init; }

    /// <summary>Instruction set that it was made on.</summary>
    public required string InstructionSet { get; init; }

    /// <summary>Latest day assessed.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Firms of the run.</summary>
    public required int Firms { get; init; }

    /// <summary>Rows of the result.</summary>
    public required int Rows { get; init; }

    /// <summary>The state of the facts that a run over a store was made over (<c>FactStore.StateHash</c>), as its inputs have it; null for a run from files.</summary>
    public string? StateHash => StateOf(Inputs);

    /// <summary>Settings.</summary>
    public required IReadOnlyList<RunParameter> Parameters { get; init; }

    /// <summary>Inputs by name and hash.</summary>
    public required IReadOnlyList<InputFile> Inputs { get; init; }

    /// <summary>The bundle's files but the manifest: result, inputs, documents.</summary>
    public required IReadOnlyList<BundledFile> Files { get; init; }

    /// <summary>Whether the run's input files lie in the bundle.</summary>
    public bool HoldsInputs => Files.Any(file => file.Path.StartsWith(RunBundle.InputFolder, StringComparison.Ordinal));

    internal void Write(Stream output)
    {
        using (Utf8JsonWriter json = new(output, JsonRows.Indented))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("runId", RunId);
            json.WriteString("version", Version);
            json.WriteString("instructionSet", InstructionSet);
            json.WriteString("asOf", AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            if (StateHash is { } state)
            {
                json.WriteString("stateHash", state);
            }

            json.WriteNumber("firms", Firms);
            json.WriteNumber("rows", Rows);
            JsonProvenance.Settings(json, "parameters", Parameters);
            JsonProvenance.Inputs(json, Inputs, layout: true, setAside: "quarantined");
            JsonProvenance.Files(json, "path", Files.Select(static file => (file.Path, file.Sha256, file.Bytes)));
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>Reads a manifest, and checks that its run id is the hash of what it says.</summary>
    internal static RunManifest Read(Stream input)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(input);
            JsonElement root = document.RootElement;
            if (root.GetProperty("schema").GetString() is { } schema && schema != Schema)
            {
                throw new RunBundleException("BUNDLE-SCHEMA", $"The bundle is of the schema '{schema}', this program reads {Schema}. Use the version that wrote it.");
            }

            RunManifest manifest = new()
            {
                RunId = JsonProvenance.Text(root, "runId"),
                Version = JsonProvenance.Text(root, "version"),
                InstructionSet = JsonProvenance.Text(root, "instructionSet"),
                AsOf = DateOnly.ParseExact(JsonProvenance.Text(root, "asOf"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
                Firms = root.GetProperty("firms").GetInt32(),
                Rows = root.GetProperty("rows").GetInt32(),
                Parameters = JsonProvenance.Settings(root, "parameters"),
                Inputs = JsonProvenance.Inputs(root, "quarantined"),
                Files = [.. root.GetProperty("files").EnumerateArray().Select(static f => new BundledFile(JsonProvenance.Text(f, "path"), JsonProvenance.Text(f, "sha256"), f.GetProperty("bytes").GetInt64()))],
            };
            return RunIdentity.Compute(manifest.Inputs, manifest.Parameters, manifest.Version, manifest.InstructionSet) == manifest.RunId
                ? manifest
                : throw new RunBundleException("BUNDLE-DAMAGED", "The run id of the manifest is not the hash of its version, instruction set, parameters and inputs: it was changed. Export the run again.");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new RunBundleException("BUNDLE-DAMAGED", $"The manifest cannot be read: {exception.Message.Split(". Path", 2)[0].TrimEnd('.')}. Export the run again.", exception);
        }
    }

    /// <summary>The state of the facts among a run's inputs; null where it was made from files.</summary>
    internal static string? StateOf(IReadOnlyList<InputFile> inputs) => inputs.FirstOrDefault(static input => input.Layout == StoredAssessment.FactsLayout)?.Sha256;
}
