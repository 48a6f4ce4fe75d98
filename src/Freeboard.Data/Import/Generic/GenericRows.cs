using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Data.Import.Proofs;
using Freeboard.Data.Import.Tables;
using Freeboard.Money;

namespace Freeboard.Data.Import.Generic;

/// <summary>Reads the generic datasets that have a few plain columns: firms, shares, rates, exchange rates, labels, factors, names.</summary>
internal sealed class GenericRows
{
    private static readonly string[] Kinds = ["general", "bank", "insurer", "broker"];
    private static readonly string[] Events = ["st", "default", "bankruptcy", "delisted"];
    private static readonly ProofRule RateRule = new("RATE-PERCENT", "rates are decimals: at most half of them lie above 0.2, none above 0.5", "rate");

    private readonly Table table;
    private readonly Func<string, int> at;
    private readonly IFactSink sink;
    private readonly ImportContext context;
    private readonly FirmCodes codes;
    private readonly FirmFinder finder;
    private readonly RowProof judge;
    private readonly Proof? rateProof;
    private readonly HashSet<(string, string, DateOnly, DateOnly)> seen = [];
    private readonly string source;

    private GenericRows(string dataset, FirmCodes codes, Table table, Func<string, int> at, IFactSink sink, ImportContext context)
    {
        this.table = table;
        this.at = at;
        this.sink = sink;
        this.context = context;
        this.codes = codes;
        source = table.Source.Name;
        finder = new FirmFinder(table, at("firm"), codes, "CNY", sink, context);
        judge = new RowProof(table);
        rateProof = dataset == "rates" ? context.Proofs.Begin(RateRule, source) : null;
    }

    public static void Read(string dataset, TableSchema schema, FirmCodes codes, Func<string, int> at, SourceFile file, IFactSink sink, ImportContext context)
    {
        using Table? table = Table.Open(file, schema, context.Log);
        if (table is null)
        {
            return;
        }

        GenericRows rows = new(dataset, codes, table, at, sink, context);
        Action read = dataset switch
        {
            "firms" => rows.Firm,
            "shares" => rows.Shares,
            "rates" => rows.Rate,
            "fx" => rows.ExchangeRate,
            "labels" => rows.Label,
            "factors" => rows.Factor,
            _ => rows.Name,
        };
        while (table.Read())
        {
            context.Step.Row();
            if (!table.Failed)
            {
                read();
            }
        }

        context.Proofs.Close(file.Name, context.Log);
        table.Finish();
    }

    private void Firm()
    {
        string name = table.RequiredText(at("name"));
        string currency = table.IsMissing(at("currency")) ? context.Options.DefaultCurrency ?? "" : table.Text(at("currency"));
        string kind = table.RequiredText(at("kind"));
        DateOnly? listed = table.OptionalVendorDay(at("listed"));
        DateOnly? delisted = table.OptionalVendorDay(at("delisted"));
        if (!codes.TryRead(table.Text(at("firm")), out ReadOnlySpan<char> code, out (string Code, string Reason, string Hint) fault))
        {
            table.Fail(at("firm"), fault.Code, fault.Reason, fault.Hint);
        }

        if (!CurrencyCode.IsWellFormed(currency))
        {
            table.Fail(at("currency"), "CURRENCY-MALFORMED", $"'{currency}' is not an ISO 4217 code", "Write three upper-case letters: CNY, USD, HKD");
        }

        if (kind.Length > 0 && !Kinds.Contains(kind, StringComparer.Ordinal))
        {
            table.Fail(at("kind"), "KIND-UNKNOWN", $"'{kind}' is no kind of firm", $"Write one of: {string.Join(", ", Kinds)}");
        }

        if (!table.Failed && delisted <= listed)
        {
            table.Fail(at("delisted"), "DELISTED-BEFORE-LISTED", "the firm is delisted on or before the day it is listed", "Correct one of the two days");
        }

        if (!table.Failed && !seen.Add((code.ToString(), "", default, default)))
        {
            table.Fail(at("firm"), "FIRM-DUPLICATE", $"the firm '{code}' stands in the file twice", "Delete one of the rows");
        }

        if (table.Failed)
        {
            return;
        }

        string firm = code.ToString();
        context.Firm(firm).Stated = true;
        sink.Firm(new FirmFact
        {
            Description = new FirmDescription { Firm = firm, Name = name, Currency = currency, Kind = kind, Industry = table.OptionalText(at("industry")), Exchange = table.OptionalText(at("exchange")) },
            Listed = listed,
            Delisted = delisted,
            Source = source,
        });
    }

    private void Shares()
    {
        FirmState? firm = finder.Find();
        DateOnly from = table.VendorDay(at("valid_from"));
        DateOnly known = table.OptionalVendorDay(at("known_on")) ?? from;
        double tradable = Count("tradable") ?? 0;
        double? total = Count("total");
        double restricted = Count("restricted") ?? Math.Max(0, (total ?? tradable) - tradable);
        ShareFact fact = new() { ValidFrom = from, KnownOn = known, Tradable = tradable, Restricted = restricted, B = Count("b_shares") ?? 0, H = Count("h_shares") ?? 0, Source = source };
        if (!table.Failed && tradable + restricted <= 0)
        {
            table.Fail(at("tradable"), "SHARES-ZERO", "the firm has neither tradable nor restricted shares", "Correct the counts, or leave the row out");
        }

        if (firm is null || table.Failed)
        {
            return;
        }

        if (!seen.Add((firm.Code, "", from, known)))
        {
            table.Fail(at("valid_from"), "SHARES-DUPLICATE", "the same firm, valid_from and known_on stand in the file already", "Delete one of the two rows");
            return;
        }

        // Kept for the proofs of the end only: these counts have a known day of their own.
        firm.StatedShares = (from, tradable + restricted + fact.B + fact.H);
        sink.Shares(firm.Code, fact);
    }

