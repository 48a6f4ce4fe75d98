using System.Globalization;
using System.Security.Cryptography;
using Freeboard.Provenance;
using Freeboard.Scoring;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Scoring;

/// <summary>A sample read whole: any columns, as text.</summary>
internal sealed class ScoringTable
{
    private const int FewestNumbers = 20;
    private const double MostMistyped = 0.05;

    private readonly Dictionary<string, string[]> cells;
    private readonly int[] lines;

    private ScoringTable(InputFile source, IReadOnlyList<string> header, Dictionary<string, string[]> cells, int[] lines)
    {
        Source = source;
        Header = header;
        this.cells = cells;
        this.lines = lines;
    }

    /// <summary>The file and its hash.</summary>
    internal InputFile Source { get; }

    /// <summary>The columns, in order.</summary>
    internal IReadOnlyList<string> Header { get; }

    /// <summary>Rows.</summary>
    internal int Count => lines.Length;

    /// <summary>The cells of a column.</summary>
    internal IReadOnlyList<string> this[string column] => cells[column];

    /// <summary>Reads a table; null after errors.</summary>
    internal static ScoringTable? Read(ReadOnlySpan<byte> bytes, string name, InputErrors errors, IEnumerable<string> required, string hint, CancellationToken cancellationToken)
    {
        if (errors.Decode(bytes) is not { } text)
        {
            return null;
        }

        using StringReader reader = new(text);
        using InputTable? table = InputTable.Open(reader, errors, string.Join(',', required.Append("...")));
        if (table is null)
        {
            return null;
        }

        table.CheckColumns(required, null, ignoreExtra: true, hint);
        if (errors.Count > 0)
        {
            return null;
        }

        Dictionary<string, List<string>> found = table.Header.ToDictionary(static column => column, static _ => new List<string>(), StringComparer.Ordinal);
        List<int> lines = [];
        while (table.Read(cancellationToken))
        {
            if (!table.IsWhole)
            {
                continue;
            }

            lines.Add(table.Line);
            foreach ((string column, List<string> values) in found)
            {
                values.Add(table.Text(column));
            }
        }

        InputFile source = new(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), "sample", lines.Count, errors.Count);
        return errors.Count > 0 ? null : new ScoringTable(source, table.Header, found.ToDictionary(static p => p.Key, static p => p.Value.ToArray(), StringComparer.Ordinal), [.. lines]);
    }

    /// <summary>Line of a row in the file.</summary>
    internal int LineOf(int row) => lines[row];

    /// <summary>Whether every cell of a column that is not missing is a finite number.</summary>
    internal bool IsNumeric(string column, IReadOnlySet<string> missing)
    {
        bool any = false;
        foreach (string cell in cells[column])
        {
            if (IsMissing(cell, missing))
            {
                continue;
            }

            if (Parse(cell) is null)
            {
                return false;
            }

            any = true;
        }

        return any;
    }

    /// <summary>Refuses a column of words nearly all of whose cells are numbers: the others are mistyped sooner than words, and as words every number would have a bin.</summary>
    /// <remarks>Missing cells and special codes do not count; at least <see cref="FewestNumbers"/> cells, at most a twentieth of them no numbers.</remarks>
    internal void RefuseMistypedNumbers(string column, IReadOnlySet<string> missing, IReadOnlyCollection<string> special, InputErrors errors)
    {
        int numbers = 0;
        List<int> others = [];
        List<int> codes = [];
        for (int i = 0; i < Count; i++)
        {
            string cell = cells[column][i];
            if (IsMissing(cell, missing))
            {
                continue;
            }

            if (Parse(cell) is not null)
            {
                numbers += special.Contains(cell) ? 0 : 1;
            }
            else
            {
                (special.Contains(cell) ? codes : others).Add(i);
            }
        }

        if (numbers + others.Count < FewestNumbers || others.Count > MostMistyped * (numbers + others.Count))
        {
            return;
        }

        foreach (int i in others)
        {
            errors.Add(lines[i], column, "NUMBER-NOT-A-NUMBER", string.Create(CultureInfo.InvariantCulture, $"'{cells[column][i]}' is not a number, and {numbers} other cells of the column are"), $"Correct it, name it as a word for missing values with --missing, as a bin of its own by a number with --special, or take the whole column as words with --categorical {column}");
        }

        if (others.Count == 0 && codes.Count > 0)
        {
            errors.Add(lines[codes[0]], column, "SPECIAL-NOT-A-NUMBER", $"The special code '{cells[column][codes[0]]}' is not a number, and every other cell of the column is", $"Write a number for it, name it with --missing, or take the whole column as words with --categorical {column}");
        }
    }

    /// <summary>A column as numbers, every cell that is none an error; or as levels.</summary>
    internal ScoreColumn Column(string column, bool numeric, IReadOnlySet<string> missing, InputErrors errors)
    {
        if (!numeric)
        {
            return ScoreColumn.OfLevels(column, cells[column].Select(cell => IsMissing(cell, missing) ? null : cell));
        }

        double[] numbers = new double[Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            string cell = cells[column][i];
            double? value = IsMissing(cell, missing) ? double.NaN : Parse(cell);
            if (value is null)
            {
                errors.Add(lines[i], column, "NUMBER-NOT-A-NUMBER", $"'{cell}' is not a number, and the variable has breaks between numbers", "Write a number, leave the cell empty, or name words for missing values with --missing");
            }

            numbers[i] = value ?? double.NaN;
        }

        return ScoreColumn.OfNumbers(column, numbers);
    }

    /// <summary>Which rows are bad; a row without an outcome is an error, and so are outcomes of one kind where a fit needs both.</summary>
    internal bool[] Outcomes(string target, string bad, InputErrors errors, bool needsBoth = true)
    {
        bool[] outcomes = new bool[Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            string cell = cells[target][i];
            if (cell.Length == 0)
            {
                errors.Add(lines[i], target, "VALUE-MISSING", "The cell is empty", "Fill in the outcome, or leave the row out: an unknown outcome is neither bad nor good");
            }

            outcomes[i] = cell == bad;
        }

        if (needsBoth && errors.Count == 0 && (!outcomes.Contains(true) || !outcomes.Contains(false)))
        {
            string seen = string.Join(", ", cells[target].Distinct(StringComparer.Ordinal).Take(5));
            errors.Add(0, target, "TARGET-ONE-CLASS", $"{(outcomes.Contains(true) ? "Every" : "No")} row has the value '{bad}'; there are {seen}", "Name the value of bad rows with --bad");
        }

        return outcomes;
    }

    /// <summary>The weights of rows; empty without a column.</summary>
    internal double[] Weights(string? column, InputErrors errors)
    {
        if (column is null)
        {
            return [];
        }

        double[] weights = new double[Count];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = Parse(cells[column][i]) ?? 0;
            if (!(weights[i] > 0))
            {
                errors.Add(lines[i], column, "WEIGHT-NOT-POSITIVE", $"'{cells[column][i]}' is not a positive number", "Give every row a positive weight, or leave the row out");
            }
        }

        return weights;
    }

    private static bool IsMissing(string cell, IReadOnlySet<string> missing) => cell.Length == 0 || missing.Contains(cell);

    private static double? Parse(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
}
