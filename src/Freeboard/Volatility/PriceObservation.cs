namespace Freeboard.Volatility;

/// <summary>One trading day's close, adjusted for splits, rights and dividends.</summary>
/// <param name="Date">The trading day.</param>
/// <param name="AdjustedClose">Adjusted close, any unit that is constant over the series; positive.</param>
/// <param name="ReturnBreak">Whether the return into this day is not usable (an ex-right day without an adjustment factor, a merger of classes).</param>
public readonly record struct PriceObservation(DateOnly Date, double AdjustedClose, bool ReturnBreak = false);
