namespace Freeboard.Data.Import.Tables;

/// <summary>Matches a header line with a schema and names every fault of it.</summary>
internal static class TableHeader
{
    /// <summary>Where each column of the schema stands in the file (-1 for an absent optional one), or null after errors.</summary>
    public static int[]? Match(string[] header, string file, int line, TableSchema schema, ImportLog log)
    {
        if (header.Length <= 2 && !schema.AllowsExtra && WrongDelimiter(header) is { } delimiter)
        {
            log.FileError(file, "WRONG-DELIMITER", $"the cells are separated by {delimiter}", "Save the file with commas between the cells and a decimal point in the numbers", line: line);
            return null;
        }

        int[] places = new int[schema.All.Count];
        Array.Fill(places, -1);
        bool good = true;
        for (int i = 0; i < header.Length; i++)
        {
            int column = schema.IndexOf(header[i]);
            if (column < 0 && schema.AllowsExtra)
            {
                continue;
            }

            if (column < 0)
            {
                good &= log.Options.IgnoreExtraColumns;
                ReportUnknown(header[i], file, line, schema, places, log);
            }
            else if (places[column] >= 0)
            {
                good = false;
                log.FileError(file, "COLUMN-DUPLICATE", $"the column '{header[i]}' stands in the header twice", "Delete or rename one of them", header[i], line);
            }
            else
            {
                places[column] = i;
            }
        }

        for (int i = 0; i < schema.Required.Count; i++)
        {
            if (places[i] < 0 && !schema.Constants.ContainsKey(i))
            {
                good = false;
                log.FileError(file, "COLUMN-MISSING", $"the column '{schema.Required[i]}' is missing", $"The header must have: {string.Join(", ", schema.Required)}", schema.Required[i], line);
            }
        }

        return good ? places : null;
    }

    private static void ReportUnknown(string name, string file, int line, TableSchema schema, int[] places, ImportLog log)
    {
        if (log.Options.IgnoreExtraColumns)
        {
            return;
        }

        string? nearest = NearestName.Of(name, schema.All.Where((_, i) => places[i] < 0));
        string cure = nearest is null
            ? $"Delete it, or ignore extra columns; known columns are: {string.Join(", ", schema.All)}"
            : $"Did you mean '{nearest}'? Otherwise delete it, or ignore extra columns";
        log.FileError(file, "COLUMN-UNKNOWN", name.Length == 0 ? "the header has a column without a name" : $"the column '{name}' is not known", cure, name, line);
    }

    private static string? WrongDelimiter(string[] header)
    {
        string line = string.Join(',', header);
        return line.Contains(';') ? "semicolons"
            : line.Contains('\t') ? "tabs"
            : line.Contains('|') ? "vertical bars"
            : line.Contains('，') ? "full-width commas"
            : null;
    }
}
