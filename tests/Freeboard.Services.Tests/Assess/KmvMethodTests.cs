using Freeboard.Assessment;
using Freeboard.Data.AsOf;
using Freeboard.Data.Facts;
using Freeboard.Data.Tests.Store;
using Freeboard.Services.Assess;
using Freeboard.Services.Tests.Assess.Stored;
using Freeboard.Structural;
using Freeboard.Structural.Windows;

namespace Freeboard.Services.Tests.Assess;

/// <summary>Rows of <c>--method kmv</c> are the single-window fixed point of their own windows, and what the row says fits together.</summary>
public sealed class KmvMethodTests
{
    private const int Window = 60;

    [Fact]
    public void Every_row_is_the_fixed_point_of_the_window_that_ends_on_its_day()
    {
        using TemporaryStore place = new();
        using FactStore facts = FactStore.Open(place.Address);
        FactScript.Base(facts);
        AssessmentOptions options = AssessmentOptions.Default with { Dates = AsOfDates.Every(AssessmentFrequency.Daily), Method = AssetMethod.Kmv, RollingWindowDays = Window };
        using CollectedRows rows = new();
        StoredAssessment.Assess(place.Address.ToString(), rows, TimeProvider.System, options);
        IReadOnlyList<DateOnly> sessions = facts.TradingDates();
        int compared = 0;
        int sameCount = 0;
        foreach (IGrouping<string, AssessmentRow> firm in rows.Rows.Where(static r => r.Firm is "F0001" or "F0004" or "F0006").GroupBy(static r => r.Firm))
        {
            AssessmentRow[] days = [.. firm];
            double[] closes = [.. days.Select(static r => r.AdjustedClose!.Value)];
            FirmHistory history = facts.ReadFirm(firm.Key);
            Quotations quotations = facts.ReadQuotations();
            double[] ownCounts = [.. days.Select((r, i) => history.PanelAsOf(r.Date, quotations) is { Shares: { } s, Close: { } close } ? close * (s.Tradable + s.Restricted + s.B + s.H) / closes[i] : double.NaN)];
            double[] counts = [.. ownCounts.Select((_, i) => Median(ownCounts[Math.Max(0, i - 10)..(i + 1)]))];
            for (int last = Window - 1; last < days.Length; last += 7)
            {
                AssessmentRow row = days[last];
                if (row.Status != AssessmentStatus.Converged)
                {
                    Assert.True(last < Window + 5, $"{row.Firm} {row.Date}: {row.Status}");
                    continue;
                }

                double[] times = new double[Window];
                double[] equity = new double[Window];
                double[] debt = new double[Window];
                double[] rate = new double[Window];
                for (int i = 0; i < Window; i++)
                {
                    int day = last - Window + 1 + i;
                    FirmPanel panel = history.PanelAsOf(days[day].Date, quotations);
                    double debtOfDay = panel.Firm.Kind == "bank" ? panel.Statement!.TotalLiabilities!.Value : panel.Statement!.CurrentLiabilities!.Value + (0.5 * panel.Statement.NonCurrentLiabilities!.Value);
                    times[i] = sessions.ToList().IndexOf(days[day].Date) / 250.0;
                    equity[i] = closes[day];
                    debt[i] = debtOfDay / counts[day];
                    rate[i] = Math.Log(1 + panel.Rate(1)!.SimpleAnnualRate);
                }

                WindowEstimate estimate = KmvFixedPoint.Fit(new EquityWindow { Times = times, EquityValues = equity, DefaultPoints = debt, RiskFreeRates = rate, HorizonYears = 1 });
                Assert.Equal(EstimationStatus.Converged, estimate.Status);
                Assert.Equal(estimate.AssetVolatility, row.AssetVolatility!.Value, 1e-9 * estimate.AssetVolatility);
                if (Math.Abs((counts[last] / ownCounts[last]) - 1) < 1e-12)
                {
                    Assert.Equal(estimate.DistanceRiskNeutral, row.DdRiskNeutral!.Value, 1e-8 * Math.Abs(estimate.DistanceRiskNeutral));
                    sameCount++;
                }

                // A count that has just changed is not in the window yet; the row is of its own day.
                Assert.Equal(DistanceToDefault.Physical(row.AssetValue!.Value, row.AssetVolatility.Value, row.DefaultPoint!.Value, estimate.Drift, 1), row.DdPhysical!.Value, 1e-7);

                // V prices the equity of the day at the volatility of the window.
                Assert.Equal(row.EquityValue!.Value, MertonModel.EquityValue(row.AssetValue.Value, row.AssetVolatility.Value, row.DefaultPoint.Value, row.RiskFreeRate!.Value, 1), 1e-12 * row.AssetValue.Value);
                compared++;
            }
        }

        Assert.True(compared > 50 && sameCount > 40, $"{compared} rows compared, {sameCount} of them with the window's own count");
        Assert.All(rows.Rows, static r => Assert.Equal(("kmv", "rolling-60"), (r.Method, r.VolatilityModel)));
        Assert.All(rows.Rows.Where(static r => r.Status == AssessmentStatus.Converged), static r => Assert.True(r is { EquityVolatility: null, Observations: Window - 1 }));
    }

