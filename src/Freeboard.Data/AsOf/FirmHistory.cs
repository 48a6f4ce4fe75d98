using Freeboard.Assessment;
using Freeboard.Volatility;

namespace Freeboard.Data.AsOf;

/// <summary>
/// Everything one firm's files said, sorted by day. Plain arrays, because a market of a thousand firms and ten years
/// holds millions of closes and every panel is a binary search into them.
/// </summary>
/// <remarks>Immutable and safe to read from any number of threads.</remarks>
public sealed record FirmHistory
{
    /// <summary>Who the firm is, as described last.</summary>
    public required FirmDescription Firm { get; init; }

    /// <summary>Who the firm was described as, each from the day after it became known; ascending. Empty when it was described once.</summary>
    internal (DateOnly KnownOn, FirmDescription Firm)[] Descriptions { get; init; } = [];

    /// <summary>The day it was listed; null when not given.</summary>
    public DateOnly? Listed { get; init; }

    /// <summary>The day it was delisted; null when it was not.</summary>
    public DateOnly? Delisted { get; init; }

    /// <summary>Trading days only, ascending, distinct.</summary>
    internal PriceObservation[] Prices { get; init; } = [];

    /// <summary>Unadjusted closes, parallel to <see cref="Prices"/>.</summary>
    internal double[] RawCloses { get; init; } = [];

    /// <summary>How many of the prices up to each one begin a return that is not usable; null where none does. Parallel to <see cref="Prices"/>.</summary>
    internal int[]? BreakCounts { get; init; }

    /// <summary>Days on which a market value was reported, ascending.</summary>
    internal DateOnly[] MarketValueDates { get; init; } = [];

    /// <summary>Reported market values, parallel to <see cref="MarketValueDates"/>.</summary>
    internal double[] MarketValues { get; init; } = [];

    /// <summary>Closes of B shares; null when no file gives any.</summary>
    internal ClassPriceSeries? BPrices { get; init; }

    /// <summary>Closes of H shares; null when no file gives any.</summary>
    internal ClassPriceSeries? HPrices { get; init; }

    /// <summary>Ordered by valid-from, then known-on.</summary>
    internal ShareFact[] Shares { get; init; } = [];

    /// <summary>Ordered by period end, then announcement.</summary>
    internal StatementFact[] Statements { get; init; } = [];

    /// <summary>Names and special-treatment states, ordered by first day, then known-on.</summary>
    internal NameFact[] Names { get; init; } = [];

    /// <summary>Suspensions and resumptions, ordered by day, then known-on.</summary>
    internal SuspensionFact[] Suspensions { get; init; } = [];

    /// <summary>Changes of the firm's code, ordered by day.</summary>
    internal CodeChangeFact[] CodeChanges { get; init; } = [];

    /// <summary>Prices that became known after their day; null when there are none, as is usual.</summary>
    internal LatePrices? Late { get; init; }

    /// <summary>The description known strictly before a day; the first one when none was.</summary>
    internal FirmDescription DescriptionBefore(DateOnly knownAt)
    {
        for (int i = Descriptions.Length - 1; i > 0; i--)
        {
            if (Descriptions[i].KnownOn < knownAt)
            {
                return Descriptions[i].Firm;
            }
        }

        return Descriptions.Length > 0 ? Descriptions[0].Firm : Firm;
    }

    /// <summary>What was knowable about the firm at the close of a day, or what held on it as known at another day.</summary>
    /// <param name="day">Any day; it need not be a trading day.</param>
    /// <param name="quotations">Rates and exchange rates of the market; null when there are none.</param>
    /// <param name="knownAt">The day of knowledge; the day itself when left out.</param>
    public FirmPanel PanelAsOf(DateOnly day, Quotations? quotations, DateOnly? knownAt = null) =>
        new(quotations, Late is null ? this : Late.HistoryAt(this, knownAt ?? day), day, knownAt ?? day);
}
