using Freeboard.Data.AsOf;
using Freeboard.Data.Import;
using Freeboard.Money;

namespace Freeboard.Data.Tests.Import.Canonical;

public sealed class CanonicalImportTests
{
    [Fact]
    public void A_good_folder_becomes_a_market()
    {
        using MarketFolder folder = MarketFolder.Good();

        Market market = folder.LoadGood();

        Assert.Equal(["A01", "B02"], market.Firms.Select(f => f.Firm));
        Assert.Equal(["firms.csv", "prices.csv", "rates.csv", "shares.csv", "statements.csv"], market.Files.Select(f => f.Name));
        Assert.All(market.Files, f => Assert.Matches("^[0-9a-f]{64}$", f.Sha256));
        Assert.Equal([2, 6, 3, 2, 3], market.Files.Select(f => f.Rows));
        Assert.Equal(new DateOnly(2024, 1, 5), market.LastPriceDate);
        Assert.Equal([new(2024, 1, 2), new(2024, 1, 3), new(2024, 1, 5)], market.TradingDates);
        Assert.Equal(new DateOnly(2020, 1, 2), market.ListedOn("A01"));
        Assert.Null(market.DelistedOn("A01"));
        Assert.False(market.Synthetic);
    }

    [Fact]
    public void Adjusted_closes_are_closes_times_their_factor_and_suspended_days_are_absent()
    {
        using MarketFolder folder = MarketFolder.Good();

        FirmPanel panel = folder.LoadGood().PanelAsOf("A01", new DateOnly(2024, 1, 5));

        Assert.Equal([10, 10.5, 10.8], panel.Prices.ToArray().Select(p => p.AdjustedClose));
        Assert.Equal(5.4, panel.Close);
        Assert.Equal(new DateOnly(2024, 1, 5), panel.CloseDate);
        Assert.All(panel.Prices.ToArray(), p => Assert.False(p.ReturnBreak));
    }

    [Fact]
    public void Facts_come_with_their_days_currency_and_file()
    {
        using MarketFolder folder = MarketFolder.Good();
        Market market = folder.LoadGood();

        FirmPanel a = market.PanelAsOf("A01", new DateOnly(2024, 1, 3));
        StatementFact statement = a.Statement!;
        ShareFact shares = a.Shares!;
        StatementFact bank = market.PanelAsOf("B02", new DateOnly(2024, 1, 3)).Statement!;

        Assert.Equal((new DateOnly(2023, 9, 30), new DateOnly(2023, 10, 25)), (statement.PeriodEnd, statement.Announced));
        Assert.Equal((500.0, 200.0, 700.0), (statement.CurrentLiabilities!.Value, statement.NonCurrentLiabilities!.Value, statement.TotalLiabilities!.Value));
        Assert.Equal((new CurrencyCode("CNY"), "statements.csv"), (statement.Currency, statement.Source));
        Assert.Equal((1000.0, 500.0, 0.0, 20.0), (shares.Tradable, shares.Restricted, shares.B, shares.H));
        Assert.Equal((null, 9000.0, new CurrencyCode("HKD")), (bank.CurrentLiabilities, bank.TotalLiabilities!.Value, bank.Currency));
        Assert.Equal(0.02, a.Rate(1)!.SimpleAnnualRate);
        Assert.Null(a.Rate(5));
    }

    [Fact]
    public void A_statement_may_name_its_own_currency_and_fx_converts_it()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("statements.csv", "firm,period_end,announced,current_liabilities,noncurrent_liabilities,currency\nA01,2023-09-30,2023-10-25,500,200,USD\nB02,2023-09-30,2023-10-25,500,200,\n");
        folder.Write("fx.csv", "date,from,to,rate\n2024-01-03,USD,CNY,7.1\n2024-01-02,USD,CNY,7.0\n");
        Market market = folder.LoadGood();
        CurrencyCode usd = new("USD");
        CurrencyCode cny = new("CNY");

        FirmPanel panel = market.PanelAsOf("A01", new DateOnly(2024, 1, 4));

