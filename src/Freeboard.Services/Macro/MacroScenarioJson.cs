using System.Text;
using System.Text.Json;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Macro;

/// <summary>Scenarios written as JSON, turned into the rows of the CSV that is their definition.</summary>
internal static class MacroScenarioJson
{
    /// <summary>The CSV; null with a reason.</summary>
    public static byte[]? ToCsv(ReadOnlyMemory<byte> bytes, out string? reason)
    {
        reason = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
            List<Dictionary<string, string>> rows = [];
            List<string> columns = ["scenario", "date"];
            foreach (JsonElement scenario in document.RootElement.GetProperty("scenarios").EnumerateArray())
            {
                string name = scenario.GetProperty("name").GetString() ?? "";
                foreach (JsonElement row in scenario.GetProperty("rows").EnumerateArray())
                {
                    Dictionary<string, string> cells = new(StringComparer.Ordinal) { ["scenario"] = name };
                    foreach (JsonProperty property in row.EnumerateObject().Where(static p => p.Value.ValueKind != JsonValueKind.Null))
                    {
                        cells[property.Name] = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
                        if (!columns.Contains(property.Name, StringComparer.Ordinal))
                        {
                            columns.Add(property.Name);
                        }
                    }

                    rows.Add(cells);
                }
            }

            using StringWriter csv = new() { NewLine = "\n" };
            CsvText.Write(csv, columns, rows.Select(cells => columns.Select(c => cells.GetValueOrDefault(c, "")).ToArray()));
            return Encoding.UTF8.GetBytes(csv.ToString());
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            reason = "The JSON is not an object with scenarios, names and rows: " + exception.Message.Split('\n')[0].TrimEnd('.');
            return null;
        }
    }
}
