using System.Globalization;
using Freeboard.Data.AsOf;
using Freeboard.Money;

namespace Freeboard.Data.Tests.AsOf;

/// <summary>A panel knows nothing of its future, and everything of its past.</summary>
public sealed class PointInTimeTests
{
    private static readonly CurrencyCode Usd = new("USD");
    private static readonly CurrencyCode Cny = new("CNY");

    [Fact]
    public void Changing_prices_after_the_day_and_other_facts_from_the_day_on_changes_no_panel_up_to_it()
    {
        int compared = 0;
        for (ulong seed = 1; seed <= 40; seed++)
        {
            DateOnly day = SeededMarket.First.AddDays((int)(seed * 977 % SeededMarket.Days));
            Market market = new SeededMarket(seed, day).Build();
            Market other = new SeededMarket(seed, day, futureSalt: 99).Build();
            foreach (string firm in SeededMarket.Firms)
            {
                foreach (int back in (ReadOnlySpan<int>)[0, 1, 5, 30, 200])
                {
                    Assert.Equal(Describe(market.PanelAsOf(firm, day.AddDays(-back))), Describe(other.PanelAsOf(firm, day.AddDays(-back))));
                    compared++;
                }
            }
        }

        Assert.Equal(600, compared);
    }

    [Fact]
    public void Changing_what_was_known_before_the_day_changes_its_panel()
    {
        int changed = 0;
        for (ulong seed = 1; seed <= 40; seed++)
        {
            DateOnly day = SeededMarket.First.AddDays(100 + (int)(seed * 977 % (SeededMarket.Days - 100)));
            Market market = new SeededMarket(seed, day).Build();
            Market other = new SeededMarket(seed, day, pastSalt: 99).Build();
            foreach (string firm in SeededMarket.Firms)
            {
                FirmPanel a = market.PanelAsOf(firm, day);
                FirmPanel b = other.PanelAsOf(firm, day);
                Assert.NotEqual(a.Close, b.Close);
                Assert.NotEqual(a.MarketValue, b.MarketValue);
                Assert.NotEqual(a.BPrice!.Close, b.BPrice!.Close);
                Assert.NotEqual(a.HPrice!.Close, b.HPrice!.Close);
                Assert.NotEqual(a.Shares!.Tradable, b.Shares!.Tradable);
                Assert.NotEqual(a.Statement!.CurrentLiabilities, b.Statement!.CurrentLiabilities);
                Assert.NotEqual(a.Rate(1)!.SimpleAnnualRate, b.Rate(1)!.SimpleAnnualRate);
                Assert.NotEqual(a.ExchangeRate(Usd, Cny), b.ExchangeRate(Usd, Cny));
                changed++;
            }
        }

        Assert.Equal(120, changed);
    }

    [Fact]
    public void An_exchange_rate_dated_on_the_day_is_its_future_and_one_of_the_day_before_its_past()
    {
        DateOnly day = SeededMarket.First.AddDays(500);
        Market market = new SeededMarket(3, day).Build();
        Market future = new SeededMarket(3, day, futureSalt: 99).Build();

        // The market quotes every day, so that a rate dated on the day exists and is another one in the other market.
        Assert.Equal(day.AddDays(-1), market.PanelAsOf("F1", day).ExchangeRateQuotation(Usd, Cny)!.Date);
        Assert.Equal(market.PanelAsOf("F1", day).ExchangeRate(Usd, Cny), future.PanelAsOf("F1", day).ExchangeRate(Usd, Cny));
        Assert.NotEqual(market.PanelAsOf("F1", day.AddDays(1)).ExchangeRate(Usd, Cny), future.PanelAsOf("F1", day.AddDays(1)).ExchangeRate(Usd, Cny));
    }

    [Fact]
    public void Changing_the_future_changes_later_panels()
    {
        DateOnly day = SeededMarket.First.AddDays(300);
        FirmPanel a = new SeededMarket(1, day).Build().PanelAsOf("F1", day.AddDays(200));
        FirmPanel b = new SeededMarket(1, day, futureSalt: 99).Build().PanelAsOf("F1", day.AddDays(200));

        Assert.NotEqual(Describe(a), Describe(b));
    }

    /// <summary>Every figure a panel gives, bit for bit.</summary>
    private static string Describe(FirmPanel panel) => string.Create(
        CultureInfo.InvariantCulture,
        $"{panel.Firm} {panel.Day:O} {string.Join(';', panel.Prices.ToArray().Select(p => $"{p.Date:O} {BitConverter.DoubleToInt64Bits(p.AdjustedClose):x} {p.ReturnBreak}"))} {panel.Close:R} {panel.CloseDate:O} {panel.MarketValue:R} {panel.MarketValueDate:O} {panel.BPrice} {panel.HPrice} {panel.Shares} {panel.Statement} {panel.Rate(1)} {panel.Rate(0.25)} {panel.ExchangeRateQuotation(Usd, Cny)} {panel.ExchangeRate(Cny, Usd):R}");
}
