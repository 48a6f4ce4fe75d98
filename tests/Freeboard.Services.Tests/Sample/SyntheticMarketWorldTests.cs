using System.Text.Json;
using Freeboard.Services.Sample;
using Freeboard.Structural;
using static Freeboard.Services.Tests.Sample.SampleMarketReader;

namespace Freeboard.Services.Tests.Sample;

/// <summary>What the files of the default market say about its world; written once for all tests of the class.</summary>
public sealed class SyntheticMarketWorldTests : IClassFixture<SyntheticMarketWorldTests.DefaultMarket>
{
    private readonly SampleMarketReader market;

    public SyntheticMarketWorldTests(DefaultMarket written)
    {
        market = new SampleMarketReader(written.Folder);
    }

    [Fact]
    public void The_marker_says_that_nothing_is_real_and_from_which_seed()
    {
        using JsonDocument marker = JsonDocument.Parse(File.ReadAllText(Path.Combine(market.Folder, "synthetic.json")));
        Assert.True(marker.RootElement.GetProperty("synthetic").GetBoolean());
        Assert.Equal(1UL, marker.RootElement.GetProperty("seed").GetUInt64());
        Assert.Equal(SyntheticMarket.GeneratorVersion, marker.RootElement.GetProperty("generatorVersion").GetInt32());
        Assert.Contains("Nothing here is a real firm", marker.RootElement.GetProperty("statement").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_sixty_firms_of_different_names_in_a_dozen_industries_with_banks()
    {
        IReadOnlyList<Dictionary<string, string>> firms = market.Rows("firms.csv");
        Assert.Equal(60, firms.Select(f => f["name"]).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 60).Select(i => $"SY{i:D4}"), firms.Select(f => f["firm"]));
        Assert.InRange(firms.Select(f => f["industry"]).Distinct().Count(), 10, 13);
        Assert.Equal(2, firms.Count(f => f["kind"] == "bank"));
        Assert.All(firms, f => Assert.Equal("CNY", f["currency"]));
        Assert.InRange(market.Rows("truth/firms.csv").Count(f => f["has_jumps"] == "true"), 15, 25);
    }

    [Fact]
    public void A_year_has_about_244_trading_days_and_two_breaks_of_a_week()
    {
        DateOnly[] days = [.. market.Rows("rates.csv").Select(r => Day(r, "date"))];
        Assert.True(days[0] < new DateOnly(2022, 1, 4));
        for (int year = 2000; year < 2030; year++)
        {
            SampleCalendar calendar = new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            Assert.InRange(calendar.Days.Count, 240, 248);
            int breaks = calendar.Days.Zip(calendar.Days.Skip(1)).Count(p => p.Second.DayNumber - p.First.DayNumber >= 8);
            Assert.True(breaks >= 2, $"{breaks} breaks in {year}");
        }
    }

    [Fact]
    public void Equity_is_the_Merton_call_on_the_true_assets_and_the_price_is_equity_over_all_shares()
    {
        ILookup<string, Dictionary<string, string>> shares = market.Rows("shares.csv").ToLookup(r => r["firm"]);
        Dictionary<(string, string), Dictionary<string, string>> truth = market.Rows("truth/truth.csv").ToDictionary(r => (r["firm"], r["date"]));
        int checkedRows = 0;
        foreach (Dictionary<string, string> price in market.Rows("prices.csv").Where(r => r["state"] == "trading"))
        {
            Dictionary<string, string> t = truth[(price["firm"], price["date"])];
            Dictionary<string, string> share = shares[price["firm"]].Last(s => string.CompareOrdinal(s["valid_from"], price["date"]) <= 0);
            double equity = Number(price, "close") * (Number(share, "tradable") + Number(share, "restricted"));
            Assert.Equal(Number(t, "equity_value"), equity, 1e-4 * equity);
            double model = MertonModel.EquityValue(Number(t, "asset_value"), Number(t, "asset_volatility"), Number(t, "default_point"), Number(t, "risk_free_rate"), 1);
            Assert.Equal(Number(t, "equity_value"), model, 1e-6 * model);
            checkedRows++;
        }

        Assert.True(checkedRows > 40_000);
    }

    [Fact]
    public void The_last_version_of_a_statement_gives_the_true_default_point_of_its_period_end()
    {
        ILookup<string, Dictionary<string, string>> truth = market.Rows("truth/truth.csv").ToLookup(r => r["firm"]);
        int periods = 0;
        foreach (var period in market.Rows("statements.csv").GroupBy(r => (Firm: r["firm"], End: r["period_end"])))
        {
            Dictionary<string, string>? day = truth[period.Key.Firm].LastOrDefault(t => string.CompareOrdinal(t["date"], period.Key.End) <= 0);
            if (day is not null)
            {
                Dictionary<string, string> last = period.Last();
                Assert.Equal(Number(day, "default_point"), Number(last, "current_liabilities") + (0.5 * Number(last, "noncurrent_liabilities")), 2.0);
                Assert.Equal(Number(last, "total_assets"), Number(last, "total_liabilities") + Number(last, "net_assets"), 0.5);
                periods++;
            }
        }

        Assert.True(periods > 500);
    }

    [Fact]
    public void Statements_come_20_to_120_days_later_within_the_deadlines_and_some_are_revised()
    {
        IReadOnlyList<Dictionary<string, string>> rows = market.Rows("statements.csv");
        foreach (Dictionary<string, string> row in rows.Where(r => r["revised"] == "false"))
        {
            DateOnly end = Day(row, "period_end");
            DateOnly announced = Day(row, "announced");
            DateOnly deadline = end.Month switch { 3 => new(end.Year, 4, 30), 6 => new(end.Year, 8, 31), 9 => new(end.Year, 10, 31), _ => new(end.Year + 1, 4, 30) };
            Assert.InRange(announced.DayNumber - end.DayNumber, 20, 120);
            Assert.True(announced <= deadline);
        }

        Dictionary<string, string>[] revised = [.. rows.Where(r => r["revised"] == "true")];
        Assert.InRange(revised.Length, 10, 100);
        Assert.All(revised, r =>
        {
            Dictionary<string, string> first = rows.First(o => o["firm"] == r["firm"] && o["period_end"] == r["period_end"]);
            Assert.NotEqual(first["current_liabilities"], r["current_liabilities"]);
            Assert.True(Day(first, "announced") < Day(r, "announced"));
        });
    }

    [Fact]
    public void Every_firm_has_a_statement_share_counts_and_a_rate_known_before_its_first_price()
    {
        DateOnly firstRate = Day(market.Rows("rates.csv")[0], "date");
        ILookup<string, Dictionary<string, string>> statements = market.Rows("statements.csv").ToLookup(r => r["firm"]);
        ILookup<string, Dictionary<string, string>> shares = market.Rows("shares.csv").ToLookup(r => r["firm"]);
        foreach (var firm in market.Rows("prices.csv").GroupBy(r => r["firm"]))
        {
            DateOnly first = Day(firm.First(), "date");
            Assert.True(Day(statements[firm.Key].First(), "announced") < first);
            Assert.True(Day(shares[firm.Key].First(), "known_on") < first && Day(shares[firm.Key].First(), "valid_from") <= first);
            Assert.True(firstRate < first);
        }
    }

    [Fact]
    public void Share_changes_are_known_before_they_hold_and_restricted_shares_are_unlocked()
    {
        IReadOnlyList<Dictionary<string, string>> rows = market.Rows("shares.csv");
        Assert.All(rows, r => Assert.True(Day(r, "known_on") < Day(r, "valid_from")));
        Assert.Contains(rows, r => Number(r, "restricted") > 0);
        Assert.Contains(rows.Zip(rows.Skip(1)), p => p.First["firm"] == p.Second["firm"]
            && Number(p.Second, "restricted") < Number(p.First, "restricted") && Number(p.Second, "tradable") > Number(p.First, "tradable"));
    }

    [Fact]
    public void The_factor_takes_the_bonus_issues_out_of_the_price()
    {
        int exDays = 0;
        foreach (var firm in market.Rows("prices.csv").Where(r => r["state"] == "trading").GroupBy(r => r["firm"]))
        {
            Dictionary<string, string>[] rows = [.. firm];
            for (int i = 1; i < rows.Length; i++)
            {
                double ratio = Number(rows[i], "adj_factor") / Number(rows[i - 1], "adj_factor");
                if (ratio > 1)
                {
                    exDays++;
                    double raw = Number(rows[i], "close") / Number(rows[i - 1], "close");
                    Assert.InRange(ratio, 1.2, 2.0);
                    Assert.True(Math.Abs(Math.Log(raw * ratio)) < 0.2, $"{firm.Key} {rows[i]["date"]}: {raw} x {ratio}");
                }
            }
        }

        Assert.InRange(exDays, 20, 120);
    }

    [Fact]
    public void Some_days_are_suspended_some_weeks_long_and_some_rows_are_absent()
    {
        Dictionary<string, string>[] suspended = [.. market.Rows("prices.csv").Where(r => r["state"] == "suspended")];
        Assert.NotEmpty(suspended);
        Assert.All(suspended, r => Assert.True(r["volume"] == "0" && r["amount"] == "0" && Number(r, "close") > 0));
        Assert.Contains(suspended.GroupBy(r => r["firm"]), g => g.Count() >= 15);

        DateOnly[] days = [.. market.Rows("truth/truth.csv").Select(r => Day(r, "date")).Distinct().Order()];
        HashSet<(string, string)> rows = [.. market.Rows("prices.csv").Select(r => (r["firm"], r["date"]))];
        Assert.Contains(market.Rows("truth/truth.csv"), t => !rows.Contains((t["firm"], t["date"])));
        Assert.InRange(days.Length, 720, 745);
    }

    [Fact]
    public void Some_firms_default_and_are_delisted_with_small_but_positive_prices_until_then()
    {
        Dictionary<string, Dictionary<string, string>> firms = market.Rows("firms.csv").ToDictionary(r => r["firm"]);
        ILookup<string, Dictionary<string, string>> prices = market.Rows("prices.csv").ToLookup(r => r["firm"]);
        Dictionary<string, string>[] labels = [.. market.Rows("labels.csv")];
        Assert.InRange(labels.Count(l => l["event"] == "default"), 2, 8);
        Assert.InRange(labels.Count(l => l["event"] == "delisted"), 2, 8);
        Assert.Contains(labels, l => l["event"] == "st");
        foreach (Dictionary<string, string> label in labels.Where(l => l["event"] == "delisted"))
        {
            Dictionary<string, string> last = prices[label["firm"]].Last();
            Assert.Equal(label["date"], firms[label["firm"]]["delisted"]);
            Assert.True(string.CompareOrdinal(last["date"], label["date"]) < 0);
            Assert.True(Number(last, "close") < 0.25 * Number(prices[label["firm"]].First(), "close"));
            Assert.Contains(labels, l => l["firm"] == label["firm"] && l["event"] == "default" && string.CompareOrdinal(l["date"], label["date"]) < 0);
        }

        Assert.All(market.Rows("prices.csv"), p => Assert.True(Number(p, "close") > 0));
    }

    [Fact]
    public void True_distances_reach_from_below_zero_to_above_eight_and_asset_volatilities_spread_wide()
    {
        double[] distances = [.. market.Rows("truth/truth.csv").Select(t => Number(t, "dd_risk_neutral"))];
        Assert.True(distances.Min() < 0);
        Assert.True(distances.Max() > 8);
        double[] volatilities = [.. market.Rows("truth/firms.csv").Where(f => f["profile"] != "bank").Select(f => Number(f, "asset_volatility"))];
        Assert.InRange(volatilities.Min(), 0.08, 0.2);
        Assert.InRange(volatilities.Max(), 0.45, 0.55);
    }

    public sealed class DefaultMarket : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public DefaultMarket()
        {
            SyntheticMarket.Write(folder.Path, new SyntheticMarketOptions { Seed = 1 });
        }

        public string Folder => folder.Path;

        public void Dispose() => folder.Dispose();
    }
}
