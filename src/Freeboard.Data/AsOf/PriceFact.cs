namespace Freeboard.Data.AsOf;

/// <summary>One firm's day on the exchange. It is known at that day's close. A struct, because a market has tens of millions.</summary>
public readonly record struct PriceFact
{
    /// <summary>The day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The day on which the row became known, when it was corrected or supplied after its day; null for its own day, at whose close it counts.</summary>
    public DateOnly? KnownOn { get; init; }

    /// <summary>Unadjusted close, currency units a share, positive; null when the firm did not trade or the source says nothing.</summary>
    public double? Close { get; init; }

    /// <summary>The last close before the day, after rights and dividends of the day; null when not given. Close / previous close is the holder's gross return.</summary>
    public double? PreviousClose { get; init; }

    /// <summary>Cumulative adjustment factor: adjusted close = close x factor; null when not given with the price.</summary>
    public double? Factor { get; init; }

    /// <summary>Shares traded (not lots); null when not given.</summary>
    public double? Volume { get; init; }

    /// <summary>Turnover in currency units (not thousands); null when not given.</summary>
    public double? Amount { get; init; }

    /// <summary>Total market value in currency units; null when not given.</summary>
    public double? MarketValue { get; init; }

    /// <summary>Whether the firm traded on the day.</summary>
    public bool Trading { get; init; }

    /// <summary>Whether the return into the day is not usable.</summary>
    public bool ReturnBreak { get; init; }

    /// <summary>The file it came from.</summary>
    public required string Source { get; init; }
}
