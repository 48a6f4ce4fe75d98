using System.Globalization;
using Freeboard.Provenance;
using Freeboard.Services.Tables;
using Freeboard.Volatility.Returns;

namespace Freeboard.Services.Volatility;

/// <summary>Reads a table of prices or returns: a column price or return, optionally date and firm.</summary>
internal sealed class ReturnTable
{
    private static readonly string[] Known = ["price", "return", "date", "firm", "adj_factor", "limit"];

    private readonly InputTable table;
    private readonly InputErrors errors;
    private readonly List<FirmSeries> firms = [];
    private readonly Dictionary<string, FirmSeries> byName = new(StringComparer.Ordinal);

    private ReturnTable(InputTable table, InputErrors errors)
    {
        this.table = table;
        this.errors = errors;
    }

    /// <summary>The firms, in order of first appearance.</summary>
    public IReadOnlyList<FirmSeries> Firms => firms;

    /// <summary>Errors, at most a thousand.</summary>
    public IReadOnlyList<RowError> Errors => errors.Listed;

    /// <summary>How many errors there were.</summary>
    public int ErrorCount => errors.Count;

    /// <summary>Whether the table cannot be used even without its bad rows: a wrong header, or a row whose place in time nobody knows.</summary>
    public bool IsRejected { get; private set; }

    /// <summary>Whether the numbers are prices; else they are returns.</summary>
    public bool IsPrices { get; private set; }

    /// <summary>Whether there are dates.</summary>
    public bool HasDates { get; private set; }

    public static ReturnTable Read(TextReader input, string name, bool needsDates, bool ignoreExtraColumns, CancellationToken cancellationToken)
    {
        InputErrors errors = new(name);
        using InputTable? table = InputTable.Open(input, errors, "date,price or date,return");
        ReturnTable read = new(table!, errors);
        if (table is not null)
        {
            read.CheckHeader(needsDates, ignoreExtraColumns);
            read.IsPrices = table.Has("price");
            read.HasDates = table.Has("date");
        }

        read.IsRejected = errors.Count > 0;
        while (!read.IsRejected && table!.Read(cancellationToken))
        {
            read.ReadRow();
        }

        return read;
    }

    private void CheckHeader(bool needsDates, bool ignoreExtraColumns)
    {
        table.CheckColumns([], Known, ignoreExtraColumns, "");
        switch (table.Has("price"), table.Has("return"))
        {
            case (false, false):
                errors.Add(1, "price", "COLUMN-MISSING", "There is neither a column 'price' nor a column 'return'", "Give adjusted prices, or log returns; the case of names matters");
                break;
            case (true, true):
                errors.Add(1, "return", "TWO-SERIES", "There are both a column 'price' and a column 'return'", "Keep one");
                break;
        }

        foreach (string column in (string[])["adj_factor", "limit"])
        {
            if (table.Has(column) && !table.Has("price"))
            {
                errors.Add(1, column, "COLUMN-WITHOUT-PRICE", $"The column '{column}' says something about prices, and there is no column 'price'", "Remove it, or give prices");
            }
        }

        if (needsDates && !table.Has("date"))
        {
            errors.Add(1, "date", "COLUMN-MISSING", "There is no column 'date', by which days are counted and weeks or months told apart", "Add it, or give a number of periods such as --annualise 252 with daily returns");
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
        string firmName = table.Text("firm");
        byName.TryGetValue(firmName, out FirmSeries? firm);
        DateOnly date = ReadDate(firm);
        double? value = Number(IsPrices ? "price" : "return");
        double? factor = Number("adj_factor");
        double? limit = ReadLimit(firmName, date);
        if (table.Has("adj_factor") && value is not null && factor is not > 0)
        {
            table.Fail("adj_factor", "FACTOR-NOT-POSITIVE", $"'{table.Text("adj_factor")}' stands beside a price", "Fill it in every row with a price: 1 before the first ex-right day, larger after it");
        }

        if (errors.Count == before)
        {
            Add(firmName, date, value, factor ?? 1, limit, table.Text("date"));
        }
        else if (!HasDates)
        {
            // Without dates a row's place is its number: a row set aside stays as a day without a figure.
            Add(firmName, date, null, 1, null, "");
        }
    }

    /// <summary>A row that cannot be read keeps its place in time. Of which firm it is, is not known when the table has several.</summary>
    private void PassOver()
    {
        if (HasDates)
        {
            return;
        }

        if (table.Has("firm"))
        {
            table.Fail("firm", "ROW-PLACE-UNKNOWN", "The row cannot be set aside: without dates rows are counted, and whose row this is cannot be read", "Correct the row, or add a column date");
            IsRejected = true;
            return;
        }

        byName.TryGetValue("", out FirmSeries? firm);
        Add("", ReadDate(firm), null, 1, null, "");
    }

    private void Add(string firmName, DateOnly date, double? value, double factor, double? limit, string label)
    {
        if (!byName.TryGetValue(firmName, out FirmSeries? firm))
        {
            firm = new FirmSeries(firmName);
            byName.Add(firmName, firm);
            firms.Add(firm);
        }

        firm.Dates.Add(date);
        firm.Values.Add(value);
        firm.Factors.Add(factor);
        firm.Limits.Add(limit);
        firm.LastDate = label;
    }

    private DateOnly ReadDate(FirmSeries? firm)
    {
        if (!HasDates)
        {
            return DateOnly.FromDayNumber(firm?.Dates.Count ?? 0);
        }

        if (table.Day("date") is not { } date)
        {
            return default;
        }

        if (firm is not null && date <= firm.Dates[^1])
        {
            table.Fail("date", "DATE-NOT-ASCENDING", $"'{table.Text("date")}' is not after the row before it", "Sort each firm's rows by date, one row a day");
        }

        return date;
    }

    /// <summary>The price limit of a day: the column's; without one, that of an A-share's code, which needs unadjusted prices.</summary>
    private double? ReadLimit(string firm, DateOnly date)
    {
        if (!table.Has("limit"))
        {
            return table.Has("adj_factor") && HasDates ? PriceLimits.Band(PriceLimits.BoardOf(firm), specialTreatment: false, date) : null;
        }

        double? limit = Number("limit");
        if (limit is not null and not (> 0 and < 1))
        {
            table.Fail("limit", "LIMIT-OUT-OF-RANGE", $"'{table.Text("limit")}' is no price limit", "Write a decimal: 0.10 for 10 %; leave the cell empty where there is none");
        }

        return limit;
    }

    /// <summary>A cell's number; null when it is empty or a word for missing. NaN and infinity are numbers here: the series refuses them by its status.</summary>
    private double? Number(string column)
    {
        string text = table.Text(column);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            return value;
        }

        if (text.ToUpperInvariant() is not ("" or "NA" or "NULL"))
        {
            table.FailNumber(column, "; leave the cell empty on a missing day");
        }

        return null;
    }
}
