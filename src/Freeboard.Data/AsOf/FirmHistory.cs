using Freeboard.Assessment;
using Freeboard.Volatility;

namespace Freeboard.Data.AsOf;

/// <summary>
/// Everything one firm's files said, sorted by day. Plain arrays, because a market of a thousand firms and ten years
/// holds millions of closes and every panel is a binary search into them.
/// </summary>
internal sealed record FirmHistory
{
    public required FirmDescription Firm { get; init; }

    public DateOnly? Listed { get; init; }

    public DateOnly? Delisted { get; init; }

    /// <summary>Trading days only, ascending, distinct.</summary>
    public PriceObservation[] Prices { get; init; } = [];

    /// <summary>Unadjusted closes, parallel to <see cref="Prices"/>.</summary>
    public double[] RawCloses { get; init; } = [];

    /// <summary>How many of the prices up to each one begin a return that is not usable; null where none does. Parallel to <see cref="Prices"/>.</summary>
    public int[]? BreakCounts { get; init; }

    /// <summary>Days on which a market value was reported, ascending.</summary>
    public DateOnly[] MarketValueDates { get; init; } = [];

    /// <summary>Reported market values, parallel to <see cref="MarketValueDates"/>.</summary>
    public double[] MarketValues { get; init; } = [];

    /// <summary>Closes of B shares; null when no file gives any.</summary>
    public ClassPriceSeries? BPrices { get; init; }

    /// <summary>Closes of H shares; null when no file gives any.</summary>
    public ClassPriceSeries? HPrices { get; init; }

    /// <summary>Ordered by valid-from, then known-on.</summary>
    public ShareFact[] Shares { get; init; } = [];

    /// <summary>Ordered by period end, then announcement.</summary>
    public StatementFact[] Statements { get; init; } = [];
}
