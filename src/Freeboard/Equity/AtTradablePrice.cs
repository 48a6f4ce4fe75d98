namespace Freeboard.Equity;

/// <summary>A restricted share is worth a tradable one: equity is price x all shares.</summary>
public sealed record AtTradablePrice : RestrictedShareModel
{
    /// <inheritdoc/>
    public override string Name => "at-tradable-price";

    /// <inheritdoc/>
    internal override double PriceOf(double price, double totalShares, double netAssets, double netIncome) => price;
}
