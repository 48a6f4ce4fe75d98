using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Equity;
using Freeboard.Money;

namespace Freeboard.Data.Import;

/// <summary>Collects facts in memory and turns them into a market's draft, so that a folder of any vendor's files can be assessed without a store.</summary>
internal sealed class DraftSink(MarketDraft draft) : IFactSink
{
    private readonly Dictionary<string, Collected> firms = new(StringComparer.Ordinal);
    private readonly SortedDictionary<double, DayValues> rates = [];
    private readonly Dictionary<(CurrencyCode From, CurrencyCode To), DayValues> exchangeRates = [];
    private readonly List<CodeChangeFact> codeChanges = [];
    private readonly List<LabelFact> labels = [];

    public void Firm(FirmFact fact)
    {
        Collected firm = Of(fact.Description.Firm);
        if (firm.Fact is null || fact.Stated)
        {
            // A statement of who the firm is takes the place of a mention; of two mentions the first stays, but for its kind.
            string kind = firm.Fact is { Description.Kind: not "general" } known && fact.Description.Kind == "general" ? known.Description.Kind : fact.Description.Kind;
            firm.Fact = fact with { Description = fact.Description with { Kind = kind } };
        }
        else if (fact.Description.Kind != "general")
        {
            firm.Fact = firm.Fact with { Description = firm.Fact.Description with { Kind = fact.Description.Kind } };
        }
    }

    public void Price(string firm, in PriceFact fact) => Of(firm).Prices.Add(fact);

    public void Shares(string firm, ShareFact fact) => Of(firm).Shares.Add(fact);

    public void Statement(string firm, StatementFact fact)
    {
        // The parent's own accounts are no basis for the group's default point.
        if (fact.Scope == StatementScope.Consolidated)
        {
            Of(firm).Statements.Add(fact);
        }
    }

    public void Rate(RateFact fact)
    {
        if (!rates.TryGetValue(fact.TenorYears, out DayValues? values))
        {
            rates.Add(fact.TenorYears, values = new DayValues());
        }

        values.Add(fact.Date, fact.SimpleAnnualRate, 0);
        draft.RateSource = fact.Source;
    }

    public void ExchangeRate(ExchangeRateFact fact)
    {
        if (!exchangeRates.TryGetValue((fact.From, fact.To), out DayValues? values))
        {
            exchangeRates.Add((fact.From, fact.To), values = new DayValues());
        }

        values.Add(fact.Date ?? DateOnly.MinValue, fact.Rate, 0);
        draft.ExchangeRateSource = fact.Source;
    }

    public void Label(LabelFact fact) => labels.Add(fact);

    public void Name(NameFact fact)
    {
        Collected firm = Of(fact.Firm);
        if (fact.Name.Length > 0 && fact.From >= firm.Named.From)
        {
            firm.Named = (fact.From, fact.Name);
        }
    }

    public void Suspension(SuspensionFact fact)
    {
        // A day without a trading price is no observation already.
    }

    public void AdjustmentFactor(AdjustmentFactorFact fact) => Of(fact.Firm).Factors.Add(fact);

    public void ClassPrice(string firm, ShareClasses shareClass, ClassPriceFact fact)
    {
        Collected of = Of(firm);
        (shareClass == ShareClasses.B ? of.BPrices : of.HPrices).Add(fact);
    }

    public void CodeChange(CodeChangeFact fact) => codeChanges.Add(fact);

    /// <summary>Puts everything into the draft; facts that the draft has already (canonical files in the same folder) go before the vendor's.</summary>
    public void Finish(ImportLog log)
    {
        foreach (CodeChangeFact change in codeChanges.OrderBy(static c => c.From))
        {
            if (firms.Remove(change.OldFirm, out Collected? old))
            {
                Of(change.NewFirm).Take(old);
            }
        }

        foreach ((string code, Collected firm) in firms.OrderBy(static f => f.Key, StringComparer.Ordinal))
        {
            Put(code, firm, log);
        }

        foreach ((double tenor, DayValues values) in rates.Where(r => draft.Rates.TrueForAll(d => Math.Abs(d.TenorYears - r.Key) > 1e-9)))
        {
            draft.Rates.Add((tenor, values.ToSeries(out _, static (_, _) => { })));
        }

        foreach (((CurrencyCode From, CurrencyCode To) pair, DayValues values) in exchangeRates)
        {
            draft.ExchangeRates.TryAdd(pair, values.ToSeries(out _, static (_, _) => { }));
        }

        draft.Labels.AddRange(labels);
    }

    private void Put(string code, Collected firm, ImportLog log)
    {
        string name = firm.Named.Name.Length > 0 && firm.Fact is not { Stated: true } ? firm.Named.Name : firm.Fact?.Description.Name ?? code;
        FirmDescription description = firm.Fact is { } fact
            ? fact.Description with { Firm = code, Name = name }
            : new FirmDescription { Firm = code, Name = name, Currency = log.Options.DefaultCurrency ?? "CNY", Kind = "general" };
        if (!draft.Firms.TryGetValue(code, out FirmDraft? target))
        {
            draft.Firms.Add(code, target = new FirmDraft(description) { Listed = firm.Fact?.Listed, Delisted = firm.Fact?.Delisted });
        }

        if (firm.Prices.Count > 0 && target.PriceSource is { } other)
        {
            log.FileError(firm.Prices[0].Source, "SOURCE-DUPLICATE", $"the firm '{code}' has prices in {other} too", "Keep one of the two files");
        }
        else if (firm.Prices.Count > 0)
        {
            target.PriceSource = firm.Prices[0].Source;
            target.Prices = Adjustment.Compose(firm.Prices, firm.Factors);
        }

        target.BPrices ??= Series(firm.BPrices);
        target.HPrices ??= Series(firm.HPrices);
        if (target.Shares.Count == 0)
        {
            target.Shares.AddRange(firm.Shares);
        }

        if (target.Statements.Count == 0)
        {
            target.Statements.AddRange(firm.Statements);
        }
    }

    private static ClassPriceSeries? Series(List<ClassPriceFact> closes)
    {
        DayValues values = new();
        foreach (ClassPriceFact close in closes.Where(c => c.Currency == closes[0].Currency))
        {
            values.Add(close.Date, close.Close, 0);
        }

        return closes.Count == 0 ? null : new ClassPriceSeries(values.ToSeries(out _, static (_, _) => { }), closes[0].Currency, closes[0].Source);
    }

    private Collected Of(string code)
    {
        if (!firms.TryGetValue(code, out Collected? firm))
        {
            firms.Add(code, firm = new Collected());
        }

        return firm;
    }

    private sealed class Collected
    {
        public FirmFact? Fact { get; set; }

        public (DateOnly From, string Name) Named { get; set; } = (DateOnly.MinValue, "");

        public List<PriceFact> Prices { get; } = [];

        public List<ShareFact> Shares { get; } = [];

        public List<StatementFact> Statements { get; } = [];

        public List<AdjustmentFactorFact> Factors { get; } = [];

        public List<ClassPriceFact> BPrices { get; } = [];

        public List<ClassPriceFact> HPrices { get; } = [];

        /// <summary>Takes the history of the same firm under its old code.</summary>
        public void Take(Collected old)
        {
            Prices.AddRange(old.Prices);
            Shares.AddRange(old.Shares);
            Statements.AddRange(old.Statements);
            Factors.AddRange(old.Factors);
            Fact ??= old.Fact;
            Named = Named.Name.Length == 0 ? old.Named : Named;
        }
    }
}
