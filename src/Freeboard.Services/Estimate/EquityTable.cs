using System.Globalization;
using CsvHelper;
using Freeboard.Provenance;

namespace Freeboard.Services.Estimate;

/// <summary>Reads a table of equity values: columns date or time, E, D, r, and what the method needs more.</summary>
internal sealed class EquityTable
{
    private const int MaximumErrorsListed = 1000;
    private const double DaysPerYear = 365.25;

    /// <summary>Dates are counted from a day near them: years since the year 1 would leave a day's gap only ten digits.</summary>
    private static readonly DateOnly Origin = new(2000, 1, 1);
    private static readonly string[] Figures = ["E", "D", "r"];
    private static readonly string[] NusFigures = ["other_liabilities", "total_assets"];

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
    private readonly EstimateOptions options;
    private readonly List<RowError> errors = [];
    private readonly List<FirmHistory> firms = [];
    private readonly Dictionary<string, FirmHistory> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateOnly> lastDates = new(StringComparer.Ordinal);
    private Dictionary<string, int> position = [];

    private EquityTable(string name, EstimateOptions options)
    {
        this.name = name;
        this.options = options;
    }

    /// <summary>The firms, in order of first appearance.</summary>
    public IReadOnlyList<FirmHistory> Firms => firms;

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors => errors;

    /// <summary>How many errors there were.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>Whether the header itself is wrong, so that no row was read.</summary>
    public bool HeaderIsWrong { get; private set; }

    public static EquityTable Read(TextReader input, string name, EstimateOptions options, bool ignoreExtraColumns, CancellationToken cancellationToken)
    {
        EquityTable table = new(name, options);
        using CsvReader csv = CsvReader.Create(input, Dialect, leaveOpen: true);
        if (!csv.Read())
        {
            table.Add(0, "", "EMPTY-FILE", "There is no header", "Begin with the line date,E,D,r");
            table.HeaderIsWrong = true;
            return table;
        }

        string[] header = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
        table.CheckHeader(header, ignoreExtraColumns);
        table.HeaderIsWrong = table.ErrorCount > 0;
        if (table.HeaderIsWrong)
        {
            return table;
        }

        table.position = header.Select((column, index) => (column, index)).ToDictionary(pair => pair.column, pair => pair.index, StringComparer.Ordinal);
        while (csv.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            table.ReadRow(csv, header.Length);
        }

        return table;
    }

