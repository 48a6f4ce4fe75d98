using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Freeboard.Provenance;
using Freeboard.Services.Learning;
using Freeboard.Services.Runs;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Grid;

/// <summary>What a plan shares out.</summary>
public enum GridKind
{
    /// <summary>Firms of an assessment over many days.</summary>
    Assess = 0,

    /// <summary>Scenarios of a portfolio's losses in default mode.</summary>
    Portfolio,

    /// <summary>Replicates of a bootstrap by firm.</summary>
    Bootstrap,

    /// <summary>Networks of an ensemble.</summary>
    Network,
}

/// <summary>A file of a plan's snapshot.</summary>
/// <param name="Name">Its name, under <c>inputs/</c> or <c>documents/</c> of the plan's folder.</param>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="Bytes">How many they are.</param>
public sealed record GridFile(string Name, string Sha256, long Bytes);

/// <summary>A plan, never changed once written: what is to be made, from what, by whom, in how many shares. Its id is the hash of all that.</summary>
/// <remarks><c>manifest.json</c>, schema <c>freeboard-grid/1</c>. No time of day and no path: the same plan has the same id everywhere.</remarks>
public sealed record GridManifest
{
    internal const string Schema = "freeboard-grid/1";

    /// <summary>Hash of everything below, 64 hexadecimal digits.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Body(null)));

    /// <summary>What is shared out.</summary>
    public required GridKind Kind { get; init; }

    /// <summary>The run that the whole is; the same id as without a grid.</summary>
    public required string RunId { get; init; }

    /// <summary>Version that planned it; tasks and merge must be of it.</summary>
    public required string Version { get; init; }

    /// <summary>Instruction set that it was planned on; tasks and merge must be on it.</summary>
    public required string InstructionSet { get; init; }

    /// <summary>How many shares.</summary>
    public required int Shards { get; init; }

    /// <summary>How many items are shared out: firms, blocks of scenarios, blocks of replicates, networks.</summary>
    public required long Items { get; init; }

    /// <summary>Settings, in name order, as provenance has them.</summary>
    public required IReadOnlyList<RunParameter> Settings { get; init; }

    /// <summary>Whether its networks are of several folds: a comparison, which has a model of each and not one.</summary>
    public bool OfFolds => Kind == GridKind.Network && Settings.Any(static setting => setting is { Name: "command" } && setting.Value == NetworkWords.Command(folds: true));

    /// <summary>Files of the snapshot.</summary>
    public required IReadOnlyList<GridFile> Files { get; init; }

    /// <summary>A database of facts that tasks read, where no file is the snapshot; null otherwise.</summary>
    public string? Store { get; init; }

    /// <summary>State of the facts that tasks read; null without a store.</summary>
    public string? StateHash { get; init; }

    /// <summary>The document's bytes.</summary>
    internal byte[] ToBytes() => Body(Id);

    /// <summary>Reads a manifest and holds it to its own hash.</summary>
    /// <exception cref="GridException">PLAN-DAMAGED or PLAN-SCHEMA.</exception>
    internal static GridManifest Read(byte[] bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            if (root.GetProperty("schema").GetString() is { } schema && schema != Schema)
            {
                throw new GridException("PLAN-SCHEMA", $"The plan is of the schema '{schema}', this program reads {Schema}. Use the version that wrote it.");
            }

            GridManifest manifest = new()
            {
                Kind = Enum.Parse<GridKind>(JsonProvenance.Text(root, "kind"), ignoreCase: true),
                RunId = JsonProvenance.Text(root, "runId"),
                Version = JsonProvenance.Text(root, "version"),
                InstructionSet = JsonProvenance.Text(root, "instructionSet"),
                Shards = root.GetProperty("shards").GetInt32(),
                Items = root.GetProperty("items").GetInt64(),
                Store = root.TryGetProperty("store", out JsonElement store) ? store.GetString() : null,
                StateHash = root.TryGetProperty("stateHash", out JsonElement state) ? state.GetString() : null,
                Settings = JsonProvenance.Settings(root, "settings"),
                Files = [.. root.GetProperty("files").EnumerateArray().Select(static f => new GridFile(JsonProvenance.Text(f, "name"), JsonProvenance.Text(f, "sha256"), f.GetProperty("bytes").GetInt64()))],
            };
            return manifest.Id == JsonProvenance.Text(root, "id") ? manifest : throw new GridException("PLAN-DAMAGED", "The manifest is not the one whose hash it carries: it was changed. Plan again in another folder.");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new GridException("PLAN-DAMAGED", "The manifest cannot be read. Plan again in another folder.", exception);
        }
    }

    /// <summary>Refuses to work on a plan of another version or instruction set: the same bytes are promised only within one.</summary>
    internal void RefuseElsewhere()
    {
        if (Version != RunIdentity.Version)
        {
            throw new GridException("OTHER-VERSION", $"The plan is of version {Version}, here is {RunIdentity.Version}. Use one version for plan, tasks and merge.");
        }

        if (InstructionSet != RunIdentity.InstructionSet)
        {
            throw new GridException("OTHER-INSTRUCTION-SET", $"The plan was made on {InstructionSet}, here is {RunIdentity.InstructionSet}: the same bytes are promised only within one. Ask the cluster for nodes of one kind (--constraint), or cap them all alike (DOTNET_EnableAVX512F=0, DOTNET_EnableAVX2=0).");
        }
    }

    private byte[] Body(string? id)
    {
        using MemoryStream output = new();
        using (Utf8JsonWriter json = new(output, JsonRows.Indented))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            if (id is not null)
            {
                json.WriteString("id", id);
            }

            json.WriteString("kind", Kind.ToString().ToLower(CultureInfo.InvariantCulture));
            json.WriteString("runId", RunId);
            json.WriteString("version", Version);
            json.WriteString("instructionSet", InstructionSet);
            json.WriteNumber("shards", Shards);
            json.WriteNumber("items", Items);
            Optional(json, "store", Store);
            Optional(json, "stateHash", StateHash);
            JsonProvenance.Settings(json, "settings", Settings);
            JsonProvenance.Files(json, "name", Files.Select(static file => (file.Name, file.Sha256, file.Bytes)));
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        return output.ToArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
