using System.Text.RegularExpressions;
using Freeboard.Data.Import.Prices;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Tushare;

/// <summary>The tables of Tushare Pro, with the vendor's English or Chinese headers.</summary>
internal static partial class TushareLayouts
{
    public const string Source = "tushare";
    public const string CodeNames = "ts_code|TS代码|股票代码|TS股票代码";
    public const string TradeDateNames = "trade_date|交易日期|日期";

    public static CellForm CodeForm { get; } = new("ts_code", @"codes like 600000.SH", static cell => Code().IsMatch(cell));

    public static IReadOnlyList<ISourceLayout> All { get; } =
    [
        Daily(), new DailyBasic(), new AdjustmentFactors(), new BalanceSheets(), new TradeCalendar(), new Suspensions(), new NameChanges(), new StockList(), new BeijingCodes(), new Shibor(),
    ];

    private static PriceLayout Daily()
    {
        TableSchema schema = new(
            "Tushare daily",
            [CodeNames, TradeDateNames, "close|收盘价", "vol|成交量|成交量（手）|成交量(手)"],
            ["open|开盘价", "high|最高价", "low|最低价", "pre_close|昨收价|昨收价【除权价】", "change|涨跌额", "pct_chg|涨跌幅", "amount|成交额|成交额（千元）|成交额(千元)"])
        { AllowsExtra = true };
        return new PriceLayout(Source, "daily", "Tushare daily", new PriceColumns
        {
            Schema = schema,
            Codes = FirmCodes.Chinese,
            Firm = 0,
            Date = 1,
            Close = 2,
            Volume = 3,
            VolumeFactor = 100,
            Open = 4,
            High = 5,
            Low = 6,
            PreviousClose = 7,
            Change = 8,
            ChangeRate = 9,
            Amount = 10,
            AmountFactor = 1000,
        })
        { Form = CodeForm };
    }

    [GeneratedRegex(@"^\d{6}\.(SH|SZ|BJ)$")]
    private static partial Regex Code();
}
