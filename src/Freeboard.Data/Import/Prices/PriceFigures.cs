namespace Freeboard.Data.Import.Prices;

/// <summary>A price row in canonical units (shares, currency units); rates as the vendor states them. Null where the row says nothing.</summary>
internal readonly record struct PriceFigures
{
    public required DateOnly Date { get; init; }

    /// <summary>Positive on trading days, zero on suspended ones.</summary>
    public required double Close { get; init; }

    public double? Open { get; init; }

    public double? High { get; init; }

    public double? Low { get; init; }

    public double? PreviousClose { get; init; }

    public double? Change { get; init; }

    public double? ChangeRate { get; init; }

    public double? Volume { get; init; }

    public double? Amount { get; init; }

    public double? MarketValue { get; init; }

    public double? TradableValue { get; init; }

    public double? TotalShares { get; init; }

    public double? TradableShares { get; init; }

    public double? Turnover { get; init; }

    public double? Factor { get; init; }
}
