namespace Freeboard.DefaultPoint;

/// <summary>What a balance sheet says about debt; all figures in one currency, units (not thousands).</summary>
public readonly record struct Liabilities
{
    /// <summary>Current (short-term) liabilities, currency units; null when the statement does not give them.</summary>
    public double? Current { get; init; }

    /// <summary>Non-current (long-term) liabilities, currency units; null when the statement does not give them.</summary>
    public double? NonCurrent { get; init; }

    /// <summary>Total liabilities, currency units; null when the statement does not give them.</summary>
    public double? Total { get; init; }
}
