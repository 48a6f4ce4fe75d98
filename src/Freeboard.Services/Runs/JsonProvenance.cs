using System.Text.Json;
using Freeboard.Provenance;

namespace Freeboard.Services.Runs;

/// <summary>Where a document came from, as every saved file says it: settings as words by name, inputs by name and hash.</summary>
internal static class JsonProvenance
{
    /// <summary>Writes settings as one object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="key">Its key.</param>
    /// <param name="settings">The settings, in the order to write them.</param>
    public static void Settings(Utf8JsonWriter json, string key, IEnumerable<RunParameter> settings)
    {
        json.WriteStartObject(key);
        foreach (RunParameter setting in settings)
        {
            json.WriteString(setting.Name, setting.Value);
        }

        json.WriteEndObject();
    }

    /// <summary>Reads settings back.</summary>
    /// <param name="root">The document.</param>
    /// <param name="key">Their key.</param>
    public static RunParameter[] Settings(JsonElement root, string key) => [.. root.GetProperty(key).EnumerateObject().Select(static p => new RunParameter(p.Name, p.Value.GetString() ?? ""))];

    /// <summary>Writes inputs as the array <c>inputs</c>.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="layout">Whether their layouts are told.</param>
    /// <param name="setAside">The key of the rows that were set aside; null where none can be.</param>
    public static void Inputs(Utf8JsonWriter json, IEnumerable<InputFile> inputs, bool layout, string? setAside)
    {
        json.WriteStartArray("inputs");
        foreach (InputFile input in inputs)
        {
            json.WriteStartObject();
            json.WriteString("name", input.Name);
            json.WriteString("sha256", input.Sha256);
            if (layout)
            {
                json.WriteString("layout", input.Layout);
            }

            json.WriteNumber("rows", input.Rows);
            if (setAside is not null)
            {
                json.WriteNumber(setAside, input.Quarantined);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes files that a document holds by hash, each with what its name is called.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="key">The key of the name.</param>
    /// <param name="files">The files.</param>
    public static void Files(Utf8JsonWriter json, string key, IEnumerable<(string Name, string Sha256, long Bytes)> files)
    {
        json.WriteStartArray("files");
        foreach ((string name, string sha256, long bytes) in files)
        {
            json.WriteStartObject();
            json.WriteString(key, name);
            json.WriteString("sha256", sha256);
            json.WriteNumber("bytes", bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads inputs with layout and rows set aside back.</summary>
    /// <param name="root">The document.</param>
    /// <param name="setAside">The key of the rows that were set aside.</param>
    /// <exception cref="FormatException">A word is null.</exception>
    public static InputFile[] Inputs(JsonElement root, string setAside) =>
        [.. root.GetProperty("inputs").EnumerateArray().Select(i => new InputFile(Text(i, "name"), Text(i, "sha256"), Text(i, "layout"), i.GetProperty("rows").GetInt32(), i.GetProperty(setAside).GetInt32()))];

    /// <summary>A word that must be there.</summary>
    /// <exception cref="FormatException">It is null.</exception>
    public static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");
}
