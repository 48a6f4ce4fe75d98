using System.Globalization;
using Freeboard.DefaultPoint;
using Freeboard.Rates;
using Freeboard.Services.Sample;
using Freeboard.Structural;
using Freeboard.Volatility;
using Xunit.Abstractions;
using static Freeboard.Services.Tests.Sample.SampleMarketReader;

namespace Freeboard.Services.Tests.Sample;

/// <summary>
/// From the written files back to the truth, with the rules of an assessment (closes up to the day, everything else known before it) and the
/// equations of the ground floor: historical volatility over 365 days, current + 0.5 noncurrent, two equations, month-ends.
/// </summary>
public sealed class SyntheticMarketRecoveryTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1UL)]
    [InlineData(7UL)]
    [InlineData(42UL)]
    [InlineData(20261030UL)]
    public void Jump_free_firms_give_back_their_asset_volatility_and_the_order_of_their_distances(ulong seed)
    {
        using TemporaryFolder folder = new();
        SyntheticMarket.Write(folder.Path, new SyntheticMarketOptions { Seed = seed });
        List<Recovered> rows = [.. Recover(new SampleMarketReader(folder.Path))];

        double median = Median(rows.Select(r => Math.Abs((r.AssetVolatility / r.TrueVolatility) - 1)));
        double correlation = RankCorrelation([.. rows.Select(r => r.Distance)], [.. rows.Select(r => r.TrueDistance)]);
        output.WriteLine($"seed {seed}: {rows.Count} rows, median error {median:P2}, rank correlation {correlation:F4}, true distance {rows.Min(r => r.TrueDistance):F2} to {rows.Max(r => r.TrueDistance):F2}");

        // 40 jump-free firms on 36 month-ends, less the first months of each and what was delisted.
        Assert.InRange(rows.Count, 1000, 1440);
        Assert.True(median <= 0.05, $"median error {median}");
        Assert.True(correlation >= 0.95, $"rank correlation {correlation}");
    }

    private static IEnumerable<Recovered> Recover(SampleMarketReader market)
    {
        HashSet<string> jumpFree = [.. market.Rows("truth/firms.csv").Where(r => r["has_jumps"] == "false").Select(r => r["firm"])];
        Dictionary<string, PriceObservation[]> closes = market.AdjustedCloses();
        ILookup<string, Dictionary<string, string>> shares = market.Rows("shares.csv").ToLookup(r => r["firm"]);
        ILookup<string, Dictionary<string, string>> statements = market.Rows("statements.csv").ToLookup(r => r["firm"]);
        (DateOnly Date, double Rate)[] rates = [.. market.Rows("rates.csv").Select(r => (Day(r, "date"), Number(r, "rate")))];
        ILookup<string, Dictionary<string, string>> prices = market.Rows("prices.csv").Where(r => r["state"] == "trading").ToLookup(r => r["firm"]);
        Dictionary<(string, string), Dictionary<string, string>> truth = market.Rows("truth/truth.csv").ToDictionary(r => (r["firm"], r["date"]));
        HashSet<DateOnly> monthEnds = [.. truth.Keys.Select(k => k.Item2).Distinct().Order(StringComparer.Ordinal).GroupBy(d => d[..7]).Select(g => DateOnly.ParseExact(g.Last(), "yyyy-MM-dd", CultureInfo.InvariantCulture))];
        foreach (string firm in jumpFree.Order(StringComparer.Ordinal))
        {
            foreach (Dictionary<string, string> row in prices[firm].Where(r => monthEnds.Contains(Day(r, "date"))))
            {
                DateOnly day = Day(row, "date");
                VolatilityEstimate volatility = HistoricalVolatility.Estimate(closes[firm], day);
                Dictionary<string, string> share = shares[firm].Last(s => Day(s, "valid_from") <= day && Day(s, "known_on") < day);
                Dictionary<string, string>? statement = statements[firm].LastOrDefault(s => Day(s, "announced") < day);
                if (volatility.Status != VolatilityStatus.Estimated || statement is null)
                {
                    continue;
                }

                Liabilities liabilities = new() { Current = Number(statement, "current_liabilities"), NonCurrent = Number(statement, "noncurrent_liabilities") };
                Assert.True(DefaultPointPolicy.Default.TryApply(liabilities, out double point));
                MertonSolution solution = TwoEquations.Solve(new MertonInputs
                {
                    EquityValue = Number(row, "close") * (Number(share, "tradable") + Number(share, "restricted")),
                    EquityVolatility = volatility.AnnualVolatility,
                    DefaultPoint = point,
                    RiskFreeRate = RateConversion.SimpleAnnualToContinuous(rates.Last(r => r.Date < day).Rate),
                    HorizonYears = 1,
                });
                Assert.Equal(SolverStatus.Converged, solution.Status);
                Dictionary<string, string> known = truth[(firm, row["date"])];
                yield return new Recovered(solution.AssetVolatility, Number(known, "asset_volatility"), solution.D2, Number(known, "dd_risk_neutral"));
            }
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double RankCorrelation(double[] a, double[] b)
    {
        double[] x = Ranks(a);
        double[] y = Ranks(b);
        double mean = (a.Length - 1) / 2.0;
        double xy = 0, xx = 0, yy = 0;
        for (int i = 0; i < a.Length; i++)
        {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }

        return xy / Math.Sqrt(xx * yy);
    }

    private static double[] Ranks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        double[] ranks = new double[values.Length];
        for (int i = 0; i < order.Length; i++)
        {
            ranks[order[i]] = i;
        }

        return ranks;
    }

    private readonly record struct Recovered(double AssetVolatility, double TrueVolatility, double Distance, double TrueDistance);
}
