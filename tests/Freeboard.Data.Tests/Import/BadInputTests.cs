using Freeboard.Data.Import;
using Freeboard.Provenance;

namespace Freeboard.Data.Tests.Import;

/// <summary>One fault a row: it is named with file, line, column and code, and nothing is imported.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string, string, string, int, string, string> Cells => new()
    {
        // file, text that is right, what it is replaced by, line, column, code
        { "prices.csv", "A01,2024-01-03,10.5,", "A01,2024-01-03,NaN,", 3, "close", "NUMBER-NOT-FINITE" },
        { "prices.csv", "A01,2024-01-03,10.5,", "A01,2024-01-03,inf,", 3, "close", "NUMBER-NOT-FINITE" },
        { "prices.csv", "A01,2024-01-03,10.5,", "A01,2024-01-03,-Infinity,", 3, "close", "NUMBER-NOT-FINITE" },
        { "prices.csv", "A01,2024-01-03,10.5,", "A01,2024-01-03,1e999,", 3, "close", "NUMBER-NOT-FINITE" },
        { "prices.csv", "A01,2024-01-03,10.5,", "A01,2024-01-03,ten,", 3, "close", "NUMBER-NOT-A-NUMBER" },
        { "prices.csv", "A01,2024-01-03,10.5,", "A01,2024-01-03,,", 3, "close", "VALUE-MISSING" },
        { "prices.csv", "A01,2024-01-03,10.5,", "A01,2024-01-03,None,", 3, "close", "NUMBER-NOT-FINITE" },
        { "prices.csv", "A01,2024-01-03,10.5,", "A01,2024-01-03,10.5%,", 3, "close", "NUMBER-PERCENT" },
        { "prices.csv", "A01,2024-01-03,10.5,", "A01,2024-01-03,\"1,050.5\",", 3, "close", "NUMBER-THOUSANDS" },
        { "prices.csv", "A01,2024-01-03,10.5,", "A01,2024-01-03,\"10,5\",", 3, "close", "NUMBER-DECIMAL-COMMA" },
        { "prices.csv", "A01,2024-01-03,10.5,", "A01,2024-01-03,10,5,", 3, "", "ROW-LENGTH" },
        { "prices.csv", "A01,2024-01-03,10.5,", "A01,2024-01-03,\"10.5,", 3, "", "QUOTES-UNPAIRED" },
        { "prices.csv", "A01,2024-01-03,10.5,", "A01,2024-01-03,0,", 3, "close", "PRICE-NOT-POSITIVE" },
        { "prices.csv", "A01,2024-01-03,10.5,", "A01,2024-01-03,-1,", 3, "close", "PRICE-NOT-POSITIVE" },
        { "prices.csv", "A01,2024-01-04,0,", "A01,2024-01-04,-2,", 4, "close", "PRICE-NOT-POSITIVE" },
        { "prices.csv", "A01,2024-01-03,10.5,1", "A01,2024-01-03,10.5,0", 3, "adj_factor", "FACTOR-NOT-POSITIVE" },
        { "prices.csv", "A01,2024-01-03,10.5,1", "A01,2024-01-03,10.5,", 3, "adj_factor", "VALUE-MISSING" },
        { "prices.csv", "A01,2024-01-03", "A01,20240103", 3, "date", "DATE-NOT-ISO" },
        { "prices.csv", "A01,2024-01-03", "A01,2024/1/3", 3, "date", "DATE-NOT-ISO" },
        { "prices.csv", "A01,2024-01-03", "A01,03.01.2024", 3, "date", "DATE-NOT-ISO" },
        { "prices.csv", "A01,2024-01-03", "A01,2023-02-29", 3, "date", "DATE-NOT-ISO" },
        { "prices.csv", "A01,2024-01-03", "A01,", 3, "date", "VALUE-MISSING" },
        { "prices.csv", "A01,2024-01-03", "A01,2024-01-02", 3, "date", "DATE-DUPLICATE" },
        { "prices.csv", "A01,2024-01-03", "A01,2019-12-31", 3, "date", "PRICE-BEFORE-LISTING" },
        { "prices.csv", "A01,2024-01-03", "A1,2024-01-03", 3, "firm", "FIRM-UNKNOWN" },
        { "prices.csv", "1,trading\nA01,2024-01-04", "1,halted\nA01,2024-01-04", 3, "state", "STATE-UNKNOWN" },
        { "firms.csv", "B02,Beta,HKD,bank", "B02,Beta,HK$,bank", 3, "currency", "CURRENCY-MALFORMED" },
        { "firms.csv", "B02,Beta,HKD,bank,\n", "B02,Beta,HKD,bank,\nA01,Twin,CNY,general,\n", 4, "firm", "FIRM-DUPLICATE" },
        { "shares.csv", "2020-01-02,1000,500,20", "2020-01-02,-1000,500,20", 2, "tradable", "SHARES-NEGATIVE" },
        { "shares.csv", "2020-01-02,1000,500,20", "2020-01-02,0,0,20", 2, "tradable", "SHARES-ZERO" },
        { "statements.csv", "2023-10-25,500", "2023-09-29,500", 3, "announced", "ANNOUNCED-BEFORE-PERIOD-END" },
        { "statements.csv", "2023-10-25,500", "2023-10-25,-500", 3, "current_liabilities", "LIABILITIES-NEGATIVE" },
        { "statements.csv", ",,,9000", ",,,", 4, "current_liabilities", "LIABILITIES-MISSING" },
        { "statements.csv", "500,200,700", "500000,200,700", 3, "total_liabilities", "LIABILITIES-INCONSISTENT" },
        { "statements.csv", "2023-09-30,2023-10-25,500", "2022-12-31,2023-03-30,500", 3, "period_end", "STATEMENT-DUPLICATE" },
        { "rates.csv", "2024-01-03,1,0.021", "2024-01-03,1,2.1", 3, "rate", "RATE-LOOKS-LIKE-PERCENT" },
        { "rates.csv", "2024-01-03,1,0.021", "2024-01-03,0,0.021", 3, "tenor_years", "TENOR-OUT-OF-RANGE" },
        { "rates.csv", "2024-01-03,1,0.021", "2024-01-02,1,0.021", 3, "date", "DATE-DUPLICATE" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_bad_cell_rejects_the_import_and_is_named(string file, string right, string wrong, int line, string column, string code)
    {
        using MarketFolder folder = MarketFolder.Good().Replace(file, right, wrong);

        RowError error = folder.LoadBad();

        Assert.Equal((file, line, column, code), (error.File, error.Line, error.Column, error.Code));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Keep_going_sets_the_bad_row_aside_and_counts_it(string file, string right, string wrong, int line, string column, string code)
    {
        using MarketFolder folder = MarketFolder.Good().Replace(file, right, wrong);

        ImportResult result = folder.Load(new ImportOptions { KeepGoing = true });

        Assert.NotNull(result.Market);
        Assert.Empty(result.Errors);
        Assert.Contains(result.Quarantined, e => (e.File, e.Line, e.Column, e.Code) == (file, line, column, code));
        Assert.Equal(1, result.Market!.Files.Single(f => f.Name == file).Quarantined);
        Assert.Contains(result.Market.Notes, n => n.Code == "ROWS-QUARANTINED" && n.Count == 1 && n.Text.Contains(file, StringComparison.Ordinal));
    }

    [Fact]
    public void A_kind_that_is_none_is_an_error()
    {
        using MarketFolder folder = MarketFolder.Good().Replace("firms.csv", ",bank,", ",banc,");

        RowError error = folder.LoadBad();

        Assert.Equal(("firms.csv", 3, "kind", "KIND-UNKNOWN"), (error.File, error.Line, error.Column, error.Code));
    }

    [Fact]
    public void A_firm_delisted_before_it_was_listed_and_prices_after_delisting_are_errors()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("firms.csv", "firm,name,currency,kind,listed,delisted\nA01,Alpha,CNY,general,2020-01-02,2024-01-04\nB02,Beta,HKD,bank,,\n");
        Assert.Equal(("prices.csv", 5, "PRICE-AFTER-DELISTING"), Place(folder.LoadBad()));

        folder.Write("firms.csv", "firm,name,currency,kind,listed,delisted\nA01,Alpha,CNY,general,2020-01-02,2020-01-02\nB02,Beta,HKD,bank,,\n");
        Assert.Equal(("firms.csv", 2, "DELISTED-BEFORE-LISTED"), Place(folder.LoadBad()));
    }

    [Fact]
    public void Labels_and_exchange_rates_are_checked_too()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("labels.csv", "firm,date,event\nA01,2024-01-03,gone\n");
        Assert.Equal(("labels.csv", 2, "EVENT-UNKNOWN"), Place(folder.LoadBad()));
        folder.Write("labels.csv", "firm,date,event\nA01,2024-01-03,st\nA01,2024-01-03,st\n");
        Assert.Equal(("labels.csv", 3, "LABEL-DUPLICATE"), Place(folder.LoadBad()));
        folder.Delete("labels.csv").Write("fx.csv", "date,from,to,rate\n2024-01-03,USD,CNY,0\n");
        Assert.Equal(("fx.csv", 2, "EXCHANGE-RATE-NOT-POSITIVE"), Place(folder.LoadBad()));
        folder.Write("fx.csv", "date,from,to,rate\n2024-01-03,USD,USD,1\n");
        Assert.Equal(("fx.csv", 2, "EXCHANGE-RATE-SAME-CURRENCY"), Place(folder.LoadBad()));
    }

    [Fact]
    public void Every_fault_of_a_row_is_named_in_one_pass()
    {
        using MarketFolder folder = MarketFolder.Good().Replace("prices.csv", "A01,2024-01-03,10.5,1", "A01,3 Jan,ten,zero");

        ImportResult result = folder.Load();

        Assert.Equal(["adj_factor", "close", "date"], result.Errors.Select(e => e.Column).Order());
        Assert.Equal(3, result.ErrorCount);
        Assert.Equal(1, folder.Load(new ImportOptions { KeepGoing = true }).QuarantinedRowCount);
    }

    [Fact]
    public void A_code_without_its_leading_zeros_is_recognised()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Replace("firms.csv", "B02,", "000898,").Replace("shares.csv", "B02,", "000898,").Replace("statements.csv", "B02,", "000898,");
        folder.Replace("prices.csv", "B02,2024-01-02", "000898,2024-01-02").Replace("prices.csv", "B02,2024-01-03", "898,2024-01-03");

        Assert.Contains("000898", folder.LoadBad().Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_list_is_capped_and_the_count_is_exact()
    {
        using MarketFolder folder = MarketFolder.Good();
        folder.Write("prices.csv", "firm,date,close\n" + string.Concat(Enumerable.Range(0, 2500).Select(i => $"A01,2024-01-03,-{i + 1}\n")));

        ImportResult result = folder.Load();

        Assert.Null(result.Market);
        Assert.Equal(ImportResult.ListedErrors, result.Errors.Count);
        Assert.Equal(2500, result.ErrorCount);
    }

    [Fact]
    public void A_bad_firm_is_not_blamed_again_for_each_of_its_prices()
    {
        using MarketFolder folder = MarketFolder.Good().Replace("firms.csv", "A01,Alpha,CNY", "A01,Alpha,yuan");

        Assert.Equal("CURRENCY-MALFORMED", folder.LoadBad().Code);
    }

    private static (string File, int Line, string Code) Place(RowError error) => (error.File, error.Line, error.Code);
}
