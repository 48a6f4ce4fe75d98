using Freeboard.Structural.Rolling;
using Freeboard.Structural.Windows;

namespace Freeboard.Tests.Structural.Rolling;

/// <summary>What must hold for every history: the same bits from any start and any register width, statuses per day, no unit of money.</summary>
public class RollingLawTests
{
    [Fact]
    public void A_days_bits_do_not_depend_on_where_the_history_starts()
    {
        int compared = 0;
        for (uint firm = 0; firm < 8; firm++)
        {
            SimulatedHistory history = SimulatedHistory.Make(firm, 1500, rough: true);
            SimulatedHistory.RollingResult whole = history.Roll<Lane2, LikelihoodMethod>();
            foreach (int start in new[] { 137, 400, 611 })
            {
                SimulatedHistory.RollingResult part = history.Roll<Lane2, LikelihoodMethod>(first: start);

                // A window, the block in which it starts and the one in which it ends: 250 + 2 x 92 days.
                for (int day = start + 440; day < history.Length; day++)
                {
                    Assert.Equal(whole.Statuses[day], part.Statuses[day - start]);
                    Assert.Equal(whole.Volatility[day], part.Volatility[day - start]);
                    Assert.Equal(whole.LogLikelihood[day], part.LogLikelihood[day - start]);
                    compared++;
                }
            }
        }

        Assert.True(compared > 10000);
    }

    [Fact]
    public void Register_widths_give_the_same_bits()
    {
        for (uint firm = 0; firm < 4; firm++)
        {
            SimulatedHistory history = SimulatedHistory.Make(firm, 700, rough: true);
            SameBits<FixedPointMethod>(history);
            SameBits<LikelihoodMethod>(history);
        }
    }

    [Fact]
    public void The_unit_of_money_changes_nothing_but_the_amounts()
    {
        SimulatedHistory history = SimulatedHistory.Make(3, 600, rough: true);
        SimulatedHistory.RollingResult before = history.Roll<Lane2, LikelihoodMethod>();
        for (int day = 0; day < history.Length; day++)
        {
            history.Equity[day] *= 1e6;
            history.Debt[day] *= 1e6;
        }

        SimulatedHistory.RollingResult after = history.Roll<Lane2, LikelihoodMethod>();
        for (int day = 249; day < history.Length; day++)
        {
            Assert.Equal(before.Volatility[day], after.Volatility[day], before.Volatility[day] * 1e-11);
            Assert.Equal(before.Assets[day] * 1e6, after.Assets[day], before.Assets[day] * 1e-4);
        }
    }

    [Fact]
    public void A_missing_day_costs_that_day_only()
    {
        SimulatedHistory history = SimulatedHistory.Make(5, 600, rough: false);
        history.Equity[400] = double.NaN;
        SimulatedHistory.RollingResult result = history.Roll<Lane2, FixedPointMethod>();
        Assert.Equal(EstimationStatus.InvalidInput, result.Statuses[400]);
        Assert.True(double.IsNaN(result.Volatility[400]));
        Assert.All(Enumerable.Range(250, 350).Where(day => day != 400), day => Assert.Equal(EstimationStatus.Converged, result.Statuses[day]));
    }

    [Fact]
    public void A_bad_figure_spoils_the_windows_that_hold_it_and_no_other()
    {
        SimulatedHistory history = SimulatedHistory.Make(6, 700, rough: false);
        history.Debt[300] = -1;
        SimulatedHistory.RollingResult result = history.Roll<Lane2, FixedPointMethod>();
        for (int day = 0; day < history.Length; day++)
        {
            EstimationStatus expected = day < 249 ? EstimationStatus.NotEnoughData
                : day is >= 300 and < 550 ? EstimationStatus.InvalidInput : EstimationStatus.Converged;
            Assert.Equal(expected, result.Statuses[day]);
        }
    }

    [Fact]
    public void A_suspended_share_with_stepping_debt_has_no_volatility()
    {
        SimulatedHistory history = SimulatedHistory.Make(7, 700, rough: true);
        history.Equity.AsSpan(100).Fill(history.Equity[100]);
        SimulatedHistory.RollingResult result = history.Roll<Lane2, LikelihoodMethod>();
        Assert.All(result.Statuses[360..], status => Assert.Equal(EstimationStatus.NoMovement, status));
        Assert.All(result.Volatility[360..], volatility => Assert.True(double.IsNaN(volatility)));
    }

    [Fact]
    public void A_step_passes_over_days_and_changes_none()
    {
        SimulatedHistory history = SimulatedHistory.Make(8, 800, rough: true);
        SimulatedHistory.RollingResult daily = history.Roll<Lane2, FixedPointMethod>();
        SimulatedHistory.RollingResult some = history.Roll<Lane2, FixedPointMethod>(RollingOptions.Default with { Step = 5 });
        int estimated = 0;
        for (int day = 0; day < history.Length; day++)
        {
            if (some.Statuses[day] == EstimationStatus.Converged)
            {
                estimated++;
                Assert.Equal(daily.Volatility[day], some.Volatility[day], daily.Volatility[day] * 1e-12);
            }
        }

        Assert.InRange(estimated, 100, 130);
    }

