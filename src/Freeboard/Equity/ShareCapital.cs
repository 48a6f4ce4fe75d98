namespace Freeboard.Equity;

/// <summary>The shares of a firm by class, in shares (not lots, not thousands).</summary>
public readonly record struct ShareCapital
{
    /// <summary>Shares that trade freely.</summary>
    public double Tradable { get; init; }

    /// <summary>Shares that may not be traded yet, or not at all.</summary>
    public double Restricted { get; init; }

    /// <summary>B shares (listed at home in a foreign currency).</summary>
    public double B { get; init; }

    /// <summary>H shares (listed in Hong Kong).</summary>
    public double H { get; init; }

    /// <summary>All shares.</summary>
    public double Total => Tradable + Restricted + B + H;
}
