using System.Globalization;
using Freeboard.Data.AsOf;
using Freeboard.Data.Import;
using Freeboard.Data.Import.Proofs;

namespace Freeboard.Data.Tests.Import.Sources;

/// <summary>Every source once, with nothing wrong: recognised, in canonical units, with every proof holding.</summary>
public sealed class HappyPathTests
{
    [Fact]
    public void Tushare_gives_prices_shares_factors_statements_rates_names_and_suspensions_in_canonical_units()
    {
        (DataImportResult result, MemorySink sink) = Good([.. VendorMarket.Tushare()], "tushare");

        Assert.Equal(9, result.Report.Files.Count);
        VendorMarket.Day day = VendorMarket.All.First(d => d.Code == "600102" && d.Date == VendorMarket.DateOf(10));
        PriceFact price = Assert.Single(sink.Prices, p => p.Firm == day.Code && p.Fact.Date == day.Date).Fact;
        Assert.Equal(day.Close, price.Close);
        Assert.Equal(day.Volume, price.Volume!.Value, 1e-6);
        Assert.Equal(day.Amount, price.Amount!.Value, 1e-6);
        Assert.Equal(VendorMarket.Trading.Count(), sink.Prices.Count);

        // A share count for the start and one for the capital change; the firm without one has one.
        Assert.Equal(11, sink.ShareCounts.Count);
        ShareFact changed = Assert.Single(sink.ShareCounts, s => s.Firm == "600101" && s.Fact.ValidFrom == VendorMarket.DateOf(VendorMarket.ExRightDay)).Fact;
        Assert.Equal((2.4e8, 1.6e8), (changed.Tradable, changed.Restricted));
        Assert.Equal(11, sink.Factors.Count);

        StatementFact statement = Assert.Single(sink.Statements, s => s.Firm == "600101" && s.Fact.PeriodEnd == new DateOnly(2022, 9, 30) && s.Fact.Scope == StatementScope.Consolidated).Fact;
        Assert.Equal(new DateOnly(2022, 10, 27), statement.Announced);
        Assert.Equal((4.8e8, 2.4e8, 7.2e8, 6e8), (Math.Round(statement.CurrentLiabilities!.Value), Math.Round(statement.NonCurrentLiabilities!.Value), Math.Round(statement.TotalLiabilities!.Value), Math.Round(statement.NetAssets!.Value)));
        Assert.Equal(12, sink.Statements.Count(s => s.Fact.Scope == StatementScope.Parent));
        Assert.Contains(sink.Firms, f => f.Description is { Firm: "300105", Kind: "bank" });
        Assert.Contains(sink.Firms, f => f is { Stated: true, Description: { Firm: "600101", Name: "虚构1" } } && f.Listed == new DateOnly(2010, 1, 4));

        Assert.Contains(sink.Rates, r => r.TenorYears == 1 && Math.Abs(r.SimpleAnnualRate - 0.026) < 1e-15);
        Assert.Equal(8 * VendorMarket.Days, sink.Rates.Count);
        Assert.Equal(2, sink.Names.Count);
        Assert.Contains(sink.Names, n => n is { SpecialTreatment: "*ST", Firm: "000103" } && n.From == new DateOnly(2023, 3, 2) && n.KnownOn == new DateOnly(2023, 3, 1));

        // Six whole days and a resumption; the half hour of another firm is no suspended day.
        Assert.Equal(7, sink.Suspensions.Count);
        Assert.Equal(6, result.Report.SuspendedDays);
        Assert.Equal(6, result.Report.DaysWithoutRow);
    }

    [Fact]
    public void AkShare_history_has_Chinese_headers_and_lots()
    {
        (_, MemorySink sink) = Good([VendorMarket.AkShareHistory()], "akshare");
        VendorMarket.Day day = VendorMarket.All.First(d => d.Code == "600101" && d.Date == VendorMarket.DateOf(VendorMarket.ExRightDay));
        PriceFact price = Assert.Single(sink.Prices, p => p.Firm == day.Code && p.Fact.Date == day.Date).Fact;
        Assert.Equal(day.Volume, price.Volume!.Value, 1e-6);
        Assert.Equal(day.Previous, price.PreviousClose!.Value, 1e-9);
    }

