using System.Globalization;
using CsvHelper;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Services.Tables;

/// <summary>The one reader of tables that commands take (solve, estimate, volatility, equity): CSV with a header, row by row, every fault an error with its place.</summary>
internal sealed class InputTable : IDisposable
{
    private readonly CsvReader csv;
    private readonly InputErrors errors;
    private readonly Dictionary<string, int> places;
    private bool badQuotes;
    private bool anyRow;

    private InputTable(TextReader input, InputErrors errors, bool mayBeEmpty)
    {
        anyRow = mayBeEmpty;
        this.errors = errors;
        csv = CsvReader.Create(
            input,
            new CsvReaderOptions
            {
                Separator = ',',
                HasHeader = false,
                SkipEmptyLines = true,
                TrackLineNumbers = true,
                TrimWhitespace = true,

                // No cell holds a line break; with them allowed, one stray quote would swallow the rest of the table.
                AllowLineBreaksInQuotes = false,
                OnMalformedRecord = _ => badQuotes = true,
            },
            leaveOpen: true);
        Header = csv.Read() ? [.. Enumerable.Range(0, csv.FieldCount).Select(i => SpreadsheetText.Unguarded(csv.GetString(i)))] : [];
        places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < Header.Count; i++)
        {
            places.TryAdd(Header[i], i);
        }
    }

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Line of the row in hand.</summary>
    public int Line => (int)Math.Min(csv.LineNumber, int.MaxValue);

    /// <summary>Whether the row in hand has as many cells as the header.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Opens a table and reads its header.</summary>
    /// <param name="input">The table.</param>
    /// <param name="errors">Where errors go.</param>
    /// <param name="firstLine">A header that would do, for the message about an empty table.</param>
    /// <param name="mayBeEmpty">Whether a header without rows says something: that there are none.</param>
    /// <returns>The table; null when there is no header, or none with commas.</returns>
    public static InputTable? Open(TextReader input, InputErrors errors, string firstLine, bool mayBeEmpty = false)
    {
        InputTable table = new(input, errors, mayBeEmpty);
        switch (table.Header)
        {
            case []:
                errors.Add(0, "", "FILE-EMPTY", "There is no header", $"Begin with the line {firstLine}");
                break;
            case [string only] when only.Contains(';', StringComparison.Ordinal) || only.Contains('\t', StringComparison.Ordinal):
                errors.Add(1, "", "WRONG-DELIMITER", $"The header '{only.Replace('\t', ' ')}' holds no comma", "Separate columns by commas");
                break;
            default:
                return table;
        }

        table.Dispose();
        return null;
    }

    /// <summary>Whether there is a column.</summary>
    public bool Has(string column) => places.ContainsKey(column);

    /// <summary>Reports columns that lack, stand twice, or are none of the known ones.</summary>
    /// <param name="required">Columns that must be there.</param>
    /// <param name="known">All columns that may be there; null for any.</param>
    /// <param name="ignoreExtra">Whether others are passed over.</param>
    /// <param name="hint">What to do about a missing one.</param>
    public void CheckColumns(IEnumerable<string> required, IReadOnlyCollection<string>? known, bool ignoreExtra, string hint)
    {
        foreach (string column in required.Where(column => !Has(column)))
        {
            errors.Add(1, column, "COLUMN-MISSING", $"There is no column '{column}'", hint);
        }

        foreach (IGrouping<string, string> twice in Header.GroupBy(column => column, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            errors.Add(1, twice.Key, "COLUMN-DUPLICATE", $"The column '{twice.Key}' stands {twice.Count()} times", "Keep one");
        }

        foreach (string column in Header.Where(column => known is not null && !ignoreExtra && !known.Contains(column)).Distinct(StringComparer.Ordinal))
        {
            errors.Add(1, column, "COLUMN-UNKNOWN", $"The column '{column}' is not one of {string.Join(", ", known!)}", "Remove it, or pass --ignore-extra");
        }
    }

    /// <summary>Goes to the next row; a row that is not whole is an error. A table that ends with its header is one too.</summary>
    public bool Read(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        badQuotes = false;
        if (!csv.Read())
        {
            if (!anyRow)
            {
                errors.Add(1, "", "HEADER-ONLY", "There is a header and no row under it", "Add the rows; a table without any has no answer");
            }

            return false;
        }

        anyRow = true;
        IsWhole = !badQuotes && csv.FieldCount == Header.Count;
        if (badQuotes)
        {
            errors.Add(Line, "", "QUOTES-UNPAIRED", "The quotes of the row do not pair up", "Quote a whole cell, and double a quote inside it");
        }
        else if (!IsWhole)
        {
            errors.Add(Line, "", "ROW-LENGTH", string.Create(CultureInfo.InvariantCulture, $"The row has {csv.FieldCount} cells, the header {Header.Count}"), "Quote cells that hold commas, and leave no cell out");
        }

        return true;
    }

    /// <summary>The text of a cell; empty where there is no such column.</summary>
    public string Text(string column) => places.TryGetValue(column, out int index) ? SpreadsheetText.Unguarded(csv.GetString(index)) : "";

    /// <summary>Adds an error about a cell of the row in hand.</summary>
    public void Fail(string column, string code, string reason, string hint) => errors.Add(Line, column, code, reason, hint);

    /// <summary>Adds the error of a cell that is no number: empty, or words.</summary>
    /// <param name="column">The column.</param>
    /// <param name="more">What else to do; empty for nothing.</param>
    public void FailNumber(string column, string more = "")
    {
        string text = Text(column);
        if (text.Length == 0)
        {
            Fail(column, "VALUE-MISSING", "The cell is empty", "Fill it, or leave the row out");
        }
        else
        {
            Fail(column, "NUMBER-NOT-A-NUMBER", $"'{text}' is not a number", $"Write a decimal number with a point, without separators or signs of percent: 0.35, 1.2e9{more}");
        }
    }

    /// <summary>The finite number of a cell; null, and an error, when it is none.</summary>
    public double? Number(string column)
    {
        if (double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
        {
            return value;
        }

        FailNumber(column);
        return null;
    }

    /// <summary>The ISO day of a cell; null, and an error, when it is none.</summary>
    public DateOnly? Day(string column)
    {
        string text = Text(column);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return day;
        }

        Fail(column, "DATE-NOT-ISO", text.Length == 0 ? "The cell is empty" : $"'{text}' is not an ISO date, or names a day that does not exist", "Write year-month-day: 2024-03-29");
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => csv.Dispose();
}
