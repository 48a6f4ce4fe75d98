using Freeboard.Data.Import.Prices;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.AkShare;

/// <summary>The two daily tables of AKShare: Eastmoney's with Chinese headers and lots, Sina's with English ones and shares.</summary>
internal static class AkShareLayouts
{
    public const string Source = "akshare";

    public static IReadOnlyList<ISourceLayout> All { get; } = [History(), Daily()];

    private static PriceLayout History() => new(Source, "stock_zh_a_hist", "AKShare stock_zh_a_hist", new PriceColumns
    {
        Schema = new TableSchema(
            "AKShare stock_zh_a_hist",
            ["日期", "收盘", "成交量", "成交额"],
            ["股票代码", "开盘", "最高", "最低", "涨跌幅", "涨跌额", "换手率", "振幅"])
        {
            AllowsExtra = true,
        },
        Codes = FirmCodes.Chinese,
        Date = 0,
        Close = 1,
        Volume = 2,
        VolumeFactor = 100,
        Amount = 3,
        Firm = 4,
        Open = 5,
        High = 6,
        Low = 7,
        ChangeRate = 8,
        Change = 9,
        Turnover = 10,
    });

    private static PriceLayout Daily() => new(Source, "stock_zh_a_daily", "AKShare stock_zh_a_daily", new PriceColumns
    {
        Schema = new TableSchema(
            "AKShare stock_zh_a_daily",
            ["date", "close", "volume", "outstanding_share"],
            ["open", "high", "low", "amount", "turnover", "symbol|code|股票代码"])
        {
            AllowsExtra = true,
        },
        Codes = FirmCodes.Chinese,
        Date = 0,
        Close = 1,
        Volume = 2,
        TradableShares = 3,
        SharesAreTradableOnly = true,
        Open = 4,
        High = 5,
        Low = 6,
        Amount = 7,
        Turnover = 8,
        TurnoverUnits = 1,
        Firm = 9,
    });
}