    [Fact]
    public void AkShare_daily_takes_the_firm_from_the_name_of_the_file_and_knows_tradable_shares_only()
    {
        (_, MemorySink sink) = Good([VendorMarket.AkShareDaily()], "akshare");
        Assert.All(sink.Prices, p => Assert.Equal("600101", p.Firm));
        Assert.Equal(2, sink.ShareCounts.Count);
        Assert.All(sink.ShareCounts, s => Assert.Contains("tradable shares only", s.Fact.Source, StringComparison.Ordinal));
    }

    [Fact]
    public void Baostock_has_rows_on_suspended_days_and_marks_special_treatment()
    {
        (DataImportResult result, MemorySink sink) = Good([VendorMarket.Baostock()], "baostock");
        Assert.Equal(6, result.Report.SuspendedDays);
        Assert.Equal(6, sink.Suspensions.Count);
        Assert.Contains(sink.Names, n => n is { Firm: "000103", SpecialTreatment: "ST" });
    }

    [Fact]
    public void NetEase_histories_of_a_whole_market_are_read_newest_first()
    {
        (DataImportResult result, MemorySink sink) = Good([VendorMarket.NetEase()], "netease");
        Assert.Equal(6, result.Report.SuspendedDays);
        Assert.Equal(11, sink.ShareCounts.Count);
        Assert.Contains(sink.ShareCounts, s => s.Firm == "600101" && s.Fact.ValidFrom == VendorMarket.DateOf(VendorMarket.ExRightDay) && s.Fact.Tradable == 2.4e8);
    }

    [Fact]
    public void Csmar_has_thousands_label_rows_and_consolidated_statements()
    {
        FixtureTable labelled = VendorMarket.CsmarDaily();
        labelled.Rows.Insert(0, [.. labelled.Header.Select(static _ => "没有单位")]);
        labelled.Rows.Insert(0, [.. labelled.Header.Select(static h => "字段" + h)]);
        (DataImportResult result, MemorySink sink) = Good([labelled, VendorMarket.CsmarBalance()], "csmar");

        VendorMarket.Day day = VendorMarket.All.First(d => d.Code == "600101" && d.Date == VendorMarket.DateOf(3));
        Assert.Equal(day.Total * day.Close, Assert.Single(sink.Prices, p => p.Firm == day.Code && p.Fact.Date == day.Date).Fact.MarketValue!.Value, 1);
        Assert.Equal(12, sink.Statements.Count(s => s.Fact.Scope == StatementScope.Consolidated));
        Assert.Equal(6, sink.Statements.Count(s => s.Fact.Scope == StatementScope.Parent));

        // No announcement dates in this source: the statutory deadline, and a note that says so.
        Assert.All(sink.Statements.Where(s => s.Fact.PeriodEnd.Month == 12), s => Assert.Equal(new DateOnly(2022, 4, 30), s.Fact.Announced));
        Assert.Contains(result.Notes, n => n.Code == "LAG-POLICY");
    }

    [Fact]
    public void Wrds_links_Compustat_to_Crsp_and_takes_quotes_for_prices()
    {
        (_, MemorySink sink) = Good([VendorMarket.Crsp(), VendorMarket.Compustat()], "wrds");
        Assert.All(sink.Prices, p => Assert.True(p.Fact.Close > 0));
        Assert.Equal(12, sink.Statements.Count);
        Assert.All(sink.Statements, s => Assert.StartsWith("10", s.Firm, StringComparison.Ordinal));
        StatementFact statement = sink.Statements.First(s => s.Firm == "10101").Fact;
        Assert.Equal(4.8e8, statement.CurrentLiabilities!.Value, 1);
        Assert.Equal(2.4e8, statement.NonCurrentLiabilities!.Value, 1);
        Assert.Contains(sink.ShareCounts, s => s.Firm == "10101" && s.Fact.Tradable == 2e8);
    }

