using System.Text;
using Freeboard.Data.AsOf;
using Freeboard.Data.Import;
using Freeboard.Provenance;
using Freeboard.Volatility;

namespace Freeboard.Data.Tests.Import.NetEase;

public sealed class NetEaseImportTests
{
    private static readonly DateOnly Last = SyntheticHistory.Date(SyntheticHistory.Days - 1);

    static NetEaseImportTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", true, "\n")]
    [InlineData("utf-8", false, "\n")]
    [InlineData("GBK", false, "\r\n")]
    public void Files_are_known_by_their_headers_in_every_encoding(string encoding, bool mark, string newline)
    {
        using MarketFolder folder = new();
        folder.Write("anything.csv", Bytes(new SyntheticHistory().Text(newline), encoding, mark));
        folder.Write("zcfzb000777.csv", Bytes(SyntheticBalanceSheet.Text(), encoding, mark));

        Market market = folder.LoadGood();

        Assert.Equal(("000777", "虚构股份", "CNY", "general", "SZSE"), market.Firms.Select(f => (f.Firm, f.Name, f.Currency, f.Kind, f.Exchange)).Single());
        Assert.Equal(["NetEase history", "NetEase balance sheet"], market.Files.Select(f => f.Layout));
        Assert.Equal([60, 2], market.Files.Select(f => f.Rows));
        Assert.Contains(market.Notes, n => n.Code == "DATES-SORTED" && n.Count == 59);
    }

    [Fact]
    public void Returns_are_close_over_stated_previous_close_even_on_an_ex_right_day()
    {
        Market market = Load(new SyntheticHistory());
        ReadOnlySpan<PriceObservation> prices = market.PanelAsOf("000777", Last).Prices;

        Assert.Equal(57, prices.Length);
        for (int i = 1; i < prices.Length; i++)
        {
            int day = prices[i].Date.DayNumber - SyntheticHistory.First.DayNumber;
            // Closes are rounded to a cent, which is 0.05 % of ten.
            Assert.Equal(SyntheticHistory.GrossReturn(day), prices[i].AdjustedClose / prices[i - 1].AdjustedClose, 6e-4);
            Assert.False(prices[i].ReturnBreak);
        }

        Assert.Equal(20, prices[0].AdjustedClose);
        Assert.Contains(market.Notes, n => n is { Code: "EX-RIGHT-ADJUSTED", Firm: "000777", Count: 1 });
    }

    [Fact]
    public void A_file_cut_off_at_a_day_gives_the_same_panel_on_that_day()
    {
        string[] lines = new SyntheticHistory().Text().TrimEnd('\n').Split('\n');
        Market whole = Load(new SyntheticHistory());
        for (int day = 1; day < SyntheticHistory.Days; day++)
        {
            using MarketFolder folder = new();
            folder.Write("000777.csv", string.Join('\n', [lines[0], .. lines[(SyntheticHistory.Days - day)..]]));
            FirmPanel expected = whole.PanelAsOf("000777", SyntheticHistory.Date(day));
            FirmPanel panel = folder.LoadGood().PanelAsOf("000777", SyntheticHistory.Date(day));

            Assert.Equal(expected.Prices.ToArray(), panel.Prices.ToArray());
            Assert.Equal((expected.MarketValue, expected.Shares), (panel.MarketValue, panel.Shares));
        }
    }

    [Fact]
    public void Suspended_days_are_no_observations()
    {
        FirmPanel panel = Load(new SyntheticHistory()).PanelAsOf("000777", SyntheticHistory.Date(22));

        Assert.Equal(20, panel.Prices.Length);
        Assert.Equal(SyntheticHistory.Date(19), panel.CloseDate);
    }

    [Fact]
    public void Share_counts_come_from_market_values_and_change_with_them()
    {
        Market market = Load(new SyntheticHistory());

        ShareFact before = market.PanelAsOf("000777", SyntheticHistory.Date(SyntheticHistory.ExRightDay)).Shares!;
        ShareFact after = market.PanelAsOf("000777", SyntheticHistory.Date(SyntheticHistory.ExRightDay + 1)).Shares!;

        Assert.Equal((60_000_000.0, 40_000_000.0), (before.Tradable, before.Restricted));
        Assert.Equal((120_000_000.0, 80_000_000.0), (after.Tradable, after.Restricted));
        Assert.Equal(market.PanelAsOf("000777", Last).Close!.Value * 2e8, market.PanelAsOf("000777", Last).MarketValue!.Value, 1e-3);
    }

