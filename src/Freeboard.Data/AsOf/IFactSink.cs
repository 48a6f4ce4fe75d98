using Freeboard.Equity;

namespace Freeboard.Data.AsOf;

/// <summary>
/// Where importers put facts: the draft of a market in memory, or the writer of a store. Facts come in the order of the
/// files, which is any order; a source gives each of them once.
/// </summary>
/// <remarks>
/// <para>A fact carries the day it holds for, the day it became known, and its file. Units are those of the fact's members.</para>
/// <para>Errors: the import has judged the data before; a sink throws only for faults of its own (a full disk, a lost connection).</para>
/// </remarks>
public interface IFactSink
{
    /// <summary>Who a firm is.</summary>
    /// <param name="fact">The fact.</param>
    void Firm(FirmFact fact);

    /// <summary>A firm's day on the exchange; at most one for a firm and day in one import.</summary>
    /// <param name="firm">Firm code.</param>
    /// <param name="fact">The fact.</param>
    void Price(string firm, in PriceFact fact);

    /// <summary>Share capital.</summary>
    /// <param name="firm">Firm code.</param>
    /// <param name="fact">The fact.</param>
    void Shares(string firm, ShareFact fact);

    /// <summary>A balance sheet.</summary>
    /// <param name="firm">Firm code.</param>
    /// <param name="fact">The fact.</param>
    void Statement(string firm, StatementFact fact);

    /// <summary>A risk-free rate.</summary>
    /// <param name="fact">The fact.</param>
    void Rate(RateFact fact);

    /// <summary>An exchange rate.</summary>
    /// <param name="fact">The fact.</param>
    void ExchangeRate(ExchangeRateFact fact);

    /// <summary>A distress event.</summary>
    /// <param name="fact">The fact.</param>
    void Label(LabelFact fact);

    /// <summary>A name and special-treatment state.</summary>
    /// <param name="fact">The fact.</param>
    void Name(NameFact fact);

    /// <summary>A suspension or resumption.</summary>
    /// <param name="fact">The fact.</param>
    void Suspension(SuspensionFact fact);

    /// <summary>An adjustment factor that comes apart from the prices.</summary>
    /// <param name="fact">The fact.</param>
    void AdjustmentFactor(AdjustmentFactorFact fact);

    /// <summary>A close of B or H shares.</summary>
    /// <param name="firm">Firm code.</param>
    /// <param name="shareClass"><see cref="ShareClasses.B"/> or <see cref="ShareClasses.H"/>.</param>
    /// <param name="fact">The fact.</param>
    void ClassPrice(string firm, ShareClasses shareClass, ClassPriceFact fact);

    /// <summary>A change of code.</summary>
    /// <param name="fact">The fact.</param>
    void CodeChange(CodeChangeFact fact);
}
