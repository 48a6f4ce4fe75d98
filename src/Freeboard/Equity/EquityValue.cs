namespace Freeboard.Equity;

/// <summary>Market value of equity and its parts, in the currency of the price.</summary>
/// <remarks>Numbers are NaN unless <see cref="Status"/> is <see cref="EquityValuationStatus.Valued"/>.</remarks>
public readonly record struct EquityValue
{
    /// <summary>Why there is, or is not, a number.</summary>
    public EquityValuationStatus Status { get; init; }

    /// <summary>Value of all shares, currency units.</summary>
    public double Total { get; init; }

    /// <summary>Value of the shares counted at the market price (tradable, B and H), currency units.</summary>
    public double Tradable { get; init; }

    /// <summary>Value of the restricted shares, currency units.</summary>
    public double Restricted { get; init; }

    /// <summary>Price of one restricted share under the model, currency units per share.</summary>
    public double RestrictedPrice { get; init; }

    /// <summary>What is wrong, in one clause, when the status is not <see cref="EquityValuationStatus.Valued"/>; null otherwise.</summary>
    public string? Reason { get; init; }
}
