using Freeboard.Structural.Barrier;
using Freeboard.Structural.Windows;
using Freeboard.Tests.Structural.Windows;

namespace Freeboard.Tests.Structural.Barrier;

/// <summary>The likelihood of the down-and-out barrier on windows of equity values.</summary>
public class BarrierLikelihoodTests
{
    [Fact]
    public void A_barrier_at_zero_is_the_likelihood_without_one_and_a_low_one_in_the_limit()
    {
        int compared = 0;
        foreach (SimulatedFirm firm in SimulatedFirm.Many(12))
        {
            WindowEstimate merton = DuanLikelihood.Fit(firm.Series.Window);
            BarrierEstimate none = BarrierLikelihood.Fit(firm.Series.Window, new BarrierLikelihoodOptions { Fraction = 0 });
            Assert.Equal(merton, none.Estimate);
            Assert.Equal((0, double.NegativeInfinity), (none.BarrierFraction, none.LogFirstPassageProbability));

            // By the general path: barriers that no firm's equity can show.
            BarrierEstimate low = BarrierLikelihood.Fit(firm.Series.Window, new BarrierLikelihoodOptions { Fraction = 1e-30 });
            Assert.Equal(EstimationStatus.Converged, low.Estimate.Status);
            Assert.Equal(1, low.Estimate.AssetVolatility / merton.AssetVolatility, 1e-6);
            Assert.Equal(1, low.Estimate.AssetValue / merton.AssetValue, 1e-6);
            Assert.Equal(merton.LogLikelihood, low.Estimate.LogLikelihood, 1e-8);
            Assert.Equal(merton.LogLikelihoodOfReturns, low.Estimate.LogLikelihoodOfReturns, 1e-8);
            Assert.Equal(1, low.Estimate.StandardErrorOfVolatility / merton.StandardErrorOfVolatility, 1e-5);
            Assert.Equal(1, low.Estimate.StandardErrorOfDrift / merton.StandardErrorOfDrift, 1e-5);
            Assert.Equal(merton.DistanceRiskNeutral, low.Estimate.DistanceRiskNeutral, 1e-5);
            Assert.Equal(1, low.Estimate.StandardErrorOfDistancePhysical / merton.StandardErrorOfDistancePhysical, 1e-4);
            compared++;
        }

        Assert.Equal(12, compared);
    }

    [Fact]
    public void Likelihood_maximum_and_standard_errors_are_those_of_the_plain_likelihood()
    {
        // With payouts, stepped debt and unequal gaps among them.
        foreach (SimulatedBarrierFirm firm in (SimulatedBarrierFirm[])[Near(1, 0.3, 75, 0.95), Near(2, 0.25, 80, 0.9, payout: 0.02, unequal: true), Near(3, 0.35, 70, 0.95, stepped: true)])
        {
            BarrierEstimate e = BarrierLikelihood.Fit(firm.Series.Window);
            Assert.Equal(EstimationStatus.Converged, e.Estimate.Status);
            var plain = new PlainBarrierWindow(firm.Series);
            double[] at = [e.Estimate.AssetVolatility, e.Estimate.Drift, e.BarrierFraction];
            double[] errors = [e.Estimate.StandardErrorOfVolatility, e.Estimate.StandardErrorOfDrift, e.StandardErrorOfBarrier];
            double top = L(at);
            Assert.Equal(top, e.Estimate.LogLikelihood, 1e-7);
            double[,] information = new double[3, 3];
            for (int i = 0; i < 3; i++)
            {
                double h = 0.03 * errors[i];
                double slope = ((8 * (L(Moved(i, h)) - L(Moved(i, -h)))) - (L(Moved(i, 2 * h)) - L(Moved(i, -2 * h)))) / (12 * h);
                Assert.True(Math.Abs(slope * errors[i]) < 1e-4, $"gradient {slope * errors[i]:e2} per standard error, parameter {i}");
                information[i, i] = -(L(Moved(i, h)) + L(Moved(i, -h)) - (2 * top)) / (h * h);
                for (int j = 0; j < i; j++)
                {
                    double g = 0.03 * errors[j];
                    double mixed = L(Both(i, h, j, g)) - L(Both(i, h, j, -g)) - L(Both(i, -h, j, g)) + L(Both(i, -h, j, -g));
                    information[i, j] = information[j, i] = -mixed / (4 * h * g);
                }
            }

            double[] expected = StandardErrors(information);
            for (int i = 0; i < 3; i++)
            {
                Assert.True(Math.Abs((errors[i] / expected[i]) - 1) < 5e-3, $"parameter {i}: {errors[i]:g6}, by differences {expected[i]:g6}");
            }

            double L(double[] p) => plain.LogLikelihood(p[0], p[1], p[2]);
            double[] Moved(int i, double by) => [.. at.Select((p, k) => k == i ? p + by : p)];
            double[] Both(int i, double a, int j, double b) => [.. at.Select((p, k) => k == i ? p + a : k == j ? p + b : p)];
        }
    }

