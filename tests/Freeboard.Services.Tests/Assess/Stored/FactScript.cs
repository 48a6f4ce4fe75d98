using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;

namespace Freeboard.Services.Tests.Assess.Stored;

/// <summary>A market that grows, is revised and is undone, import by import: the same facts whenever it is asked.</summary>
internal static class FactScript
{
    public const int Firms = 12;

    private static readonly DateOnly First = new(2021, 1, 4);

    /// <summary>The first import: 300 calendar days of all firms but the last.</summary>
    public static ImportId Base(FactStore store) => Import(store, "base", writer =>
    {
        for (int firm = 0; firm < Firms - 1; firm++)
        {
            Describe(writer, firm);
            Prices(writer, firm, 0, 300, 1);
            Statements(writer, firm, 0, 300, 1);
        }

        Rates(writer, 0, 300);
    });

    /// <summary>Twenty more days, of all firms but two, which were suspended; and a new firm.</summary>
    public static ImportId MoreDays(FactStore store) => Import(store, "more", writer =>
    {
        for (int firm = 2; firm < Firms; firm++)
        {
            Describe(writer, firm);
            Prices(writer, firm, firm == Firms - 1 ? 120 : 300, 320, 1);
            Statements(writer, firm, 300, 320, 1);
        }

        Rates(writer, 300, 320);
    });

    /// <summary>One firm's closes of some days corrected later, and another's statement of the past announced again.</summary>
    public static ImportId Revision(FactStore store) => Import(store, "revision", writer =>
    {
        Describe(writer, 3);
        Describe(writer, 5);
        for (int i = 200; i < 210; i++)
        {
            DateOnly day = First.AddDays(i);
            if (IsSession(day))
            {
                writer.Price(Code(3), new PriceFact { Date = day, KnownOn = day.AddDays(30), Close = Close(3, i) * 1.02, Trading = true, Source = "revision" });
            }
        }

        writer.Statement(Code(5), new StatementFact { PeriodEnd = First.AddDays(80), Announced = First.AddDays(240), CurrentLiabilities = 1.7e9, NonCurrentLiabilities = 3e8, Revised = true, Currency = new("CNY"), Source = "revision" });
    });

    /// <summary>A session in the past on which one firm alone traded.</summary>
    public static ImportId OddSession(FactStore store) => Import(store, "odd", writer =>
    {
        Describe(writer, 7);
        DateOnly saturday = Enumerable.Range(250, 7).Select(First.AddDays).First(static d => d.DayOfWeek == DayOfWeek.Saturday);
        writer.Price(Code(7), new PriceFact { Date = saturday, Close = Close(7, saturday.DayNumber - First.DayNumber), Trading = true, Source = "odd" });
    });

    /// <summary>Facts of many firms over many days, for processes that are killed or measured: prices, quarterly statements, monthly rates.</summary>
    public static void Large(FactStore store, int firms, int days) => Import(store, "large", writer =>
    {
        for (int firm = 0; firm < firms; firm++)
        {
            Describe(writer, firm);
            Prices(writer, firm, 0, days, 1);
            Statements(writer, firm, 0, days, 1);
        }

        Rates(writer, 0, days);
    });

    public static string Code(int firm) => FormattableString.Invariant($"F{firm:0000}");

    private static ImportId Import(FactStore store, string source, Action<FactWriter> write)
    {
        using FactWriter writer = store.BeginImport(new ImportDescription { Source = source });
        write(writer);
        return writer.Commit();
    }

    private static void Describe(FactWriter writer, int firm) => writer.Firm(new FirmFact
    {
        Description = new() { Firm = Code(firm), Name = "Firm " + Code(firm), Currency = "CNY", Kind = firm == 4 ? "bank" : "general" },
        Source = "firms",
    });

    private static bool IsSession(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static double Close(int firm, int day) => 10 * Math.Exp((0.25 * Math.Sin((day * 0.031) + firm)) + (0.02 * Math.Sin((day * (1.7 + (0.01 * firm))) + firm)) + (0.013 * Math.Cos(day * day * 0.37)));

    private static void Prices(FactWriter writer, int firm, int from, int to, double scale)
    {
        for (int i = from; i < to; i++)
        {
            DateOnly day = First.AddDays(i);
            if (IsSession(day))
            {
                writer.Price(Code(firm), new PriceFact { Date = day, Close = scale * Close(firm, i), Trading = true, Source = "prices" });
            }
        }
    }

    private static void Statements(FactWriter writer, int firm, int from, int to, double scale)
    {
        for (int i = from; i < to; i++)
        {
            if (i % 80 == 0)
            {
                // The first is known before the first price, so that windows begin with it.
                DateOnly end = First.AddDays(i == 0 ? -40 : i);
                writer.Shares(Code(firm), new ShareFact { ValidFrom = end, KnownOn = end, Tradable = 1e8 + (i * 1e4), Restricted = 1e7, B = firm == 6 ? 1e6 : 0, Source = "shares" });
                writer.Statement(Code(firm), new StatementFact { PeriodEnd = end, Announced = end.AddDays(25), CurrentLiabilities = scale * (8e8 + (firm * 1e7) + (i * 1e6)), NonCurrentLiabilities = 2e8, TotalLiabilities = 1.1e9, Currency = new("CNY"), Source = "statements" });
            }
        }
    }

    private static void Rates(FactWriter writer, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            if (i % 10 == 0)
            {
                writer.Rate(new RateFact(First.AddDays(i - 30), 1, 0.02 + (0.00001 * i), "rates"));
            }
        }
    }
}
