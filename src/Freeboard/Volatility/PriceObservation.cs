namespace Freeboard.Volatility;

/// <summary>One trading day's close, adjusted for rights and dividends.</summary>
public readonly record struct PriceObservation
{
    /// <summary>The trading day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Close adjusted so that the ratio of two neighbours is the holder's gross return; currency units, positive.</summary>
    public required double AdjustedClose { get; init; }

    /// <summary>Whether the return into this day is not usable (an ex-right day that could not be adjusted).</summary>
    public bool ReturnBreak { get; init; }
}
