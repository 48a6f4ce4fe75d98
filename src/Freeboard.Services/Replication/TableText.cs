using System.Text;
using Freeboard.Provenance;

namespace Freeboard.Services.Replication;

/// <summary>A published table as CSV text: comma, quotes where a cell holds a comma, one header line.</summary>
internal static class TableText
{
    public static PublishedTable? Read(TableSchema schema, string text, List<RowError> errors)
    {
        int before = errors.Count;
        List<PublishedRow> rows = [];
        HashSet<string> names = [];
        string[] lines = text.TrimStart('\uFEFF').Split('\n');
        if (lines[0].TrimEnd('\r') != schema.Header)
        {
            errors.Add(new RowError(schema.FileName, 1, "", "TABLE-HEADER", $"the header is '{lines[0].TrimEnd('\r')}'", $"Write the columns in this order: {schema.Header}"));
            return null;
        }

        for (int i = 1; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd('\r');
            if (line.Length == 0)
            {
                continue;
            }

            if (Cells(line) is not { } cells)
            {
                errors.Add(new RowError(schema.FileName, i + 1, "", "ROW-QUOTES", "the quotes of the row do not pair up", "Put a quoted cell between two quotes, and double a quote inside it"));
            }
            else if (cells.Count != schema.Columns.Count)
            {
                errors.Add(new RowError(schema.FileName, i + 1, "", "ROW-FIELDS", $"the row has {cells.Count} cells for {schema.Columns.Count} columns", "Give every column one cell; put a cell with a comma in quotes"));
            }
            else
            {
                CheckCells(schema, i + 1, cells, errors);
                if (!schema.IsAnnotation && !names.Add(cells[0]))
                {
                    errors.Add(new RowError(schema.FileName, i + 1, schema.Columns[0].Name, "ROW-DUPLICATE", $"'{cells[0]}' has a row already", "Keep one row for each name"));
                }

                rows.Add(new PublishedRow { Line = i + 1, Cells = cells });
            }
        }

        if (rows.Count == 0 && errors.Count == before && !schema.IsAnnotation)
        {
            errors.Add(new RowError(schema.FileName, 0, "", "TABLE-EMPTY", "the table has no rows", "Write the published rows"));
        }

        return errors.Count > before ? null : new PublishedTable { Id = schema.Id, Columns = [.. schema.Columns.Select(static c => c.Name)], Rows = rows };
    }

    public static string Write(PublishedTable table)
    {
        StringBuilder text = new();
        text.AppendJoin(',', table.Columns).Append('\n');
        foreach (PublishedRow row in table.Rows)
        {
            text.AppendJoin(',', row.Cells.Select(Quoted)).Append('\n');
        }

        return text.ToString();
    }

    private static void CheckCells(TableSchema schema, int line, List<string> cells, List<RowError> errors)
    {
        for (int i = 0; i < cells.Count; i++)
        {
            if (schema.Columns[i].Explain(cells[i]) is { } fault)
            {
                errors.Add(new RowError(schema.FileName, line, schema.Columns[i].Name, fault.Code, fault.Reason, fault.Hint));
            }
        }
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"") ? string.Concat("\"", cell.Replace("\"", "\"\"", StringComparison.Ordinal), "\"") : cell;

    private static List<string>? Cells(string line)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString().Trim());
        return quoted ? null : cells;
    }
}
