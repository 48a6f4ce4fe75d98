using System.Diagnostics;
using Freeboard.Data.AsOf;
using Freeboard.Data.Tests.Import;

namespace Freeboard.Data.Tests.AsOf;

public sealed class FirmPanelTests
{
    [Fact]
    public void Prices_count_on_the_day_and_statements_shares_rates_and_exchange_rates_only_before_it()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("shares.csv", "firm,valid_from,known_on,tradable,restricted\nA01,2024-01-03,2024-01-03,7,0\n");
        folder.Write("statements.csv", "firm,period_end,announced,current_liabilities,noncurrent_liabilities\nA01,2023-12-31,2024-01-03,1,1\n");
        folder.Write("rates.csv", "date,tenor_years,rate\n2024-01-03,1,0.02\n");
        folder.Write("fx.csv", "date,from,to,rate\n2024-01-03,USD,CNY,7.1\n");
        Market market = folder.LoadGood();

        FirmPanel on = market.PanelAsOf("A01", new DateOnly(2024, 1, 3));
        FirmPanel after = market.PanelAsOf("A01", new DateOnly(2024, 1, 4));

        Assert.Equal(10.5, on.Close);
        Assert.Null(on.Shares);
        Assert.Null(on.Statement);
        Assert.Null(on.Rate(1));
        Assert.Null(on.ExchangeRate(new("USD"), new("CNY")));
        Assert.Null(on.ExchangeRateQuotation(new("CNY"), new("USD")));
        Assert.Equal((7.1, 1 / 7.1), (after.ExchangeRate(new("USD"), new("CNY"))!.Value, after.ExchangeRate(new("CNY"), new("USD"))!.Value));
        Assert.Equal((7.0, 1.0, 0.02), (after.Shares!.Tradable, after.Statement!.CurrentLiabilities!.Value, after.Rate(1)!.SimpleAnnualRate));
    }

    [Fact]
    public void A_share_change_known_ahead_is_used_from_the_day_it_holds()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("shares.csv", "firm,valid_from,known_on,tradable,restricted\nA01,2020-01-02,2020-01-02,1000,0\nA01,2024-01-10,2024-01-02,2000,0\nA01,2020-01-02,2024-01-04,1100,0\n");
        Market market = folder.LoadGood();

        Assert.Equal(1000, Tradable(3));
        Assert.Equal(1000, Tradable(4));
        Assert.Equal(1100, Tradable(5));
        Assert.Equal(1100, Tradable(9));
        Assert.Equal(2000, Tradable(10));

        double Tradable(int day) => market.PanelAsOf("A01", new DateOnly(2024, 1, day)).Shares!.Tradable;
    }

    [Fact]
    public void The_newest_period_wins_and_within_it_the_last_announcement_before_the_day()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("statements.csv", "firm,period_end,announced,current_liabilities,noncurrent_liabilities,revised\nA01,2022-12-31,2023-03-30,1,0,\nA01,2022-12-31,2023-06-30,2,0,true\nA01,2023-03-31,2023-04-28,3,0,\nA01,2022-12-31,2023-04-05,4,0,1\nA01,2023-03-31,2023-04-28,5,0,true\n");
        Market market = folder.LoadGood();

        Assert.Null(market.PanelAsOf("A01", new DateOnly(2023, 3, 30)).Statement);
        Assert.Equal(1, Current(2023, 4, 5));
        Assert.Equal(4, Current(2023, 4, 6));
        Assert.Equal(4, Current(2023, 4, 28));
        Assert.Equal(5, Current(2023, 4, 29));
        Assert.Equal(5, Current(2023, 7, 15));

        double Current(int year, int month, int day) => market.PanelAsOf("A01", new DateOnly(year, month, day)).Statement!.CurrentLiabilities!.Value;
    }

    [Fact]
    public void A_panel_before_the_first_price_is_empty_and_says_so()
    {
        using MarketFolder folder = MarketFolder.Good();
        FirmPanel panel = folder.LoadGood().PanelAsOf("A01", new DateOnly(2023, 12, 31));

        Assert.True(panel.Prices.IsEmpty);
        Assert.Null(panel.Close);
        Assert.Null(panel.CloseDate);
        Assert.Null(panel.MarketValue);
        Assert.Throws<InvalidOperationException>(() => default(FirmPanel).Firm);
    }

    [Fact]
    public void A_thousand_firms_of_ten_years_load_and_answer_quickly()
    {
        using MarketFolder folder = new();
        using (StreamWriter firms = File.CreateText(Path.Combine(folder.FullPath, "firms.csv")))
        using (StreamWriter prices = File.CreateText(Path.Combine(folder.FullPath, "prices.csv")))
        {
            firms.Write("firm,name,currency,kind\n");
            prices.Write("firm,date,close,market_value\n");
            string[] days = [.. Enumerable.Range(0, 2500).Select(d => new DateOnly(2014, 1, 1).AddDays(d).ToString("yyyy-MM-dd", null))];
            for (int firm = 0; firm < 1000; firm++)
            {
                string code = $"{firm:000000}";
                firms.Write($"{code},Firm,CNY,general\n");
                for (int day = 0; day < days.Length; day++)
                {
                    prices.Write(code);
                    prices.Write(',');
                    prices.Write(days[day]);
                    prices.Write(day % 2 == 0 ? ",10.25,1025000000\n" : ",10.5,1050000000\n");
                }
            }
        }

        long before = Stopwatch.GetTimestamp();
        Market market = folder.LoadGood();
        TimeSpan load = Stopwatch.GetElapsedTime(before);
        before = Stopwatch.GetTimestamp();
        double sum = 0;
        foreach (Freeboard.Assessment.FirmDescription firm in market.Firms)
        {
            for (int month = 0; month < 80; month++)
            {
                sum += market.PanelAsOf(firm.Firm, new DateOnly(2014, 1, 31).AddMonths(month)).Close ?? 0;
            }
        }

        TimeSpan ask = Stopwatch.GetElapsedTime(before);

        Assert.Equal(2_500_000, market.Files.Single(f => f.Name == "prices.csv").Rows);
        Assert.True(sum > 0);
        // Generous: a slow machine under load takes about ten seconds and a tenth of one.
        Assert.True(load < TimeSpan.FromSeconds(60), $"load took {load}");
        Assert.True(ask < TimeSpan.FromSeconds(5), $"panels took {ask}");
    }
}
