using Freeboard.Money;

namespace Freeboard.Data.AsOf;

/// <summary>An exchange rate quoted on a day.</summary>
/// <param name="Date">The day of the quotation; null for equal currencies, which need none.</param>
/// <param name="From">The currency of the amount to convert.</param>
/// <param name="To">The currency wanted.</param>
/// <param name="Rate">Units of <paramref name="To"/> for one unit of <paramref name="From"/>; positive.</param>
/// <param name="Source">The file it came from, with the word inverse where the opposite pair was quoted.</param>
public sealed record ExchangeRateFact(DateOnly? Date, CurrencyCode From, CurrencyCode To, double Rate, string Source)
{
    /// <summary>The day on which it became known, when that is not the day of the quotation; used on days strictly after it. Null for the day of the quotation.</summary>
    public DateOnly? KnownOn { get; init; }
}