    [Fact]
    public void Without_a_previous_close_returns_beyond_the_limit_are_breaks_and_shares_are_at_par()
    {
        using MarketFolder folder = new();
        folder.Write("000777.csv", new SyntheticHistory { Short = true }.Text()).Write("zcfzb000777.csv", SyntheticBalanceSheet.Text());

        Market market = folder.LoadGood();
        FirmPanel panel = market.PanelAsOf("000777", new DateOnly(2023, 5, 1));

        PriceObservation broken = Assert.Single(panel.Prices.ToArray(), p => p.ReturnBreak);
        Assert.Equal(SyntheticHistory.Date(SyntheticHistory.ExRightDay), broken.Date);
        Assert.Contains(market.Notes, n => n is { Code: "EX-RIGHT-SUSPECTED", Firm: "000777", Count: 1 });
        Assert.Contains(market.Notes, n => n is { Code: "SHARES-AT-PAR", Firm: "000777", Count: 2 });
        Assert.Equal((1e8, 0.0, new DateOnly(2023, 4, 30)), (panel.Shares!.Tradable, panel.Shares.Restricted, panel.Shares.KnownOn));
        Assert.Null(panel.MarketValue);
    }

    [Fact]
    public void Balance_sheets_are_in_yuan_and_known_from_the_day_after_the_deadline()
    {
        using MarketFolder folder = new();
        folder.Write("000777.csv", new SyntheticHistory().Text()).Write("zcfzb000777.csv", SyntheticBalanceSheet.Text());
        Market market = folder.LoadGood();

        StatementFact old = market.PanelAsOf("000777", new DateOnly(2023, 4, 30)).Statement!;
        StatementFact now = market.PanelAsOf("000777", new DateOnly(2023, 5, 1)).Statement!;

        Assert.Equal(new DateOnly(2021, 12, 31), old.PeriodEnd);
        Assert.Equal((1.5e9, 5e8, 2e9, 5e9, 2.9e9), (now.CurrentLiabilities!.Value, now.NonCurrentLiabilities!.Value, now.TotalLiabilities!.Value, now.TotalAssets!.Value, now.NetAssets!.Value));
        Assert.Equal(3e8, old.NonCurrentLiabilities);
        Assert.Contains(market.Notes, n => n is { Code: "NONCURRENT-DERIVED", Count: 1 });
        Assert.Contains(market.Notes, n => n.Code == "LAG-POLICY" && n.Count == 2 && n.Text.StartsWith("statutory-deadlines", StringComparison.Ordinal));
        Assert.Contains("statutory-deadlines", now.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lag_policy_is_an_option_and_named()
    {
        using MarketFolder folder = new();
        folder.Write("000777.csv", new SyntheticHistory().Text()).Write("zcfzb000777.csv", SyntheticBalanceSheet.Text());
        Market market = folder.LoadGood(new ImportOptions { LagPolicy = new FixedLag(60) });

        Assert.Equal(new DateOnly(2023, 3, 1), market.PanelAsOf("000777", new DateOnly(2023, 3, 2)).Statement!.Announced);
        Assert.Contains(market.Notes, n => n.Code == "LAG-POLICY" && n.Text.StartsWith("fixed-lag-60-days", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_may_mix_vendor_files_with_canonical_ones()
    {
        using MarketFolder folder = new();
        folder.Write("000777.csv", new SyntheticHistory().Text());
        folder.Write("firms.csv", "firm,name,currency,kind,industry\n000777,Our name,CNY,general,steel\n");
        folder.Write("statements.csv", "firm,period_end,announced,current_liabilities,noncurrent_liabilities\n000777,2022-09-30,2022-10-20,5,6\n");
        folder.Write("rates.csv", "date,tenor_years,rate\n2022-12-30,1,0.02\n");
        FirmPanel panel = folder.LoadGood().PanelAsOf("000777", Last);

        Assert.Equal(("Our name", "steel"), (panel.Firm.Name, panel.Firm.Industry));
        Assert.Equal((5.0, 0.02), (panel.Statement!.CurrentLiabilities!.Value, panel.Rate(1)!.SimpleAnnualRate));

        folder.Write("prices.csv", "firm,date,close,market_value\n000777,2023-01-02,20,2e9\n");
        Assert.Equal("SOURCE-DUPLICATE", folder.LoadBad().Code);
    }

    [Theory]
    [InlineData(0.01, 1, 1, false, "UNIT-AMOUNT", "UNIT-TURNOVER")]
    [InlineData(1, 0.001, 1, false, "UNIT-AMOUNT")]
    [InlineData(1, 0.0001, 1, false, "UNIT-AMOUNT")]
    [InlineData(1, 1, 0.001, false, "UNIT-TURNOVER", "UNIT-PAID-IN-CAPITAL")]
    [InlineData(1, 1, 0.0001, false, "UNIT-TURNOVER", "UNIT-PAID-IN-CAPITAL")]
    [InlineData(1, 1, 1e-8, false, "UNIT-TURNOVER", "UNIT-PAID-IN-CAPITAL")]
    [InlineData(1, 1, 1, true, "SHARES-NOT-CONSTANT")]
    public void Slips_of_units_and_adjusted_closes_are_caught(double volume, double amount, double marketValue, bool adjusted, params string[] codes)
    {
        using MarketFolder folder = new();
        folder.Write("000777.csv", new SyntheticHistory { VolumeFactor = volume, AmountFactor = amount, MarketValueFactor = marketValue, ForwardAdjusted = adjusted }.Text());
        folder.Write("zcfzb000777.csv", SyntheticBalanceSheet.Text());

        ImportResult result = folder.Load(new ImportOptions { KeepGoing = true });

        Assert.Null(result.Market);
        Assert.All(codes, code => Assert.Contains(result.Errors, e => e.Code == code));
    }

    [Theory]
    [InlineData("2023-02-01,'000777,虚构股份,", "2023-02-01,'000778,虚构股份,", "CODE-MIXED")]
    [InlineData("2023-02-01,'000777,虚构股份,", "2023-02-01,777,虚构股份,", "CODE-MALFORMED")]
    [InlineData("2023-02-01,'000777,", "2023-02-02,'000777,", "DATE-DUPLICATE")]
    [InlineData("2023-02-01,'000777,", "2023/2/1,'000777,", "DATE-NOT-ISO")]
    [InlineData("2023-02-01,'000777,虚构股份,", "2023-02-01,'000777,虚构股份,-", "PRICE-NOT-POSITIVE")]
    public void A_bad_row_is_named_or_set_aside(string right, string wrong, string code)
    {
        using MarketFolder folder = new();
        folder.Write("000777.csv", new SyntheticHistory().Text()).Replace("000777.csv", right, wrong);

        RowError error = folder.LoadBad();
        Assert.Equal(("000777.csv", code), (error.File, error.Code));
        Assert.InRange(error.Line, 30, 31);

        ImportResult kept = folder.Load(new ImportOptions { KeepGoing = true });
        Assert.Equal(1, kept.QuarantinedRowCount);
        Assert.Equal(56, kept.Market!.PanelAsOf("000777", Last).Prices.Length);
    }

    [Fact]
    public void A_balance_sheet_that_does_not_balance_is_named_by_line_and_period_or_set_aside()
    {
        using MarketFolder folder = new();
        folder.Write("000777.csv", new SyntheticHistory().Text()).Write("zcfzb000777.csv", SyntheticBalanceSheet.Text(assets2022: 510_000));

        RowError error = folder.LoadBad();
        Market market = folder.Load(new ImportOptions { KeepGoing = true }).Market!;

        Assert.Equal(("zcfzb000777.csv", 3, "2022-12-31", "BALANCE-PROOF"), (error.File, error.Line, error.Column, error.Code));
        Assert.Equal(new DateOnly(2021, 12, 31), market.PanelAsOf("000777", new DateOnly(2024, 1, 1)).Statement!.PeriodEnd);
        Assert.Equal(1, market.Files.Single(f => f.Layout == "NetEase balance sheet").Quarantined);
    }

    [Fact]
    public void Balance_sheets_without_unit_items_code_or_prices_are_named()
    {
        using MarketFolder folder = new();
        folder.Write("000777.csv", new SyntheticHistory().Text());
        folder.Write("zcfzb000777.csv", SyntheticBalanceSheet.Text(unit: ""));
        Assert.Contains(folder.Load().Errors, e => e.Code == "UNIT-MISSING");

        folder.Write("zcfzb000777.csv", "报告日期,2022-12-31,\n资产总计(万元),5,\n");
        Assert.Equal(3, folder.Load().Errors.Count(e => e.Code == "ITEM-MISSING"));

        folder.Delete("zcfzb000777.csv").Write("sheet.csv", SyntheticBalanceSheet.Text());
        Assert.Equal("CODE-MISSING", folder.LoadBad().Code);

        folder.Delete("sheet.csv").Write("zcfzb600001.csv", SyntheticBalanceSheet.Text());
        Market market = folder.LoadGood();
        Assert.Contains(market.Notes, n => n is { Code: "NO-PRICES", Firm: "600001" });
        Assert.Contains(market.Notes, n => n is { Code: "NO-STATEMENTS", Firm: "000777" });
        Assert.Equal("SSE", market.Firms.Single(f => f.Firm == "600001").Exchange);
    }

    [Fact]
    public void Extra_columns_are_an_error_unless_ignored_and_B_shares_are_refused()
    {
        using MarketFolder folder = new();
        folder.Write("000777.csv", new SyntheticHistory { Short = true }.Text().Replace("最低价", "最低价2", StringComparison.Ordinal));
        Assert.Equal("COLUMN-UNKNOWN", folder.LoadBad().Code);
        folder.LoadGood(new ImportOptions { IgnoreExtraColumns = true });

        folder.Write("000777.csv", new SyntheticHistory { Code = "900901" }.Text());
        Assert.Equal("B-SHARE-UNSUPPORTED", folder.LoadBad().Code);
    }

    private static Market Load(SyntheticHistory history)
    {
        using MarketFolder folder = new();
        return folder.Write("000777.csv", history.Text()).LoadGood();
    }

    private static byte[] Bytes(string text, string encoding, bool mark)
    {
        byte[] bytes = Encoding.GetEncoding(encoding).GetBytes(text);
        return mark ? [0xEF, 0xBB, 0xBF, .. bytes] : bytes;
    }
}
