using Freeboard.Data.AsOf;
using Freeboard.Equity;

namespace Freeboard.Data.Import;

/// <summary>Counts facts on their way to another sink.</summary>
internal sealed class CountingSink(IFactSink inner) : IFactSink
{
    public long Firms { get; private set; }

    public long Prices { get; private set; }

    public long ShareCounts { get; private set; }

    public long Statements { get; private set; }

    public long Rates { get; private set; }

    public long ExchangeRates { get; private set; }

    public long Labels { get; private set; }

    public long Names { get; private set; }

    public long Suspensions { get; private set; }

    public long Factors { get; private set; }

    public long CodeChanges { get; private set; }

    public long ClassPrices { get; private set; }

    public IReadOnlyList<(string Kind, long Count)> Counts =>
    [
        ("firms", Firms), ("prices", Prices), ("shares", ShareCounts), ("statements", Statements), ("rates", Rates), ("exchangeRates", ExchangeRates),
        ("labels", Labels), ("names", Names), ("suspensions", Suspensions), ("adjustmentFactors", Factors), ("codeChanges", CodeChanges), ("classPrices", ClassPrices),
    ];

    public void Firm(FirmFact fact)
    {
        Firms++;
        inner.Firm(fact);
    }

    public void Price(string firm, in PriceFact fact)
    {
        Prices++;
        inner.Price(firm, fact);
    }

    public void Shares(string firm, ShareFact fact)
    {
        ShareCounts++;
        inner.Shares(firm, fact);
    }

    public void Statement(string firm, StatementFact fact)
    {
        Statements++;
        inner.Statement(firm, fact);
    }

    public void Rate(RateFact fact)
    {
        Rates++;
        inner.Rate(fact);
    }

    public void ExchangeRate(ExchangeRateFact fact)
    {
        ExchangeRates++;
        inner.ExchangeRate(fact);
    }

    public void Label(LabelFact fact)
    {
        Labels++;
        inner.Label(fact);
    }

    public void Name(NameFact fact)
    {
        Names++;
        inner.Name(fact);
    }

    public void Suspension(SuspensionFact fact)
    {
        Suspensions++;
        inner.Suspension(fact);
    }

    public void AdjustmentFactor(AdjustmentFactorFact fact)
    {
        Factors++;
        inner.AdjustmentFactor(fact);
    }

    public void CodeChange(CodeChangeFact fact)
    {
        CodeChanges++;
        inner.CodeChange(fact);
    }

    public void ClassPrice(string firm, ShareClasses shareClass, ClassPriceFact fact)
    {
        ClassPrices++;
        inner.ClassPrice(firm, shareClass, fact);
    }
}
