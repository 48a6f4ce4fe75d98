using System.Text.Encodings.Web;
using System.Text.Json;

namespace Freeboard.Services.Tables;

/// <summary>Rows of a table as a JSON array of objects: the cells of the CSV, numbers with the very same digits.</summary>
internal static class JsonRows
{
    /// <summary>Writes rows.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="columns">Column names.</param>
    /// <param name="words">The columns that hold words; all others hold numbers.</param>
    /// <param name="rows">Cells of each row; an empty one is an absent key.</param>
    public static void Write(Stream output, IReadOnlyList<string> columns, IReadOnlySet<string> words, IEnumerable<string[]> rows)
    {
        string[] keys = [.. columns.Select(KeyOf)];
        using Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartArray();
        foreach (string[] cells in rows)
        {
            json.WriteStartObject();
            for (int i = 0; i < cells.Length; i++)
            {
                if (cells[i].Length == 0)
                {
                    continue;
                }

                json.WritePropertyName(keys[i]);
                if (words.Contains(columns[i]))
                {
                    json.WriteStringValue(cells[i]);
                }
                else
                {
                    json.WriteRawValue(cells[i]);
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    /// <summary>A column's name in camelCase: V is v, DDKmv is ddKmv, lnEDF is lnEdf, seDDKmv is seDdKmv.</summary>
    internal static string KeyOf(string column)
    {
        string key = column.Replace("DD", "Dd", StringComparison.Ordinal).Replace("EDF", "Edf", StringComparison.Ordinal);
        return char.ToLowerInvariant(key[0]) + key[1..];
    }
}
