using System.Globalization;
using Freeboard.Portfolio.Correlation;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Portfolio;

/// <summary>Loadings on the market from asset values of several firms over time: rows of assess or of estimate in, a row a firm out.</summary>
public static class LoadingTable
{
    private static readonly string[] Columns =
        ["obligor", "observations", "beta", "betaStandardError", "shrunkBeta", "assetVolatility", "systematicShare", "systematicShareLow", "systematicShareHigh", "rho", "loading_1", "status"];

    /// <summary>Estimates loadings.</summary>
    /// <remarks>
    /// Returns: differences of ln V between neighbouring days of the table on which the firm has a value; a firm that misses a day has no return over it. Market: mean of the
    /// firms' returns over a period, weighed by their values at its beginning; a period with fewer than two firms counts for none.
    /// </remarks>
    /// <param name="bytes">The table: firm, date and assetValue or V; other columns are passed over.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static TableOutcome Estimate(ReadOnlySpan<byte> bytes, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputErrors errors = new(name);
        SortedDictionary<string, Dictionary<DateOnly, double>> firms = new(StringComparer.Ordinal);
        if (errors.Decode(bytes) is { } text)
        {
            Read(text, firms, errors, cancellationToken);
        }

        if (errors.Count > 0)
        {
            return new TableOutcome(null, errors.Listed, errors.Count, 0);
        }

        DateOnly[] days = [.. firms.Values.SelectMany(values => values.Keys).Distinct().Order()];
        double?[] market = [.. days.Select((_, i) => i == 0 ? null : Market(firms.Values, days[i - 1], days[i]))];
        string[] names = [.. firms.Keys];
        IReadOnlyList<AssetLoading> loadings = AssetLoading.Estimate([.. firms.Values.Select(values => Pairs(values, days, market))]);
        List<string[]> rows = [.. loadings.Select((loading, i) => Row(names[i], loading))];
        return new TableOutcome(new OutputTable { Name = "loadings", Columns = OutputColumn.Of(Columns, "obligor", "status"), Rows = rows }, [], 0, loadings.Count(loading => loading.Loading is null));
    }

    private static void Read(string text, SortedDictionary<string, Dictionary<DateOnly, double>> firms, InputErrors errors, CancellationToken cancellationToken)
    {
        using StringReader reader = new(text);
        using InputTable? table = InputTable.Open(reader, errors, "firm,date,assetValue");
        if (table is null)
        {
            return;
        }

        string column = !table.Has("assetValue") && table.Has("V") ? "V" : "assetValue";
        table.CheckColumns(["firm", "date", column], null, ignoreExtra: true, "Give rows of assess or estimate: firm, date and assetValue or V");
        bool usable = errors.Count == 0;
        while (usable && table.Read(cancellationToken))
        {
            // A firm-day without an answer has an empty cell, and says nothing.
            if (!table.IsWhole || table.Text(column).Length == 0)
            {
                continue;
            }

            DateOnly? day = table.Day("date");
            double? value = table.Number(column);
            if (value is { } number && !(number > 0))
            {
                table.Fail(column, "ASSET-VALUE-NOT-POSITIVE", $"'{table.Text(column)}' is not positive", "Leave the cell empty where there is no value");
            }
            else if (day is { } known && value is { } asset)
            {
                string firm = table.Text("firm");
                if (!firms.TryGetValue(firm, out Dictionary<DateOnly, double>? values))
                {
                    firms[firm] = values = [];
                }

                if (!values.TryAdd(known, asset))
                {
                    table.Fail("date", "DAY-TWICE", $"'{firm}' has two rows of {table.Text("date")}", "Keep one");
                }
            }
        }
    }

    private static double? Market(IEnumerable<Dictionary<DateOnly, double>> firms, DateOnly from, DateOnly to)
    {
        double sum = 0;
        double weight = 0;
        int count = 0;
        foreach (Dictionary<DateOnly, double> values in firms)
        {
            if (values.TryGetValue(from, out double before) && values.TryGetValue(to, out double after))
            {
                sum += before * Math.Log(after / before);
                weight += before;
                count++;
            }
        }

        return count > 1 ? sum / weight : null;
    }

    private static (double[] Firm, double[] Market) Pairs(Dictionary<DateOnly, double> values, DateOnly[] days, double?[] market)
    {
        List<double> own = [];
        List<double> shared = [];
        for (int i = 1; i < days.Length; i++)
        {
            if (market[i] is { } moved && values.TryGetValue(days[i - 1], out double before) && values.TryGetValue(days[i], out double after))
            {
                own.Add(Math.Log(after / before));
                shared.Add(moved);
            }
        }

        return ([.. own], [.. shared]);
    }

    private static string[] Row(string firm, AssetLoading loading) =>
    [
        firm, loading.Exposure.Observations.ToString(CultureInfo.InvariantCulture), Text(loading.Exposure.Beta), Text(loading.Exposure.StandardError), Text(loading.Shrunk?.Beta),
        Text(loading.AssetVolatility), Text(loading.Exposure.SystematicShare), Text(loading.Exposure.SystematicShareLow), Text(loading.Exposure.SystematicShareHigh),
        Text(loading.Loading * loading.Loading), Text(loading.Loading), loading.Loading is null && loading.Shrunk is not null ? "LoadingTooLong" : loading.Exposure.Status.ToString(),
    ];

    private static string Text(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("G17", CultureInfo.InvariantCulture) : "";
}
