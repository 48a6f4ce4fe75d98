namespace Freeboard.Data.Import;

/// <summary>One accepted row of a price file.</summary>
/// <param name="Date">The day.</param>
/// <param name="Close">Unadjusted close; zero on a suspended day without one.</param>
/// <param name="Factor">Adjustment factor; the adjusted close is close x factor.</param>
/// <param name="MarketValue">Total market value; zero when none was reported.</param>
/// <param name="Trading">Whether the firm traded.</param>
/// <param name="ReturnBreak">Whether the return into the day is not usable.</param>
/// <param name="Line">Line in the file.</param>
/// <param name="Volume">Shares traded; zero when not reported, or when the layout has a proof of volume of its own.</param>
internal readonly record struct PriceRow(DateOnly Date, double Close, double Factor, double MarketValue, bool Trading, bool ReturnBreak, int Line, double Volume = 0);
