using System.Globalization;
using CsvHelper;
using Freeboard.Provenance;
using Freeboard.Volatility.Returns;

namespace Freeboard.Services.Volatility;

/// <summary>Reads a table of prices or returns: a column price or return, optionally date and firm.</summary>
internal sealed class ReturnTable
{
    private const int MaximumErrorsListed = 1000;
    private static readonly string[] Known = ["price", "return", "date", "firm", "adj_factor", "limit"];

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
    private readonly List<FirmSeries> firms = [];
    private readonly Dictionary<string, FirmSeries> byName = new(StringComparer.Ordinal);
    private Dictionary<string, int> position = [];

    private ReturnTable(string name) => this.name = name;

    /// <summary>The firms, in order of first appearance.</summary>
    public IReadOnlyList<FirmSeries> Firms => firms;

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors => errors;

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>Whether the header itself is wrong, so that no row was read.</summary>
    public bool HeaderIsWrong { get; private set; }

    /// <summary>Whether the numbers are prices; else they are returns.</summary>
    public bool IsPrices { get; private set; }

    /// <summary>Whether there are dates.</summary>
    public bool HasDates { get; private set; }

    public static ReturnTable Read(TextReader input, string name, bool needsDates, bool ignoreExtraColumns, CancellationToken cancellationToken)
    {
        ReturnTable table = new(name);
        using CsvReader csv = CsvReader.Create(input, Dialect, leaveOpen: true);
        if (!csv.Read())
        {
            table.Add(0, "", "EMPTY-FILE", "There is no header", "Begin with the line date,price or date,return");
            table.HeaderIsWrong = true;
            return table;
        }

        string[] header = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
        table.CheckHeader(header, needsDates, ignoreExtraColumns);
        table.HeaderIsWrong = table.ErrorCount > 0;
        if (table.HeaderIsWrong)
        {
            return table;
        }

        table.position = header.Select((column, index) => (column, index)).ToDictionary(pair => pair.column, pair => pair.index, StringComparer.Ordinal);
        table.IsPrices = table.position.ContainsKey("price");
        table.HasDates = table.position.ContainsKey("date");
        while (csv.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            table.ReadRow(csv, header.Length);
        }

        return table;
    }

