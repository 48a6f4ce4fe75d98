namespace Freeboard.Volatility.Returns;

/// <summary>One listed day of a share, as an exchange reports it: unadjusted close, adjustment factor, whether it traded.</summary>
public readonly record struct PriceDay
{
    /// <summary>The day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Unadjusted close, currency units per share; positive. Not looked at on a suspended day.</summary>
    public required double Close { get; init; }

    /// <summary>Cumulative adjustment factor of rights, splits and dividends; the adjusted close is close x factor. Positive; it steps on the ex-right or ex-dividend day.</summary>
    public required double AdjustmentFactor { get; init; }

    /// <summary>Whether the share did not trade: the day is missing, and the next return spans it.</summary>
    public bool Suspended { get; init; }

    /// <summary>Whether the return into this day is not usable (an ex-right day without a factor).</summary>
    public bool ReturnBreak { get; init; }

    /// <summary>Daily price limit in force, decimal (0.10 is 10 % up or down), such as <see cref="PriceLimits.Band"/> tells; null where there is none or none is known.</summary>
    public double? LimitBand { get; init; }
}
