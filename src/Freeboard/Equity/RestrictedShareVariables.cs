namespace Freeboard.Equity;

/// <summary>What the price of a restricted share may be regressed on, by the names that files and fitted models use.</summary>
public static class RestrictedShareVariables
{
    /// <summary>Net assets / all shares, currency units per share.</summary>
    public const string NetAssetsPerShare = "net_assets_per_share";

    /// <summary>Price of a tradable share, currency units.</summary>
    public const string TradablePrice = "price_tradable";

    /// <summary>Net income / net assets, decimal.</summary>
    public const string ReturnOnEquity = "return_on_equity";

    /// <summary>Net income / all shares, currency units per share.</summary>
    public const string EarningsPerShare = "earnings_per_share";

    /// <summary>All names that can be computed from a firm's price, shares and statement.</summary>
    public static IReadOnlyList<string> Computable { get; } = [NetAssetsPerShare, TradablePrice, ReturnOnEquity, EarningsPerShare];

    internal static double Of(string name, double price, double totalShares, double netAssets, double netIncome) => name switch
    {
        NetAssetsPerShare => netAssets / totalShares,
        TradablePrice => price,
        ReturnOnEquity => netIncome / netAssets,
        EarningsPerShare => netIncome / totalShares,
        _ => throw new ArgumentException($"{name} is none of {string.Join(", ", Computable)}.", nameof(name)),
    };
}
