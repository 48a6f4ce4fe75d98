using Freeboard.Structural.Windows;

namespace Freeboard.Tests.Structural.Windows;

/// <summary>What goes wrong in other programs on real firms, and statuses in general.</summary>
public class WindowDefectsTests
{
    /// <summary>R package DtD 0.2.2 gives its search bound as a success for firms with equity of 1 to 2 % of the debt.</summary>
    [Theory]
    [InlineData(0.35, 170)]
    [InlineData(0.45, 280)]
    [InlineData(0.175, 145)]
    [InlineData(0.45, 900)]
    public void Distressed_firms_get_the_maximum_and_not_a_bound(double volatility, double debt)
    {
        for (uint i = 0; i < 8; i++)
        {
            SimulatedFirm firm = SimulatedFirm.Create(500 + i, volatility, debt, drift: 0.05);
            WindowEstimate e = DuanLikelihood.Fit(firm.Series.Window);
            Assert.Equal(EstimationStatus.Converged, e.Status);
            var plain = new PlainWindow(firm.Series);
            double top = e.LogLikelihood;

            // The whole range that a search could stop in: nothing on it is more likely.
            for (double sigma = 0.02; sigma < 3; sigma *= 1.3)
            {
                double mu = plain.MeanLogReturn(sigma) + (0.5 * sigma * sigma);
                Assert.True(plain.LogLikelihood(sigma, mu) <= top + 1e-9, $"sigma {sigma} is more likely than {e.AssetVolatility}");
            }
        }
    }

    [Fact]
    public void A_bound_that_binds_is_named_and_is_no_estimate()
    {
        EquitySeries series = SimulatedFirm.Create(1, 0.4, 60).Series;
        WindowOptions below = WindowOptions.Default with { LargestVolatility = 0.2 };
        WindowOptions above = WindowOptions.Default with { SmallestVolatility = 0.9 };
        foreach (WindowEstimate e in (WindowEstimate[])[KmvFixedPoint.Fit(series.Window, below), DuanLikelihood.Fit(series.Window, below)])
        {
            Assert.Equal((EstimationStatus.BoundBinds, "LargestVolatility"), (e.Status, e.BindingBound));
            Assert.True(double.IsNaN(e.AssetVolatility) && double.IsNaN(e.LogLikelihood));
        }

        foreach (WindowEstimate e in (WindowEstimate[])[KmvFixedPoint.Fit(series.Window, above), DuanLikelihood.Fit(series.Window, above)])
        {
            Assert.Equal((EstimationStatus.BoundBinds, "SmallestVolatility"), (e.Status, e.BindingBound));
            Assert.True(double.IsNaN(e.AssetVolatility));
        }
    }

    /// <summary>One missing day makes DtD lose the whole firm.</summary>
    [Fact]
    public void A_missing_day_is_skipped_and_counted_as_if_it_were_absent()
    {
        EquitySeries whole = SimulatedFirm.Create(2, 0.3, 60, unequal: true).Series;
        EquitySeries holed = whole with { EquityValues = [.. whole.EquityValues], RiskFreeRates = [.. whole.RiskFreeRates] };
        holed.EquityValues[0] = double.NaN;
        holed.EquityValues[100] = double.NaN;
        holed.RiskFreeRates[101] = double.NaN;
        holed.EquityValues[^1] = double.NaN;
        int[] kept = [.. Enumerable.Range(0, whole.Times.Length).Where(i => i is not (0 or 100 or 101) && i < whole.Times.Length - 1)];
        EquitySeries absent = whole with
        {
            Times = [.. kept.Select(i => whole.Times[i])],
            EquityValues = [.. kept.Select(i => whole.EquityValues[i])],
            DefaultPoints = [.. kept.Select(i => whole.DefaultPoints[i])],
            RiskFreeRates = [.. kept.Select(i => whole.RiskFreeRates[i])],
        };
        foreach (Estimator estimator in Estimators)
        {
            WindowEstimate e = estimator(holed.Window, WindowOptions.Default);
            Assert.Equal(EstimationStatus.Converged, e.Status);
            Assert.Equal((kept.Length, 4), (e.Observations, e.SkippedDays));
            Assert.Equal(estimator(absent.Window, WindowOptions.Default), e with { SkippedDays = 0 });
            WindowEstimate rejected = estimator(holed.Window, WindowOptions.Default with { MissingDays = MissingDays.Reject });
            Assert.Equal((EstimationStatus.InvalidInput, "EquityValues"), (rejected.Status, rejected.OffendingInput));
        }
    }

