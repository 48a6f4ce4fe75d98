using System.Text.Encodings.Web;
using System.Text.Json;

namespace Freeboard.Services.Tables;

/// <summary>Rows of a table as JSON objects: the cells of the CSV, numbers with the very same digits, an empty cell an absent key.</summary>
internal static class JsonRows
{
    /// <summary>How documents are written: indented, line feeds, letters of every script as themselves.</summary>
    public static JsonWriterOptions Indented { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes rows as one array.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="columns">Column names.</param>
    /// <param name="words">The columns that hold words; all others hold numbers.</param>
    /// <param name="rows">Cells of each row; an empty one is an absent key.</param>
    public static void Write(Stream output, IReadOnlyList<string> columns, IReadOnlySet<string> words, IEnumerable<string[]> rows)
    {
        using RowWriter writer = RowWriter.Open(output, RowFormat.Json, OutputColumn.Of(columns, words));
        foreach (string[] cells in rows)
        {
            writer.Write(cells);
        }

        writer.Complete();
    }

    /// <summary>Writes one row as an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="cells">Its cells.</param>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<OutputColumn> columns, string[] cells) => Write(json, columns, KeysOf(columns), cells);

    /// <summary>The keys of columns as they are written.</summary>
    /// <param name="columns">The columns.</param>
    public static JsonEncodedText[] KeysOf(IReadOnlyList<OutputColumn> columns) => [.. columns.Select(static c => JsonEncodedText.Encode(c.Key, Indented.Encoder))];

    /// <summary>Writes one row as an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="keys">Their keys, encoded once for all rows.</param>
    /// <param name="cells">Its cells.</param>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<OutputColumn> columns, JsonEncodedText[] keys, string[] cells)
    {
        json.WriteStartObject();
        for (int i = 0; i < cells.Length; i++)
        {
            if (cells[i].Length == 0)
            {
                continue;
            }

            json.WritePropertyName(keys[i]);
            if (columns[i].Kind == CellKind.Number)
            {
                // The raw digits, so that CSV and JSON carry the very same text.
                JsonNumbers.WriteRaw(json, cells[i]);
            }
            else
            {
                json.WriteStringValue(cells[i]);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>Writes one row as a document of its own: one answer is an object, not a list of one.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="cells">Its cells.</param>
    public static void WriteOne(Stream output, IReadOnlyList<OutputColumn> columns, string[] cells)
    {
        using (Utf8JsonWriter json = new(output, Indented))
        {
            Write(json, columns, cells);
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>A column's name in camelCase: V is v, DDKmv is ddKmv, lnEDF is lnEdf, seDDKmv is seDdKmv.</summary>
    internal static string KeyOf(string column)
    {
        string key = column.Replace("DD", "Dd", StringComparison.Ordinal).Replace("EDF", "Edf", StringComparison.Ordinal);
        return char.ToLowerInvariant(key[0]) + key[1..];
    }
}
