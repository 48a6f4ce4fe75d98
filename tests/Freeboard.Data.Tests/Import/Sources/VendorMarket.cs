using System.Globalization;

namespace Freeboard.Data.Tests.Import.Sources;

/// <summary>
/// A made-up market of six firms over eighty trading days, and what every vendor would show of it. Written from the vendors'
/// documented layouts; no figure comes from any of them.
/// </summary>
internal static partial class VendorMarket
{
    public const int Firms = 6;
    public const int Days = 80;
    public const int ExRightDay = 50;

    public static readonly string[] Codes = ["600101", "600102", "000103", "000104", "300105", "600106"];

    /// <summary>One firm's day in canonical units.</summary>
    public sealed record Day(string Code, DateOnly Date, double Open, double High, double Low, double Close, double Previous, double Volume, double Amount, double Total, double Tradable, double Factor, bool Suspended);

    public static DateOnly DateOf(int day) => new DateOnly(2023, 1, 2).AddDays((day / 5 * 7) + (day % 5));

    public static string Exchange(string code) => code[0] == '6' ? "SH" : "SZ";

    public static IReadOnlyList<Day> All { get; } = [.. Codes.SelectMany(OfFirm)];

    public static IEnumerable<Day> Trading => All.Where(static d => !d.Suspended);

    private static IEnumerable<Day> OfFirm(string code, int firm)
    {
        double last = 8 + (7 * firm);
        double total = 2e8 * (1 + firm);
        double factor = 1;
        for (int i = 0; i < Days; i++)
        {
            double previous = last;
            if (i == ExRightDay && firm != 5)
            {
                // Ten for ten and a dividend.
                previous = Math.Round((last - 0.3) / 2, 2);
                factor *= last / previous;
                total *= 2;
            }

            double tradable = Math.Round(total * 0.6);
            if (firm == 2 && i is >= 20 and < 26)
            {
                yield return new Day(code, DateOf(i), 0, 0, 0, 0, previous, 0, 0, total, tradable, factor, true);
                continue;
            }

            double swing = Math.Sin((i * 1.7) + firm);
            double close = Math.Round(previous * (1 + (0.018 * swing)), 2);
            double open = Math.Round(previous * (1 + (0.004 * Math.Cos(i + firm))), 2);
            double high = Math.Round(Math.Max(open, close) * 1.008, 2);
            double low = Math.Round(Math.Min(open, close) * 0.992, 2);
            double volume = Math.Round(total * 0.6 * (0.006 + (0.003 * Math.Cos(i * 0.9))) / 100) * 100;
            double amount = Math.Round(volume * (high + low + close) / 3);
            last = close;
            yield return new Day(code, DateOf(i), open, high, low, close, previous, volume, amount, total, tradable, factor, false);
        }
    }