    [Fact]
    public void Sec_keeps_figures_of_the_whole_company_at_the_end_of_the_period()
    {
        (_, MemorySink sink) = Good([VendorMarket.SecSubmissions(), VendorMarket.SecNumbers()], "sec");
        Assert.Equal(6, sink.Statements.Count);
        (string firm, StatementFact statement) = sink.Statements[0];
        Assert.Equal("900100", firm);
        Assert.Equal((new DateOnly(2022, 12, 31), new DateOnly(2023, 2, 24)), (statement.PeriodEnd, statement.Announced));
        Assert.Equal((9.2e8, 3.2e8, 4.8e8), (Math.Round(statement.TotalAssets!.Value), Math.Round(statement.CurrentLiabilities!.Value), Math.Round(statement.TotalLiabilities!.Value)));
    }

    [Fact]
    public void Yahoo_and_Stooq_give_closes_adjusted_for_splits_and_no_shares()
    {
        (_, MemorySink yahoo) = Good([VendorMarket.Yahoo()], "yahoo");
        Assert.All(yahoo.Prices, p => Assert.Equal("INVENT", p.Firm));
        Assert.All(yahoo.Prices, p => Assert.Equal(0.97, p.Fact.Factor!.Value, 1e-4));
        Assert.Empty(yahoo.ShareCounts);
        (_, MemorySink stooq) = Good([VendorMarket.Stooq()], "stooq");
        Assert.Equal(VendorMarket.Days, stooq.Prices.Count);
    }

