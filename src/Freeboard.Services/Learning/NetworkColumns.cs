using System.Globalization;
using Freeboard.Services.Scoring;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Learning;

/// <summary>One column of a file as a network's encoder takes it: a number, or one 0/1 column a level.</summary>
/// <param name="Name">The column.</param>
/// <param name="Levels">Its levels in ordinal order; null for numbers.</param>
public sealed record NetworkColumn(string Name, IReadOnlyList<string>? Levels);

/// <summary>Columns of files as tables of numbers.</summary>
internal static class NetworkColumns
{
    /// <summary>Most levels of a column of words.</summary>
    internal const int MostLevels = 50;

    /// <summary>Names of the encoder's columns.</summary>
    internal static string[] Names(IReadOnlyList<NetworkColumn> columns) =>
        [.. columns.SelectMany(static c => c.Levels is null ? [c.Name] : c.Levels.Select(level => $"{c.Name}={level}"))];

    /// <summary>Numbers or levels, by what the rows to learn from hold.</summary>
    internal static NetworkColumn[] Of(ScoringTable table, IReadOnlyList<string> names, IReadOnlySet<string> missing, InputErrors errors)
    {
        List<NetworkColumn> columns = [];
        foreach (string name in names)
        {
            if (table.IsNumeric(name, missing))
            {
                columns.Add(new NetworkColumn(name, null));
                continue;
            }

            string[] levels = [.. table[name].Where(cell => cell.Length > 0 && !missing.Contains(cell)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            if (levels.Length == 0)
            {
                errors.Add(0, name, "COLUMN-EMPTY", "Every cell of the column is empty or a word for missing", "Leave the column out with --ignore");
            }
            else if (levels.Length > MostLevels)
            {
                errors.Add(0, name, "LEVELS-TOO-MANY", string.Create(CultureInfo.InvariantCulture, $"The column holds words, {levels.Length} different ones; {MostLevels} are the most"), "Leave the column out with --ignore, join levels, or name words for missing numbers with --missing");
            }

            columns.Add(new NetworkColumn(name, levels));
        }

        return [.. columns];
    }

    /// <summary>The table of numbers, row by row; NaN is missing. A level that is none of the column's own has a 0 in each of its columns.</summary>
    internal static double[] Read(ScoringTable table, IReadOnlyList<NetworkColumn> columns, IReadOnlySet<string> missing, InputErrors errors)
    {
        int width = Names(columns).Length;
        double[] values = new double[table.Count * width];
        int place = 0;
        foreach (NetworkColumn column in columns)
        {
            for (int row = 0; row < table.Count; row++)
            {
                string cell = table[column.Name][row];
                bool absent = cell.Length == 0 || missing.Contains(cell);
                if (column.Levels is null)
                {
                    values[(row * width) + place] = absent ? double.NaN : Number(table, column.Name, row, errors) ?? double.NaN;
                    continue;
                }

                for (int level = 0; level < column.Levels.Count; level++)
                {
                    values[(row * width) + place + level] = absent ? double.NaN : cell == column.Levels[level] ? 1 : 0;
                }
            }

            place += column.Levels?.Count ?? 1;
        }

        return values;
    }

    /// <summary>A column of numbers; an empty cell is NaN.</summary>
    internal static double[] Optional(ScoringTable table, string column, IReadOnlySet<string> missing, InputErrors errors) =>
        [.. Enumerable.Range(0, table.Count).Select(row => table[column][row] is var cell && (cell.Length == 0 || missing.Contains(cell)) ? double.NaN : Number(table, column, row, errors) ?? double.NaN)];

    /// <summary>A column of EDFs, or of probabilities by another model.</summary>
    internal static double[] Edfs(ScoringTable table, string column, InputErrors errors)
    {
        double[] edfs = new double[table.Count];
        for (int row = 0; row < edfs.Length; row++)
        {
            string cell = table[column][row];
            if (cell.Length == 0)
            {
                errors.Add(table.LineOf(row), column, "VALUE-MISSING", "The cell is empty, and every row needs this probability", "Fill it, leave the row out, or leave the column out of --edf and --rival");
            }
            else if (Number(table, column, row, errors) is not { } edf)
            {
                continue;
            }
            else if (edf is < 0 or > 1)
            {
                errors.Add(table.LineOf(row), column, "PROBABILITY-OUT-OF-RANGE", $"'{cell}' lies outside 0 to 1", "Write a decimal: 0.02 is 2 %");
            }
            else
            {
                edfs[row] = edf;
            }
        }

        return edfs;
    }

    private static double? Number(ScoringTable table, string column, int row, InputErrors errors)
    {
        string cell = table[column][row];
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
        {
            return value;
        }

        errors.Add(table.LineOf(row), column, "NUMBER-NOT-A-NUMBER", $"'{cell}' is not a number", "Write a decimal number with a point, leave the cell empty, or name words for missing values with --missing");
        return null;
    }
}
