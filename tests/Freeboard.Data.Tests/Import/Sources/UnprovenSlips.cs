using System.Globalization;
using Freeboard.Data.Import;

namespace Freeboard.Data.Tests.Import.Sources;

/// <summary>Every number column of every importer's fixtures, and columns together, times every usual slip: what is still accepted stands in docs/import.md.</summary>
internal static class UnprovenSlips
{
    private static readonly double[] Factors = [10, 0.1, 100, 0.01, 1e3, 1e-3, 1e4, 1e-4, 1e8, 1e-8];

    private static readonly (string Importer, Func<FixtureTable[]> Tables, string[][] Together)[] All =
    [
        ("tushare, all tables", () => [.. VendorMarket.Tushare()], [["open", "high", "low", "close", "pre_close", "change"], ["vol", "amount"], ["total_cur_liab", "total_ncl", "total_liab", "total_assets", "total_hldr_eqy_exc_min_int", "total_hldr_eqy_inc_min_int"]]),
        ("tushare daily alone", () => [VendorMarket.TushareDaily()], [["open", "high", "low", "close", "pre_close", "change"], ["vol", "amount"], ["open", "high", "low", "close", "pre_close", "change", "amount"]]),
        ("akshare stock_zh_a_hist", () => [VendorMarket.AkShareHistory()], [["开盘", "收盘", "最高", "最低", "涨跌额"], ["成交量", "成交额"], ["开盘", "收盘", "最高", "最低", "涨跌额", "成交额"]]),
        ("akshare stock_zh_a_daily", () => [VendorMarket.AkShareDaily()], [["open", "high", "low", "close"], ["volume", "amount"], ["open", "high", "low", "close", "amount"], ["volume", "amount", "outstanding_share"]]),
        ("baostock", () => [VendorMarket.Baostock()], [["open", "high", "low", "close", "preclose"], ["volume", "amount"], ["open", "high", "low", "close", "preclose", "amount"]]),
        ("netease", () => [VendorMarket.NetEase()], [["收盘价", "最高价", "最低价", "开盘价", "前收盘", "涨跌额"], ["成交量", "成交金额"], ["总市值", "流通市值"], ["收盘价", "最高价", "最低价", "开盘价", "前收盘", "涨跌额", "成交金额", "总市值", "流通市值"], ["成交量", "成交金额", "总市值", "流通市值"]]),
        ("csmar", () => [VendorMarket.CsmarDaily(), VendorMarket.CsmarBalance()], [["Opnprc", "Hiprc", "Loprc", "Clsprc"], ["Dnshrtrd", "Dnvaltrd"], ["Dsmvtll", "Dsmvosd"], ["A001000000", "A002100000", "A002200000", "A002000000", "A003100000", "A003000000"]]),
        ("wrds", () => [VendorMarket.Crsp(), VendorMarket.Compustat()], [["bidlo", "askhi", "prc", "openprc"], ["vol", "shrout"], ["lctq", "ltq", "atq", "teqq", "seqq"]]),
        ("sec", () => [VendorMarket.SecSubmissions(), VendorMarket.SecNumbers()], [["value"]]),
        ("yahoo", () => [VendorMarket.Yahoo()], [["Open", "High", "Low", "Close", "Adj Close"]]),
        ("stooq", () => [VendorMarket.Stooq()], [["<OPEN>", "<HIGH>", "<LOW>", "<CLOSE>"]]),
    ];

    public static IEnumerable<string> Find()
    {
        foreach ((string importer, Func<FixtureTable[]> tables, string[][] together) in All)
        {
            int tried = 0;
            List<string> accepted = [];
            IEnumerable<string[]> columns = tables().SelectMany(NumberColumns).Distinct(StringComparer.Ordinal).Select(static c => (string[])[c]).Concat(together);
            foreach (string[] group in columns)
            {
                List<string> factors = [];
                foreach (double factor in Factors)
                {
                    FixtureTable[] spoilt = tables();
                    foreach (FixtureTable table in spoilt)
                    {
                        table.Scale(factor, [.. group.Where(c => table.Header.Contains(c, StringComparer.Ordinal))]);
                    }

                    tried++;
                    (DataImportResult result, _) = SourceFolder.ImportOf(spoilt);
                    if (result.Accepted && result.QuarantinedRowCount == 0)
                    {
                        factors.Add(factor.ToString("0.##e0", CultureInfo.InvariantCulture));
                    }
                }

                if (factors.Count > 0)
                {
                    accepted.Add($"{string.Join(" + ", group)} x {string.Join(", ", factors)}");
                }
            }

            yield return $"{importer}: {tried} slips tried; accepted: {string.Join("; ", accepted)}";
        }
    }

    private static IEnumerable<string> NumberColumns(FixtureTable table) => table.Header.Where((header, i) =>
        table.Rows.All(r => r[i].Length == 0 || double.TryParse(r[i], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        && table.Rows.Any(r => r[i].Contains('.', StringComparison.Ordinal) || (r[i].Length > 0 && r[i].Length != 8 && r[i].Length != 6))
        && !header.Contains("code", StringComparison.OrdinalIgnoreCase) && !header.Contains("date", StringComparison.OrdinalIgnoreCase) && !header.Contains("Stkcd", StringComparison.Ordinal));
}
