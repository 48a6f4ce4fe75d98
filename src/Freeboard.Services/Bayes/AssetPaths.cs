using Freeboard.Services.Assess;
using Freeboard.Services.Estimate;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Bayes;

/// <summary>Asset values of firms by day, as <c>assess</c> or <c>estimate</c> write them: columns <c>firm,date</c> and <c>assetValue</c> or <c>V</c>, optionally <c>DDRiskNeutral</c> and <c>currency</c>.</summary>
internal sealed class AssetPaths
{
    private readonly Dictionary<string, AssetPath> byFirm = new(StringComparer.Ordinal);
    private readonly HashSet<string> currencies = new(StringComparer.Ordinal);

    /// <summary>The firms, in order of first appearance.</summary>
    public List<AssetPath> Firms { get; } = [];

    /// <summary>Whether amounts of several currencies stand in the table, which cannot be added up.</summary>
    public bool HasSeveralCurrencies => currencies.Count > 1;

    /// <summary>Reads a table; rows without an asset value (a firm without an answer) are passed over.</summary>
    public static AssetPaths Read(ReadOnlySpan<byte> bytes, InputErrors errors, bool ignoreExtraColumns, CancellationToken cancellationToken)
    {
        AssetPaths paths = new();
        string[] optional = ["V", .. AssessmentTable.Columns, .. EstimateTable.OutputColumns, .. EstimateTable.DetailColumns];
        bool headerRead = false;
        string column = "assetValue";
        BayesRows.Read(bytes, errors, ["firm", "date"], optional, ignoreExtraColumns, table =>
        {
            if (!headerRead)
            {
                headerRead = true;
                column = table.Has("assetValue") ? "assetValue" : "V";
                if (!table.Has(column))
                {
                    errors.Add(1, "assetValue", "COLUMN-MISSING", "There is neither a column 'assetValue' nor a column 'V'", "Give the rows of 'freeboard assess' or of 'freeboard estimate', or columns firm,date,assetValue");
                }
            }

            paths.ReadRow(table, column);
        }, cancellationToken);
        return paths;
    }

    /// <summary>Reads an index: columns <c>date,value</c>.</summary>
    public static SortedDictionary<DateOnly, double> ReadIndex(ReadOnlySpan<byte> bytes, InputErrors errors, bool ignoreExtraColumns, CancellationToken cancellationToken)
    {
        SortedDictionary<DateOnly, double> index = [];
        BayesRows.Read(bytes, errors, ["date", "value"], [], ignoreExtraColumns, table =>
        {
            if (table.Day("date") is { } day && table.Number("value") is { } value)
            {
                if (!(value > 0))
                {
                    table.Fail("value", "VALUE-NOT-POSITIVE", $"'{table.Text("value")}' is no level of an index", "Give levels, not returns");
                }
                else if (!index.TryAdd(day, value))
                {
                    table.Fail("date", "DUPLICATE-DAY", $"{table.Text("date")} stands twice", "Keep one row a day");
                }
            }
        }, cancellationToken);
        return index;
    }

    private void ReadRow(InputTable table, string column)
    {
        string name = table.Text("firm");
        if (table.Text(column).Length == 0 || !table.Has(column))
        {
            return;
        }

        if (table.Day("date") is not { } day || table.Number(column) is not { } value)
        {
            return;
        }

        if (!(value > 0))
        {
            table.Fail(column, "VALUE-NOT-POSITIVE", $"'{table.Text(column)}' is no asset value", "Leave the row out, or the cell empty");
            return;
        }

        double? distance = table.Text("DDRiskNeutral").Length > 0 ? table.Number("DDRiskNeutral") : null;
        if (!byFirm.TryGetValue(name, out AssetPath? firm))
        {
            byFirm.Add(name, firm = new AssetPath(name));
            Firms.Add(firm);
        }

        if (!firm.Values.TryAdd(day, (value, distance)))
        {
            table.Fail("date", "DUPLICATE-FIRM-DAY", $"Firm '{name}' stands on {table.Text("date")} twice", "Keep one row a firm and day");
        }

        if (table.Text("currency") is { Length: > 0 } currency)
        {
            currencies.Add(currency);
        }
    }
}

/// <summary>One firm's asset values, day by day, with its distance where there is one.</summary>
internal sealed record AssetPath(string Firm)
{
    public SortedDictionary<DateOnly, (double Value, double? Distance)> Values { get; } = [];
}
