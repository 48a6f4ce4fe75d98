using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Tables;
using Freeboard.Equity;
using Freeboard.Money;

namespace Freeboard.Data.Import.Generic;

/// <summary>Reads closes of B and H shares, each class of a firm in one currency.</summary>
internal sealed class GenericClassPrices
{
    private readonly Table table;
    private readonly Func<string, int> at;
    private readonly IFactSink sink;
    private readonly FirmFinder finder;
    private readonly string source;
    private readonly Dictionary<(string Firm, ShareClasses Class), (CurrencyCode Currency, int Line)> currencies = [];
    private readonly HashSet<(string Firm, ShareClasses Class, DateOnly Date, DateOnly Known)> seen = [];

    private GenericClassPrices(Table table, FirmCodes codes, Func<string, int> at, IFactSink sink, ImportContext context)
    {
        this.table = table;
        this.at = at;
        this.sink = sink;
        source = table.Source.Name;
        finder = new FirmFinder(table, at("firm"), codes, "CNY", sink, context);
    }

    public static void Read(TableSchema schema, FirmCodes codes, Func<string, int> at, SourceFile file, IFactSink sink, ImportContext context)
    {
        using Table? table = Table.Open(file, schema, context.Log);
        if (table is null)
        {
            return;
        }

        GenericClassPrices rows = new(table, codes, at, sink, context);
        while (table.Read())
        {
            context.Step.Row();
            if (!table.Failed)
            {
                rows.Row();
            }
        }

        table.Finish();
    }

    private void Row()
    {
        FirmState? firm = finder.Find();
        DateOnly date = table.VendorDay(at("date"));
        DateOnly known = table.OptionalVendorDay(at("known_on")) ?? date;
        ShareClasses shareClass = Class();
        double close = table.RequiredReal(at("close"));
        if (!table.Failed && close <= 0)
        {
            table.Fail(at("close"), "CLASS-PRICE-NOT-POSITIVE", $"a close of {table.Text(at("close"))}", "Correct it, or leave the row out on a day without trade");
        }

        string currency = table.RequiredText(at("currency"));
        if (currency.Length > 0 && !CurrencyCode.IsWellFormed(currency))
        {
            table.Fail(at("currency"), "CURRENCY-MALFORMED", $"'{currency}' is not an ISO 4217 code", "Write three upper-case letters: CNY, USD, HKD");
        }

        if (firm is null || table.Failed)
        {
            return;
        }

        if (!currencies.TryGetValue((firm.Code, shareClass), out (CurrencyCode Currency, int Line) first))
        {
            currencies.Add((firm.Code, shareClass), first = (new CurrencyCode(currency), table.Line));
        }

        if (first.Currency.Code != currency)
        {
            table.Fail(at("currency"), "CLASS-CURRENCY-VARIES", FormattableString.Invariant($"{currency} follows {first.Currency} of line {first.Line} for one class of the firm"), "Give a class of a firm one currency, converting the older closes");
            return;
        }

        if (!seen.Add((firm.Code, shareClass, date, known)))
        {
            table.Fail(at("date"), "DATE-DUPLICATE", "the class has a close for this day already", "Delete one of the two rows");
            return;
        }

        sink.ClassPrice(firm.Code, shareClass, new ClassPriceFact(date, close, first.Currency, source) { KnownOn = known == date ? null : known });
    }

    private ShareClasses Class()
    {
        string text = table.RequiredText(at("class"));
        if (text.Length > 0 && text is not ("b" or "h"))
        {
            table.Fail(at("class"), "CLASS-UNKNOWN", $"'{text}' is no class with a price of its own", "Write b or h; closes of tradable shares stand in prices.csv");
        }

        return text == "b" ? ShareClasses.B : ShareClasses.H;
    }
}