    /// <summary>DtD fits a suspended share happily, from the steps of its debt alone (sigma 0.031, success).</summary>
    [Fact]
    public void A_suspended_share_with_stepped_debt_has_not_moved()
    {
        EquitySeries series = SimulatedFirm.Create(3, 0.3, 60, stepped: true).Series;
        Array.Fill(series.EquityValues, 42);
        foreach (Estimator estimator in Estimators)
        {
            WindowEstimate e = estimator(series.Window, WindowOptions.Default);
            Assert.Equal(EstimationStatus.NoMovement, e.Status);
            Assert.True(double.IsNaN(e.AssetVolatility) && double.IsNaN(e.DistanceRiskNeutral));
        }
    }

    /// <summary>The same firm in another unit of money came out of two programs with another volatility.</summary>
    [Fact]
    public void The_unit_of_money_changes_nothing()
    {
        foreach (SimulatedFirm firm in SimulatedFirm.Many(10))
        {
            foreach (Estimator estimator in Estimators)
            {
                WindowEstimate e = estimator(firm.Series.Window, WindowOptions.Default);
                WindowEstimate binary = estimator(firm.Series.InUnit(1L << 40).Window, WindowOptions.Default);
                WindowEstimate millions = estimator(firm.Series.InUnit(1e-6).Window, WindowOptions.Default);
                Assert.Equal(e with { AssetValue = e.AssetValue * (1L << 40), LogLikelihood = binary.LogLikelihood }, binary);
                Assert.Equal(e.AssetVolatility, millions.AssetVolatility, 1e-12);
                Assert.Equal(e.AssetValue * 1e-6, millions.AssetValue, 1e-12 * millions.AssetValue);
                Assert.Equal(e.DistanceKmv, millions.DistanceKmv, 1e-10);
                if (!double.IsNaN(e.LogLikelihood))
                {
                    Assert.Equal(e.LogLikelihood + ((e.Observations - 1) * 6 * Math.Log(10)), millions.LogLikelihood, 1e-8);
                    Assert.Equal(e.LogLikelihoodOfReturns, millions.LogLikelihoodOfReturns, 1e-8);
                }
            }
        }
    }

