using System.Globalization;
using System.Reflection;

namespace Freeboard.Tests;

/// <summary>A comma-separated file of tests/ReferenceValues, read exactly: every figure is the nearest double of its digits.</summary>
internal sealed class ReferenceTable
{
    private readonly Dictionary<string, int> columns;

    private ReferenceTable(string[] header, List<string[]> rows)
    {
        columns = header.Select((name, index) => (name, index)).ToDictionary(c => c.name, c => c.index, StringComparer.Ordinal);
        Rows = rows.Select(cells => new Row(this, cells)).ToList();
    }

    internal IReadOnlyList<Row> Rows { get; }

    internal static string RepositoryRoot { get; } = typeof(ReferenceTable).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    internal static ReferenceTable Load(params string[] path)
    {
        string file = Path.Combine([RepositoryRoot, "tests", "ReferenceValues", .. path]);
        string[] lines = File.ReadAllLines(file);
        return new ReferenceTable(lines[0].Split(','), lines.Skip(1).Select(line => line.Split(',')).ToList());
    }

    internal sealed class Row(ReferenceTable table, string[] cells)
    {
        internal string Text(string column) => cells[table.columns[column]];

        internal double this[string column] => double.Parse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture);

        internal bool Has(string column) => Text(column).Length > 0;

        public override string ToString() => string.Join(',', cells);
    }
}