    [Fact]
    public void With_the_barrier_given_only_the_volatility_is_estimated()
    {
        SimulatedBarrierFirm firm = Near(5, 0.3, 75, 0.95);
        BarrierEstimate e = BarrierLikelihood.Fit(firm.Series.Window, new BarrierLikelihoodOptions { Fraction = 0.95 });
        Assert.Equal(EstimationStatus.Converged, e.Estimate.Status);
        Assert.Equal(0.95, e.BarrierFraction);
        Assert.True(double.IsNaN(e.StandardErrorOfBarrier));
        var plain = new PlainBarrierWindow(firm.Series);
        double L(double sigma) => plain.LogLikelihood(sigma, plain.BestDrift(sigma, 0.95), 0.95);
        double h = 0.05 * e.Estimate.StandardErrorOfVolatility;
        double top = L(e.Estimate.AssetVolatility);
        Assert.Equal(top, e.Estimate.LogLikelihood, 1e-7);
        double information = -(L(e.Estimate.AssetVolatility + h) + L(e.Estimate.AssetVolatility - h) - (2 * top)) / (h * h);
        Assert.Equal(1, e.Estimate.StandardErrorOfVolatility * Math.Sqrt(information), 2e-3);
        Assert.True(Math.Abs(e.Estimate.AssetVolatility - 0.3) < 4 * e.Estimate.StandardErrorOfVolatility);

        // A known drift is not estimated.
        WindowEstimate known = BarrierLikelihood.Fit(firm.Series.Window, new BarrierLikelihoodOptions { Fraction = 0.95 }, WindowOptions.Default with { Drift = DriftTreatment.Given, GivenDrift = 0.2 }).Estimate;
        Assert.Equal((0.2, double.NaN), (known.Drift, known.StandardErrorOfDrift));
        Assert.Equal(plain.LogLikelihood(known.AssetVolatility, 0.2, 0.95), known.LogLikelihood, 1e-7);
    }

    [Fact]
    public void Simulated_firms_give_their_barrier_and_volatility_back()
    {
        int identified = 0;
        int volatility = 0;
        int barrier = 0;
        foreach (SimulatedBarrierFirm firm in Survivors(0.35, 65, 0.9, days: 501).Take(24))
        {
            BarrierEstimate e = BarrierLikelihood.Fit(firm.Series.Window);
            if (e.Estimate.Status == EstimationStatus.NotIdentified)
            {
                continue;
            }

            Assert.Equal(EstimationStatus.Converged, e.Estimate.Status);
            identified++;
            volatility += Math.Abs(e.Estimate.AssetVolatility - 0.35) < 2 * e.Estimate.StandardErrorOfVolatility ? 1 : 0;
            barrier += Math.Abs(e.BarrierFraction - 0.9) < 2 * e.StandardErrorOfBarrier ? 1 : 0;
            Assert.True(e.LogLikelihoodGain > 0 && e.BarrierProfile.Contains(e.BarrierFraction) || double.IsNaN(e.BarrierProfile.Upper));
            Assert.InRange(e.Estimate.LogEdf, e.LogFirstPassageProbability, 0);
        }

        Assert.True(identified >= 8, $"{identified} identified");
        Assert.True(volatility >= 0.8 * identified && barrier >= 0.8 * identified, $"{volatility} and {barrier} of {identified} within two standard errors");
    }

