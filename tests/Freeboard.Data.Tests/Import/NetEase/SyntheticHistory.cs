using System.Globalization;
using System.Text;

namespace Freeboard.Data.Tests.Import.NetEase;

/// <summary>
/// A made-up history in the NetEase layout: 60 days, newest first, a suspension of three days, one ex-right day (10 for 10
/// and a dividend), restricted shares. The slips multiply one column or change the closes.
/// </summary>
internal sealed record SyntheticHistory
{
    public const string FullHeader = "日期,股票代码,名称,收盘价,最高价,最低价,开盘价,前收盘,涨跌额,涨跌幅,换手率,成交量,成交金额,总市值,流通市值";

    public const string ShortHeader = "日期,股票代码,名称,收盘价,最高价,最低价";

    public const int Days = 60;

    public const int ExRightDay = 40;

    public static readonly DateOnly First = new(2023, 1, 2);

    public string Code { get; init; } = "000777";

    public double VolumeFactor { get; init; } = 1;

    public double AmountFactor { get; init; } = 1;

    public double MarketValueFactor { get; init; } = 1;

    /// <summary>Whether closes (not the market value) are scaled as forward-adjusted prices are.</summary>
    public bool ForwardAdjusted { get; init; }

    public bool Short { get; init; }

    /// <summary>Gross return of the holder on a day, from the truth of the fixture.</summary>
    public static double GrossReturn(int day) => 1 + (0.02 * Math.Sin(day * 1.7));

    public static bool Suspended(int day) => day is >= 20 and < 23;

    public static DateOnly Date(int day) => First.AddDays(day);

    public string Text(string newline = "\n")
    {
        List<string> lines = [];
        double close = 20;
        for (int day = 0; day < Days; day++)
        {
            double shares = day >= ExRightDay ? 2e8 : 1e8;
            double previous = day == ExRightDay ? Math.Round((close - 0.5) / 2, 2) : close;
            if (Suspended(day))
            {
                lines.Add(Line(day, 0, previous, shares));
                continue;
            }

            close = day == 0 ? 20 : Math.Round(previous * GrossReturn(day), 2);
            lines.Add(Line(day, close, day == 0 ? 0 : previous, shares));
        }

        lines.Reverse();
        return (Short ? ShortHeader : FullHeader) + newline + string.Concat(lines.Select(l => l + newline));
    }

    private string Line(int day, double close, double previous, double shares)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        double shown = ForwardAdjusted ? Math.Round(close * (0.9 - (0.002 * day)), 2) : close;
        StringBuilder line = new();
        string name = day == 0 ? "N虚构" : "虚构股份";
        line.Append(culture, $"{Date(day):yyyy-MM-dd},'{Code},{name},{shown},{(shown > 0 ? shown + 0.1 : 0)},{(shown > 0 ? shown - 0.1 : 0)}");
        if (Short)
        {
            return line.ToString();
        }

        double value = (Suspended(day) ? previous : close) * shares * MarketValueFactor;
        double volume = Suspended(day) ? 0 : 1_000_000 + (day * 1000);
        string change = Suspended(day) || day == 0 ? "None,None" : string.Create(culture, $"{Math.Round(close - previous, 2)},{Math.Round(((close / previous) - 1) * 100, 4)}");
        double turnover = Math.Round(volume / (shares * 0.6) * 100, 4);
        line.Append(culture, $",{shown},{previous},{change},{turnover},{volume * VolumeFactor},{volume * close * AmountFactor},{value},{value * 0.6}");
        return line.ToString();
    }
}
