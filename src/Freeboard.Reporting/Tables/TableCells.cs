using System.Globalization;
using Freeboard.Services.Tables;

namespace Freeboard.Reporting.Tables;

/// <summary>The rows of a table by the names of its columns: the page reads the very cells that the command prints.</summary>
internal sealed class TableCells
{
    private readonly Dictionary<string, int> places;
    private readonly TableReport report;

    internal TableCells(TableReport report)
    {
        this.report = report;
        Rows = [.. report.Table.Rows];
        places = report.Table.Columns.Select((column, i) => (column.Name, i)).ToDictionary(pair => pair.Name, pair => pair.i, StringComparer.Ordinal);
    }

    internal IReadOnlyList<string[]> Rows { get; }

    /// <summary>A setting of the command; empty where it has none of the name.</summary>
    internal string Setting(string name) => report.Provenance.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Value ?? "";

    /// <summary>A setting that is a number.</summary>
    internal double SettingNumber(string name, double otherwise) => double.TryParse(Setting(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : otherwise;

    /// <summary>A cell's text; empty where there is no such column.</summary>
    internal string Text(string[] row, string column) => places.TryGetValue(column, out int place) ? row[place] : "";

    /// <summary>A cell's number; null where it is empty.</summary>
    internal double? Number(string[] row, string column) => double.TryParse(Text(row, column), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    /// <summary>A column's numbers, row by row.</summary>
    internal double?[] Column(string column) => [.. Rows.Select(row => Number(row, column))];

    /// <summary>A column's numbers that are there.</summary>
    internal double[] Present(string column) => [.. Column(column).Where(value => value is not null).Select(value => value!.Value)];

    /// <summary>Names of the rows: the firm, its day where a firm stands several times, the row's number where there is neither.</summary>
    internal string[] Names(string column)
    {
        string[] names = [.. Rows.Select((row, i) => (Text(row, column), Text(row, "date")) switch
        {
            ("", "") => (i + 1).ToString(CultureInfo.InvariantCulture),
            ("", var day) => day,
            (var name, _) => name,
        })];
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length ? names : [.. names.Zip(Rows, (name, row) => $"{name} {Text(row, "date")}".Trim())];
    }
}
