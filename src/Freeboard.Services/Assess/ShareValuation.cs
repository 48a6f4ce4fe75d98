using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Equity;
using Freeboard.Money;

namespace Freeboard.Services.Assess;

/// <summary>Values a firm's shares from a panel: each class at its own price where one is known, restricted shares by the model of the run.</summary>
/// <remarks>B and H closes older than the price age allowed count as unknown: the class then counts at the tradable price, and the run counts such rows.</remarks>
internal sealed class ShareValuation(AssessmentOptions options)
{
    private readonly RestrictedShareModel model = options.Equity?.RestrictedShares ?? options.RestrictedShares;

    public AssessmentStatus Value(FirmPanel panel, ShareFact shares, double close, DateOnly closeDate, List<InputFact>? facts, ref RowRemarks remarks, out EquityValue value)
    {
        value = default;
        string currency = panel.Firm.Currency;
        ShareCapital capital = new() { Tradable = shares.Tradable, Restricted = shares.Restricted, B = shares.B, H = shares.H };
        facts?.Add(FirmAssessor.Fact("tradableShares", capital.Tradable, "shares", shares.Source, shares.ValidFrom, shares.KnownOn, "filed"));
        facts?.Add(FirmAssessor.Fact("restrictedShares", capital.Restricted, "shares", shares.Source, shares.ValidFrom, shares.KnownOn, "filed"));
        if (capital.B + capital.H > 0)
        {
            facts?.Add(FirmAssessor.Fact("otherShares", capital.B + capital.H, "shares", shares.Source, shares.ValidFrom, shares.KnownOn, "filed"));
        }

        if (options.Equity?.ModelCurrency is { } modelCurrency && modelCurrency != currency && capital.Restricted > 0)
        {
            remarks |= RowRemarks.EquityModelCurrency;
            return AssessmentStatus.InvalidInput;
        }

        if (TradablePrice(panel, close, facts) is not { } price)
        {
            return AssessmentStatus.NotEnoughData;
        }

        if (!ClassPrice(panel, capital.B, panel.BPrice, "bPrice", facts, out double? b) || !ClassPrice(panel, capital.H, panel.HPrice, "hPrice", facts, out double? h))
        {
            return AssessmentStatus.MissingExchangeRate;
        }

        // Net assets are needed only by restricted-share models; an unconvertible currency then counts as missing.
        double? netAssets = null;
        double? netIncome = null;
        if (panel.Statement is { } statement && FirmAssessor.ExchangeRate(panel, statement.Currency) is { } factor)
        {
            netAssets = statement.NetAssets * factor;
            netIncome = statement.NetIncome * factor;
        }

        value = EquityValuation.Value(new SharePrices { Tradable = price, B = b, H = h }, capital, model, netAssets, netIncome);
        if (value.Status != EquityValuationStatus.Valued)
        {
            return value.Status is EquityValuationStatus.MissingNetAssets or EquityValuationStatus.MissingNetIncome
                ? AssessmentStatus.MissingNetAssets
                : AssessmentStatus.InvalidInput;
        }

        if (value.AtTradablePrice != ShareClasses.None)
        {
            remarks |= RowRemarks.ClassPriceAbsent;
        }

        facts?.Add(FirmAssessor.Fact("equityValue", value.Total, currency, $"price x shares; restricted: {model.Name}", closeDate, closeDate, "derived"));
        if (value.StandardError > 0)
        {
            facts?.Add(FirmAssessor.Fact("restrictedPrice", value.RestrictedPrice, currency, model.Name, closeDate, closeDate, "model"));
            facts?.Add(FirmAssessor.Fact("equityStandardError", value.StandardError, currency, model.Name, closeDate, closeDate, "model"));
        }

        return AssessmentStatus.Converged;
    }

    private double? TradablePrice(FirmPanel panel, double close, List<InputFact>? facts)
    {
        if (options.Equity?.FirstTradingDays is not { } days)
        {
            return close;
        }

        FirstDaysAverage average = FirstDaysPrice.Average(panel.Prices, close, new DateOnly(panel.Day.Year, 1, 1), days);
        if (average.Status != FirstDaysStatus.Valued)
        {
            return null;
        }

        facts?.Add(FirmAssessor.Fact("firstDaysPrice", average.Price, panel.Firm.Currency, "average of the year's first closes", panel.CloseDate, panel.CloseDate, "derived"));
        return average.Price;
    }

    /// <summary>The price of a class in the firm's currency; null where none is known. False when a price is known and no exchange rate.</summary>
    private bool ClassPrice(FirmPanel panel, double count, ClassPriceFact? fact, string name, List<InputFact>? facts, out double? price)
    {
        price = null;
        if (count <= 0 || fact is null || panel.Day.DayNumber - fact.Date.DayNumber > options.MaximumPriceAgeDays)
        {
            return true;
        }

        if (FirmAssessor.ExchangeRate(panel, fact.Currency) is not { } factor)
        {
            return false;
        }

        price = new MoneyAmount(fact.Close, fact.Currency).ConvertTo(new CurrencyCode(panel.Firm.Currency), factor).Amount;
        facts?.Add(FirmAssessor.Fact(name, price, panel.Firm.Currency, fact.Source, fact.Date, fact.Date, "filed"));
        return true;
    }
}
