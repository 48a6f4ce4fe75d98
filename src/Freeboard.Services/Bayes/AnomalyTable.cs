using System.Globalization;
using Freeboard.Bayes;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Bayes;

/// <summary>What is looked at in a table of firms, and how rare what is sought is.</summary>
public sealed record AnomalyOptions
{
    /// <summary>The columns of figures; at least one.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The column that names a row's peers; null when all rows are peers.</summary>
    /// <value>The default value is null.</value>
    public string? Peers { get; init; }

    /// <summary>Share of what is sought among the rows, in (0, 1): without it no alarm can be read.</summary>
    public required double BaseRate
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    }

    /// <summary>Share of what is sought that an alarm finds, in (0, 1]; 1 makes every precision the most that it can be.</summary>
    /// <value>The default value is 1.</value>
    public double Detection
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1].");
    } = 1;

    /// <summary>The p-value at or below which a row raises an alarm, in (0, 1): the share of usual rows that raise one too.</summary>
    /// <value>The default value is 0.01.</value>
    public double Alarm
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in (0, 1).");
    } = 0.01;
}

/// <summary>How unusual each row of a table is among its peers, with the share of such alarms that would be right.</summary>
/// <remarks>
/// Each figure is centred on the peers' median and divided by 1.4826 times their median absolute deviation (by the mean absolute one where half of them are equal).
/// A row is judged by the belief after all its other peers from a weak prior (<see cref="NormalInverseWishart"/>).
/// </remarks>
public static class AnomalyTable
{
    /// <summary>Columns written.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["firm", "date", "peers", "others", "logDensity", "pValue", "farthest", "deviations", "alarm", "precision", "alarmPrecision", "status"];

    private sealed record Row(string Firm, string Date, string Peers, double[]? Figures);

    /// <summary>Judges the rows.</summary>
    /// <param name="bytes">The table: <c>firm</c>, optionally <c>date</c>, the columns of figures and that of peers; others are not looked at.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="options">What is looked at.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static TableOutcome Judge(ReadOnlySpan<byte> bytes, string name, AnomalyOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        InputErrors errors = new(name);
        List<Row> rows = [];
        string[] required = ["firm", .. options.Columns, .. options.Peers is { } peers ? [peers] : Array.Empty<string>()];
        BayesRows.Read(bytes, errors, required, null, true, table =>
        {
            // An empty figure is a firm that did not report it: it has no place among its peers, and they are judged without it.
            bool whole = options.Columns.All(column => table.Text(column).Length > 0);
            double?[] figures = [.. whole ? options.Columns.Select(table.Number) : []];
            if (figures.All(figure => figure is not null))
            {
                rows.Add(new Row(table.Text("firm"), table.Text("date"), options.Peers is null ? "" : table.Text(options.Peers), whole ? [.. figures.Select(figure => figure!.Value)] : null));
            }
        }, cancellationToken);
        if (errors.Count > 0)
        {
            return TableOutcome.Rejected(errors);
        }

        string[][] cells = new string[rows.Count][];
        int unanswered = 0;
        foreach (IGrouping<string, int> group in Enumerable.Range(0, rows.Count).GroupBy(i => rows[i].Peers, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            unanswered += JudgeGroup(rows, [.. group], options, cells);
        }

        return new TableOutcome(new OutputTable { Name = "anomalies", Columns = OutputColumn.Of(Columns, "firm", "date", "peers", "farthest", "alarm", "status"), Rows = cells }, [], 0, unanswered);
    }

    private static int JudgeGroup(List<Row> rows, int[] group, AnomalyOptions options, string[][] cells)
    {
        int[] whole = [.. group.Where(i => rows[i].Figures is not null)];
        int p = options.Columns.Count;
        double[]? standard = whole.Length < p + 3 ? null : Standardised(rows, whole, p);
        string reason = whole.Length < p + 3 ? "NotEnoughData" : "NoSpread";
        string precisionOfAlarm = BayesRows.Text(NormalInverseWishart.PrecisionAt(options.BaseRate, options.Detection, options.Alarm));
        foreach (int i in group.Where(i => standard is null || rows[i].Figures is null))
        {
            cells[i] = [rows[i].Firm, rows[i].Date, rows[i].Peers, "", "", "", "", "", "", "", precisionOfAlarm, rows[i].Figures is null ? "MissingValue" : reason];
        }

        if (standard is null)
        {
            return group.Length;
        }

        IReadOnlyList<NormalInverseWishart> beliefs = NormalInverseWishart.Weak(p).AfterOthers(standard);
        for (int k = 0; k < whole.Length; k++)
        {
            ReadOnlySpan<double> row = standard.AsSpan(k * p, p);
            double chance = beliefs[k].PValue(row);
            int farthest = 0;
            for (int j = 1; j < p; j++)
            {
                farthest = Math.Abs(row[j]) > Math.Abs(row[farthest]) ? j : farthest;
            }

            int i = whole[k];
            cells[i] =
            [
                rows[i].Firm, rows[i].Date, rows[i].Peers, (whole.Length - 1).ToString(CultureInfo.InvariantCulture), BayesRows.Text(beliefs[k].LogDensity(row)), BayesRows.Text(chance),
                options.Columns[farthest], BayesRows.Text(row[farthest]), chance <= options.Alarm ? "yes" : "no",
                BayesRows.Text(NormalInverseWishart.PrecisionAt(options.BaseRate, options.Detection, chance)), precisionOfAlarm, "Judged",
            ];
        }

        return group.Length - whole.Length;
    }

    /// <summary>The figures in robust deviations, row by row; null where a column does not vary.</summary>
    private static double[]? Standardised(List<Row> rows, int[] whole, int columns)
    {
        double[] standard = new double[whole.Length * columns];
        for (int j = 0; j < columns; j++)
        {
            double[] values = [.. whole.Select(i => rows[i].Figures![j])];
            double centre = Median(values);
            double[] misses = [.. values.Select(value => Math.Abs(value - centre))];
            double scale = 1.482602218505602 * Median(misses);
            scale = scale > 0 ? scale : 1.2533141373155003 * misses.Average();
            if (!(scale > 0) || !double.IsFinite(scale))
            {
                return null;
            }

            for (int k = 0; k < values.Length; k++)
            {
                standard[(k * columns) + j] = (values[k] - centre) / scale;
            }
        }

        return standard;
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : sorted[middle - 1] + (0.5 * (sorted[middle] - sorted[middle - 1]));
    }
}
