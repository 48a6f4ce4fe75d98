using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Equity;

namespace Freeboard.Data.Tests.Facts;

/// <summary>Facts straight into histories, without a store: what a store must give back.</summary>
internal sealed class MemorySink : IFactSink
{
    private readonly Dictionary<string, FirmDescription> firms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Action<FirmHistoryBuilder>>> facts = new(StringComparer.Ordinal);
    private readonly List<RateFact> rates = [];
    private readonly List<ExchangeRateFact> exchangeRates = [];

    public Market Build() => new(new MarketContent
    {
        Histories = [.. firms.Values.Select(Build)],
        Quotations = new Quotations(
            [.. rates.GroupBy(r => r.TenorYears).OrderBy(g => g.Key).Select(g => (g.Key, FirmHistoryBuilder.Series(g.Select(r => (r.Date, r.KnownOn ?? r.Date, r.SimpleAnnualRate, r.Source)))))],
            "",
            exchangeRates.GroupBy(r => (r.From, r.To)).ToDictionary(g => g.Key, g => FirmHistoryBuilder.Series(g.Select(r => (r.Date!.Value, r.KnownOn ?? r.Date!.Value, r.Rate, r.Source)))),
            ""),
    });

    public void Firm(FirmFact fact) => firms[fact.Description.Firm] = fact.Description;

    public void Price(string firm, in PriceFact fact)
    {
        PriceFact copy = fact;
        Add(firm, b => b.Add(copy));
    }

    public void Shares(string firm, ShareFact fact) => Add(firm, b => b.Add(fact));

    public void Statement(string firm, StatementFact fact) => Add(firm, b => b.Add(fact));

    public void Rate(RateFact fact) => rates.Add(fact);

    public void ExchangeRate(ExchangeRateFact fact) => exchangeRates.Add(fact);

    public void Label(LabelFact fact)
    {
    }

    public void Name(NameFact fact) => Add(fact.Firm, b => b.Add(fact));

    public void Suspension(SuspensionFact fact) => Add(fact.Firm, b => b.Add(fact));

    public void AdjustmentFactor(AdjustmentFactorFact fact) => Add(fact.Firm, b => b.Add(fact));

    public void ClassPrice(string firm, ShareClasses shareClass, ClassPriceFact fact) => Add(firm, b => b.Add(shareClass, fact));

    public void CodeChange(CodeChangeFact fact) => throw new NotSupportedException("Codes are joined by the store.");

    private void Add(string firm, Action<FirmHistoryBuilder> fact)
    {
        if (!facts.TryGetValue(firm, out List<Action<FirmHistoryBuilder>>? list))
        {
            facts.Add(firm, list = []);
        }

        list.Add(fact);
    }

    private FirmHistory Build(FirmDescription description)
    {
        FirmHistoryBuilder builder = new(description);
        foreach (Action<FirmHistoryBuilder> add in facts.TryGetValue(description.Firm, out List<Action<FirmHistoryBuilder>>? list) ? list : [])
        {
            add(builder);
        }

        return builder.Build();
    }
}
