using Freeboard.Money;

namespace Freeboard.Data.AsOf;

/// <summary>A close of a firm's B or H shares on a day, in the currency it trades in.</summary>
/// <param name="Date">The day of the close; used on that day and after, as closes of tradable shares are.</param>
/// <param name="Close">Unadjusted close, currency units a share; positive.</param>
/// <param name="Currency">Currency of the close.</param>
/// <param name="Source">The file it came from.</param>
public sealed record ClassPriceFact(DateOnly Date, double Close, CurrencyCode Currency, string Source)
{
    /// <summary>The day on which it became known, when that is not the day of the close; used from that day on. Null for the day of the close.</summary>
    public DateOnly? KnownOn { get; init; }
}
