using System.Globalization;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Equity;

/// <summary>A table of numbers with optional text columns, read whole; bad rows are errors with their places.</summary>
internal sealed class NumberTable
{
    private readonly InputErrors errors;
    private readonly Dictionary<string, List<double>> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> texts = new(StringComparer.Ordinal);

    private NumberTable(string name) => errors = new InputErrors(name);

    /// <summary>Columns of the header, in its order.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors => errors.Listed;

    /// <summary>How many errors there were.</summary>
    public int ErrorCount => errors.Count;

    /// <summary>Rows that were read without an error.</summary>
    public int Rows { get; private set; }

    /// <summary>Rows with an error.</summary>
    public int RowsSetAside { get; private set; }

    /// <summary>Whether the header itself is wrong or stands alone, so that no row was read.</summary>
    public bool HeaderIsWrong { get; private set; }

    /// <summary>Line of each good row.</summary>
    public List<int> Lines { get; } = [];

    /// <summary>Reads a table.</summary>
    /// <param name="input">CSV with a header, UTF-8 or GBK.</param>
    /// <param name="name">Name in errors.</param>
    /// <param name="choose">From the header: numeric columns, those of them that may be empty (then NaN), and text columns; it may add header errors through <see cref="Add"/>. Other columns are not read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="mayBeEmpty">Whether a header without rows says something: that there are none.</param>
    public static NumberTable Read(ReadOnlySpan<byte> input, string name, Func<NumberTable, (string[] Numeric, string[] Optional, string[] Text)> choose, CancellationToken cancellationToken, bool mayBeEmpty = false)
    {
        NumberTable table = new(name);
        if (table.errors.Decode(input) is not { } whole)
        {
            table.HeaderIsWrong = true;
            return table;
        }

        using StringReader reader = new(whole);
        using InputTable? rows = InputTable.Open(reader, table.errors, "of column names", mayBeEmpty);
        table.Columns = rows?.Header ?? [];
        rows?.CheckColumns([], null, ignoreExtra: true, "");
        (string[] numeric, string[] optional, string[] text) = table.ErrorCount == 0 ? choose(table) : ([], [], []);
        table.HeaderIsWrong = table.ErrorCount > 0;
        if (table.HeaderIsWrong)
        {
            return table;
        }

        table.ReadRows(rows!, numeric, optional, text, cancellationToken);
        table.HeaderIsWrong = !mayBeEmpty && table.Rows + table.RowsSetAside == 0;
        return table;
    }

    private void ReadRows(InputTable rows, string[] numeric, string[] optional, string[] text, CancellationToken cancellationToken)
    {
        foreach (string column in numeric)
        {
            numbers[column] = [];
        }

        foreach (string column in text)
        {
            texts[column] = [];
        }

        double[] cells = new double[numeric.Length];
        while (rows.Read(cancellationToken))
        {
            int before = rows.IsWhole ? ErrorCount : -1;
            for (int i = 0; rows.IsWhole && i < numeric.Length; i++)
            {
                cells[i] = Number(rows, numeric[i], optional.Contains(numeric[i], StringComparer.Ordinal));
            }

            if (ErrorCount > before)
            {
                RowsSetAside++;
                continue;
            }

            Rows++;
            Lines.Add(rows.Line);
            for (int i = 0; i < numeric.Length; i++)
            {
                numbers[numeric[i]].Add(cells[i]);
            }

            foreach (string column in text)
            {
                texts[column].Add(rows.Text(column));
            }
        }
    }

    public bool Has(string column) => Columns.Contains(column, StringComparer.Ordinal);

    public bool HasNumbers(string column) => numbers.ContainsKey(column);

    public IReadOnlyList<double> Numbers(string column) => numbers[column];

    public string Text(string column, int row) => texts.TryGetValue(column, out List<string>? values) ? values[row] : "";

    public void Add(int line, string column, string code, string reason, string hint) => errors.Add(line, column, code, reason, hint);

    private static double Number(InputTable rows, string column, bool optional)
    {
        string text = rows.Text(column);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
        {
            return value;
        }

        if (text.Length > 0 || !optional)
        {
            rows.FailNumber(column);
        }

        return double.NaN;
    }
}
