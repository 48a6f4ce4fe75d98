using System.Text.RegularExpressions;
using Freeboard.Data.Import.Prices;
using Freeboard.Data.Import.Tables;

namespace Freeboard.Data.Import.Baostock;

/// <summary>baostock query_history_k_data_plus, daily: every cell a text, suspended days as rows, adjustment named in a flag.</summary>
internal static partial class BaostockLayouts
{
    public const string Source = "baostock";

    public static IReadOnlyList<ISourceLayout> All { get; } =
    [
        new PriceLayout(Source, "k_data", "baostock daily", new PriceColumns
        {
            Schema = new TableSchema(
                "baostock daily",
                ["date|日期", "code|证券代码|股票代码", "close|收盘价|今收盘价"],
                ["open|开盘价|今开盘价", "high|最高价", "low|最低价", "preclose|前收盘价|昨日收盘价", "volume|成交量", "amount|成交额", "adjustflag|复权状态", "turn|换手率", "tradestatus|交易状态", "pctChg|涨跌幅", "isST|是否ST"])
            {
                AllowsExtra = true,
            },
            Codes = FirmCodes.Chinese,
            Date = 0,
            Firm = 1,
            Close = 2,
            Open = 3,
            High = 4,
            Low = 5,
            PreviousClose = 6,
            Volume = 7,
            Amount = 8,
            AdjustFlag = 9,
            Adjusted = static cell => cell switch
            {
                "1" => "adjusted backward (adjustflag 1, hfq)",
                "2" => "adjusted forward (adjustflag 2, qfq)",
                _ => null,
            },
            Turnover = 10,
            State = 11,
            Traded = static cell => cell switch { "1" => true, "0" => false, _ => null },
            ChangeRate = 12,
            SpecialTreatment = 13,
        })
        {
            Form = new CellForm("code", "codes like sh.600000", static cell => Code().IsMatch(cell)),
        },
    ];

    [GeneratedRegex(@"^(sh|sz|bj)\.\d{6}$", RegexOptions.IgnoreCase)]
    private static partial Regex Code();
}
