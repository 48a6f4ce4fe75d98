using Freeboard.Data.Import;
using Freeboard.Data.Import.Proofs;
using Xunit.Abstractions;

namespace Freeboard.Data.Tests.Import.Sources;

/// <summary>Seeded errors of units and columns, at least twelve for every importer: each must reject the import, and say why.</summary>
public sealed class SeededUnitErrorTests(ITestOutputHelper output)
{
    private sealed record Seed(string Name, Func<FixtureTable[]> Tables);

    private static readonly string[] TusharePrices = ["open", "high", "low", "close", "pre_close", "change"];
    private static readonly string[] Amounts = ["total_cur_liab", "total_ncl", "total_liab", "total_assets", "total_hldr_eqy_exc_min_int", "total_hldr_eqy_inc_min_int"];

    private static readonly (string Tag, double Factor)[] SecSlips =
    [
        ("Assets", 100), ("Assets", 1e3), ("Assets", 1e-3), ("Assets", 1e4), ("Assets", 1e6), ("Assets", 1e8),
        ("LiabilitiesAndStockholdersEquity", 1e3), ("LiabilitiesAndStockholdersEquity", 1e-3), ("LiabilitiesAndStockholdersEquity", 100),
    ];

    private static readonly Dictionary<string, Seed[]> Seeds = new(StringComparer.Ordinal)
    {
        ["tushare"] =
        [
            Tushare("volume in shares (x100)", "daily.csv", t => t.Scale("vol", 100)),
            Tushare("volume /100", "daily.csv", t => t.Scale("vol", 0.01)),
            Tushare("amount in CNY (x1e3)", "daily.csv", t => t.Scale("amount", 1e3)),
            Tushare("amount /1e3", "daily.csv", t => t.Scale("amount", 1e-3)),
            Tushare("amount in 10k CNY", "daily.csv", t => t.Scale("amount", 0.1)),
            Tushare("amount in 100m CNY", "daily.csv", t => t.Scale("amount", 1e-5)),
            Tushare("volume in shares and amount in CNY", "daily.csv", t => t.Scale("amount", 1e3).Scale("vol", 100)),
            Tushare("prices in cents", "daily.csv", t => t.Scale(100, TusharePrices)),
            new("forward-adjusted for raw", () => [VendorMarket.TushareDaily(forward: true)]),
            Tushare("return as decimal", "daily.csv", t => t.Scale("pct_chg", 0.01)),
            Tushare("close and previous close exchanged", "daily.csv", t => t.Swap("close", "pre_close")),
            Tushare("volume and amount exchanged", "daily.csv", t => t.Swap("vol", "amount")),
            Tushare("total_share in shares", "daily_basic.csv", t => t.Scale("total_share", 1e4)),
            Tushare("total_mv in CNY", "daily_basic.csv", t => t.Scale("total_mv", 1e4)),
            Tushare("total_mv in 100m", "daily_basic.csv", t => t.Scale("total_mv", 1e-4)),
            Tushare("all of daily_basic x1e4", "daily_basic.csv", t => t.Scale(1e4, "total_share", "float_share", "free_share", "total_mv", "circ_mv")),
            Tushare("all of daily_basic x100", "daily_basic.csv", t => t.Scale(100, "total_share", "float_share", "free_share", "total_mv", "circ_mv")),
            Tushare("total and float exchanged", "daily_basic.csv", t => t.Swap("total_share", "float_share")),
            Tushare("assets x1e4", "balancesheet.csv", t => t.Scale("total_assets", 1e4)),
            Tushare("liabilities in 10k", "balancesheet.csv", t => t.Scale(1e-4, "total_cur_liab", "total_ncl", "total_liab")),
            Tushare("all amounts x100", "balancesheet.csv", t => t.Scale(100, Amounts)),
            Tushare("all amounts x1e3", "balancesheet.csv", t => t.Scale(1e3, Amounts)),
            Tushare("all amounts in 10k", "balancesheet.csv", t => t.Scale(1e-4, Amounts)),
            Tushare("all amounts in 100m", "balancesheet.csv", t => t.Scale(1e-8, Amounts)),
            Tushare("all amounts x1e8", "balancesheet.csv", t => t.Scale(1e8, Amounts)),
            Tushare("current and total exchanged", "balancesheet.csv", t => t.Swap("total_cur_liab", "total_liab")),
            Tushare("period and announcement exchanged", "balancesheet.csv", t => t.Swap("end_date", "f_ann_date")),
            Tushare("factors of a forward adjustment", "adj_factor.csv", Invert),
            Tushare("rates as decimals", "shibor.csv", t => t.Scale(0.01, "on", "1w", "2w", "1m", "3m", "6m", "9m", "1y")),
            Tushare("rates in basis points", "shibor.csv", t => t.Scale(100, "on", "1w", "2w", "1m", "3m", "6m", "9m", "1y")),
            Tushare("one tenor x100", "shibor.csv", t => t.Scale("1y", 100)),
        ],
        ["akshare stock_zh_a_hist"] =
        [
            .. Columns(() => VendorMarket.AkShareHistory(), ("成交量", 100), ("成交量", 0.01), ("成交量", 1e-4), ("成交额", 1e-3), ("成交额", 1e-4), ("成交额", 1e-8), ("成交额", 1e3), ("涨跌幅", 0.01), ("涨跌幅", 100), ("涨跌额", 100), ("收盘", 100), ("收盘", 0.01)),
            new("prices in cents", () => [VendorMarket.AkShareHistory().Scale(100, "开盘", "收盘", "最高", "最低", "涨跌额")]),
            new("forward-adjusted for raw", () => [VendorMarket.AkShareHistory(forward: true)]),
            new("volume and amount exchanged", () => [VendorMarket.AkShareHistory().Swap("成交量", "成交额")]),
            new("close and volume exchanged", () => [VendorMarket.AkShareHistory().Swap("收盘", "成交量")]),
        ],
        ["akshare stock_zh_a_daily"] =
        [
            .. Columns(() => VendorMarket.AkShareDaily(), ("volume", 0.01), ("volume", 100), ("volume", 1e-4), ("amount", 1e-3), ("amount", 1e-4), ("amount", 1e-8), ("amount", 1e3), ("outstanding_share", 1e-4), ("outstanding_share", 1e4), ("turnover", 100), ("turnover", 0.01), ("close", 100)),
            new("prices in cents", () => [VendorMarket.AkShareDaily().Scale(100, "open", "high", "low", "close")]),
            new("forward-adjusted for raw", () => [VendorMarket.AkShareDaily(forward: true)]),
            new("volume and amount exchanged", () => [VendorMarket.AkShareDaily().Swap("volume", "amount")]),
        ],
        ["baostock"] =
        [
            .. Columns(() => VendorMarket.Baostock(), ("volume", 0.01), ("volume", 100), ("amount", 1e-3), ("amount", 1e-4), ("amount", 1e-8), ("amount", 1e3), ("amount", 1e4), ("pctChg", 0.01), ("pctChg", 100), ("close", 100), ("preclose", 100)),
            new("prices in cents", () => [VendorMarket.Baostock().Scale(100, "open", "high", "low", "close", "preclose")]),
            new("forward-adjusted for raw, unmarked", () => [VendorMarket.Baostock(forward: true)]),
            new("forward-adjusted, marked", () => [VendorMarket.Baostock().Scale("adjustflag", 2 / 3.0)]),
            new("volume and amount exchanged", () => [VendorMarket.Baostock().Swap("volume", "amount")]),
            new("close and previous close exchanged", () => [VendorMarket.Baostock().Swap("close", "preclose")]),
        ],
        ["netease"] =
        [
            .. Columns(() => VendorMarket.NetEase(), ("成交量", 0.01), ("成交量", 100), ("成交金额", 1e-3), ("成交金额", 1e-4), ("成交金额", 1e-8), ("总市值", 1e-4), ("总市值", 1e4), ("流通市值", 1e-4), ("流通市值", 1e4), ("涨跌幅", 0.01), ("换手率", 100), ("收盘价", 100)),
            new("market values in 10k", () => [VendorMarket.NetEase().Scale(1e-4, "总市值", "流通市值")]),
            new("market values in 100m", () => [VendorMarket.NetEase().Scale(1e-8, "总市值", "流通市值")]),
            new("prices in cents", () => [VendorMarket.NetEase().Scale(100, "收盘价", "最高价", "最低价", "开盘价", "前收盘", "涨跌额")]),
            new("forward-adjusted for raw", () => [VendorMarket.NetEase(forward: true)]),
            new("volume and amount exchanged", () => [VendorMarket.NetEase().Swap("成交量", "成交金额")]),
        ],
        ["csmar"] =
        [
            .. Columns(() => VendorMarket.CsmarDaily(), ("Dnshrtrd", 0.01), ("Dnshrtrd", 100), ("Dnvaltrd", 1e-3), ("Dnvaltrd", 1e-4), ("Dnvaltrd", 1e-8), ("Dsmvtll", 1e3), ("Dsmvtll", 1e-4), ("Dsmvosd", 1e3), ("Dretwd", 100), ("Clsprc", 100)),
            new("market values in CNY", () => [VendorMarket.CsmarDaily().Scale(1e3, "Dsmvtll", "Dsmvosd")]),
            new("market values in 10m", () => [VendorMarket.CsmarDaily().Scale(1e-4, "Dsmvtll", "Dsmvosd")]),
            new("prices in cents", () => [VendorMarket.CsmarDaily().Scale(100, "Opnprc", "Hiprc", "Loprc", "Clsprc")]),
            new("forward-adjusted for raw", () => [VendorMarket.CsmarDaily(forward: true)]),
            new("all amounts in 10k", () => [VendorMarket.CsmarDaily(), VendorMarket.CsmarBalance().Scale(1e-4, "A001000000", "A002100000", "A002200000", "A002000000", "A003100000", "A003000000")]),
            new("all amounts x1e3", () => [VendorMarket.CsmarDaily(), VendorMarket.CsmarBalance().Scale(1e3, "A001000000", "A002100000", "A002200000", "A002000000", "A003100000", "A003000000")]),
            new("assets x100", () => [VendorMarket.CsmarBalance().Scale("A001000000", 100)]),
            new("current and total exchanged", () => [VendorMarket.CsmarBalance().Swap("A002100000", "A002000000")]),
        ],
        ["wrds"] =
        [
            .. Columns(() => VendorMarket.Crsp(), ("shrout", 1e3), ("shrout", 1e-3), ("shrout", 100), ("vol", 100), ("vol", 1e4), ("vol", 1e-3), ("ret", 100), ("prc", 100)),
            new("prices in cents", () => [VendorMarket.Crsp().Scale(100, "bidlo", "askhi", "prc", "openprc"), VendorMarket.Compustat()]),
            new("amounts in dollars", () => [VendorMarket.Crsp(), VendorMarket.Compustat().Scale(1e6, "lctq", "ltq", "atq", "teqq", "seqq")]),
            new("amounts in thousands", () => [VendorMarket.Crsp(), VendorMarket.Compustat().Scale(1e3, "lctq", "ltq", "atq", "teqq", "seqq")]),
            new("amounts in hundred millions", () => [VendorMarket.Crsp(), VendorMarket.Compustat().Scale(0.01, "lctq", "ltq", "atq", "teqq", "seqq")]),
            new("assets x1e3", () => [VendorMarket.Compustat().Scale("atq", 1e3)]),
            new("shares in units", () => [VendorMarket.Compustat().Scale("cshoq", 1e6)]),
            new("report date and period exchanged", () => [VendorMarket.Compustat().Swap("datadate", "rdq")]),
            new("current and total exchanged", () => [VendorMarket.Compustat().Swap("lctq", "ltq")]),
            new("current liabilities x100", () => [VendorMarket.Compustat().Scale("lctq", 100)]),
            new("current liabilities in 100m for millions", () => [VendorMarket.Compustat().Scale("lctq", 0.01)]),
        ],
        ["sec"] =
        [
            .. SecSlips.Select(s => new Seed($"{s.Tag} x{s.Factor}", () => [VendorMarket.SecSubmissions(), Tag(VendorMarket.SecNumbers(), s.Tag, s.Factor)])),
            new("filed and period exchanged", () => [VendorMarket.SecSubmissions().Swap("filed", "period"), VendorMarket.SecNumbers()]),
            new("all values x1e6", () => [VendorMarket.SecSubmissions(), VendorMarket.SecNumbers().Scale("value", 1e6)]),
            new("value and day exchanged", () => [VendorMarket.SecSubmissions(), VendorMarket.SecNumbers().Swap("value", "ddate")]),
        ],
        ["yahoo"] =
        [
            .. Columns(() => VendorMarket.Yahoo(), ("Close", 100), ("Close", 0.01), ("Close", 1e3), ("High", 0.01), ("Low", 100), ("Open", 100), ("Adj Close", 100), ("Adj Close", 1e3), ("Adj Close", 1e4)),
            new("second half of prices x100", () => [Half(VendorMarket.Yahoo(), 100, "Open", "High", "Low", "Close", "Adj Close")]),
            new("second half of prices x1e4", () => [Half(VendorMarket.Yahoo(), 1e4, "Open", "High", "Low", "Close", "Adj Close")]),
            new("close and volume exchanged", () => [VendorMarket.Yahoo().Swap("Close", "Volume")]),
            new("high and low exchanged", () => [VendorMarket.Yahoo().Swap("High", "Low")]),
        ],
        ["stooq"] =
        [
            .. Columns(() => VendorMarket.Stooq(), ("<CLOSE>", 100), ("<CLOSE>", 0.01), ("<CLOSE>", 1e3), ("<CLOSE>", 1e4), ("<HIGH>", 0.01), ("<LOW>", 100), ("<OPEN>", 100), ("<OPEN>", 0.01)),
            new("second half of prices x100", () => [Half(VendorMarket.Stooq(), 100, "<OPEN>", "<HIGH>", "<LOW>", "<CLOSE>")]),
            new("second half of prices x1e3", () => [Half(VendorMarket.Stooq(), 1e3, "<OPEN>", "<HIGH>", "<LOW>", "<CLOSE>")]),
            new("close and volume exchanged", () => [VendorMarket.Stooq().Swap("<CLOSE>", "<VOL>")]),
            new("high and low exchanged", () => [VendorMarket.Stooq().Swap("<HIGH>", "<LOW>")]),
        ],
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach ((string importer, Seed[] seeds) in Seeds)
            {
                foreach (Seed seed in seeds)
                {
                    cases.Add(importer, seed.Name);
                }
            }

            return cases;
        }
    }

    [Fact]
    public void There_are_at_least_twelve_for_every_importer() => Assert.All(Seeds, s => Assert.True(s.Value.Length >= 12, $"{s.Key}: {s.Value.Length}"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_seeded_error_rejects_the_import(string importer, string name)
    {
        Seed seed = Seeds[importer].Single(s => s.Name == name);
        (DataImportResult result, _) = SourceFolder.ImportOf(seed.Tables());
        output.WriteLine($"{importer}, {name}: {(result.Errors.Count > 0 ? result.Errors[0].ToString() : "NOTHING")}");

        Assert.False(result.Accepted);
        Assert.NotEmpty(result.Errors);
        Assert.All(result.Errors, e => Assert.NotEmpty(e.Code));
    }

    [Theory]
    [InlineData("vol", 100.0, "AMOUNT-VOLUME", "volume looks like shares, not lots")]
    [InlineData("amount", 1000.0, "AMOUNT-VOLUME", "amount looks like currency units, not thousands")]
    [InlineData("pct_chg", 0.01, "RETURN-STATED", "stated return looks like decimals, not percent")]
    public void The_likely_unit_error_is_named(string column, double factor, string code, string cause)
    {
        (DataImportResult result, _) = SourceFolder.ImportOf(VendorMarket.TushareDaily().Scale(column, factor));
        Assert.Contains(result.Errors, e => e.Code == code && e.Reason.Contains(cause, StringComparison.Ordinal));
        ProofResult proof = Assert.Single(result.Report.Proofs, p => p.Name == code);
        Assert.Equal((ProofVerdict.FileRejected, cause), (proof.Verdict, proof.LikelyCause));
        Assert.NotEmpty(proof.Worst);
    }

    [Theory]
    [InlineData("vol", 100.0)]
    [InlineData("vol", 1e4)]
    [InlineData("amount", 1e3)]
    [InlineData("amount", 1e-8)]
    [InlineData("close", 100.0)]
    [InlineData("pre_close", 1e3)]
    [InlineData("pct_chg", 100.0)]
    public void A_slip_in_single_rows_sets_those_rows_aside_and_no_other(string column, double factor)
    {
        FixtureTable table = VendorMarket.TushareDaily();
        HashSet<int> spoilt = [7, 150, 301];
        table.Scale(column, factor, spoilt.Contains);
        (DataImportResult result, MemorySink sink) = SourceFolder.ImportOf(table);
        Assert.True(result.Accepted, string.Join('\n', result.Errors));
        Assert.Equal(spoilt.Select(static i => i + 2), result.Quarantined.Select(static e => e.Line).Distinct().Order());
        Assert.Equal(table.Rows.Count - 3, sink.Prices.Count);
    }

    [Fact]
    public void A_statement_without_an_announcement_date_is_set_aside_where_the_source_has_them()
    {
        FixtureTable table = VendorMarket.TushareBalance().Set(0, "ann_date", "None").Set(0, "f_ann_date", "");
        (DataImportResult result, MemorySink sink) = SourceFolder.ImportOf(table);
        Assert.True(result.Accepted, string.Join('\n', result.Errors));
        Assert.Equal(("ANNOUNCED", 2), (Assert.Single(result.Quarantined).Code, result.Quarantined[0].Line));
        Assert.Equal(table.Rows.Count - 1, sink.Statements.Count);
    }

    private static Seed Tushare(string name, string file, Action<FixtureTable> spoil) => new(name, () =>
    {
        FixtureTable[] tables = [.. VendorMarket.Tushare()];
        spoil(tables.Single(t => t.Name == file));
        return tables;
    });

    private static IEnumerable<Seed> Columns(Func<FixtureTable> table, params (string Column, double Factor)[] slips) =>
        slips.Select(s => new Seed($"{s.Column} x{s.Factor}", () => [table().Scale(s.Column, s.Factor)]));

    private static void Invert(FixtureTable factors)
    {
        foreach (string[] row in factors.Rows)
        {
            row[2] = (1 / double.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture)).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private static FixtureTable Half(FixtureTable table, double factor, params string[] columns)
    {
        foreach (string column in columns)
        {
            table.Scale(column, factor, i => i >= table.Rows.Count / 2);
        }

        return table;
    }

    private static FixtureTable Tag(FixtureTable table, string tag, double factor) => table.Scale("value", factor, i => table.Rows[i][1] == tag);
}