    [Fact]
    public void An_issue_of_shares_that_becomes_known_a_day_late_is_no_return()
    {
        double[] volatilities = [.. ((bool[])[false, true]).Select(static late =>
        {
            using TemporaryStore place = new();
            using (FactStore facts = FactStore.Open(place.Address))
            using (FactWriter writer = facts.BeginImport(new ImportDescription { Source = "split" }))
            {
                Split(writer, late);
                writer.Commit();
            }

            using CollectedRows rows = new();
            StoredAssessment.Assess(place.Address.ToString(), rows, TimeProvider.System, AssessmentOptions.Default with { Dates = AsOfDates.Latest, Method = AssetMethod.Kmv, RollingWindowDays = Window });
            AssessmentRow row = Assert.Single(rows.Rows);
            Assert.Equal(AssessmentStatus.Converged, row.Status);
            return row.AssetVolatility!.Value;
        })];

        // The share halves in price and doubles in number; on one day the count is the old one. Market values fall by half and come back.
        Assert.InRange(volatilities[1], 0.9 * volatilities[0], 1.1 * volatilities[0]);
    }

    private static double Median(double[] values)
    {
        double[] known = [.. values.Where(double.IsFinite).Order()];
        return known.Length == 0 ? double.NaN : known[(known.Length - 1) / 2];
    }

    private static void Split(FactWriter writer, bool late)
    {
        DateOnly first = new(2022, 1, 3);
        writer.Firm(new FirmFact { Description = new() { Firm = "A", Name = "A", Currency = "CNY", Kind = "general" }, Source = "t" });
        writer.Rate(new RateFact(first.AddDays(-20), 1, 0.02, "t"));
        writer.Statement("A", new StatementFact { PeriodEnd = first.AddDays(-60), Announced = first.AddDays(-30), CurrentLiabilities = 6e8, NonCurrentLiabilities = 0, Currency = new("CNY"), Source = "t" });
        writer.Shares("A", new ShareFact { ValidFrom = first.AddDays(-60), KnownOn = first.AddDays(-60), Tradable = 1e8, Restricted = 0, Source = "t" });
        const int SplitDay = 60;
        writer.Shares("A", new ShareFact { ValidFrom = first.AddDays(SplitDay), KnownOn = first.AddDays(SplitDay - (late ? 0 : 5)), Tradable = 2e8, Restricted = 0, Source = "t" });
        for (int i = 0; i < 90; i++)
        {
            double close = 10 * Math.Exp(0.02 * Math.Sin(i * 1.7));
            bool after = i >= SplitDay;
            writer.Price("A", new PriceFact { Date = first.AddDays(i), Close = after ? close / 2 : close, Factor = after ? 2 : 1, Trading = true, Source = "t" });
        }
    }
}
