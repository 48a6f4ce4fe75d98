namespace Freeboard.Equity;

/// <summary>A restricted share is worth net assets per share, net assets / all shares; the usual choice for A-shares before the reform of 2005.</summary>
public sealed record AtNetAssetsPerShare : RestrictedShareModel
{
    /// <inheritdoc/>
    public override string Name => "at-net-assets-per-share";

    /// <inheritdoc/>
    internal override bool NeedsNetAssets => true;

    /// <inheritdoc/>
    internal override double PriceOf(double price, double totalShares, double netAssets, double netIncome) => netAssets / totalShares;
}
