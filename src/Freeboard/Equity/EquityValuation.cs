using System.Globalization;

namespace Freeboard.Equity;

/// <summary>Market value of equity: tradable shares at the market price, restricted shares at a model's price.</summary>
/// <remarks>
/// B and H shares at their own prices where these are given, else at the tradable price, which the value says.
/// Units: price in currency per share, shares in shares, net assets and net income in currency units, all of one currency.
/// </remarks>
public static class EquityValuation
{
    /// <summary>Values a firm's equity on one day.</summary>
    /// <param name="price">Price of a tradable share; finite and positive.</param>
    /// <param name="shares">Shares by class; finite, not negative, not all zero.</param>
    /// <param name="model">What a restricted share is worth.</param>
    /// <param name="netAssets">Net assets from the last statement known; null when it gives none.</param>
    /// <param name="netIncome">Net income from the last statement known; null when it gives none.</param>
    /// <returns>
    /// The value with its status. A firm without restricted shares needs no net assets or income under any model; its restricted price is then NaN when
    /// the model could not compute one.
    /// </returns>
    /// <exception cref="ArgumentNullException">No model was given.</exception>
    public static EquityValue Value(double price, in ShareCapital shares, RestrictedShareModel model, double? netAssets, double? netIncome) =>
        Value(new SharePrices { Tradable = price }, shares, model, netAssets, netIncome);

    /// <summary>Values a firm's equity on one day, each class at its own price.</summary>
    /// <param name="prices">Prices by class, all in one currency.</param>
    /// <param name="shares">Shares by class; finite, not negative, not all zero.</param>
    /// <param name="model">What a restricted share is worth.</param>
    /// <param name="netAssets">Net assets from the last statement known; null when it gives none.</param>
    /// <param name="netIncome">Net income from the last statement known; null when it gives none.</param>
    /// <returns>As the overload of one price; the value names the classes that count at the tradable price for want of their own.</returns>
    /// <exception cref="ArgumentNullException">No model was given.</exception>
    public static EquityValue Value(in SharePrices prices, in ShareCapital shares, RestrictedShareModel model, double? netAssets, double? netIncome)
    {
        ArgumentNullException.ThrowIfNull(model);
        double price = prices.Tradable;
        if (!IsPrice(price))
        {
            return Invalid(string.Create(CultureInfo.InvariantCulture, $"the price {price} is not finite and positive"));
        }

        foreach ((double? own, string name) in (ReadOnlySpan<(double?, string)>)[(prices.B, "B"), (prices.H, "H")])
        {
            if (own is { } given && !IsPrice(given))
            {
                return Invalid(string.Create(CultureInfo.InvariantCulture, $"the price {given} of {name} shares is not finite and positive"));
            }
        }

        if (!IsCount(shares.Tradable) || !IsCount(shares.Restricted) || !IsCount(shares.B) || !IsCount(shares.H))
        {
            return Invalid("a number of shares is negative or not finite");
        }

        double totalShares = shares.Total;
        if (!double.IsFinite(totalShares) || totalShares <= 0)
        {
            return Invalid("there are no shares");
        }

        // One product where no class has a price of its own: the sum of three rounds otherwise, and would move published runs by a last digit.
        double b = (prices.B ?? price) * shares.B;
        double h = (prices.H ?? price) * shares.H;
        double tradable = prices.B is null && prices.H is null ? price * (shares.Tradable + shares.B + shares.H) : (price * shares.Tradable) + b + h;
        EquityValue restricted = RestrictedValue(price, totalShares, shares.Restricted, model, netAssets, netIncome);
        if (restricted.Status != EquityValuationStatus.Valued)
        {
            return restricted;
        }

        double total = tradable + restricted.Restricted;
        if (!double.IsFinite(total) || total <= 0)
        {
            return Invalid(string.Create(CultureInfo.InvariantCulture, $"the equity value {total} is not finite and positive"));
        }

        ShareClasses atTradablePrice = (shares.B > 0 && prices.B is null ? ShareClasses.B : ShareClasses.None)
            | (shares.H > 0 && prices.H is null ? ShareClasses.H : ShareClasses.None);
        return restricted with { Total = total, Tradable = tradable, B = b, H = h, AtTradablePrice = atTradablePrice };
    }

    private static EquityValue RestrictedValue(double price, double totalShares, double restrictedShares, RestrictedShareModel model, double? netAssets, double? netIncome)
    {
        EquityValue problem = Requirements(model, netAssets, netIncome);
        double restrictedPrice = problem.Status == EquityValuationStatus.Valued
            ? model.PriceOf(price, totalShares, netAssets.GetValueOrDefault(), netIncome.GetValueOrDefault())
            : double.NaN;
        if (restrictedShares == 0)
        {
            // What a model lacks, or says, about shares that do not exist takes nothing from the value.
            return new EquityValue { Status = EquityValuationStatus.Valued, RestrictedPrice = restrictedPrice, DegreesOfFreedom = double.PositiveInfinity };
        }

        if (problem.Status != EquityValuationStatus.Valued)
        {
            return problem;
        }

        if (!double.IsFinite(restrictedPrice) || restrictedPrice < 0)
        {
            return Invalid(string.Create(CultureInfo.InvariantCulture, $"the model {model.Name} prices a restricted share at {restrictedPrice}"));
        }

        return new EquityValue
        {
            Status = EquityValuationStatus.Valued,
            Restricted = restrictedPrice * restrictedShares,
            RestrictedPrice = restrictedPrice,
            StandardError = model.StandardErrorOf(price, totalShares, netAssets.GetValueOrDefault(), netIncome.GetValueOrDefault()) * restrictedShares,
            DegreesOfFreedom = model.DegreesOfFreedom,
        };
    }

    private static EquityValue Requirements(RestrictedShareModel model, double? netAssets, double? netIncome)
    {
        if (model.NeedsNetAssets)
        {
            if (netAssets is null)
            {
                return Without(EquityValuationStatus.MissingNetAssets, "the statement gives no net assets");
            }

            if (!double.IsFinite(netAssets.Value))
            {
                return Invalid("net assets are not finite");
            }
        }

        if (model.NeedsNetIncome)
        {
            if (netIncome is null)
            {
                return Without(EquityValuationStatus.MissingNetIncome, "the statement gives no net income");
            }

            if (!double.IsFinite(netIncome.Value))
            {
                return Invalid("net income is not finite");
            }
        }

        return new EquityValue { Status = EquityValuationStatus.Valued };
    }

    private static bool IsPrice(double price) => double.IsFinite(price) && price > 0;

    private static bool IsCount(double shares) => double.IsFinite(shares) && shares >= 0;

    private static EquityValue Invalid(string reason) => Without(EquityValuationStatus.InvalidInput, reason);

    private static EquityValue Without(EquityValuationStatus status, string reason) => new()
    {
        Status = status,
        Total = double.NaN,
        Tradable = double.NaN,
        B = double.NaN,
        H = double.NaN,
        StandardError = double.NaN,
        DegreesOfFreedom = double.NaN,
        Restricted = double.NaN,
        RestrictedPrice = double.NaN,
        Reason = reason,
    };
}
