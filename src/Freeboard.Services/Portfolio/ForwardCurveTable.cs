using System.Globalization;
using Freeboard.Portfolio.MarkToMarket;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Portfolio;

/// <summary>Forward zero curves as a file.</summary>
public static class ForwardCurveTable
{
    /// <summary>Reads forward zero curves as of the horizon: <c>state</c>, then a column a year: 1, 2, ...; a row a state.</summary>
    /// <param name="bytes">The table.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static (ForwardCurves? Curves, IReadOnlyList<RowError> Errors) Read(ReadOnlySpan<byte> bytes, string name, CancellationToken cancellationToken = default)
    {
        InputErrors errors = new(name);
        (string[] names, List<(string Label, int Line)> labels, List<double[]> rows) = RowsOf(bytes, errors, cancellationToken);
        for (int i = 0; i < names.Length && errors.Count == 0; i++)
        {
            if (names[i] != (i + 1).ToString(CultureInfo.InvariantCulture))
            {
                errors.Add(1, names[i], "YEARS-WRONG", $"The column '{names[i]}' stands where year {i + 1} belongs", "Number the columns 1, 2, 3, ...: whole years after the horizon");
            }
        }

        Dictionary<string, IReadOnlyList<double>> curves = new(StringComparer.Ordinal);
        for (int i = 0; i < labels.Count && errors.Count == 0; i++)
        {
            if (!curves.TryAdd(labels[i].Label, rows[i]))
            {
                errors.Add(labels[i].Line, "state", "STATE-TWICE", $"The state '{labels[i].Label}' stands twice", "Keep one curve a state");
            }
            else if (rows[i].Any(rate => rate is <= -1 or > 10))
            {
                errors.Add(labels[i].Line, "", "RATE-OUT-OF-RANGE", $"A rate of '{labels[i].Label}' is not a decimal above -1", "Write decimals: 5 % is 0.05");
            }
        }

        return errors.Count > 0 ? (null, errors.Listed) : (ForwardCurves.Of(curves), []);
    }

    private static (string[] Names, List<(string Label, int Line)> Labels, List<double[]> Rows) RowsOf(ReadOnlySpan<byte> bytes, InputErrors errors, CancellationToken cancellationToken)
    {
        const string first = "state";
        const string firstLine = "state,1,2,3";
        List<(string Label, int Line)> labels = [];
        List<double[]> rows = [];
        if (errors.Decode(bytes) is not { } text)
        {
            return ([], labels, rows);
        }

        using StringReader reader = new(text);
        using InputTable? table = InputTable.Open(reader, errors, firstLine);
        table?.CheckColumns([first], null, ignoreExtra: true, $"Begin with a line such as {firstLine}");
        string[] names = table is null ? [] : [.. table.Header.Where(column => column != first)];
        bool usable = table is not null && errors.Count == 0;
        while (usable && table!.Read(cancellationToken))
        {
            if (table.IsWhole)
            {
                labels.Add((table.Text(first), table.Line));
                rows.Add([.. names.Select(column => table.Number(column) ?? 0)]);
            }
        }

        return (names, labels, rows);
    }
}
