using System.Globalization;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Estimate;

/// <summary>Reads a table of equity values: columns date or time, E, D, r, and what the method needs more.</summary>
internal sealed class EquityTable
{
    private const double DaysPerYear = 365.25;

    /// <summary>Dates are counted from a day near them: years since the year 1 would leave a day's gap only ten digits.</summary>
    private static readonly DateOnly Origin = new(2000, 1, 1);
    private static readonly string[] Figures = ["E", "D", "r"];
    private static readonly string[] NusFigures = ["other_liabilities", "total_assets"];

    private readonly InputTable table;
    private readonly InputErrors errors;
    private readonly EstimateOptions options;
    private readonly List<FirmHistory> firms = [];
    private readonly Dictionary<string, FirmHistory> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateOnly> lastDates = new(StringComparer.Ordinal);

    /// <summary>Rows of each firm read so far, those set aside among them: with equal gaps a row's place is its number.</summary>
    private readonly Dictionary<string, int> rowsOf = new(StringComparer.Ordinal);

    private EquityTable(InputTable table, InputErrors errors, EstimateOptions options)
    {
        this.table = table;
        this.errors = errors;
        this.options = options;
    }

    /// <summary>The firms, in order of first appearance.</summary>
    public IReadOnlyList<FirmHistory> Firms => firms;

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors => errors.Listed;

    /// <summary>How many errors there were.</summary>
    public int ErrorCount => errors.Count;

    /// <summary>Whether the table cannot be used even without its bad rows: a wrong header, or a row whose place in time nobody knows.</summary>
    public bool IsRejected { get; private set; }

    public static EquityTable Read(TextReader input, string name, EstimateOptions options, bool ignoreExtraColumns, CancellationToken cancellationToken)
    {
        InputErrors errors = new(name);
        using InputTable? table = InputTable.Open(input, errors, "date,E,D,r");
        EquityTable read = new(table!, errors, options);
        if (table is not null)
        {
            read.CheckHeader(ignoreExtraColumns);
        }

        read.IsRejected = errors.Count > 0;
        while (!read.IsRejected && table!.Read(cancellationToken))
        {
            read.ReadRow();
        }

        return read;
    }

    private void CheckHeader(bool ignoreExtraColumns)
    {
        bool nus = options.Method == EstimationMethod.Nus;
        string[] required = [.. Figures, .. nus ? NusFigures : []];
        string[] known = [.. required, "date", "time", "T", "firm", .. nus ? (string[])["sector"] : []];
        table.CheckColumns(required, known, ignoreExtraColumns, $"The columns are date (or time), {string.Join(", ", required)}; their case matters");
        switch (table.Has("date"), table.Has("time"))
        {
            case (false, false):
                errors.Add(1, "date", "COLUMN-MISSING", "There is neither a column 'date' nor a column 'time'", "Give date as 2024-03-29, or time in years");
                break;
            case (true, true):
                errors.Add(1, "time", "TWO-CLOCKS", "There are both a column 'date' and a column 'time'", "Keep one");
                break;
        }
    }

    private void ReadRow()
    {
        if (!table.IsWhole)
        {
            PassOver();
            return;
        }

        int before = errors.Count;
        string name = table.Text("firm");
        int place = CountRow(name);
        byName.TryGetValue(name, out FirmHistory? firm);
        double time = ReadTime(name, firm, out DateOnly? date);
        double equity = Number("E");
        double debt = Number("D");
        double rate = Number("r");
        bool nus = options.Method == EstimationMethod.Nus;
        double other = nus ? Number("other_liabilities") : double.NaN;
        double assets = nus ? Number("total_assets") : double.NaN;
        double? horizon = ReadHorizon(firm);
        string sector = nus ? table.Text("sector") : "";
        if (firm is not null && firm.Sector != sector)
        {
            table.Fail("sector", "SECTOR-VARIES", $"'{sector}' follows '{firm.Sector}' in one firm", "Give a firm one sector");
        }

        if (errors.Count > before)
        {
            return;
        }

        if (firm is null)
        {
            firm = new FirmHistory(name) { Horizon = horizon, Sector = sector };
            byName.Add(name, firm);
            firms.Add(firm);
        }

        firm.Labels.Add(table.Text(table.Has("date") ? "date" : "time"));
        if (date is { } day)
        {
            firm.Dates.Add(day);
        }

        firm.Times.Add(options.GapYears is { } gap ? place * gap : time);

        // A day without its balance sheet is a missing day of the NUS variant, like one without any other figure.
        firm.Equity.Add(nus && (double.IsNaN(other) || double.IsNaN(assets)) ? double.NaN : equity);
        firm.Debt.Add(debt);
        firm.Rate.Add(rate);
        firm.OtherLiabilities.Add(other);
        firm.TotalAssets.Add(assets);
    }

    /// <summary>A row that cannot be read keeps its place in time. Of which firm it is, is not known when the table has several.</summary>
    private void PassOver()
    {
        if (options.GapYears is null)
        {
            return;
        }

        if (table.Has("firm"))
        {
            table.Fail("firm", "ROW-PLACE-UNKNOWN", "The row cannot be set aside: with --dt rows are counted, and whose row this is cannot be read", "Correct the row, or give dates in place of --dt");
            IsRejected = true;
            return;
        }

        CountRow("");
    }

    /// <summary>Counts a row of a firm and gives its number, from 0.</summary>
    private int CountRow(string firm)
    {
        int place = rowsOf.GetValueOrDefault(firm);
        rowsOf[firm] = place + 1;
        return place;
    }

    private double ReadTime(string name, FirmHistory? firm, out DateOnly? day)
    {
        day = null;
        if (!table.Has("date"))
        {
            double time = Number("time", required: true);
            if (firm is not null && options.GapYears is null && !double.IsNaN(time) && !(time > firm.Times[^1]))
            {
                table.Fail("time", "TIME-NOT-ASCENDING", $"'{table.Text("time")}' is not after the row before it", "Sort each firm's rows by time, one row a time");
            }

            return time;
        }

        if (table.Day("date") is not { } date)
        {
            return double.NaN;
        }

        if (lastDates.TryGetValue(name, out DateOnly last) && date <= last)
        {
            table.Fail("date", "DATE-NOT-ASCENDING", $"'{table.Text("date")}' is not after the row before it", "Sort each firm's rows by date, one row a day");
            return double.NaN;
        }

        lastDates[name] = date;
        day = date;

        return (date.DayNumber - Origin.DayNumber) / DaysPerYear;
    }

    private double? ReadHorizon(FirmHistory? firm)
    {
        if (options.HorizonYears is { } fixedHorizon)
        {
            return fixedHorizon;
        }

        if (!table.Has("T"))
        {
            return null;
        }

        double horizon = Number("T", required: true);
        if (double.IsNaN(horizon))
        {
            return null;
        }

        if (firm is not null && firm.Horizon != horizon)
        {
            table.Fail("T", "HORIZON-VARIES", $"'{table.Text("T")}' differs from the firm's rows before", "Give a firm one horizon, or pass --horizon");
        }

        return horizon;
    }

    /// <summary>A cell's number; an empty cell and words for missing are NaN, a missing day.</summary>
    private double Number(string column, bool required = false)
    {
        string text = table.Text(column);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !(required && !double.IsFinite(value)))
        {
            return value;
        }

        if (required || text.ToUpperInvariant() is not ("" or "NA" or "NULL"))
        {
            table.FailNumber(column, required ? "" : "; leave the cell empty on a missing day");
        }

        return double.NaN;
    }
}