    [Fact]
    public void A_flat_likelihood_is_said_and_no_barrier_is_reported()
    {
        // Far from any barrier: it might be anywhere, or nowhere.
        SimulatedFirm firm = SimulatedFirm.Create(3, 0.2, 25);
        BarrierEstimate e = BarrierLikelihood.Fit(firm.Series.Window);
        WindowEstimate merton = DuanLikelihood.Fit(firm.Series.Window);
        Assert.Equal(EstimationStatus.NotIdentified, e.Estimate.Status);
        Assert.True(double.IsNaN(e.BarrierFraction) && double.IsNaN(e.StandardErrorOfBarrier));
        Assert.Equal(0, e.BarrierProfile.Lower);
        Assert.InRange(e.LogLikelihoodGain, 0, 1.3528);
        Assert.Equal(merton with { Status = EstimationStatus.NotIdentified, Iterations = e.Estimate.Iterations }, e.Estimate);
    }

    [Fact]
    public void A_likelihood_that_still_rises_at_the_largest_barrier_is_no_estimate()
    {
        SimulatedBarrierFirm firm = Near(1, 0.3, 75, 0.95);
        BarrierEstimate e = BarrierLikelihood.Fit(firm.Series.Window, new BarrierLikelihoodOptions { LargestFraction = 0.8 });
        Assert.Equal((EstimationStatus.BoundBinds, "LargestFraction"), (e.Estimate.Status, e.Estimate.BindingBound));
        Assert.True(double.IsNaN(e.Estimate.AssetVolatility) && double.IsNaN(e.BarrierFraction));
        WindowOptions narrow = WindowOptions.Default with { LargestVolatility = 0.05 };
        WindowEstimate bound = BarrierLikelihood.Fit(firm.Series.Window, new BarrierLikelihoodOptions { Fraction = 0.9 }, narrow).Estimate;
        Assert.Equal((EstimationStatus.BoundBinds, "LargestVolatility"), (bound.Status, bound.BindingBound));
    }

    [Fact]
    public void Settings_out_of_range_are_the_callers_bug()
    {
        EquitySeries series = SimulatedFirm.Create(3, 0.2, 25).Series;
        Assert.Throws<ArgumentOutOfRangeException>(() => new BarrierLikelihoodOptions { Fraction = -0.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new BarrierLikelihoodOptions { LargestFraction = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => HistoricalBarrier.Fit(series.Window, double.NaN));
        Assert.Throws<ArgumentException>(() => BarrierLikelihood.Fit(series.Window, options: WindowOptions.Default with { Survivorship = SurvivorshipCorrection.AtWindowEnd }));
    }

    /// <summary>Firms that have not met their barrier.</summary>
    internal static IEnumerable<SimulatedBarrierFirm> Survivors(double volatility, double debt, double fraction, int days)
    {
        for (uint stream = 0; ; stream++)
        {
            if (SimulatedBarrierFirm.Create(stream, volatility, debt, fraction, days: days) is { } firm)
            {
                yield return firm;
            }
        }
    }

    /// <summary>The n-th firm that came close to its barrier without meeting it.</summary>
    private static SimulatedBarrierFirm Near(int n, double volatility, double debt, double fraction, double payout = 0, bool unequal = false, bool stepped = false)
    {
        for (uint stream = 0; ; stream++)
        {
            if (SimulatedBarrierFirm.Create(stream, volatility, debt, fraction, payout: payout, unequal: unequal, stepped: stepped) is { } firm
                && firm.AssetValues.Min() < 1.1 * fraction * debt && --n == 0)
            {
                return firm;
            }
        }
    }

    private static double[] StandardErrors(double[,] m)
    {
        double determinant = (m[0, 0] * ((m[1, 1] * m[2, 2]) - (m[1, 2] * m[1, 2]))) - (m[0, 1] * ((m[0, 1] * m[2, 2]) - (m[1, 2] * m[0, 2]))) + (m[0, 2] * ((m[0, 1] * m[1, 2]) - (m[1, 1] * m[0, 2])));
        return
        [
            Math.Sqrt(((m[1, 1] * m[2, 2]) - (m[1, 2] * m[1, 2])) / determinant),
            Math.Sqrt(((m[0, 0] * m[2, 2]) - (m[0, 2] * m[0, 2])) / determinant),
            Math.Sqrt(((m[0, 0] * m[1, 1]) - (m[0, 1] * m[0, 1])) / determinant),
        ];
    }
}
