using Freeboard.Data.AsOf;
using Freeboard.Equity;
using Freeboard.Money;

namespace Freeboard.Data.Tests.Facts;

/// <summary>
/// Made-up facts of every kind with both their dates, revisions and late arrivals among them. Every value is a hash of its
/// place and a salt; facts known before a day take one salt and facts known from it on another, which is how tests ask what
/// depends on what.
/// </summary>
internal sealed class SeededFacts(ulong seed, DateOnly day, ulong pastSalt = 0, ulong futureSalt = 0)
{
    public static readonly DateOnly First = new(2020, 1, 1);
    public const int Days = 300;
    public static readonly string[] Firms = ["F1", "F2", "F3", "F4", "F5"];

    private const string Source = "facts.csv";

    public void Write(IFactSink sink, int firms = 5)
    {
        foreach (string firm in Firms.AsSpan(0, firms))
        {
            sink.Firm(new FirmFact { Description = new() { Firm = firm, Name = firm + " Co", Currency = "CNY", Kind = "general" }, Listed = First, Source = Source });
            Prices(sink, firm);
            for (int i = 0; i < 12; i++)
            {
                Shares(sink, firm, i);
                Named(sink, firm, i);
            }

            for (int i = 0; i < 24; i++)
            {
                Statement(sink, firm, i);
            }
        }

        for (int i = 0; i < Days; i += 7)
        {
            DateOnly date = First.AddDays(i);
            foreach ((DateOnly known, int version) in Versions(date, $"rate {i}"))
            {
                sink.Rate(new RateFact(date, 1, 0.03 * (1 + Unit(SaltOf(known), $"rate {i} {version}")), Source) { KnownOn = known });
                sink.ExchangeRate(new ExchangeRateFact(date, new("USD"), new("CNY"), 7 * (1 + Unit(SaltOf(known), $"fx {i} {version}")), Source) { KnownOn = known });
            }
        }
    }

    private void Prices(IFactSink sink, string firm)
    {
        // Every third firm has factors apart from its prices, every other third stated previous closes.
        int style = firm[1] % 3;
        for (int i = 0; i < Days; i++)
        {
            DateOnly date = First.AddDays(i);
            if (Unit(0, $"{firm} closed {i}") < 0.25)
            {
                continue;
            }

            bool trading = Unit(0, $"{firm} trades {i}") < 0.95;
            foreach ((DateOnly known, int version) in Versions(date, $"{firm} price {i}", share: 0.03))
            {
                // Prices of the day itself belong to its past: they count at its close.
                ulong salt = known <= day ? pastSalt : futureSalt;
                double close = 5 + Unit(salt, $"{firm} close {i} {version}");
                sink.Price(firm, new PriceFact
                {
                    Date = date,
                    KnownOn = known == date ? null : known,
                    Close = trading ? close : null,
                    PreviousClose = style == 1 ? 5 + Unit(salt, $"{firm} previous {i} {version}") : null,
                    Factor = style == 0 ? 1 + Unit(salt, $"{firm} factor {i} {version}") : null,
                    Volume = 1e6 * Unit(salt, $"{firm} volume {i} {version}"),
                    MarketValue = close * 1e8,
                    Trading = trading,
                    ReturnBreak = Unit(salt, $"{firm} break {i} {version}") < 0.02,
                    Source = Source,
                });
                if (i % 2 == 0)
                {
                    sink.ClassPrice(firm, ShareClasses.H, new ClassPriceFact(date, close / 2, new("HKD"), Source) { KnownOn = known });
                }
            }

            if (style == 2 && i % 40 == 11)
            {
                foreach ((DateOnly known, int version) in Versions(date, $"{firm} factors {i}"))
                {
                    sink.AdjustmentFactor(new AdjustmentFactorFact(firm, date, 1 + Unit(known <= day ? pastSalt : futureSalt, $"{firm} factors {i} {version}"), known, Source));
                }
            }
        }
    }

    private void Shares(IFactSink sink, string firm, int i)
    {
        DateOnly valid = First.AddDays((i * 26) - 20);
        DateOnly known = valid.AddDays((int)(Unit(0, $"{firm} share lag {i}") * 60) - 20);
        double shares = 1e8 * (1 + Unit(SaltOf(known), $"{firm} shares {i}"));
        sink.Shares(firm, new ShareFact { ValidFrom = valid, KnownOn = known, Tradable = shares, Restricted = shares / 2, B = i, H = 3, Source = Source });
    }

    private void Named(IFactSink sink, string firm, int i)
    {
        DateOnly from = First.AddDays(i * 25);
        DateOnly known = from.AddDays((int)(Unit(0, $"{firm} name lag {i}") * 20) - 10);
        sink.Name(new NameFact(firm, $"{firm} {Unit(SaltOf(known), $"{firm} name {i}"):R}", i % 3 == 0 ? "*ST" : "", from, known, Source));
        sink.Suspension(new SuspensionFact(firm, from, Unit(SaltOf(known), $"{firm} resumes {i}") < 0.5, known, Source));
    }

    private void Statement(IFactSink sink, string firm, int i)
    {
        // Four announcements a period: the first report and revisions, some of which come after the next period's report.
        DateOnly period = First.AddDays((i / 4 * 60) - 90);
        DateOnly announced = period.AddDays(20 + (i % 4 * 35) + (int)(Unit(0, $"{firm} statement lag {i}") * 40));
        double liabilities = 1e9 * (1 + Unit(SaltOf(announced), $"{firm} liabilities {i}"));
        sink.Statement(firm, new StatementFact
        {
            PeriodEnd = period,
            Announced = announced,
            CurrentLiabilities = liabilities,
            NonCurrentLiabilities = liabilities / 3,
            Currency = new CurrencyCode("CNY"),
            Revised = i % 4 > 1,
            Scope = i % 4 == 1 ? StatementScope.Parent : StatementScope.Consolidated,
            Source = Source,
        });
    }

    /// <summary>A value known on its day, and for some a second one known later.</summary>
    private IEnumerable<(DateOnly Known, int Version)> Versions(DateOnly date, string place, double share = 0.3)
    {
        yield return (date, 0);
        if (Unit(0, place + " revised") < share)
        {
            yield return (date.AddDays(1 + (int)(Unit(0, place + " lag") * 40)), 1);
        }
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