    public static string Compact(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static double Percent(Day d) => Math.Round(((d.Close / d.Previous) - 1) * 100, 4);

    /// <summary>What a forward-adjusted export shows: history divided by what came after it.</summary>
    public static Day Forward(Day d)
    {
        double scale = d.Factor / All.Last(o => o.Code == d.Code).Factor;
        return d with { Open = Math.Round(d.Open * scale, 2), High = Math.Round(d.High * scale, 2), Low = Math.Round(d.Low * scale, 2), Close = Math.Round(d.Close * scale, 2), Previous = Math.Round(d.Previous * scale, 2) };
    }

    public static FixtureTable TushareDaily(bool forward = false)
    {
        FixtureTable table = new("daily.csv", "ts_code", "trade_date", "open", "high", "low", "close", "pre_close", "change", "pct_chg", "vol", "amount");
        foreach (Day d in Trading.Select(d => forward ? Forward(d) : d).Reverse())
        {
            table.Add($"{d.Code}.{Exchange(d.Code)}", Compact(d.Date), d.Open, d.High, d.Low, d.Close, d.Previous, Math.Round(d.Close - d.Previous, 2), Percent(d), d.Volume / 100, d.Amount / 1000);
        }

        return table;
    }

    public static FixtureTable TushareBasic()
    {
        FixtureTable table = new("daily_basic.csv", "ts_code", "trade_date", "close", "turnover_rate", "total_share", "float_share", "free_share", "total_mv", "circ_mv");
        foreach (Day d in Trading)
        {
            table.Add($"{d.Code}.{Exchange(d.Code)}", Compact(d.Date), d.Close, Math.Round(d.Volume / d.Tradable * 100, 4), d.Total / 1e4, d.Tradable / 1e4, d.Tradable / 2e4, Math.Round(d.Total * d.Close / 1e4, 4), Math.Round(d.Tradable * d.Close / 1e4, 4));
        }

        return table;
    }

    public static FixtureTable TushareFactors()
    {
        FixtureTable table = new("adj_factor.csv", "ts_code", "trade_date", "adj_factor");
        foreach (Day d in All)
        {
            table.Add($"{d.Code}.{Exchange(d.Code)}", Compact(d.Date), Math.Round(d.Factor * 3.217, 6));
        }

        return table;
    }

    public static FixtureTable TushareBalance()
    {
        FixtureTable table = new("balancesheet.csv", "ts_code", "ann_date", "f_ann_date", "end_date", "report_type", "comp_type", "total_share", "total_cur_liab", "total_ncl", "total_liab", "total_assets", "total_hldr_eqy_exc_min_int", "total_hldr_eqy_inc_min_int", "update_flag");
        foreach ((string code, int firm) in Codes.Select((c, i) => (c, i)))
        {
            double shares = 2e8 * (1 + firm);
            foreach ((string end, string announced) in ((string, string)[])[("20211231", "20220420"), ("20220930", "20221027")])
            {
                double net = shares * (3 + firm);
                table.Add($"{code}.{Exchange(code)}", announced, announced, end, "1", firm == 4 ? "2" : "1", shares, net * 0.8, net * 0.4, net * 1.2, net * 2.3, net, net * 1.1, "0");
                table.Add($"{code}.{Exchange(code)}", announced, announced, end, "6", "1", shares, net * 0.1, net * 0.1, net * 0.2, net * 1.2, net, net, "0");
            }
        }

        return table;
    }

    public static FixtureTable TushareShibor()
    {
        FixtureTable table = new("shibor.csv", "date", "on", "1w", "2w", "1m", "3m", "6m", "9m", "1y");
        for (int i = 0; i < Days; i++)
        {
            table.Add(Compact(DateOf(i)), 1.5 + (0.01 * i), 1.9, 2.0, 2.1, 2.3, 2.4, 2.5, 2.6);
        }

        return table;
    }

    public static FixtureTable TushareCalendar()
    {
        FixtureTable table = new("trade_cal.csv", "exchange", "cal_date", "is_open", "pretrade_date");
        for (DateOnly day = new(2023, 1, 1); day <= DateOf(Days - 1); day = day.AddDays(1))
        {
            table.Add("SSE", Compact(day), day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? "0" : "1", "");
        }

        return table;
    }

    public static FixtureTable TushareSuspensions()
    {
        FixtureTable table = new("suspend_d.csv", "ts_code", "trade_date", "suspend_timing", "suspend_type");
        foreach (Day d in All.Where(static d => d.Suspended))
        {
            table.Add($"{d.Code}.{Exchange(d.Code)}", Compact(d.Date), "", "S");
        }

        return table.Add("000103.SZ", Compact(DateOf(26)), "", "R").Add("600101.SH", Compact(DateOf(7)), "09:30-10:00", "S");
    }

    public static FixtureTable TushareNames() => new FixtureTable("namechange.csv", "ts_code", "name", "start_date", "end_date", "ann_date", "change_reason")
        .Add("000103.SZ", "虚构三", "20100104", "20230301", "", "其他")
        .Add("000103.SZ", "*ST虚构", "20230302", "", "20230301", "*ST")
        .Add("000103.SZ", "*ST虚构", "20230302", "20230310", "20230301", "*ST");

    public static FixtureTable TushareStocks()
    {
        FixtureTable table = new("stock_basic.csv", "ts_code", "symbol", "name", "area", "industry", "market", "list_date");
        foreach ((string code, int firm) in Codes.Select((c, i) => (c, i)))
        {
            table.Add($"{code}.{Exchange(code)}", code, $"虚构{firm + 1}", "某地", "机械", "主板", "20100104");
        }

        return table;
    }

    public static IReadOnlyList<FixtureTable> Tushare() =>
        [TushareDaily(), TushareBasic(), TushareFactors(), TushareBalance(), TushareShibor(), TushareCalendar(), TushareSuspensions(), TushareNames(), TushareStocks()];

    public static FixtureTable AkShareHistory(bool forward = false)
    {
        FixtureTable table = new("stock_zh_a_hist.csv", "日期", "股票代码", "开盘", "收盘", "最高", "最低", "成交量", "成交额", "振幅", "涨跌幅", "涨跌额", "换手率");
        foreach (Day d in Trading.Select(d => forward ? Forward(d) : d))
        {
            table.Add(Iso(d.Date), d.Code, d.Open, d.Close, d.High, d.Low, d.Volume / 100, d.Amount, 1.6, Math.Round(Percent(d), 2), Math.Round(d.Close - d.Previous, 2), Math.Round(d.Volume / d.Tradable * 100, 2));
        }

        return table;
    }

    public static FixtureTable AkShareDaily(bool forward = false)
    {
        FixtureTable table = new("sh600101.csv", "date", "open", "high", "low", "close", "volume", "amount", "outstanding_share", "turnover");
        foreach (Day d in Trading.Where(static d => d.Code == "600101").Select(d => forward ? Forward(d) : d))
        {
            table.Add(Iso(d.Date), d.Open, d.High, d.Low, d.Close, d.Volume, d.Amount, d.Tradable, d.Volume / d.Tradable);
        }

        return table;
    }

    public static FixtureTable Baostock(bool forward = false)
    {
        FixtureTable table = new("k_data.csv", "date", "code", "open", "high", "low", "close", "preclose", "volume", "amount", "adjustflag", "turn", "tradestatus", "pctChg", "isST");
        foreach (Day d in All.Select(d => forward ? Forward(d) : d))
        {
            double price = d.Suspended ? d.Previous : d.Close;
            table.Add(Iso(d.Date), $"{Exchange(d.Code).ToLowerInvariant()}.{d.Code}", d.Suspended ? price : d.Open, d.Suspended ? price : d.High, d.Suspended ? price : d.Low, price, d.Previous, d.Volume, d.Amount, "3", d.Suspended ? "" : Math.Round(d.Volume / d.Tradable * 100, 6), d.Suspended ? "0" : "1", d.Suspended ? 0 : Math.Round(Percent(d), 6), d.Code == "000103" ? "1" : "0");
        }

        return table;
    }

    public static FixtureTable NetEase(bool forward = false)
    {
        FixtureTable table = new("market.csv", "日期", "股票代码", "名称", "收盘价", "最高价", "最低价", "开盘价", "前收盘", "涨跌额", "涨跌幅", "换手率", "成交量", "成交金额", "总市值", "流通市值");
        foreach (Day d in All.Select(d => forward ? Forward(d) : d).Reverse())
        {
            Day real = All.First(o => o.Code == d.Code && o.Date == d.Date);
            double price = d.Suspended ? d.Previous : real.Close;
            table.Add(Iso(d.Date), $"'{d.Code}", "虚构", d.Close, d.High, d.Low, d.Open, d.Previous, d.Suspended ? "None" : Math.Round(d.Close - d.Previous, 2), d.Suspended ? "None" : Percent(d), d.Suspended ? "0.0" : Math.Round(d.Volume / d.Tradable * 100, 4), d.Volume, d.Amount, d.Total * price, d.Tradable * price);
        }

        return table;
    }

    public static FixtureTable CsmarDaily(bool forward = false)
    {
        FixtureTable table = new("TRD_Dalyr.csv", "Stkcd", "Trddt", "Opnprc", "Hiprc", "Loprc", "Clsprc", "Dnshrtrd", "Dnvaltrd", "Dsmvosd", "Dsmvtll", "Dretwd", "Trdsta");
        foreach (Day d in Trading.Select(d => forward ? Forward(d) : d))
        {
            Day real = All.First(o => o.Code == d.Code && o.Date == d.Date);
            table.Add(d.Code, Iso(d.Date), d.Open, d.High, d.Low, d.Close, d.Volume, d.Amount, d.Tradable * real.Close / 1000, d.Total * real.Close / 1000, Math.Round((d.Close / d.Previous) - 1, 6), "1");
        }

        return table;
    }

    public static FixtureTable CsmarBalance()
    {
        FixtureTable table = new("FS_Combas.csv", "Stkcd", "Accper", "Typrep", "A001000000", "A002100000", "A002200000", "A002000000", "A003100000", "A003000000");
        foreach ((string code, int firm) in Codes.Select((c, i) => (c, i)))
        {
            double net = 2e8 * (1 + firm) * (3 + firm);
            foreach ((string end, string type) in ((string, string)[])[("2021-12-31", "A"), ("2021-12-31", "B"), ("2022-01-01", "A"), ("2022-09-30", "A")])
            {
                table.Add(code, end, type, net * 2.3, net * 0.8, net * 0.4, net * 1.2, net, net * 1.1);
            }
        }

        return table;
    }
}
