using Freeboard.Structural.Barrier;
using Freeboard.Structural.CreditGrades;
using Freeboard.Structural.JumpDiffusion;
using Freeboard.Structural.Rolling;
using Freeboard.Structural.Windows;
using Freeboard.Tests.Structural.Barrier;

namespace Freeboard.Tests.Structural.Windows;

/// <summary>The known defects of other programs, held against every estimator of a window there is.</summary>
public class EstimatorDefectsTests
{
    private static readonly JumpTerms Jumps = new() { Intensity = 0.3, MeanLogJump = -0.08, LogJumpDeviation = 0.04 };

    public static TheoryData<string> Names => [.. Estimators.Keys];

    /// <summary>Programs whose answer depends on the unit of money: a random one from a millionth to a billion.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_unit_of_money_changes_nothing(string name)
    {
        Estimator estimator = Estimators[name];
        var random = new SplitMix(61);
        int converged = 0;

        // A fitted barrier takes a fifth of a second a window.
        int firms = name == "barrier estimated" ? 4 : 12;
        for (uint i = 0; i < firms; i++)
        {
            EquitySeries series = SimulatedFirm.Create(200 + i, random.Uniform(0.15, 0.5), random.Uniform(30, 75), days: 121, unequal: i % 2 == 0, stepped: i % 3 == 0).Series;
            double unit = Math.Pow(10, i == 0 ? -6 : i == 1 ? 9 : random.Uniform(-6, 9));
            WindowEstimate e = estimator(series, WindowOptions.Default);
            WindowEstimate other = estimator(series.InUnit(unit), WindowOptions.Default);
            Assert.Equal(e.Status, other.Status);
            if (e.Status is not (EstimationStatus.Converged or EstimationStatus.NotIdentified))
            {
                continue;
            }

            converged++;
            Near(e.AssetVolatility, other.AssetVolatility);
            Near(e.AssetValue * unit, other.AssetValue);
            Near(e.Drift, other.Drift);
            Near(e.DistanceKmv, other.DistanceKmv);
            Near(e.DistanceRiskNeutral, other.DistanceRiskNeutral);
            Near(e.DistancePhysical, other.DistancePhysical);
            Near(e.LogEdf, other.LogEdf);
            Near(e.LogLikelihoodOfReturns, other.LogLikelihoodOfReturns);
            Near(e.LogLikelihood - ((e.Observations - 1) * Math.Log(unit)), other.LogLikelihood);

            // The standard errors of the barrier's likelihood come from differences.
            Near(e.StandardErrorOfVolatility, other.StandardErrorOfVolatility, 1e-5);
        }

        Assert.True(converged >= firms - 2, $"{converged} converged");

        static void Near(double expected, double actual, double tolerance = 1e-9) =>
            Assert.True(double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{expected:R}, in another unit {actual:R}");
    }

    /// <summary>One missing day makes R's DtD lose the whole firm.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_missing_day_costs_that_day(string name)
    {
        EquitySeries whole = SimulatedFirm.Create(2, 0.3, 60, unequal: true).Series;
        EquitySeries holed = whole with { EquityValues = [.. whole.EquityValues], RiskFreeRates = [.. whole.RiskFreeRates] };
        holed.EquityValues[100] = double.NaN;
        holed.RiskFreeRates[101] = double.NaN;
        int[] kept = [.. Enumerable.Range(0, whole.Times.Length).Where(i => i is not (100 or 101))];
        EquitySeries absent = whole with
        {
            Times = [.. kept.Select(i => whole.Times[i])],
            EquityValues = [.. kept.Select(i => whole.EquityValues[i])],
            DefaultPoints = [.. kept.Select(i => whole.DefaultPoints[i])],
            RiskFreeRates = [.. kept.Select(i => whole.RiskFreeRates[i])],
        };
        WindowEstimate e = Estimators[name](holed, WindowOptions.Default);
        WindowEstimate expected = Estimators[name](absent, WindowOptions.Default);
        Assert.Contains(e.Status, (EstimationStatus[])[EstimationStatus.Converged, EstimationStatus.NotIdentified]);
        Assert.Equal((kept.Length, 2), (e.Observations, e.SkippedDays));
        Assert.Equal(expected, e with { SkippedDays = 0 });
    }

    /// <summary>R's DtD fits a suspended share from the steps of its debt alone, and calls that a success.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_suspended_share_with_stepped_debt_has_not_moved(string name)
    {
        EquitySeries series = SimulatedFirm.Create(3, 0.3, 60, stepped: true).Series;
        Array.Fill(series.EquityValues, 42);
        WindowEstimate e = Estimators[name](series, WindowOptions.Default);
        Assert.Equal(EstimationStatus.NoMovement, e.Status);
        Assert.True(double.IsNaN(e.AssetVolatility) && double.IsNaN(e.AssetValue) && double.IsNaN(e.LogEdf));
    }

    /// <summary>R's DtD returns its search bound as a success for distressed firms. Here: a success lies inside its bounds and nothing on a wide grid is more likely.</summary>
    [Fact]
    public void The_likelihood_of_a_barrier_never_gives_a_bound_or_a_side_maximum_of_a_distressed_firm_as_a_success()
    {
        int converged = 0;
        foreach ((double volatility, double debt) in ((double, double)[])[(0.35, 170), (0.45, 280), (0.175, 145), (0.45, 900)])
        {
            for (uint i = 0; i < 3; i++)
            {
                EquitySeries series = SimulatedFirm.Create(500 + i, volatility, debt, drift: 0.05, days: 121).Series;
                BarrierEstimate e = BarrierLikelihood.Fit(series.Window, new BarrierLikelihoodOptions { Fraction = 0.1 });
                if (e.Estimate.Status != EstimationStatus.Converged)
                {
                    Assert.True(double.IsNaN(e.Estimate.AssetVolatility));
                    continue;
                }

                converged++;
                Assert.InRange(e.Estimate.AssetVolatility, 2e-5, 10);
                var plain = new PlainBarrierWindow(series);
                for (double sigma = 0.02; sigma < 3; sigma *= 1.3)
                {
                    double other = plain.LogLikelihood(sigma, plain.BestDrift(sigma, 0.1), 0.1);
                    Assert.True(!(other > e.Estimate.LogLikelihood + 1e-7), $"debt {debt}, stream {i}: sigma {sigma} is more likely than {e.Estimate.AssetVolatility}");
                }
            }
        }

        Assert.True(converged >= 9, $"{converged} converged");
    }

    [Fact]
    public void The_likelihood_with_other_liabilities_finds_the_maximum_of_distressed_firms()
    {
        for (uint i = 0; i < 6; i++)
        {
            EquitySeries series = SimulatedFirm.Create(520 + i, 0.4, 250, drift: 0.05).Series;
            NusEstimate e = NusLikelihood.FitAtDelta(SeriesOf(series), 0.2);
            Assert.Equal(EstimationStatus.Converged, e.Estimate.Status);
            var plain = new PlainWindow(series with { DefaultPoints = [.. series.DefaultPoints.Select(d => d * 1.1)] });
            for (double sigma = 0.02; sigma < 3; sigma *= 1.3)
            {
                double mu = plain.MeanLogReturn(sigma) + (0.5 * sigma * sigma);
                Assert.True(plain.LogLikelihood(sigma, mu) <= e.Estimate.LogLikelihood + 1e-8);
            }
        }
    }

    [Fact]
    public void A_firm_without_debt_is_its_equity_in_the_models_of_one_day_and_under_a_barrier()
    {
        EquitySeries series = SimulatedFirm.Create(5, 0.3, 60).Series;
        Array.Fill(series.DefaultPoints, 0);
        WindowEstimate equity = HistoricalTwoEquations.Fit(series.Window);
        foreach (string name in (string[])["barrier equations", "barrier likelihood", "barrier estimated", "creditgrades", "jump"])
        {
            WindowEstimate e = Estimators[name](series, WindowOptions.Default);
            Assert.Equal(EstimationStatus.DegenerateNoDebt, e.Status);
            Assert.Equal(equity.AssetVolatility, e.AssetVolatility, 1e-12);
            Assert.Equal(series.EquityValues[^1], e.AssetValue, 1e-12);
            Assert.Equal(double.PositiveInfinity, e.DistanceRiskNeutral);
        }
    }

    private delegate WindowEstimate Estimator(EquitySeries series, WindowOptions options);

    private static Dictionary<string, Estimator> Estimators { get; } = new(StringComparer.Ordinal)
    {
        ["kmv"] = (series, options) => KmvFixedPoint.Fit(series.Window, options),
        ["mle"] = (series, options) => DuanLikelihood.Fit(series.Window, options),
        ["mle of survivors"] = (series, options) => DuanLikelihood.Fit(series.Window, options with { Survivorship = SurvivorshipCorrection.AtWindowEnd }),
        ["nus"] = (series, options) => NusLikelihood.FitAtDelta(SeriesOf(series), 0.2, options).Estimate,
        ["naive"] = (series, options) => NaiveDistance.Fit(series.Window, options),
        ["two-equation"] = (series, options) => HistoricalTwoEquations.Fit(series.Window, options),
        ["barrier equations"] = (series, options) => HistoricalBarrier.Fit(series.Window, 0.7, options).Estimate,
        ["barrier likelihood"] = (series, options) => BarrierLikelihood.Fit(series.Window, new BarrierLikelihoodOptions { Fraction = 0.7 }, options).Estimate,
        ["barrier estimated"] = (series, options) => BarrierLikelihood.Fit(series.Window, options: options).Estimate,
        ["creditgrades"] = (series, options) => HistoricalCreditGrades.Fit(series.Window, options: options).Estimate,
        ["jump"] = (series, options) => HistoricalJumpDiffusion.Fit(series.Window, Jumps, options).Estimate,
        ["rolling kmv"] = (series, options) => Rolled(series, options, likelihood: false),
        ["rolling mle"] = (series, options) => Rolled(series, options, likelihood: true),
    };

    private static NusSeries SeriesOf(EquitySeries series) => new()
    {
        Times = series.Times,
        EquityValues = series.EquityValues,
        DefaultPoints = series.DefaultPoints,
        OtherLiabilities = series.DefaultPoints.Select(d => d / 2).ToArray(),

        // Book assets that do not move: what is in the unit of money is D and O.
        TotalAssets = Enumerable.Repeat(1.0, series.Times.Length).ToArray(),
        RiskFreeRates = series.RiskFreeRates,
        HorizonYears = series.HorizonYears,
    };

    /// <summary>The last day of a history as long as its window.</summary>
    private static WindowEstimate Rolled(EquitySeries series, WindowOptions options, bool likelihood)
    {
        int rows = series.Times.Length;
        int missing = Enumerable.Range(0, rows).Count(i => double.IsNaN(series.EquityValues[i] + series.RiskFreeRates[i]));
        var statuses = new EstimationStatus[rows];
        double[][] columns = [.. Enumerable.Range(0, 5).Select(_ => new double[rows])];
        var results = new RollingColumns
        {
            Statuses = statuses,
            AssetVolatilities = columns[0],
            AssetValues = columns[1],
            Drifts = columns[2],
            StandardErrorsOfVolatility = columns[3],
            LogLikelihoods = columns[4],
        };
        RollingOptions settings = new() { WindowDays = rows - missing, Window = options };

        // Calendar blocks: a day's bits do not depend on which other days are there.
        DateOnly[] dates = [.. series.Times.Select(time => new DateOnly(2020, 1, 1).AddDays((int)Math.Round(time * 365.25)))];
        _ = likelihood ? RollingDuanLikelihood.Estimate(series.Window, dates, results, settings) : RollingKmv.Estimate(series.Window, dates, results, settings);
        return new WindowEstimate(statuses[^1])
        {
            AssetVolatility = columns[0][^1],
            AssetValue = columns[1][^1],
            Drift = columns[2][^1],
            StandardErrorOfVolatility = columns[3][^1],
            LogLikelihood = columns[4][^1],
            Observations = rows - missing,
            SkippedDays = missing,
        };
    }
}