    private void CheckHeader(string[] header, bool ignoreExtraColumns)
    {
        if (header.Length == 1 && (header[0].Contains(';', StringComparison.Ordinal) || header[0].Contains('\t', StringComparison.Ordinal)))
        {
            Add(1, "", "WRONG-DELIMITER", $"The header '{header[0].Replace('\t', ' ')}' holds no comma", "Separate columns by commas");
            return;
        }

        bool nus = options.Method == EstimationMethod.Nus;
        string[] required = [.. Figures, .. nus ? NusFigures : []];
        string[] known = [.. required, "date", "time", "T", "firm", .. nus ? (string[])["sector"] : []];
        foreach (string column in required.Where(column => !header.Contains(column, StringComparer.Ordinal)))
        {
            Add(1, column, "MISSING-COLUMN", $"There is no column '{column}'", $"The columns are date (or time), {string.Join(", ", required)}; their case matters");
        }

        switch (header.Contains("date", StringComparer.Ordinal), header.Contains("time", StringComparer.Ordinal))
        {
            case (false, false):
                Add(1, "date", "MISSING-COLUMN", "There is neither a column 'date' nor a column 'time'", "Give date as 2024-03-29, or time in years");
                break;
            case (true, true):
                Add(1, "time", "TWO-CLOCKS", "There are both a column 'date' and a column 'time'", "Keep one");
                break;
        }

        foreach (IGrouping<string, string> twice in header.GroupBy(column => column, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            Add(1, twice.Key, "DUPLICATE-COLUMN", $"The column '{twice.Key}' stands {twice.Count()} times", "Keep one");
        }

        foreach (string column in header.Where(column => !ignoreExtraColumns && !known.Contains(column, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal))
        {
            Add(1, column, "UNKNOWN-COLUMN", $"The column '{column}' is not one of {string.Join(", ", known)}", "Remove it, or pass --ignore-extra");
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
        string name = Text(csv, "firm");
        byName.TryGetValue(name, out FirmHistory? firm);
        double time = ReadTime(csv, line, name, firm, out DateOnly? date);
        double equity = Number(csv, line, "E");
        double debt = Number(csv, line, "D");
        double rate = Number(csv, line, "r");
        bool nus = options.Method == EstimationMethod.Nus;
        double other = nus ? Number(csv, line, "other_liabilities") : double.NaN;
        double assets = nus ? Number(csv, line, "total_assets") : double.NaN;
        double? horizon = ReadHorizon(csv, line, firm);
        string sector = nus ? Text(csv, "sector") : "";
        if (firm is not null && firm.Sector != sector)
        {
            Add(line, "sector", "SECTOR-VARIES", $"'{sector}' follows '{firm.Sector}' in one firm", "Give a firm one sector");
        }

        if (ErrorCount > before)
        {
            return;
        }

        if (firm is null)
        {
            firm = new FirmHistory(name) { Horizon = horizon, Sector = sector };
            byName.Add(name, firm);
            firms.Add(firm);
        }

        firm.Labels.Add(Text(csv, position.ContainsKey("date") ? "date" : "time"));
        if (date is { } day)
        {
            firm.Dates.Add(day);
        }

        firm.Times.Add(options.GapYears is { } gap ? firm.Times.Count * gap : time);

        // A day without its balance sheet is a missing day of the NUS variant, like one without any other figure.
        firm.Equity.Add(nus && (double.IsNaN(other) || double.IsNaN(assets)) ? double.NaN : equity);
        firm.Debt.Add(debt);
        firm.Rate.Add(rate);
        firm.OtherLiabilities.Add(other);
        firm.TotalAssets.Add(assets);
    }

    private double ReadTime(CsvReader csv, int line, string name, FirmHistory? firm, out DateOnly? day)
    {
        day = null;
        if (!position.ContainsKey("date"))
        {
            double time = Number(csv, line, "time", required: true);
            if (firm is not null && options.GapYears is null && !double.IsNaN(time) && !(time > firm.Times[^1]))
            {
                Add(line, "time", "TIME-NOT-ASCENDING", $"'{Text(csv, "time")}' is not after the row before it", "Sort each firm's rows by time, one row a time");
            }

            return time;
        }

        string text = Text(csv, "date");
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            Add(line, "date", "DATE-NOT-ISO", text.Length == 0 ? "The cell is empty" : $"'{text}' is not an ISO date, or names a day that does not exist", "Write year-month-day: 2024-03-29");
            return double.NaN;
        }

        if (lastDates.TryGetValue(name, out DateOnly last) && date <= last)
        {
            Add(line, "date", "DATE-NOT-ASCENDING", $"'{text}' is not after the row before it", "Sort each firm's rows by date, one row a day");
            return double.NaN;
        }

        lastDates[name] = date;
        day = date;

        return (date.DayNumber - Origin.DayNumber) / DaysPerYear;
    }

    private double? ReadHorizon(CsvReader csv, int line, FirmHistory? firm)
    {
        if (options.HorizonYears is { } fixedHorizon)
        {
            return fixedHorizon;
        }

        if (!position.ContainsKey("T"))
        {
            return null;
        }

        double horizon = Number(csv, line, "T", required: true);
        if (double.IsNaN(horizon))
        {
            return null;
        }

        if (firm is not null && firm.Horizon != horizon)
        {
            Add(line, "T", "HORIZON-VARIES", $"'{Text(csv, "T")}' differs from the firm's rows before", "Give a firm one horizon, or pass --horizon");
        }

        return horizon;
    }

    /// <summary>A cell's number; an empty cell and words for missing are NaN, a missing day.</summary>
    private double Number(CsvReader csv, int line, string column, bool required = false)
    {
        string text = Text(csv, column);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !(required && !double.IsFinite(value)))
        {
            return value;
        }

        if (!required && text.ToUpperInvariant() is "" or "NA" or "NULL")
        {
            return double.NaN;
        }

        if (text.Length == 0)
        {
            Add(line, column, "EMPTY-CELL", "The cell is empty", "Fill it");
        }
        else
        {
            Add(line, column, "NOT-A-NUMBER", $"'{text}' is not a number", "Write a decimal number with a point, without separators or signs of percent: 0.35, 1.2e9; leave the cell empty on a missing day");
        }

        return double.NaN;
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
