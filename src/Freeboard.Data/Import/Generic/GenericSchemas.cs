namespace Freeboard.Data.Import.Generic;

/// <summary>The datasets of the generic layout with their columns. A mapping file gives other headers these names; canonical files have them already.</summary>
internal static class GenericSchemas
{
    public static IReadOnlyDictionary<string, (string[] Required, string[] Optional)> All { get; } = new Dictionary<string, (string[], string[])>(StringComparer.Ordinal)
    {
        ["firms"] = (["firm", "name", "currency", "kind"], ["industry", "exchange", "listed", "delisted"]),
        ["prices"] = (
            ["firm", "date", "close"],
            ["adj_factor", "volume", "amount", "market_value", "state", "open", "high", "low", "previous_close", "change", "return", "turnover", "tradable_value", "total_shares", "tradable_shares", "adjusted_close", "name"]),
        ["shares"] = (["firm", "valid_from", "tradable"], ["known_on", "restricted", "total", "b_shares", "h_shares"]),
        ["statements"] = (
            ["firm", "period_end"],
            ["announced", "current_liabilities", "noncurrent_liabilities", "total_liabilities", "total_assets", "net_assets", "total_equity", "net_income", "revised", "currency", "shares", "consolidated"]),
        ["rates"] = (["date", "tenor_years", "rate"], []),
        ["fx"] = (["date", "from", "to", "rate"], []),
        ["labels"] = (["firm", "date", "event"], []),
        ["factors"] = (["firm", "date", "adj_factor"], []),
        ["class_prices"] = (["firm", "date", "class", "close", "currency"], ["known_on"]),
        ["names"] = (["firm", "name", "from"], ["known_on"]),
    };
}
