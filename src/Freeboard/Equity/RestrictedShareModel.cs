namespace Freeboard.Equity;

/// <summary>What one restricted (not yet tradable) share is worth.</summary>
public abstract record RestrictedShareModel
{
    /// <summary>Price times all shares.</summary>
    public static RestrictedShareModel Default { get; } = new AtTradablePrice();

    /// <summary>Stable name for parameters and reports.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the model needs net assets.</summary>
    internal virtual bool NeedsNetAssets => false;

    /// <summary>Whether the model needs net income.</summary>
    internal virtual bool NeedsNetIncome => false;

    /// <summary>Price of one restricted share; may be negative or not finite, which the caller reports.</summary>
    /// <param name="price">Price of a tradable share, currency units.</param>
    /// <param name="totalShares">All shares; positive.</param>
    /// <param name="netAssets">Net assets; finite where needed, else unused.</param>
    /// <param name="netIncome">Net income; finite where needed, else unused.</param>
    internal abstract double PriceOf(double price, double totalShares, double netAssets, double netIncome);

    /// <summary>Standard error of that price; 0 for a model that has none.</summary>
    internal virtual double StandardErrorOf(double price, double totalShares, double netAssets, double netIncome) => 0;

    /// <summary>Degrees of freedom of the t that goes with the standard error.</summary>
    internal virtual double DegreesOfFreedom => double.PositiveInfinity;
}
