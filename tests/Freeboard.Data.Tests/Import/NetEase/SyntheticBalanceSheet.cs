using System.Globalization;

namespace Freeboard.Data.Tests.Import.NetEase;

/// <summary>A made-up balance sheet in the NetEase layout: two years, 万元, a closing comma and tabs as the vendor writes them.</summary>
internal static class SyntheticBalanceSheet
{
    public static string Text(double capital = 10000, double assets2022 = 500_000, string unit = "(万元)") => string.Join('\n',
    [
        "报告日期,2022-12-31,2021-12-31,",
        $"货币资金{unit},1000,--,",
        $"资产总计{unit},{assets2022.ToString(CultureInfo.InvariantCulture)},400000,",
        $"流动负债合计{unit},150000,120000,",
        $"非流动负债合计{unit},50000,--,",
        $"负债合计{unit},200000,150000,",
        $"实收资本(或股本){unit},{capital.ToString(CultureInfo.InvariantCulture)},{capital.ToString(CultureInfo.InvariantCulture)},",
        $"归属于母公司股东权益合计{unit},290000,245000,",
        $"少数股东权益{unit},10000,5000,",
        $"所有者权益(或股东权益)合计{unit},300000,250000,",
        $"负债和所有者权益(或股东权益)总计{unit},500000,400000,\t\t",
        "",
    ]);
}
