using Freeboard.Money;

namespace Freeboard.Data.AsOf;

/// <summary>Closes of one share class of one firm, by day.</summary>
internal sealed record ClassPriceSeries(DatedSeries Closes, CurrencyCode Currency, string Source)
{
    /// <summary>The last close on or before a day, as known up to and including the second day; null when there was none.</summary>
    public ClassPriceFact? UpTo(DateOnly day, DateOnly knownAt)
    {
        int last = Closes.LastUpTo(day, knownAt);
        return last < 0 ? null : new ClassPriceFact(Closes.Dates[last], Closes.Values[last], Currency, Closes.SourceOf(last, Source));
    }
}