    [Fact]
    public void A_firm_without_debt_has_its_equitys_volatility()
    {
        SimulatedHistory history = SimulatedHistory.Make(9, 500, rough: false);
        history.Debt.AsSpan().Clear();
        SimulatedHistory.RollingResult result = history.Roll<Lane2, FixedPointMethod>();
        Assert.All(result.Statuses[249..], status => Assert.Equal(EstimationStatus.DegenerateNoDebt, status));
        Assert.Equal(history.Equity[499], result.Assets[499], history.Equity[499] * 1e-13);
    }

    [Fact]
    public void The_cost_does_not_depend_on_the_windows_length()
    {
        SimulatedHistory history = SimulatedHistory.Make(10, 4000, rough: false);
        foreach (int days in new[] { 130, 250, 1000 })
        {
            var engine = new RollingEngine();
            var result = new SimulatedHistory.RollingResult(history.Length);
            int converged = engine.Run<Lane2, FixedPointMethod>(history.Window(0, history.Length), history.Dates, result.Columns, RollingOptions.Default with { WindowDays = days });
            Assert.Equal(history.Length - days + 1, converged);

            // A panel that the volatility enters costs one window's length, once; between entries each day costs one inversion.
            Assert.True(engine.DaysInverted <= 6 * history.Length, $"{days}: {engine.DaysInverted}");
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(61)]
    public void Short_windows_agree_with_the_single_window(int days)
    {
        SimulatedHistory history = SimulatedHistory.Make(11, 300, rough: true);
        var window = WindowOptions.Default with { MinimumReturns = 2, MinimumMoves = 2 };
        SimulatedHistory.RollingResult result = history.Roll<Lane2, FixedPointMethod>(RollingOptions.Default with { WindowDays = days, Window = window });
        int compared = 0;
        for (int day = days - 1; day < history.Length; day += 7)
        {
            WindowEstimate single = KmvFixedPoint.Fit(history.Window(day - days + 1, days), window);
            if (single.Status == EstimationStatus.Converged && result.Statuses[day] == EstimationStatus.Converged)
            {
                compared++;
                Assert.True(Math.Abs((result.Volatility[day] / single.AssetVolatility) - 1) < 1e-8, $"{single.AssetVolatility:R} {result.Volatility[day]:R}");
            }
        }

        Assert.True(compared > 25, $"{compared}");
    }

    [Fact]
    public void Columns_that_do_not_fit_are_the_callers_bug()
    {
        SimulatedHistory history = SimulatedHistory.Make(12, 300, rough: false);
        var result = new SimulatedHistory.RollingResult(299);
        Assert.Throws<ArgumentException>(() => RollingKmv.Estimate(history.Window(0, 300), history.Dates, result.Columns));
        Assert.Throws<ArgumentException>(() => RollingKmv.Estimate(history.Window(0, 299), history.Dates, result.Columns));
        history.Dates[7] = history.Dates[6];
        Assert.Throws<ArgumentException>(() => RollingKmv.Estimate(history.Window(0, 299), history.Dates.AsSpan(0, 299), result.Columns));
        Assert.Throws<ArgumentOutOfRangeException>(() => RollingOptions.Default with { WindowDays = 2 });
        Assert.Throws<ArgumentOutOfRangeException>(() => RollingOptions.Default with { Step = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => RollingOptions.Default with { Window = WindowOptions.Default with { Drift = DriftTreatment.RiskFree } });
    }

    private static void SameBits<TMethod>(SimulatedHistory history)
        where TMethod : struct, IRollingMethod
    {
        SimulatedHistory.RollingResult narrow = history.Roll<Lane2, TMethod>();
        Assert.True(narrow.Statuses.Count(status => status == EstimationStatus.Converged) > 400);
        if (Lane4.IsSupported)
        {
            Same(narrow, history.Roll<Lane4, TMethod>());
        }

        if (Lane8.IsSupported)
        {
            Same(narrow, history.Roll<Lane8, TMethod>());
        }
    }

    private static void Same(SimulatedHistory.RollingResult one, SimulatedHistory.RollingResult other)
    {
        Assert.Equal(one.Statuses, other.Statuses);
        Assert.Equal(one.Volatility, other.Volatility);
        Assert.Equal(one.Assets, other.Assets);
        Assert.Equal(one.Drift, other.Drift);
        Assert.Equal(one.Error, other.Error);
        Assert.Equal(one.LogLikelihood, other.LogLikelihood);
    }
}
