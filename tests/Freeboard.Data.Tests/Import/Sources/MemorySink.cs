using Freeboard.Data.AsOf;
using Freeboard.Equity;

namespace Freeboard.Data.Tests.Import.Sources;

/// <summary>Keeps every fact as given.</summary>
internal sealed class MemorySink : IFactSink
{
    public List<FirmFact> Firms { get; } = [];

    public List<(string Firm, PriceFact Fact)> Prices { get; } = [];

    public List<(string Firm, ShareFact Fact)> ShareCounts { get; } = [];

    public List<(string Firm, StatementFact Fact)> Statements { get; } = [];

    public List<RateFact> Rates { get; } = [];

    public List<ExchangeRateFact> ExchangeRates { get; } = [];

    public List<LabelFact> Labels { get; } = [];

    public List<NameFact> Names { get; } = [];

    public List<SuspensionFact> Suspensions { get; } = [];

    public List<AdjustmentFactorFact> Factors { get; } = [];

    public List<CodeChangeFact> CodeChanges { get; } = [];

    public void Firm(FirmFact fact) => Firms.Add(fact);

    public void Price(string firm, in PriceFact fact) => Prices.Add((firm, fact));

    public void Shares(string firm, ShareFact fact) => ShareCounts.Add((firm, fact));

    public void Statement(string firm, StatementFact fact) => Statements.Add((firm, fact));

    public void Rate(RateFact fact) => Rates.Add(fact);

    public void ExchangeRate(ExchangeRateFact fact) => ExchangeRates.Add(fact);

    public void Label(LabelFact fact) => Labels.Add(fact);

    public void Name(NameFact fact) => Names.Add(fact);

    public void Suspension(SuspensionFact fact) => Suspensions.Add(fact);

    public void AdjustmentFactor(AdjustmentFactorFact fact) => Factors.Add(fact);

    public void CodeChange(CodeChangeFact fact) => CodeChanges.Add(fact);

    public List<(string Firm, ShareClasses Class, ClassPriceFact Fact)> ClassPrices { get; } = [];

    public void ClassPrice(string firm, ShareClasses shareClass, ClassPriceFact fact) => ClassPrices.Add((firm, shareClass, fact));
}