    [Fact]
    public void Canonical_files_stream_too()
    {
        FixtureTable prices = new("prices.csv", "firm", "date", "close", "adj_factor", "volume", "amount", "state");
        foreach (VendorMarket.Day d in VendorMarket.All)
        {
            prices.Add(d.Code, VendorMarket.Iso(d.Date), d.Suspended ? "" : d.Close, d.Factor, d.Volume, d.Amount, d.Suspended ? "suspended" : "trading");
        }

        (DataImportResult result, MemorySink sink) = Good([prices, new FixtureTable("rates.csv", "date", "tenor_years", "rate").Add("2023-01-02", 1, 0.02)], "canonical");
        Assert.Equal(6, result.Report.SuspendedDays);
        Assert.Single(sink.Rates);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-8 with mark")]
    [InlineData("gbk")]
    [InlineData("gzip")]
    [InlineData("zip")]
    [InlineData("xlsx")]
    public void One_table_gives_the_same_facts_in_every_packing(string packing)
    {
        foreach (FixtureTable table in (FixtureTable[])[VendorMarket.AkShareHistory(), VendorMarket.TushareDaily(), VendorMarket.NetEase()])
        {
            (_, MemorySink plain) = SourceFolder.ImportOf(table);
            using SourceFolder folder = new();
            (string name, byte[] bytes) = packing switch
            {
                "utf-8" => (table.Name, table.Utf8),
                "utf-8 with mark" => (table.Name, table.Utf8WithMark),
                "gbk" => (table.Name, table.Gbk),
                "gzip" => (table.Name + ".gz", table.Gzip),
                "zip" => ("tables.zip", table.Zip),
                _ => ("book.xlsx", table.Xlsx),
            };
            (DataImportResult result, MemorySink packed) = folder.With(name, bytes).Import();
            Assert.True(result.Accepted, string.Join('\n', result.Errors));
            Assert.Equal(plain.Prices.Select(static p => (p.Firm, p.Fact with { Source = "" })), packed.Prices.Select(static p => (p.Firm, p.Fact with { Source = "" })));
        }
    }

    [Fact]
    public void A_folder_of_vendor_files_can_be_assessed_as_it_is()
    {
        using SourceFolder folder = new();
        folder.With([.. VendorMarket.Tushare()]);
        ImportResult result = MarketImport.Load(folder.FullPath, ImportOptions.Default);
        Assert.True(result.Market is not null, string.Join('\n', result.Errors));
        Market market = result.Market!;
        Assert.Equal(VendorMarket.Codes.Order(StringComparer.Ordinal), market.Firms.Select(f => f.Firm));
        FirmPanel panel = market.PanelAsOf("600101", VendorMarket.DateOf(VendorMarket.Days - 1));
        Assert.Equal(VendorMarket.Days, panel.Prices.Length);
        Assert.Equal(4e8, panel.Shares!.Tradable + panel.Shares.Restricted);
        Assert.Equal(new DateOnly(2022, 9, 30), panel.Statement!.PeriodEnd);
        Assert.Equal(0.026, panel.Rate(1)!.SimpleAnnualRate, 1e-15);

        // The holder's return over the ex-right day, from the vendor's factors.
        VendorMarket.Day exRight = VendorMarket.All.First(d => d.Code == "600101" && d.Date == VendorMarket.DateOf(VendorMarket.ExRightDay));
        double gross = panel.Prices[VendorMarket.ExRightDay].AdjustedClose / panel.Prices[VendorMarket.ExRightDay - 1].AdjustedClose;
        Assert.Equal(exRight.Close / exRight.Previous, gross, 1e-5);
    }

    [Fact]
    public void New_codes_of_Beijing_carry_on_the_histories_of_the_old_ones()
    {
        FixtureTable daily = new("daily.csv", "ts_code", "trade_date", "close", "pre_close", "vol", "amount");
        for (int i = 0; i < 10; i++)
        {
            daily.Add(i < 5 ? "830001.BJ" : "920001.BJ", VendorMarket.Compact(new DateOnly(2025, 10, 2).AddDays(i)), 10 + i, 9 + i, 100, 100 * (10 + i) / 10);
        }

        using SourceFolder folder = new();
        folder.With(daily, new FixtureTable("bse_mapping.csv", "name", "o_code", "n_code", "list_date").Add("虚构", "830001.BJ", "920001.BJ", "20200101"));
        (DataImportResult result, MemorySink sink) = folder.Import();
        Assert.True(result.Accepted, string.Join('\n', result.Errors));
        Assert.Equal(("830001", "920001", ChangeDay), (sink.CodeChanges[0].OldFirm, sink.CodeChanges[0].NewFirm, sink.CodeChanges[0].From));

        Market market = MarketImport.Load(folder.FullPath, ImportOptions.Default).Market!;
        Assert.Equal("920001", Assert.Single(market.Firms).Firm);
        Assert.Equal(10, market.PanelAsOf("920001", new DateOnly(2025, 12, 1)).Prices.Length);
    }

    private static readonly DateOnly ChangeDay = new(2025, 10, 9);

    private static (DataImportResult Result, MemorySink Sink) Good(FixtureTable[] tables, string source)
    {
        (DataImportResult result, MemorySink sink) = SourceFolder.ImportOf(tables);
        Assert.True(result.Accepted, string.Join('\n', result.Errors));
        Assert.Equal(0, result.QuarantinedRowCount);
        Assert.All(result.Report.Files, f => Assert.Equal(source, f.Source));
        Assert.All(result.Report.Files, f => Assert.NotEmpty(f.Evidence));
        string failed = string.Join('\n', result.Report.Proofs.Where(p => p.Failures > 0).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name} {p.File} {p.Failures} of {p.Judged}: {p.LikelyCause} {string.Join(' ', p.Worst.Take(1).Select(w => w.Text))}")));
        Assert.True(failed.Length == 0, failed);
        Assert.Contains(result.Report.Proofs, p => p.Verdict == ProofVerdict.Holds);
        return (result, sink);
    }
}
