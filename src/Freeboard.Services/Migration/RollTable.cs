using System.Globalization;
using Freeboard.Migration;
using Freeboard.Provenance;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Migration;

/// <summary>Roll rates of a table of balances by ageing bucket: <c>date</c> and a column a bucket, from current to the worst.</summary>
public static class RollTable
{
    /// <summary>Works out the rates: a row a period, then the mean and the mean weighted by balances.</summary>
    /// <param name="bytes">CSV with a header, dates ascending.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static TableOutcome Of(ReadOnlySpan<byte> bytes, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        InputErrors errors = new(name);
        List<string> days = [];
        List<DateOnly> dates = [];
        List<double[]> balances = [];
        string[] buckets = [];
        if (errors.Decode(bytes) is { } text)
        {
            using StringReader reader = new(text);
            using InputTable? table = InputTable.Open(reader, errors, "date,current,1-30,31-60,61-90,91+");
            table?.CheckColumns(["date"], null, true, "Begin with date, then a column a bucket");
            buckets = [.. table?.Header.Where(static column => column != "date") ?? []];
            if (table is not null && errors.Count == 0 && buckets.Length < 2)
            {
                errors.Add(1, "", "BUCKETS-TOO-FEW", "A balance rolls from one bucket into the next", "Give at least two buckets after date");
            }

            DateOnly before = DateOnly.MinValue;
            bool usable = table is not null && errors.Count == 0;
            while (usable && table!.Read(cancellationToken))
            {
                if (table.IsWhole)
                {
                    before = ReadRow(table, buckets, before, days, balances);
                    if (dates.Count < days.Count)
                    {
                        dates.Add(before);
                    }
                }
            }

            if (usable && errors.Count == 0 && balances.Count < 2)
            {
                errors.Add(0, "date", "PERIODS-TOO-FEW", "One date says nothing about what rolls", "Give at least two dates");
            }
        }

        if (errors.Count > 0)
        {
            return new TableOutcome(null, errors.Listed, errors.Count, 0);
        }

        RollRates rates = RollRates.Of(balances);
        string[] columns = ["period", .. Enumerable.Range(1, buckets.Length - 1).Select(k => $"{buckets[k - 1]}>{buckets[k]}"), "cumulative"];
        List<string[]> rows = [.. rates.Rates.Select((row, t) => (string[])[days[t + 1], .. row.Select(MigrationRows.Text), ""])];
        rows.Add(["mean", .. rates.Mean.Select(MigrationRows.Text), MigrationRows.Text(rates.CumulativeMean)]);
        rows.Add(["weighted", .. rates.Weighted.Select(MigrationRows.Text), MigrationRows.Text(rates.CumulativeWeighted)]);
        return new TableOutcome(new OutputTable { Name = "rolls", Columns = OutputColumn.Of(columns, "period"), Rows = rows }, [], 0, rates.Weighted.Any(static rate => rate is null) ? 1 : 0) { Notes = Uneven(dates) };
    }

    /// <summary>A mean over periods of several lengths is no rate of any of them. Whole months count as one length, whatever their days.</summary>
    private static QualityNote[] Uneven(List<DateOnly> dates)
    {
        int[] days = [.. dates.Zip(dates.Skip(1), static (a, b) => b.DayNumber - a.DayNumber)];
        int[] months = [.. dates.Zip(dates.Skip(1), static (a, b) => (12 * (b.Year - a.Year)) + b.Month - a.Month)];
        bool even = days.Distinct().Count() == 1 || (months.Distinct().Count() == 1 && dates.Select(IsMonthEnd).Distinct().Count() == 1 && (IsMonthEnd(dates[0]) || dates.Select(static date => date.Day).Distinct().Count() == 1));
        return even ? [] : [new QualityNote("PERIODS-UNEVEN", "", days.Length, string.Create(CultureInfo.InvariantCulture, $"The periods are from {days.Min()} to {days.Max()} days long: a balance has had more time to roll in the longer ones, and the mean is the rate of none of them. Give dates at equal distances."))];
    }

    private static bool IsMonthEnd(DateOnly date) => date.AddDays(1).Day == 1;

    private static DateOnly ReadRow(InputTable table, string[] buckets, DateOnly before, List<string> days, List<double[]> balances)
    {
        if (table.Day("date") is not { } day)
        {
            return before;
        }

        if (day <= before)
        {
            table.Fail("date", "DATES-NOT-ASCENDING", $"{table.Text("date")} does not come after the row before", "Sort the rows by date, one a date");
        }

        double?[] row = [.. buckets.Select(table.Number)];
        foreach ((string bucket, double? _) in buckets.Zip(row).Where(static pair => pair.Second < 0))
        {
            table.Fail(bucket, "AMOUNT-NEGATIVE", $"'{table.Text(bucket)}' is negative", "Give balances; credits belong into a column of their own");
        }

        days.Add(table.Text("date"));
        balances.Add([.. row.Select(static balance => balance ?? 0)]);
        return day;
    }
}
