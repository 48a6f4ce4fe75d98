using Freeboard.Structural;
using Freeboard.Structural.Windows;

namespace Freeboard.Tests.Structural.Windows;

/// <summary>Assets from equity on one day, over the whole domain.</summary>
public class AssetInversionTests
{
    [Fact]
    public void Every_day_of_the_whole_domain_is_inverted_from_any_start()
    {
        var pick = new SplitMix(5);
        for (int i = 0; i < 20_000; i++)
        {
            double x = i % 4 == 0 ? pick.LogUniform(-290, 15) : pick.LogUniform(-6, 4);
            double w = pick.LogUniform(-5, 1.3);
            double start = i % 3 == 0 ? double.NaN : pick.Uniform(-3, 3);
            AssetInversion day = AssetInversion.Solve(x, Math.Log(x), w, start);
            var point = new AssetPoint(day.Y, w);

            // The unit of the tolerance is one rounding of y, which moves ln X by Omega |y| and, through d, by the same over w.
            double unit = 1.2e-16 * (1 + (point.Elasticity * Math.Max(1, Math.Abs(day.Y))));
            Assert.True(Math.Abs(point.Ratio / x - 1) < 60 * unit, $"x {x:g17} w {w:g17}: {point.Ratio / x - 1:e2}, unit {unit:e2}");
            Near(point.Lambda, day.Lambda, 1e-11 + 30 * unit, "lambda");
            Near(point.H, day.H, 1e-11 + 30 * unit, "h");
        }
    }

    [Fact]
    public void The_forward_model_gives_the_equity_back()
    {
        foreach (double w in (double[])[0.01, 0.2, 0.9, 2])
        {
            foreach (double v in (double[])[0.3, 0.9, 1.1, 2, 8])
            {
                double equity = MertonModel.EquityValue(v, w, 1, 0, 1);
                if (equity > 1e-290)
                {
                    AssetInversion day = AssetInversion.Solve(equity, Math.Log(equity), w, double.NaN);
                    Assert.Equal(v, Math.Exp(day.Y), 1e-14 * v);
                    Assert.Equal(MertonModel.EquityVolatility(v, w, 1, 0, 1) / w, day.Elasticity, 1e-12 * day.Elasticity);
                }
            }
        }
    }

    [Fact]
    public void The_prediction_of_the_next_day_errs_by_the_fourth_power_of_the_move()
    {
        foreach (double x in (double[])[0.05, 0.5, 3])
        {
            const double w = 0.25;
            AssetInversion today = AssetInversion.Solve(x, Math.Log(x), w, double.NaN);
            double ErrorOf(double move)
            {
                double next = x * Math.Exp(move);
                return Math.Abs(today.Predict(w, move) - AssetInversion.Solve(next, Math.Log(next), w, double.NaN).Y);
            }

            double coarse = ErrorOf(0.08);
            double fine = ErrorOf(0.04);
            Assert.InRange(coarse / fine, 11, 24);
            Assert.True(fine < 1e-5, $"{fine:e2}");
        }
    }

    [Fact]
    public void The_derivative_in_volatility_is_minus_lambda()
    {
        foreach (double x in (double[])[0.003, 0.4, 5])
        {
            const double w = 0.3;
            const double step = 1e-4;
            double above = AssetInversion.Solve(x, Math.Log(x), w + step, double.NaN).Y;
            double below = AssetInversion.Solve(x, Math.Log(x), w - step, double.NaN).Y;
            AssetInversion day = AssetInversion.Solve(x, Math.Log(x), w, double.NaN);
            Near(-day.Lambda, (above - below) / (2 * step), 1e-7, "dy/dw");
            Near((1 - day.Variance) * (1 - (day.H / w)), (above + below - (2 * day.Y)) / (step * step), 1e-5, "d2y/dw2");
        }
    }

    private static void Near(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{what}: {actual:g17}, expected {expected:g17}");
}
