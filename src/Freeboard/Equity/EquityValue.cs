namespace Freeboard.Equity;

/// <summary>Market value of equity and its parts, in the currency of the tradable share's price.</summary>
/// <remarks>Numbers are NaN unless <see cref="Status"/> is <see cref="EquityValuationStatus.Valued"/>.</remarks>
public readonly record struct EquityValue
{
    /// <summary>Why there is, or is not, a number.</summary>
    public EquityValuationStatus Status { get; init; }

    /// <summary>Value of all shares, currency units.</summary>
    public double Total { get; init; }

    /// <summary>Value of the shares counted at market prices (tradable, B and H), currency units.</summary>
    public double Tradable { get; init; }

    /// <summary>Of <see cref="Tradable"/>, the B shares, currency units.</summary>
    public double B { get; init; }

    /// <summary>Of <see cref="Tradable"/>, the H shares, currency units.</summary>
    public double H { get; init; }

    /// <summary>Value of the restricted shares, currency units.</summary>
    public double Restricted { get; init; }

    /// <summary>Price of one restricted share under the model, currency units per share.</summary>
    public double RestrictedPrice { get; init; }

    /// <summary>Standard error of <see cref="Total"/>: that of the restricted price times the restricted shares, currency units; 0 for a model without an error of its own.</summary>
    public double StandardError { get; init; }

    /// <summary>Degrees of freedom of the t that turns <see cref="StandardError"/> into an interval; positive infinity for a model without an error of its own.</summary>
    public double DegreesOfFreedom { get; init; }

    /// <summary>Classes the firm has whose own price was not known, so that they count at the tradable price.</summary>
    public ShareClasses AtTradablePrice { get; init; }

    /// <summary>What is wrong, in one clause, when the status is not <see cref="EquityValuationStatus.Valued"/>; null otherwise.</summary>
    public string? Reason { get; init; }
}
