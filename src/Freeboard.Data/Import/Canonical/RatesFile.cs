using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Canonical;

/// <summary>Reads rates.csv: simple annual risk-free rates by day and tenor.</summary>
internal static class RatesFile
{
    public const string FileName = "rates.csv";

    private static readonly TableSchema Schema = new("canonical rates", ["date", "tenor_years", "rate"], []);

    private enum Column
    {
        Date,
        TenorYears,
        Rate,
    }

    public static void Read(SourceFile source, MarketDraft draft, ImportLog log, ImportStep step)
    {
        using Table? table = Table.Open(source, Schema, log);
        if (table is null)
        {
            return;
        }

        SortedDictionary<double, DayValues> tenors = [];
        while (table.Read())
        {
            step.Row();
            if (table.Failed)
            {
                continue;
            }

            DateOnly date = table.Day((int)Column.Date);
            double tenor = table.Number((int)Column.TenorYears);
            double rate = table.Number((int)Column.Rate);
            if (!table.Failed && tenor is <= 0 or > 100)
            {
                table.Fail((int)Column.TenorYears, "TENOR-OUT-OF-RANGE", $"a tenor of {table.Text((int)Column.TenorYears)} years", "Write years: three months are 0.25");
            }

            if (!table.Failed && Math.Abs(rate) > 0.5)
            {
                table.Fail((int)Column.Rate, "RATE-LOOKS-LIKE-PERCENT", $"a rate of {table.Text((int)Column.Rate)} looks like percent", "Write decimals: 3.5 % is 0.035");
            }

            if (!table.Failed)
            {
                if (!tenors.TryGetValue(tenor, out DayValues? values))
                {
                    tenors.Add(tenor, values = new DayValues());
                }

                values.Add(date, rate, table.Line);
            }
        }

        int moved = 0;
        foreach ((double tenor, DayValues values) in tenors)
        {
            draft.Rates.Add((tenor, values.ToSeries(out int sorted, (line, first) => table.FailLine(line, (int)Column.Date, "DATE-DUPLICATE", FormattableString.Invariant($"line {first} has a rate of this tenor for this day already"), "Delete one of the two rows"))));
            moved += sorted;
        }

        draft.RateSource = source.Name;
        table.Finish();
        if (moved > 0)
        {
            log.Note("DATES-SORTED", "", moved, FormattableString.Invariant($"{moved} rows of {source.Name} stood out of date order and were sorted."));
        }
    }
}
