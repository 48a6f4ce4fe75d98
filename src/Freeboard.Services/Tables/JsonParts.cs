using System.Text.Json;
using Freeboard.Provenance;

namespace Freeboard.Services.Tables;

/// <summary>Parts that documents of several commands have in common.</summary>
internal static class JsonParts
{
    /// <summary>Which run it is, by which version, on which instruction set.</summary>
    internal static void Provenance(Utf8JsonWriter json, RunProvenance provenance)
    {
        json.WriteString("runId", provenance.RunId);
        json.WriteString("version", provenance.Version);
        json.WriteString("instructionSet", provenance.InstructionSet);
    }

    /// <summary>What a reader must know: code and text of each note.</summary>
    internal static void Notes(Utf8JsonWriter json, RunProvenance provenance) => Rows(json, "notes", provenance.Notes, note =>
    {
        json.WriteString("code", note.Code);
        json.WriteString("text", note.Text);
    });

    /// <summary>An object a row, whose keys <paramref name="keys"/> writes.</summary>
    internal static void Rows<T>(Utf8JsonWriter json, string name, IEnumerable<T> rows, Action<T> keys)
    {
        json.WriteStartArray(name);
        foreach (T row in rows)
        {
            json.WriteStartObject();
            keys(row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A list of words, a line each.</summary>
    internal static void Words(Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (string word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
    }

    /// <summary>A list of finite numbers in one line, as they read back.</summary>
    internal static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WritePropertyName(name);
        json.WriteRawValue($"[{string.Join(", ", values.Select(JsonNumbers.Text))}]");
    }
}
