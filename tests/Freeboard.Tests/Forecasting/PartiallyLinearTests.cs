using Freeboard.Forecasting;
using Freeboard.Numerics;
using Freeboard.Numerics.Regression;

namespace Freeboard.Tests.Forecasting;

public class PartiallyLinearTests
{
    [Fact]
    public void The_coefficient_lies_in_its_interval_as_often_as_the_interval_says()
    {
        int covered = 0;
        double sum = 0;
        for (uint sample = 0; sample < 200; sample++)
        {
            (double[] y, double[] x) = Simulated(120, sample);
            PartiallyLinearFit fit = PartiallyLinearAutoregression.Fit(y, [x], new PartiallyLinearOptions { Bandwidth = SmoothingBandwidth.RuleOfThumb });
            Assert.Equal(ForecastingStatus.Fitted, fit.Status);
            RegressionTerm term = fit.Coefficients[0];
            covered += term.Lower <= 0.5 && 0.5 <= term.Upper ? 1 : 0;
            sum += term.Coefficient;
        }

        // 95 % of 200, less three standard errors and the small sample's shortfall, which autoregressions have.
        Assert.InRange(covered, 175, 200);
        Assert.InRange(sum / 200, 0.44, 0.53);
    }

    [Fact]
    public void The_curve_is_the_one_that_made_the_series()
    {
        (double[] y, double[] x) = Simulated(600, 11);
        PartiallyLinearFit fit = PartiallyLinearAutoregression.Fit(y, [x]);
        double worst = 0;
        for (double at = -1.5; at <= 1.5; at += 0.25)
        {
            worst = Math.Max(worst, Math.Abs(fit.Curve([at])!.Value - Math.Sin(2 * at)));
        }

        Assert.True(worst < 0.25, $"{worst}");
    }

    [Fact]
    public void Units_of_the_series_and_of_the_economy_never_matter()
    {
        (double[] y, double[] x) = Simulated(80, 5);
        foreach (SmoothingKernel kernel in Enum.GetValues<SmoothingKernel>())
        {
            PartiallyLinearOptions options = new() { Lags = 2, Kernel = kernel };
            PartiallyLinearFit fit = PartiallyLinearAutoregression.Fit(y, [x], options);
            PartiallyLinearFit other = PartiallyLinearAutoregression.Fit(Array.ConvertAll(y, v => 16 * v), [Array.ConvertAll(x, v => v / 4)], options);
            for (int i = 0; i < 2; i++)
            {
                Assert.Equal(fit.Coefficients[i].Coefficient, other.Coefficients[i].Coefficient, 1e-12);
                Assert.Equal(fit.Coefficients[i].StandardError, other.Coefficients[i].StandardError, 1e-12);
            }

            Assert.Equal(16 * fit.Forecast([1, 2], [0.3])!.Value, other.Forecast([16, 32], [0.3 / 4])!.Value, 1e-10);
        }
    }

    [Fact]
    public void It_beats_the_autoregression_where_the_economy_bends_the_series_and_the_test_says_so()
    {
        (double[] y, double[] x) = Simulated(220, 21);
        ForecastContest contest = ForecastContest.Run(y, [x], 140, new PartiallyLinearOptions { Bandwidth = SmoothingBandwidth.RuleOfThumb });
        Assert.Equal(80, contest.Steps.Count);
        Assert.True(contest.RootMeanSquarePartiallyLinear < 0.7 * contest.RootMeanSquareAutoregressive);
        Assert.True(contest.AgainstAutoregressive is { Statistic: < -2.5, Probability: < 0.02 });
        Assert.True(contest.AgainstRandomWalk is { Statistic: < -2.5, Probability: < 0.02 });
    }

    [Fact]
    public void A_forecast_knows_nothing_of_its_own_step_or_later()
    {
        (double[] y, double[] x) = Simulated(60, 31);
        PartiallyLinearOptions options = new() { Bandwidth = SmoothingBandwidth.RuleOfThumb };
        ForecastContest before = ForecastContest.Run(y, [x], 40, options);
        y[50] = 99;
        double[] changed = [.. x];
        changed[51] = -40;
        ForecastContest after = ForecastContest.Run(y, [changed], 40, options);
        Assert.Equal(before.Steps.Take(10), after.Steps.Take(10));
        Assert.Equal(before.Steps[10] with { Actual = 99 }, after.Steps[10]);
        Assert.NotEqual(before.Steps[12], after.Steps[12]);
    }

    [Fact]
    public void What_cannot_be_fitted_has_a_status_and_no_numbers()
    {
        (double[] y, double[] x) = Simulated(40, 41);
        Check(ForecastingStatus.NotEnoughData, PartiallyLinearAutoregression.Fit(y.AsSpan(0, 6), [x.AsMemory(0, 6)]));
        Check(ForecastingStatus.ConstantColumn, PartiallyLinearAutoregression.Fit(y, [Enumerable.Repeat(2.5, 40).ToArray()]));
        Check(ForecastingStatus.RankDeficient, PartiallyLinearAutoregression.Fit(new double[40], [x]));
        Assert.Throws<ArgumentException>(() => PartiallyLinearAutoregression.Fit(y, []));
        Assert.Throws<ArgumentException>(() => PartiallyLinearAutoregression.Fit(y, [x.AsMemory(1)]));
        y[3] = double.NaN;
        Assert.Throws<ArgumentException>(() => PartiallyLinearAutoregression.Fit(y, [x]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PartiallyLinearOptions { Lags = 0 });

        static void Check(ForecastingStatus status, PartiallyLinearFit fit)
        {
            Assert.Equal(status, fit.Status);
            Assert.Empty(fit.Coefficients);
            Assert.Null(fit.Forecast([1], [1]));
        }
    }

    /// <summary>y_t = 0.5 y_{t-1} + sin(2 x_t) + 0.3 e_t, x an autoregression.</summary>
    internal static (double[] Series, double[] Economy) Simulated(int n, uint sample)
    {
        PhiloxStream stream = new(77, sample);
        double[] x = new double[n], y = new double[n];
        for (int t = 0; t < n; t++)
        {
            x[t] = (0.6 * (t > 0 ? x[t - 1] : 0)) + (0.7 * stream.NextNormal());
            y[t] = (0.5 * (t > 0 ? y[t - 1] : 0)) + Math.Sin(2 * x[t]) + (0.3 * stream.NextNormal());
        }

        return (y, x);
    }
}