    private void Rate()
    {
        DateOnly date = table.VendorDay(at("date"));
        double tenor = table.RequiredReal(at("tenor_years"));
        double rate = table.RequiredReal(at("rate"));
        if (!table.Failed && tenor is <= 0 or > 100)
        {
            table.Fail(at("tenor_years"), "TENOR-OUT-OF-RANGE", $"a tenor of {table.Text(at("tenor_years"))} years", "Write years: three months are 0.25");
        }

        if (table.Failed || !judge.Decide(rateProof!, Math.Abs(rate) <= 0.5, null, date, rate / 0.03, FormattableString.Invariant($"a rate of {rate:0.####}"), "rates look like percent, not decimals"))
        {
            return;
        }

        if (!seen.Add(("", tenor.ToString("R", System.Globalization.CultureInfo.InvariantCulture), date, default)))
        {
            table.Fail(at("date"), "DATE-DUPLICATE", "the file has a rate of this tenor for this day already", "Delete one of the two rows");
            return;
        }

        sink.Rate(new RateFact(date, tenor, rate, source));
    }

    private void ExchangeRate()
    {
        DateOnly date = table.VendorDay(at("date"));
        string from = table.RequiredText(at("from"));
        string to = table.RequiredText(at("to"));
        double rate = table.RequiredReal(at("rate"));
        foreach ((string column, string text) in (ReadOnlySpan<(string, string)>)[("from", from), ("to", to)])
        {
            if (text.Length > 0 && !CurrencyCode.IsWellFormed(text))
            {
                table.Fail(at(column), "CURRENCY-MALFORMED", $"'{text}' is not an ISO 4217 code", "Write three upper-case letters: CNY, USD, HKD");
            }
        }

        if (!table.Failed && rate <= 0)
        {
            table.Fail(at("rate"), "EXCHANGE-RATE-NOT-POSITIVE", $"an exchange rate of {table.Text(at("rate"))}", "Write units of 'to' for one unit of 'from'");
        }

        if (!table.Failed && from == to)
        {
            table.Fail(at("to"), "EXCHANGE-RATE-SAME-CURRENCY", $"both currencies are {from}", "Correct one of them, or leave the row out");
        }

        if (!table.Failed && !seen.Add((from, to, date, default)))
        {
            table.Fail(at("date"), "DATE-DUPLICATE", "the file has a rate of this pair for this day already", "Delete one of the two rows");
        }

        if (!table.Failed)
        {
            sink.ExchangeRate(new ExchangeRateFact(date, new CurrencyCode(from), new CurrencyCode(to), rate, source));
        }
    }

    private void Label()
    {
        FirmState? firm = finder.Find();
        DateOnly date = table.VendorDay(at("date"));
        string word = table.RequiredText(at("event"));
        if (word.Length > 0 && !Events.Contains(word, StringComparer.Ordinal))
        {
            table.Fail(at("event"), "EVENT-UNKNOWN", $"'{word}' is no event", $"Write one of: {string.Join(", ", Events)}");
        }

        if (firm is null || table.Failed)
        {
            return;
        }

        if (!seen.Add((firm.Code, word, date, default)))
        {
            table.Fail(at("event"), "LABEL-DUPLICATE", "the same event stands in the file twice", "Delete one of the two rows");
            return;
        }

        sink.Label(new LabelFact(firm.Code, date, word));
    }

    private void Factor()
    {
        FirmState? firm = finder.Find();
        DateOnly date = table.VendorDay(at("date"));
        double factor = table.RequiredReal(at("adj_factor"));
        if (!table.Failed && factor <= 0)
        {
            table.Fail(at("adj_factor"), "FACTOR-NOT-POSITIVE", $"an adjustment factor of {table.Text(at("adj_factor"))}", "Factors are positive");
        }

        if (firm is not null && !table.Failed && !firm.FactorDays.Add(date))
        {
            table.Fail(at("date"), "DATE-DUPLICATE", $"the firm '{firm.Code}' has a factor for {DayText.Iso(date)} already", "Delete one of the two rows");
        }

        if (firm is not null && !table.Failed)
        {
            firm.Factors.Add(date, factor, source);
        }
    }

    private void Name()
    {
        FirmState? firm = finder.Find();
        string name = table.RequiredText(at("name"));
        DateOnly from = table.VendorDay(at("from"));
        DateOnly known = table.OptionalVendorDay(at("known_on")) ?? from;
        if (firm is not null && !table.Failed && seen.Add((firm.Code, name, from, default)))
        {
            sink.Name(new NameFact(firm.Code, name, SpecialTreatment.Of(name), from, known, source));
        }
    }

    private double? Count(string column) => table.NotNegative(at(column), "SHARES-NEGATIVE", "a share count");
}
