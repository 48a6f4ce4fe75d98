using System.Globalization;
using CsvHelper;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Equity;

/// <summary>A table of numbers with optional text columns, read whole; bad rows are errors with their places.</summary>
internal sealed class NumberTable
{
    private const int MaximumErrorsListed = 1000;

    private static readonly CsvReaderOptions Dialect = new()
    {
        Separator = ',',
        HasHeader = false,
        SkipEmptyLines = true,
        TrackLineNumbers = true,
        TrimWhitespace = true,
        AllowLineBreaksInQuotes = false,
    };

    private readonly string name;
    private readonly List<RowError> errors = [];
    private readonly Dictionary<string, List<double>> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> texts = new(StringComparer.Ordinal);

    private NumberTable(string name) => this.name = name;

    /// <summary>Columns of the header, in its order.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors => errors;

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>Rows that were read without an error.</summary>
    public int Rows { get; private set; }

    /// <summary>Rows with an error.</summary>
    public int RowsSetAside { get; private set; }

    /// <summary>Whether the header itself is wrong, so that no row was read.</summary>
    public bool HeaderIsWrong { get; private set; }

    /// <summary>Line of each good row.</summary>
    public List<int> Lines { get; } = [];

    /// <summary>Reads a table.</summary>
    /// <param name="input">CSV with a header, UTF-8 or GBK.</param>
    /// <param name="name">Name in errors.</param>
    /// <param name="choose">From the header: numeric columns, those of them that may be empty (then NaN), and text columns; it may add header errors through <see cref="Add"/>. Other columns are not read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static NumberTable Read(ReadOnlySpan<byte> input, string name, Func<NumberTable, (string[] Numeric, string[] Optional, string[] Text)> choose, CancellationToken cancellationToken)
    {
        NumberTable table = new(name);
        if (TextBytes.Decode(input) is not { } whole)
        {
            table.Add(0, "", "ENCODING-UNKNOWN", "The bytes are neither UTF-8 nor GBK (GB18030)", "Save it as UTF-8");
            table.HeaderIsWrong = true;
            return table;
        }

        using StringReader reader = new(whole);
        using CsvReader csv = CsvReader.Create(reader, Dialect, leaveOpen: true);
        if (!csv.Read())
        {
            table.Add(0, "", "EMPTY-FILE", "There is no header", "Begin with a line of column names");
            table.HeaderIsWrong = true;
            return table;
        }

        string[] header = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
        table.Columns = header;
        if (header.Length == 1 && (header[0].Contains(';', StringComparison.Ordinal) || header[0].Contains('\t', StringComparison.Ordinal)))
        {
            table.Add(1, "", "WRONG-DELIMITER", $"The header '{header[0].Replace('\t', ' ')}' holds no comma", "Separate columns by commas");
        }

        foreach (IGrouping<string, string> twice in header.GroupBy(column => column, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            table.Add(1, twice.Key, "DUPLICATE-COLUMN", $"The column '{twice.Key}' stands {twice.Count()} times", "Keep one");
        }

        (string[] numeric, string[] optional, string[] text) = table.ErrorCount == 0 ? choose(table) : ([], [], []);
        table.HeaderIsWrong = table.ErrorCount > 0;
        if (table.HeaderIsWrong)
        {
            return table;
        }

        (string Name, int Index, bool Optional)[] figures = [.. numeric.Select(c => (c, Array.IndexOf(header, c), optional.Contains(c, StringComparer.Ordinal)))];
        foreach (string column in numeric)
        {
            table.numbers[column] = [];
        }

        foreach (string column in text)
        {
            table.texts[column] = [];
        }

        double[] cells = new double[figures.Length];
        while (csv.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            int line = (int)Math.Min(csv.LineNumber, int.MaxValue);
            int before = table.ErrorCount;
            if (csv.FieldCount != header.Length)
            {
                table.Add(line, "", "WRONG-CELL-COUNT", string.Create(CultureInfo.InvariantCulture, $"The row has {csv.FieldCount} cells, the header {header.Length}"), "Quote cells that hold commas, and leave no cell out");
            }
            else
            {
                for (int i = 0; i < figures.Length; i++)
                {
                    cells[i] = table.Number(csv.GetString(figures[i].Index), line, figures[i].Name, figures[i].Optional);
                }
            }

            if (table.ErrorCount > before)
            {
                table.RowsSetAside++;
                continue;
            }

            table.Rows++;
            table.Lines.Add(line);
            for (int i = 0; i < figures.Length; i++)
            {
                table.numbers[figures[i].Name].Add(cells[i]);
            }

            foreach (string column in text)
            {
                table.texts[column].Add(csv.GetString(Array.IndexOf(header, column)));
            }
        }

        return table;
    }

    public bool Has(string column) => Columns.Contains(column, StringComparer.Ordinal);

    public bool HasNumbers(string column) => numbers.ContainsKey(column);

    public IReadOnlyList<double> Numbers(string column) => numbers[column];

    public string Text(string column, int row) => texts.TryGetValue(column, out List<string>? values) ? values[row] : "";

    public void Add(int line, string column, string code, string reason, string hint)
    {
        ErrorCount++;
        if (errors.Count < MaximumErrorsListed)
        {
            errors.Add(new RowError(name, line, column, code, reason, hint));
        }
    }

    private double Number(string text, int line, string column, bool optional)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
        {
            return value;
        }

        if (text.Length == 0 && optional)
        {
            return double.NaN;
        }

        if (text.Length == 0)
        {
            Add(line, column, "EMPTY-CELL", "The cell is empty", "Fill it, or leave the row out");
        }
        else
        {
            Add(line, column, "NOT-A-NUMBER", $"'{text}' is not a finite number", "Write a decimal number with a point, without separators or signs of percent: 0.35, 1.2e9");
        }

        return double.NaN;
    }
}
