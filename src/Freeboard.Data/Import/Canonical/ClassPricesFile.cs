using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;
using Freeboard.Money;

namespace Freeboard.Data.Import.Canonical;

/// <summary>Reads class_prices.csv: closes of B and H shares in their own currencies. An extension: without the file these shares count at the tradable price.</summary>
internal static class ClassPricesFile
{
    public const string FileName = "class_prices.csv";

    private static readonly TableSchema Schema = new("canonical class prices", ["firm", "date", "class", "close", "currency"], []);

    private enum Column
    {
        Firm,
        Date,
        Class,
        Close,
        Currency,
    }

    public static void Read(SourceFile source, MarketDraft draft, ImportLog log, ImportStep step)
    {
        using Table? table = Table.Open(source, Schema, log);
        if (table is null)
        {
            return;
        }

        FirmColumn firms = new(table, (int)Column.Firm, draft, log);
        Dictionary<(FirmDraft Firm, char Class), (CurrencyCode Currency, int Line, DayValues Values)> all = [];
        while (table.Read())
        {
            step.Row();
            if (table.Failed || firms.Find() is not { } firm)
            {
                continue;
            }

            DateOnly date = table.Day((int)Column.Date);
            char shareClass = ReadClass(table);
            double close = table.Number((int)Column.Close);
            if (!table.Failed && close <= 0)
            {
                table.Fail((int)Column.Close, "CLASS-PRICE-NOT-POSITIVE", $"a close of {table.Text((int)Column.Close)}", "Correct it, or leave the row out on a day without trade");
            }

            CurrencyCode currency = ReadCurrency(table);
            if (table.Failed)
            {
                continue;
            }

            if (!all.TryGetValue((firm, shareClass), out (CurrencyCode Currency, int Line, DayValues Values) known))
            {
                known = (currency, table.Line, new DayValues());
                all.Add((firm, shareClass), known);
            }

            if (known.Currency != currency)
            {
                table.Fail((int)Column.Currency, "CLASS-CURRENCY-VARIES", FormattableString.Invariant($"{currency} follows {known.Currency} of line {known.Line} for one class of the firm"), "Give a class of a firm one currency, converting the older closes");
                continue;
            }

            known.Values.Add(date, close, table.Line);
        }

        Settle(source, table, log, all);
    }

    private static void Settle(SourceFile source, Table table, ImportLog log, Dictionary<(FirmDraft Firm, char Class), (CurrencyCode Currency, int Line, DayValues Values)> all)
    {
        int moved = 0;
        foreach (((FirmDraft firm, char shareClass), (CurrencyCode currency, int _, DayValues values)) in all)
        {
            DatedSeries closes = values.ToSeries(out int sorted, (line, first) => table.FailLine(line, (int)Column.Date, "DATE-DUPLICATE", FormattableString.Invariant($"the class has a close for this day on line {first} already"), "Delete one of the two rows"));
            moved += sorted;
            ClassPriceSeries series = new(closes, currency, source.Name);
            if (shareClass == 'b')
            {
                firm.BPrices = series;
            }
            else
            {
                firm.HPrices = series;
            }
        }

        table.Finish();
        if (moved > 0)
        {
            log.Note("DATES-SORTED", "", moved, FormattableString.Invariant($"{moved} rows of {source.Name} stood out of date order and were sorted."));
        }
    }

    private static char ReadClass(Table table)
    {
        string text = table.RequiredText((int)Column.Class);
        if (text is "b" or "h")
        {
            return text[0];
        }

        if (text.Length > 0)
        {
            table.Fail((int)Column.Class, "CLASS-UNKNOWN", $"'{text}' is no class with a price of its own", "Write b or h; closes of tradable shares stand in prices.csv");
        }

        return ' ';
    }

    private static CurrencyCode ReadCurrency(Table table)
    {
        string text = table.RequiredText((int)Column.Currency);
        if (CurrencyCode.IsWellFormed(text))
        {
            return new CurrencyCode(text);
        }

        if (text.Length > 0)
        {
            table.Fail((int)Column.Currency, "CURRENCY-MALFORMED", $"'{text}' is not an ISO 4217 code", "Write three upper-case letters: CNY, USD, HKD");
        }

        return default;
    }
}
