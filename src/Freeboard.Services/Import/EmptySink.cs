using Freeboard.Data.AsOf;
using Freeboard.Equity;

namespace Freeboard.Services.Import;

/// <summary>Takes facts and keeps none: a dry run wants the proofs only.</summary>
internal sealed class EmptySink : IFactSink
{
    public void Firm(FirmFact fact)
    {
    }

    public void Price(string firm, in PriceFact fact)
    {
    }

    public void Shares(string firm, ShareFact fact)
    {
    }

    public void Statement(string firm, StatementFact fact)
    {
    }

    public void Rate(RateFact fact)
    {
    }

    public void ExchangeRate(ExchangeRateFact fact)
    {
    }

    public void Label(LabelFact fact)
    {
    }

    public void Name(NameFact fact)
    {
    }

    public void Suspension(SuspensionFact fact)
    {
    }

    public void AdjustmentFactor(AdjustmentFactorFact fact)
    {
    }

    public void ClassPrice(string firm, ShareClasses shareClass, ClassPriceFact fact)
    {
    }

    public void CodeChange(CodeChangeFact fact)
    {
    }
}
