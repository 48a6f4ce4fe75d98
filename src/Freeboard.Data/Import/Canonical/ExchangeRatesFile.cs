using Freeboard.Data.Import.Tables;
using Freeboard.Money;

namespace Freeboard.Data.Import.Canonical;

/// <summary>Reads fx.csv: units of one currency for one unit of another, by day.</summary>
internal static class ExchangeRatesFile
{
    public const string FileName = "fx.csv";

    private static readonly TableSchema Schema = new("canonical exchange rates", ["date", "from", "to", "rate"], []);

    private enum Column
    {
        Date,
        From,
        To,
        Rate,
    }

    public static void Read(SourceFile source, MarketDraft draft, ImportLog log, ImportStep step)
    {
        using Table? table = Table.Open(source, Schema, log);
        if (table is null)
        {
            return;
        }

        Dictionary<(CurrencyCode From, CurrencyCode To), DayValues> pairs = [];
        while (table.Read())
        {
            step.Row();
            if (table.Failed)
            {
                continue;
            }

            DateOnly date = table.Day((int)Column.Date);
            CurrencyCode from = Currency(table, Column.From);
            CurrencyCode to = Currency(table, Column.To);
            double rate = table.Number((int)Column.Rate);
            if (!table.Failed && rate <= 0)
            {
                table.Fail((int)Column.Rate, "EXCHANGE-RATE-NOT-POSITIVE", $"an exchange rate of {table.Text((int)Column.Rate)}", "Write units of 'to' for one unit of 'from'");
            }

            if (!table.Failed && from == to)
            {
                table.Fail((int)Column.To, "EXCHANGE-RATE-SAME-CURRENCY", $"both currencies are {from}", "Correct one of them, or leave the row out");
            }

            if (!table.Failed)
            {
                if (!pairs.TryGetValue((from, to), out DayValues? values))
                {
                    pairs.Add((from, to), values = new DayValues());
                }

                values.Add(date, rate, table.Line);
            }
        }

        int moved = 0;
        foreach (((CurrencyCode From, CurrencyCode To) pair, DayValues values) in pairs)
        {
            draft.ExchangeRates[pair] = values.ToSeries(out int sorted, (line, first) => table.FailLine(line, (int)Column.Date, "DATE-DUPLICATE", FormattableString.Invariant($"line {first} has a rate of this pair for this day already"), "Delete one of the two rows"));
            moved += sorted;
        }

        draft.ExchangeRateSource = source.Name;
        table.Finish();
        if (moved > 0)
        {
            log.Note("DATES-SORTED", "", moved, FormattableString.Invariant($"{moved} rows of {source.Name} stood out of date order and were sorted."));
        }
    }

    private static CurrencyCode Currency(Table table, Column column)
    {
        string text = table.RequiredText((int)column);
        if (CurrencyCode.IsWellFormed(text))
        {
            return new CurrencyCode(text);
        }

        if (text.Length > 0)
        {
            table.Fail((int)column, "CURRENCY-MALFORMED", $"'{text}' is not an ISO 4217 code", "Write three upper-case letters: CNY, USD, HKD");
        }

        return default;
    }
}