    private void CheckHeader(string[] header, bool needsDates, bool ignoreExtraColumns)
    {
        if (header.Length == 1 && (header[0].Contains(';', StringComparison.Ordinal) || header[0].Contains('\t', StringComparison.Ordinal)))
        {
            Add(1, "", "WRONG-DELIMITER", $"The header '{header[0].Replace('\t', ' ')}' holds no comma", "Separate columns by commas");
            return;
        }

        switch (header.Contains("price", StringComparer.Ordinal), header.Contains("return", StringComparer.Ordinal))
        {
            case (false, false):
                Add(1, "price", "MISSING-COLUMN", "There is neither a column 'price' nor a column 'return'", "Give adjusted prices, or log returns; the case of names matters");
                break;
            case (true, true):
                Add(1, "return", "TWO-SERIES", "There are both a column 'price' and a column 'return'", "Keep one");
                break;
        }

        foreach (string column in (string[])["adj_factor", "limit"])
        {
            if (header.Contains(column, StringComparer.Ordinal) && !header.Contains("price", StringComparer.Ordinal))
            {
                Add(1, column, "COLUMN-WITHOUT-PRICE", $"The column '{column}' says something about prices, and there is no column 'price'", "Remove it, or give prices");
            }
        }

        if (needsDates && !header.Contains("date", StringComparer.Ordinal))
        {
            Add(1, "date", "MISSING-COLUMN", "There is no column 'date', by which days are counted and weeks or months told apart", "Add it, or give a number of periods such as --annualise 252 with daily returns");
        }

        foreach (IGrouping<string, string> twice in header.GroupBy(column => column, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            Add(1, twice.Key, "DUPLICATE-COLUMN", $"The column '{twice.Key}' stands {twice.Count()} times", "Keep one");
        }

        foreach (string column in header.Where(column => !ignoreExtraColumns && !Known.Contains(column, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal))
        {
            Add(1, column, "UNKNOWN-COLUMN", $"The column '{column}' is not one of {string.Join(", ", Known)}", "Remove it, or pass --ignore-extra");
        }
    }

    private void ReadRow(CsvReader csv, int width)
    {
        int line = (int)Math.Min(csv.LineNumber, int.MaxValue);
        if (csv.FieldCount != width)
        {
            Add(line, "", "WRONG-CELL-COUNT", string.Create(CultureInfo.InvariantCulture, $"The row has {csv.FieldCount} cells, the header {width}"), "Quote cells that hold commas, and leave no cell out");
            return;
        }

        int before = ErrorCount;
        string firmName = Text(csv, "firm");
        byName.TryGetValue(firmName, out FirmSeries? firm);
        DateOnly date = ReadDate(csv, line, firm);
        double? value = Number(csv, line, IsPrices ? "price" : "return");
        double? factor = Number(csv, line, "adj_factor");
        double? limit = ReadLimit(csv, line, firmName, date);
        if (position.ContainsKey("adj_factor") && value is not null && factor is not > 0)
        {
            Add(line, "adj_factor", "FACTOR-NOT-POSITIVE", $"'{Text(csv, "adj_factor")}' stands beside a price", "Fill it in every row with a price: 1 before the first ex-right day, larger after it");
        }

        if (ErrorCount > before)
        {
            return;
        }

        if (firm is null)
        {
            firm = new FirmSeries(firmName);
            byName.Add(firmName, firm);
            firms.Add(firm);
        }

        firm.Dates.Add(date);
        firm.Values.Add(value);
        firm.Factors.Add(factor ?? 1);
        firm.Limits.Add(limit);
        firm.LastDate = Text(csv, "date");
    }

    private DateOnly ReadDate(CsvReader csv, int line, FirmSeries? firm)
    {
        if (!HasDates)
        {
            return DateOnly.FromDayNumber(firm?.Dates.Count ?? 0);
        }

        string text = Text(csv, "date");
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            Add(line, "date", "DATE-NOT-ISO", text.Length == 0 ? "The cell is empty" : $"'{text}' is not an ISO date, or names a day that does not exist", "Write year-month-day: 2024-03-29");
        }
        else if (firm is not null && date <= firm.Dates[^1])
        {
            Add(line, "date", "DATE-NOT-ASCENDING", $"'{text}' is not after the row before it", "Sort each firm's rows by date, one row a day");
        }

        return date;
    }

    /// <summary>The price limit of a day: the column's; without one, that of an A-share's code, which needs unadjusted prices.</summary>
    private double? ReadLimit(CsvReader csv, int line, string firm, DateOnly date)
    {
        if (!position.ContainsKey("limit"))
        {
            return position.ContainsKey("adj_factor") && HasDates ? PriceLimits.Band(PriceLimits.BoardOf(firm), specialTreatment: false, date) : null;
        }

        double? limit = Number(csv, line, "limit");
        if (limit is not null and not (> 0 and < 1))
        {
            Add(line, "limit", "LIMIT-OUT-OF-RANGE", $"'{Text(csv, "limit")}' is no price limit", "Write a decimal: 0.10 for 10 %; leave the cell empty where there is none");
        }

        return limit;
    }

    /// <summary>A cell's number; null when it is empty or a word for missing. NaN and infinity are numbers here: the series refuses them by its status.</summary>
    private double? Number(CsvReader csv, int line, string column)
    {
        string text = Text(csv, column);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            return value;
        }

        if (text.ToUpperInvariant() is not ("" or "NA" or "NULL"))
        {
            Add(line, column, "NOT-A-NUMBER", $"'{text}' is not a number", "Write a decimal number with a point, without separators or signs of percent: 0.35, 1.2e9; leave the cell empty on a missing day");
        }

        return null;
    }

    private string Text(CsvReader csv, string column) => position.TryGetValue(column, out int index) ? csv.GetString(index) : "";

    private void Add(int line, string column, string code, string reason, string hint)
    {
        ErrorCount++;
        if (errors.Count < MaximumErrorsListed)
        {
            errors.Add(new RowError(name, line, column, code, reason, hint));
        }
    }
}
