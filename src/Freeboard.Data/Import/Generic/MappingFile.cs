using System.Text.Json;

namespace Freeboard.Data.Import.Generic;

/// <summary>One table of a mapping file.</summary>
internal sealed record TableMapping
{
    public required string Dataset { get; init; }

    /// <summary>Which files, by a pattern with * and ?; null for any whose header fits.</summary>
    public string? Files { get; init; }

    /// <summary>Header in the file by our column.</summary>
    public Dictionary<string, string> Columns { get; } = new(StringComparer.Ordinal);

    /// <summary>Factor by our column: what the file's figure is multiplied by.</summary>
    public Dictionary<string, double> Factors { get; } = new(StringComparer.Ordinal);

    /// <summary>Cells of columns that the file does not have.</summary>
    public Dictionary<string, string> Constants { get; } = new(StringComparer.Ordinal);

    public List<string> Missing { get; } = [];

    public string? DateFormat { get; init; }

    public bool DecimalComma { get; init; }

    public bool ChineseCodes { get; init; }

    public int LabelRows { get; init; }
}

/// <summary>Reads a mapping file: JSON that gives a vendor's headers the names and units of the generic layout. Its faults have places of their own.</summary>
internal static class MappingFile
{
    private const long MaximumBytes = 1 << 20;

