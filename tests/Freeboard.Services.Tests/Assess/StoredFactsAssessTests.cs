using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
using Freeboard.Services.Assess;
using Freeboard.Services.Tests.Assess.Stored;

namespace Freeboard.Services.Tests.Assess;

/// <summary>Rows of an assessment over stored facts depend on nothing that became known on their day or later, prices of the day apart.</summary>
public sealed class StoredFactsAssessTests
{
    private const int Days = 420;
    private static readonly DateOnly First = new(2021, 1, 4);
    private static readonly string[] Firms = ["F1", "F2", "F3", "F4", "F5"];

    [Theory]
    [InlineData(AssetMethod.TwoEquation)]
    [InlineData(AssetMethod.Kmv)]
    public void Randomising_every_fact_known_from_a_day_on_leaves_every_row_up_to_it_and_facts_known_before_it_change_them(AssetMethod method)
    {
        int same = 0;
        int later = 0;
        int changed = 0;
        for (ulong seed = 1; seed <= 5; seed++)
        {
            DateOnly day = First.AddDays(330 + (int)(seed * 7));
            IReadOnlyList<AssessmentRow> rows = Assess(method, seed, day, 0, 0);
            IReadOnlyList<AssessmentRow> future = Assess(method, seed, day, 0, 99);
            IReadOnlyList<AssessmentRow> past = Assess(method, seed, day, 99, 0);
            Assert.Equal(rows.Select(r => (r.Firm, r.Date)), future.Select(r => (r.Firm, r.Date)));
            for (int i = 0; i < rows.Count; i++)
            {
                if (rows[i].Date <= day)
                {
                    Assert.Equal(Bits(rows[i]), Bits(future[i]));
                    same += rows[i].Status == AssessmentStatus.Converged ? 1 : 0;
                    changed += rows[i].Status == AssessmentStatus.Converged && Bits(rows[i]) != Bits(past[i]) ? 1 : 0;
                }
                else if (rows[i].Status == AssessmentStatus.Converged)
                {
                    Assert.NotEqual(Bits(rows[i]), Bits(future[i]));
                    later++;
                }
            }
        }

        // A law over rows that all failed would hold for nothing.
        Assert.True(same >= 1000 && later >= 100, $"{same} rows compared, {later} after the day");
        Assert.Equal(same, changed);
    }

    private static IReadOnlyList<AssessmentRow> Assess(AssetMethod method, ulong seed, DateOnly day, ulong pastSalt, ulong futureSalt)
    {
        using TemporaryFolder folder = new();
        using FactStore store = FactStore.Open(System.IO.Path.Combine(folder.Path, "facts.db"));
        using (FactWriter writer = store.BeginImport(new ImportDescription { Source = "test" }))
        {
            Write(writer, seed, day, pastSalt, futureSalt);
            writer.Commit();
        }

        AssessmentOptions options = AssessmentOptions.Default with { Dates = AsOfDates.Every(AssessmentFrequency.Daily), Method = method, RollingWindowDays = 120 };
        using CollectedRows rows = new();
        StoredAssessment.Assess(System.IO.Path.Combine(folder.Path, "facts.db"), rows, TimeProvider.System, options);

        // The whole store read at once says the same as the store read firm by firm.
        Assert.Equal(
            AssessmentService.Assess(store.ReadMarket(), InputOptions.Default, options).Rows.Select(static r => r with { RunId = "" }),
            rows.Rows.Select(static r => r with { RunId = "" }));
        return [.. rows.Rows.Where(r => r.Date > First.AddDays(250))];
    }

    private static void Write(FactWriter sink, ulong seed, DateOnly day, ulong pastSalt, ulong futureSalt)
    {
        double Unit(DateOnly known, string place, bool price = false) =>
            Hash(seed, (price ? known <= day : known < day) ? pastSalt : futureSalt, place);

        foreach (string firm in Firms)
        {
            sink.Firm(new FirmFact { Description = new() { Firm = firm, Name = firm, Currency = "CNY", Kind = "general" }, Source = "t" });
            for (int i = 0; i < Days; i++)
            {
                DateOnly date = First.AddDays(i);
                if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                {
                    continue;
                }

                sink.Price(firm, new PriceFact { Date = date, Close = 10 + Unit(date, $"{firm} {i}", price: true), Trading = true, Source = "t" });
                DateOnly known = date.AddDays(1 + (i % 50));
                if (i % 9 == 3)
                {
                    sink.Price(firm, new PriceFact { Date = date, KnownOn = known, Close = 10 + Unit(known, $"{firm} {i} late", price: true), Trading = true, Source = "t" });
                }

                if (i % 20 == 0)
                {
                    sink.Shares(firm, new ShareFact { ValidFrom = date, KnownOn = known, Tradable = 1e8 * (1 + Unit(known, $"{firm} {i} shares")), Restricted = 1e7, Source = "t" });
                    sink.Statement(firm, new StatementFact { PeriodEnd = date, Announced = known, CurrentLiabilities = 1e9 * (1 + Unit(known, $"{firm} {i} debt")), NonCurrentLiabilities = 1e8, Currency = new("CNY"), Source = "t" });
                }
            }
        }

        for (int i = 0; i < Days; i += 5)
        {
            DateOnly date = First.AddDays(i);
            sink.Rate(new RateFact(date, 1, 0.02 + (0.01 * Unit(date, $"rate {i}")), "t"));
        }
    }

    private static string Bits(AssessmentRow r) => string.Join(
        ' ', new[] { r.EquityValue, r.EquityVolatility, r.DefaultPoint, r.RiskFreeRate, r.AssetValue, r.AssetVolatility, r.DdKmv, r.DdRiskNeutral, r.LnEdf, r.Edf }.Select(v => v is { } d ? BitConverter.DoubleToInt64Bits(d) : -1).Append(r.Observations ?? -1).Append((int)r.Status));

    private static double Hash(ulong seed, ulong salt, string place)
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