    [Fact]
    public void Figures_that_cannot_be_are_named()
    {
        EquitySeries good = SimulatedFirm.Create(4, 0.3, 60).Series;
        Hold(EstimationStatus.InvalidInput, "EquityValues", good with { EquityValues = With(good.EquityValues, 7, 0) });
        Hold(EstimationStatus.InvalidInput, "EquityValues", good with { EquityValues = With(good.EquityValues, 7, double.PositiveInfinity) });
        Hold(EstimationStatus.InvalidInput, "DefaultPoints", good with { DefaultPoints = With(good.DefaultPoints, 7, -1) });
        Hold(EstimationStatus.InvalidInput, "RiskFreeRates", good with { RiskFreeRates = With(good.RiskFreeRates, 7, double.NegativeInfinity) });
        Hold(EstimationStatus.InvalidInput, "Times", good with { Times = With(good.Times, 7, good.Times[6]) });
        Hold(EstimationStatus.InvalidInput, "Times", good with { Times = With(good.Times, 7, double.NaN) });
        Hold(EstimationStatus.InvalidInput, "Times", good with { Times = good.Times[..^1] });
        Hold(EstimationStatus.InvalidInput, "HorizonYears", good with { HorizonYears = 0 });
        Hold(EstimationStatus.InvalidInput, "PayoutRate", good with { PayoutRate = double.NaN });
        Hold(EstimationStatus.Underflow, "EquityValues", good with { EquityValues = With(good.EquityValues, 7, 1e-305) });
        Hold(EstimationStatus.Underflow, "PayoutRate", good with { PayoutRate = 800 });
        Hold(EstimationStatus.Underflow, "PayoutRate", good with { PayoutRate = -800 });
        Hold(EstimationStatus.Underflow, "DefaultPoints", SimulatedFirm.Create(4, 0.3, 90).Series.InUnit(1.3e306));
        Hold(EstimationStatus.NotEnoughData, null, good with { EquityValues = [], Times = [], DefaultPoints = [], RiskFreeRates = [] });
        Hold(EstimationStatus.NotEnoughData, null, good with { EquityValues = good.EquityValues[..9], Times = good.Times[..9], DefaultPoints = good.DefaultPoints[..9], RiskFreeRates = good.RiskFreeRates[..9] });
    }

    [Fact]
    public void A_firm_without_debt_is_its_equity()
    {
        EquitySeries series = SimulatedFirm.Create(5, 0.3, 60).Series;
        Array.Fill(series.DefaultPoints, 0);
        double expected = new PlainWindow(series).ImpliedVolatility(0.3, 250);
        foreach (Estimator estimator in Estimators)
        {
            WindowEstimate e = estimator(series.Window, WindowOptions.Default);
            Assert.Equal(EstimationStatus.DegenerateNoDebt, e.Status);
            Assert.Equal(expected, e.AssetVolatility, 1e-12);
            Assert.Equal(series.EquityValues[^1], e.AssetValue, 1e-12);
            Assert.Equal(double.PositiveInfinity, e.DistanceRiskNeutral);
            Assert.Equal(double.PositiveInfinity, e.DistanceKmv);
        }
    }

    [Fact]
    public void An_iteration_limit_gives_no_numbers()
    {
        WindowEstimate e = KmvFixedPoint.Fit(SimulatedFirm.Create(6, 0.3, 90).Series.Window, WindowOptions.Default with { MaximumIterations = 1 });
        Assert.Equal(EstimationStatus.IterationLimit, e.Status);
        Assert.True(double.IsNaN(e.AssetVolatility));
    }

    [Fact]
    public void Nothing_run_is_not_a_success()
    {
        Assert.Equal(EstimationStatus.NotRun, default(WindowEstimate).Status);
        Assert.True(double.IsNaN(new WindowEstimate().AssetVolatility));
    }

    private delegate WindowEstimate Estimator(in EquityWindow window, WindowOptions options);

    private static Estimator[] Estimators =>
    [
        (in EquityWindow window, WindowOptions options) => KmvFixedPoint.Fit(window, options),
        (in EquityWindow window, WindowOptions options) => DuanLikelihood.Fit(window, options),
        (in EquityWindow window, WindowOptions options) => NaiveDistance.Fit(window, options),
        (in EquityWindow window, WindowOptions options) => HistoricalTwoEquations.Fit(window, options),
    ];

    private static void Hold(EstimationStatus status, string? offending, EquitySeries series)
    {
        foreach (Estimator estimator in Estimators)
        {
            WindowEstimate e = estimator(series.Window, WindowOptions.Default);
            Assert.Equal((status, offending), (e.Status, e.OffendingInput));
            Assert.True(double.IsNaN(e.AssetVolatility) && double.IsNaN(e.AssetValue) && double.IsNaN(e.LogEdf));
        }
    }

    private static double[] With(double[] values, int index, double value)
    {
        double[] copy = [.. values];
        copy[index] = value;
        return copy;
    }
}
