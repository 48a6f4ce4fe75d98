using Freeboard.Data.Import.Tables;
using Freeboard.Provenance;

namespace Freeboard.Data.Import.NetEase;

/// <summary>The figures of a transposed balance sheet, in CNY, by item and period. An error concerns one period, which is then left out.</summary>
internal sealed class BalanceSheetGrid(string file, ImportLog log)
{
    private readonly Dictionary<string, (int Line, double Unit, double?[] Values)> items = new(StringComparer.Ordinal);
    private readonly List<DateOnly> periods = [];
    private readonly List<string> headers = [];
    private readonly HashSet<int> failed = [];
    private bool broken;

    public IReadOnlyList<DateOnly> Periods => periods;

    public int Quarantined => failed.Count;

    public bool Failed(int period) => failed.Contains(period);

    public double? Value(string item, int period) => items.TryGetValue(item, out (int Line, double Unit, double?[] Values) found) ? found.Values[period] : null;

    public double Unit(string item) => items.TryGetValue(item, out (int Line, double Unit, double?[] Values) found) ? found.Unit : 0;

    public void Fail(int period, string item, string code, string reason, string hint)
    {
        failed.Add(period);
        int line = items.TryGetValue(item, out (int Line, double Unit, double?[] Values) found) ? found.Line : 0;
        log.RowError(new RowError(file, line, headers[period], code, reason, hint));
    }

    public bool ReadHeader(string[] header, int line)
    {
        if (header.Length < 2 || header[0] != "报告日期")
        {
            log.FileError(file, "WRONG-DELIMITER", "the header is not 报告日期 and periods separated by commas", "Save the file with commas between the cells", line: line);
            return false;
        }

        foreach (string cell in header.Skip(1).Where(static c => c.Length > 0))
        {
            if (!DayText.TryParse(cell, out DateOnly period))
            {
                (string code, string reason, string hint) = DayText.Explain(cell);
                log.FileError(file, code, reason, hint, cell, line);
                broken = true;
            }
            else if (periods.Contains(period))
            {
                log.FileError(file, "COLUMN-DUPLICATE", $"the period {cell} stands in the header twice", "Delete one of the columns", cell, line);
                broken = true;
            }

            periods.Add(period);
            headers.Add(cell);
        }

        if (periods.Count == 0)
        {
            log.FileError(file, "HEADER-ONLY", "the file has no periods", "Add them, or delete the file", line: line);
        }

        return !broken && periods.Count > 0;
    }

    public void ReadItem(ITableReader rows, string[] wanted)
    {
        string label = rows.Text(0).Trim();
        (string item, double? unit) = Split(label);
        if (!wanted.Contains(item, StringComparer.Ordinal))
        {
            return;
        }

        if (rows.BadQuotes || unit is null || items.ContainsKey(item) || rows.FieldCount < periods.Count + 1)
        {
            ReportItem(rows, item, unit);
            return;
        }

        double?[] values = new double?[periods.Count];
        items.Add(item, (rows.Line, unit.Value, values));
        for (int p = 0; p < values.Length; p++)
        {
            if (NetEaseNumber.IsMissing(rows.Bytes(p + 1)))
            {
                continue;
            }

            if (NumberText.TryParse(rows.Bytes(p + 1), out double value))
            {
                values[p] = value * unit.Value;
            }
            else
            {
                (string code, string reason, string hint) = NumberText.Explain(rows.Text(p + 1));
                Fail(p, item, code, reason, hint);
            }
        }
    }

    /// <summary>Whether the items needed are there; logs the ones that are not.</summary>
    public bool Complete(string[] needed)
    {
        foreach (string item in needed.Where(i => !broken && !items.ContainsKey(i)))
        {
            log.FileError(file, "ITEM-MISSING", $"the item {item} is missing", "Export the whole balance sheet");
        }

        return !broken && needed.All(items.ContainsKey);
    }

    private static (string Item, double? Unit) Split(string label)
    {
        int open = label.LastIndexOf('(');
        return label.EndsWith(')') && open > 0 && label[open..] is "(万元)" or "(元)"
            ? (label[..open], label[open..] == "(万元)" ? 1e4 : 1)
            : (label, null);
    }

    private void ReportItem(ITableReader rows, string item, double? unit)
    {
        broken = true;
        (string code, string reason, string hint) =
            rows.BadQuotes ? ("QUOTES-UNPAIRED", "the quotes of the row do not pair up", "Quote a whole cell, and double a quote inside it")
            : unit is null ? ("UNIT-MISSING", $"the item {item} states no unit", "Write it behind the name: (万元) or (元)")
            : items.ContainsKey(item) ? ("ITEM-DUPLICATE", $"the item {item} stands in the file twice", "Delete one of the rows")
            : ("ROW-LENGTH", $"the row of {item} has fewer cells than the header", "Look for a missing comma");
        log.FileError(file, code, reason, hint, item, rows.Line);
    }
}