    private static readonly Dictionary<string, double> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["one"] = 1,
        ["shares"] = 1,
        ["decimal"] = 1,
        ["lots"] = 100,
        ["hand"] = 100,
        ["手"] = 100,
        ["hundred"] = 100,
        ["thousand"] = 1e3,
        ["thousands"] = 1e3,
        ["千"] = 1e3,
        ["千元"] = 1e3,
        ["ten-thousand"] = 1e4,
        ["ten-thousands"] = 1e4,
        ["万"] = 1e4,
        ["万元"] = 1e4,
        ["万股"] = 1e4,
        ["million"] = 1e6,
        ["millions"] = 1e6,
        ["百万"] = 1e6,
        ["hundred-million"] = 1e8,
        ["亿"] = 1e8,
        ["亿元"] = 1e8,
        ["billion"] = 1e9,
        ["billions"] = 1e9,
        ["percent"] = 0.01,
        ["basis-points"] = 1e-4,
        ["cents"] = 0.01,
        ["months"] = 1 / 12.0,
        ["days"] = 1 / 365.0,
    };

    public static IReadOnlyList<TableMapping>? Read(string path, ImportLog log)
    {
        string name = Path.GetFileName(path);
        return Tables.SourceFile.Guarded<IReadOnlyList<TableMapping>>(name, log, () =>
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaximumBytes })
            {
                return Bad(log, name, "", "the file has more than a megabyte", "Keep one table a vendor");
            }

            try
            {
                using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 16 });
                return TablesOf(document.RootElement, name, log);
            }
            catch (InvalidOperationException)
            {
                // A text of bytes that are no UTF-8, or of half a surrogate pair.
                return Bad(log, name, "", "a text in it is not UTF-8", "Save it as UTF-8");
            }
            catch (JsonException e)
            {
                log.FileError(name, "MAPPING-MALFORMED", $"it is not JSON: {e.Message.Split('.')[0]}", "See docs/generic.md for an example", line: (int)Math.Min(int.MaxValue - 1, e.LineNumber ?? 0) + 1);
                return null;
            }
        });
    }

    private static List<TableMapping>? TablesOf(JsonElement root, string name, ImportLog log)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("tables", out JsonElement tables) || tables.ValueKind != JsonValueKind.Array || tables.GetArrayLength() == 0)
        {
            return Bad(log, name, "tables", "it has no list 'tables'", "Write {\"tables\": [{\"dataset\": \"prices\", \"columns\": {...}}]}");
        }

        List<TableMapping> read = [];
        int index = 0;
        foreach (JsonElement table in tables.EnumerateArray())
        {
            if (TableOf(table, FormattableString.Invariant($"tables[{index++}]"), name, log) is not { } mapping)
            {
                return null;
            }

            read.Add(mapping);
        }

        return read;
    }

    private static TableMapping? TableOf(JsonElement table, string place, string name, ImportLog log)
    {
        if (table.ValueKind != JsonValueKind.Object)
        {
            return Bad(log, name, place, "it is no object", "Write {\"dataset\": ..., \"columns\": {...}}")?[0];
        }

        string[] known = ["dataset", "files", "columns", "constants", "missing", "dateFormat", "decimal", "codes", "labelRows", "comment"];
        foreach (JsonProperty property in table.EnumerateObject())
        {
            if (!known.Contains(property.Name, StringComparer.Ordinal))
            {
                return Bad(log, name, $"{place}.{property.Name}", "the word is not known", $"Known are: {string.Join(", ", known)}")?[0];
            }
        }

        string dataset = TextOf(table, "dataset") ?? "";
        if (!GenericSchemas.All.TryGetValue(dataset, out (string[] Required, string[] Optional) schema))
        {
            return Bad(log, name, $"{place}.dataset", $"'{dataset}' is no dataset", $"Write one of: {string.Join(", ", GenericSchemas.All.Keys)}")?[0];
        }

        TableMapping mapping = new()
        {
            Dataset = dataset,
            Files = TextOf(table, "files"),
            DateFormat = TextOf(table, "dateFormat"),
            DecimalComma = TextOf(table, "decimal") == ",",
            ChineseCodes = TextOf(table, "codes") == "chinese",
            LabelRows = table.TryGetProperty("labelRows", out JsonElement labels) && labels.ValueKind == JsonValueKind.Number && labels.TryGetInt32(out int rows) && rows is >= 0 and <= 100 ? rows : 0,
        };
        if (table.TryGetProperty("missing", out JsonElement missing) && missing.ValueKind == JsonValueKind.Array)
        {
            mapping.Missing.AddRange(missing.EnumerateArray().Where(static m => m.ValueKind == JsonValueKind.String).Select(static m => m.GetString()!));
        }

        string[] columns = [.. schema.Required, .. schema.Optional];
        return ReadColumns(table, mapping, columns, place, name, log) && ReadConstants(table, mapping, columns, place, name, log) && Complete(mapping, schema.Required, place, name, log) ? mapping : null;
    }

    private static bool ReadColumns(JsonElement table, TableMapping mapping, string[] columns, string place, string name, ImportLog log)
    {
        if (!table.TryGetProperty("columns", out JsonElement given) || given.ValueKind != JsonValueKind.Object)
        {
            Bad(log, name, $"{place}.columns", "it has no columns", "Write {\"firm\": \"Ticker\", \"date\": \"Day\", ...}");
            return false;
        }

        foreach (JsonProperty column in given.EnumerateObject())
        {
            string at = $"{place}.columns.{column.Name}";
            if (!columns.Contains(column.Name, StringComparer.Ordinal))
            {
                string? near = NearestName.Of(column.Name, columns);
                Bad(log, name, at, "the column is not known", near is null ? $"Known are: {string.Join(", ", columns)}" : $"Did you mean '{near}'?");
                return false;
            }

            string? header = column.Value.ValueKind == JsonValueKind.String ? column.Value.GetString() : column.Value.ValueKind == JsonValueKind.Object ? TextOf(column.Value, "column") : null;
            if (string.IsNullOrWhiteSpace(header) || header.Contains('|', StringComparison.Ordinal))
            {
                Bad(log, name, at, "it names no header of the file", "Write \"Header\" or {\"column\": \"Header\", \"unit\": \"thousand\"}");
                return false;
            }

            mapping.Columns[column.Name] = header.Trim();
            if (column.Value.ValueKind == JsonValueKind.Object && !ReadFactor(column.Value, mapping, column.Name, at, name, log))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ReadFactor(JsonElement column, TableMapping mapping, string ours, string at, string name, ImportLog log)
    {
        double factor = 1;
        if (TextOf(column, "unit") is { } unit && !Units.TryGetValue(unit, out factor))
        {
            Bad(log, name, $"{at}.unit", $"'{unit}' is no unit", $"Write one of: {string.Join(", ", Units.Keys)}; or a factor");
            return false;
        }

        if (column.TryGetProperty("factor", out JsonElement number))
        {
            if (number.ValueKind != JsonValueKind.Number || !number.TryGetDouble(out factor) || !(factor > 0) || !double.IsFinite(factor))
            {
                Bad(log, name, $"{at}.factor", "it is no positive number", "Write what the file's figure is multiplied by: 1000 for thousands");
                return false;
            }
        }

        mapping.Factors[ours] = factor;
        return true;
    }

    private static bool ReadConstants(JsonElement table, TableMapping mapping, string[] columns, string place, string name, ImportLog log)
    {
        if (!table.TryGetProperty("constants", out JsonElement given))
        {
            return true;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            Bad(log, name, $"{place}.constants", "it is no object", "Write {\"currency\": \"EUR\"}");
            return false;
        }

        foreach (JsonProperty constant in given.EnumerateObject())
        {
            if (!columns.Contains(constant.Name, StringComparer.Ordinal) || constant.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            {
                Bad(log, name, $"{place}.constants.{constant.Name}", "it is no column with a text or number", $"Known are: {string.Join(", ", columns)}");
                return false;
            }

            mapping.Constants[constant.Name] = constant.Value.ToString();
        }

        return true;
    }

    private static bool Complete(TableMapping mapping, string[] required, string place, string name, ImportLog log)
    {
        foreach (string column in required.Where(c => !mapping.Columns.ContainsKey(c) && !mapping.Constants.ContainsKey(c)))
        {
            // A firm may stand in the file's name; everything else must be said.
            if (column == "firm" && mapping.Dataset == "prices")
            {
                continue;
            }

            Bad(log, name, $"{place}.columns", $"the column '{column}' of {mapping.Dataset} is not mapped", "Map it to a header, or give it under constants");
            return false;
        }

        return true;
    }

    private static string? TextOf(JsonElement element, string property) => element.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static List<TableMapping>? Bad(ImportLog log, string name, string place, string reason, string hint)
    {
        log.FileError(name, "MAPPING-MALFORMED", place.Length == 0 ? reason : $"{place}: {reason}", hint, place);
        return null;
    }
}
