using System.Globalization;
using Freeboard.Data.AsOf;
using Freeboard.Money;

namespace Freeboard.Data.Tests.Facts;

/// <summary>Every figure a panel gives, bit for bit.</summary>
internal static class PanelText
{
    private static readonly CurrencyCode Usd = new("USD");
    private static readonly CurrencyCode Cny = new("CNY");

    public static string Of(FirmPanel panel) => string.Create(
        CultureInfo.InvariantCulture,
        $"{panel.Firm} {panel.Day:O} {panel.KnownAt:O} {string.Join(';', panel.Prices.ToArray().Select(p => $"{p.Date:O} {BitConverter.DoubleToInt64Bits(p.AdjustedClose):x} {p.ReturnBreak}"))} {panel.ReturnBreaks} {panel.Close:R} {panel.CloseDate:O} {panel.MarketValue:R} {panel.MarketValueDate:O} {panel.BPrice} {panel.HPrice} {panel.Shares} {panel.Statement} {panel.ParentStatement} {panel.Name} {panel.LastSuspension} {panel.Suspended} {panel.Code} {panel.Rate(1)} {panel.Rate(0.25)} {panel.ExchangeRateQuotation(Usd, Cny)} {panel.ExchangeRate(Cny, Usd):R}");
}