        Assert.Equal(usd, panel.Statement!.Currency);
        Assert.Equal(7.1, panel.ExchangeRate(usd, cny));
        Assert.Equal(1 / 7.1, panel.ExchangeRate(cny, usd));
        Assert.Equal(1, panel.ExchangeRate(cny, cny));
        Assert.Null(panel.ExchangeRate(new CurrencyCode("EUR"), cny));
        Assert.Equal(7.0, market.PanelAsOf("A01", new DateOnly(2024, 1, 3)).ExchangeRate(usd, cny));
        Assert.Null(market.PanelAsOf("A01", new DateOnly(2024, 1, 2)).ExchangeRate(usd, cny));
        Assert.Equal(new CurrencyCode("HKD"), market.PanelAsOf("B02", new DateOnly(2024, 1, 3)).Statement!.Currency);
    }

    [Fact]
    public void Rows_out_of_date_order_are_sorted_and_noted_with_file_and_count()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("prices.csv", "firm,date,close\nA01,2024-01-04,3\nA01,2024-01-03,2\nA01,2024-01-02,1\n");

        Market market = folder.LoadGood();

        Assert.Equal([1, 2, 3], market.PanelAsOf("A01", new DateOnly(2024, 1, 4)).Prices.ToArray().Select(p => p.AdjustedClose));
        Assert.Contains(market.Notes, n => n.Code == "DATES-SORTED" && n.Count == 2 && n.Text.Contains("prices.csv", StringComparison.Ordinal));
        Assert.Contains(market.Notes, n => n.Code == "CLOSES-UNADJUSTED");
        Assert.Contains(market.Notes, n => n.Code == "LARGE-RETURNS" && n.Count == 1);
        Assert.All(market.PanelAsOf("A01", new DateOnly(2024, 1, 4)).Prices.ToArray(), p => Assert.False(p.ReturnBreak));
    }

    [Fact]
    public void Shares_may_be_absent_when_prices_carry_market_values()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Delete("shares.csv").Write("prices.csv", "firm,date,close,market_value\nA01,2024-01-02,10,15000\nA01,2024-01-03,11,\n");

        FirmPanel panel = folder.LoadGood().PanelAsOf("A01", new DateOnly(2024, 1, 3));

        Assert.Null(panel.Shares);
        Assert.Equal(15000, panel.MarketValue);
        Assert.Equal(new DateOnly(2024, 1, 2), panel.MarketValueDate);
    }

    [Fact]
    public void A_firm_without_prices_or_statements_is_kept_and_noted()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Replace("firms.csv", "B02,Beta", "C03,Gamma,CNY,general,\nB02,Beta");

        Market market = folder.LoadGood();

        Assert.Contains("C03", market.Firms.Select(f => f.Firm));
        Assert.Contains(market.Notes, n => n is { Code: "NO-PRICES", Firm: "C03" });
        Assert.Contains(market.Notes, n => n is { Code: "NO-STATEMENTS", Firm: "C03" });
        Assert.Null(market.PanelAsOf("C03", new DateOnly(2024, 1, 3)).Close);
        Assert.Throws<ArgumentException>(() => market.PanelAsOf("nobody", new DateOnly(2024, 1, 3)));
    }

    [Fact]
    public void Labels_are_read_in_order()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("labels.csv", "firm,date,event\nB02,2024-05-01,default\nA01,2024-06-01,st\n");

        Assert.Equal(["A01 st", "B02 default"], folder.LoadGood().Labels.Select(l => $"{l.Firm} {l.Event}"));
    }

    [Fact]
    public void A_folder_marked_synthetic_makes_a_synthetic_market_and_its_truth_is_not_read()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("synthetic.json", "{}");
        Directory.CreateDirectory(Path.Combine(folder.FullPath, "truth"));
        folder.Write("truth/firms.csv", "this,is,not,for,reading\n");

        Market market = folder.LoadGood();

        Assert.True(market.Synthetic);
        Assert.DoesNotContain(market.Files, f => f.Name.Contains("truth", StringComparison.Ordinal));
    }

    [Fact]
    public void Progress_counts_every_row_and_cancellation_throws()
    {
        using MarketFolder folder = MarketFolder.Good();
        List<ImportProgress> reports = [];
        MarketImport.Load(folder.FullPath, ImportOptions.Default, new Collector(reports));
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();

        Assert.Equal(16, reports[^1].RowsRead);
        Assert.Equal(5, reports[^1].FilesDone);
        Assert.Throws<OperationCanceledException>(() => MarketImport.Load(folder.FullPath, ImportOptions.Default, null, cancelled.Token));
    }

    private sealed class Collector(List<ImportProgress> reports) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => reports.Add(value);
    }
}
