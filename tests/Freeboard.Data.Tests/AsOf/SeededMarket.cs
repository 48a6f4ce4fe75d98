using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Money;
using Freeboard.Volatility;

namespace Freeboard.Data.Tests.AsOf;

/// <summary>
/// A made-up market whose every value is a hash of its place and a salt. Facts on one side of a day can be given another
/// salt, which is how the tests ask what a panel depends on.
/// </summary>
internal sealed class SeededMarket(ulong seed, DateOnly day, ulong pastSalt = 0, ulong futureSalt = 0)
{
    public static readonly DateOnly First = new(2020, 1, 1);
    public const int Days = 900;
    public static readonly string[] Firms = ["F1", "F2", "F3"];

    public Market Build() => new(new MarketContent
    {
        Histories = [.. Firms.Select(History)],
        Rates = [(0.25, Series("r3m", 30, 0.02)), (1.0, Series("r1y", 30, 0.03))],
        RateSource = "rates.csv",
        ExchangeRates = new Dictionary<(CurrencyCode From, CurrencyCode To), DatedSeries> { [(new("USD"), new("CNY"))] = Series("fx", 1, 7) },
        ExchangeRateSource = "fx.csv",
    });

    private FirmHistory History(string firm)
    {
        List<PriceObservation> prices = [];
        List<double> raw = [];
        List<DateOnly> valueDates = [];
        List<double> values = [];
        for (int i = 0; i < Days; i++)
        {
            DateOnly date = First.AddDays(i);
            if (Unit(0, $"{firm} trades {i}") < 0.3)
            {
                continue;
            }

            // A price of the day itself belongs to the past of the panel; every other fact of the day to its future.
            ulong salt = date <= day ? pastSalt : futureSalt;
            double close = 5 + Unit(salt, $"{firm} close {i}");
            raw.Add(close);
            prices.Add(new PriceObservation { Date = date, AdjustedClose = close * 2, ReturnBreak = Unit(salt, $"{firm} break {i}") < 0.01 });
            valueDates.Add(date);
            values.Add(close * 1e9);
        }

        return new FirmHistory
        {
            Firm = new FirmDescription { Firm = firm, Name = firm, Currency = "CNY", Kind = "general" },
            Prices = [.. prices],
            RawCloses = [.. raw],
            MarketValueDates = [.. valueDates],
            MarketValues = [.. values],
            BPrices = ClassPrices(firm, "B", "USD"),
            HPrices = ClassPrices(firm, "H", "HKD"),
            Shares = [.. Enumerable.Range(0, 25).Select(i => Share(firm, i)).OrderBy(s => s.ValidFrom).ThenBy(s => s.KnownOn)],
            Statements = [.. Enumerable.Range(0, 60).Select(i => Statement(firm, i)).OrderBy(s => s.PeriodEnd).ThenBy(s => s.Announced)],
        };
    }

    private ClassPriceSeries ClassPrices(string firm, string name, string currency)
    {
        // As a price of the day itself belongs to the past of the panel, so does a class price.
        DateOnly[] dates = [.. Enumerable.Range(0, Days / 2).Select(i => First.AddDays(i * 2))];
        double[] closes = [.. dates.Select((d, i) => 3 + Unit(d <= day ? pastSalt : futureSalt, $"{firm} {name} close {i}"))];
        return new ClassPriceSeries(new DatedSeries(dates, closes), new CurrencyCode(currency), "class_prices.csv");
    }

    private ShareFact Share(string firm, int i)
    {
        DateOnly valid = First.AddDays((i * 37) - 20);
        DateOnly known = valid.AddDays((int)(Unit(0, $"{firm} share lag {i}") * 60) - 20);
        double shares = 1e8 * (1 + Unit(SaltOf(known), $"{firm} shares {i}"));
        return new ShareFact { ValidFrom = valid, KnownOn = known, Tradable = shares, Restricted = shares / 2, Source = "shares.csv" };
    }

    private StatementFact Statement(string firm, int i)
    {
        // Four announcements a period: the first report and revisions, some of which come after the next period's report.
        DateOnly period = First.AddDays(i / 4 * 91);
        DateOnly announced = period.AddDays(20 + (i % 4 * 45) + (int)(Unit(0, $"{firm} statement lag {i}") * 40));
        double liabilities = 1e9 * (1 + Unit(SaltOf(announced), $"{firm} liabilities {i}"));
        return new StatementFact { PeriodEnd = period, Announced = announced, CurrentLiabilities = liabilities, NonCurrentLiabilities = liabilities / 3, Currency = new("CNY"), Revised = i % 4 > 0, Source = "statements.csv" };
    }

    private DatedSeries Series(string name, int step, double level)
    {
        DateOnly[] dates = [.. Enumerable.Range(0, Days / step).Select(i => First.AddDays(i * step))];
        return new DatedSeries(dates, [.. dates.Select((d, i) => level * (1 + (0.1 * Unit(SaltOf(d), $"{name} {i}"))))]);
    }

    private ulong SaltOf(DateOnly known) => known < day ? pastSalt : futureSalt;

    private double Unit(ulong salt, string place)
    {
        ulong hash = 14695981039346656037UL ^ (seed * 0x9E3779B97F4A7C15UL) ^ (salt * 0xD6E8FEB86659FD93UL);
        foreach (char c in place)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93UL;
        hash ^= hash >> 32;
        return (hash >> 11) * (1.0 / (1UL << 53));
    }
}
