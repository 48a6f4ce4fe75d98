namespace Freeboard.Equity;

/// <summary>Prices of the share classes on one day, all in the currency of the tradable share.</summary>
public readonly record struct SharePrices
{
    /// <summary>Price of a tradable share, currency units; finite and positive.</summary>
    public required double Tradable { get; init; }

    /// <summary>Price of a B share, converted into the same currency; finite and positive. Null counts B shares at the tradable price, which the value then says.</summary>
    public double? B { get; init; }

    /// <summary>Price of an H share, converted into the same currency; finite and positive. Null counts H shares at the tradable price, which the value then says.</summary>
    public double? H { get; init; }
}
