using Freeboard.Services.Tables;

namespace Freeboard.Services.Portfolio;

/// <summary>A square table of correlations: the first column names the rows, the header the columns, both in one order.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Names">Names of rows and columns.</param>
/// <param name="Matrix">n x n, row by row.</param>
internal sealed record CorrelationTable(string Name, IReadOnlyList<string> Names, double[] Matrix)
{
    /// <summary>Reads a table; null, and errors, where it is none.</summary>
    internal static CorrelationTable? Read(ReadOnlySpan<byte> bytes, string name, InputErrors errors, CancellationToken cancellationToken)
    {
        if (errors.Decode(bytes) is not { } text)
        {
            return null;
        }

        using StringReader reader = new(text);
        using InputTable? table = InputTable.Open(reader, errors, "name,loading_1,loading_2");
        if (table is null)
        {
            return null;
        }

        table.CheckColumns([], null, ignoreExtra: true, "");
        string[] names = [.. table.Header.Skip(1)];
        List<double> matrix = [];
        int rows = 0;
        bool usable = errors.Count == 0;
        while (usable && table.Read(cancellationToken))
        {
            if (!table.IsWhole)
            {
                continue;
            }

            string row = table.Text(table.Header[0]);
            if (rows >= names.Length || row != names[rows])
            {
                table.Fail(table.Header[0], "CORRELATION-NOT-SQUARE", rows >= names.Length ? $"There are more rows than the {names.Length} columns" : $"The row is called '{row}', the column in its place '{names[rows]}'", "Give rows and columns the same names in the same order");
                break;
            }

            rows++;
            matrix.AddRange(names.Select(column => table.Number(column) ?? 0));
        }

        if (errors.Count == 0 && rows < names.Length)
        {
            errors.Add(0, "", "CORRELATION-NOT-SQUARE", $"There are {names.Length} columns and {rows} rows", "Give rows and columns the same names in the same order");
        }

        return errors.Count == 0 ? new CorrelationTable(name, names, [.. matrix]) : null;
    }
}
