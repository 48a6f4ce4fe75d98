namespace Freeboard.Data.Import.NetEase;

/// <summary>One day of a NetEase history. Null where the file says nothing.</summary>
internal readonly record struct HistoryRow
{
    public required DateOnly Date { get; init; }

    /// <summary>Unadjusted close; zero on a suspended day.</summary>
    public required double Close { get; init; }

    /// <summary>Previous close after rights and dividends of the day.</summary>
    public double? PreviousClose { get; init; }

    public double? TotalMarketValue { get; init; }

    public double? TradableMarketValue { get; init; }

    public required int Line { get; init; }

    public bool Trading => Close > 0;
}
