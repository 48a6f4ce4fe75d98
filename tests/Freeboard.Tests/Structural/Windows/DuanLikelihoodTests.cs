using Freeboard.Structural;
using Freeboard.Structural.Windows;

namespace Freeboard.Tests.Structural.Windows;

/// <summary>Likelihood, its maximum and its standard errors against the equations written out plainly and differentiated by differences.</summary>
public class DuanLikelihoodTests
{
    [Theory]
    [InlineData(SurvivorshipCorrection.None)]
    [InlineData(SurvivorshipCorrection.AtWindowEnd)]
    public void Maximum_and_standard_errors_are_those_of_the_plain_likelihood(SurvivorshipCorrection survivorship)
    {
        bool survived = survivorship != SurvivorshipCorrection.None;
        int held = 0;
        foreach (SimulatedFirm firm in SimulatedFirm.Many(20))
        {
            WindowEstimate e = DuanLikelihood.Fit(firm.Series.Window, WindowOptions.Default with { Survivorship = survivorship });
            if (survived && e.Status == EstimationStatus.BoundBinds)
            {
                continue;
            }

            Assert.Equal(EstimationStatus.Converged, e.Status);
            var plain = new PlainWindow(firm.Series);
            double Likelihood(double sigma, double mu) => plain.LogLikelihood(sigma, mu, survived);
            double top = Likelihood(e.AssetVolatility, e.Drift);
            Assert.Equal(top, e.LogLikelihood, 1e-9);
            double logs = firm.Series.EquityValues.Skip(1).Sum(Math.Log);
            Assert.Equal(e.LogLikelihood + logs, e.LogLikelihoodOfReturns, 1e-9);
            double[,] covariance = CovarianceByDifferences(Likelihood, e.AssetVolatility, e.Drift, e.StandardErrorOfVolatility, e.StandardErrorOfDrift, out double gradient);
            Assert.True(gradient < 2e-6, $"gradient {gradient:e2} per standard error");
            Near(Math.Sqrt(covariance[0, 0]), e.StandardErrorOfVolatility, "sigma");
            Near(Math.Sqrt(covariance[1, 1]), e.StandardErrorOfDrift, "mu");
            Near(ErrorByDifferences((s, m) => plain.Distances(s, m).Kmv, e, covariance), e.StandardErrorOfDistanceKmv, "DDKmv");
            Near(ErrorByDifferences((s, m) => plain.Distances(s, m).RiskNeutral, e, covariance), e.StandardErrorOfDistanceRiskNeutral, "DDRiskNeutral");
            Near(ErrorByDifferences((s, m) => plain.Distances(s, m).Physical, e, covariance), e.StandardErrorOfDistancePhysical, "DDPhysical");
            Near(ErrorByDifferences((s, m) => ExpectedDefaultFrequency.LogFromDistance(plain.Distances(s, m).RiskNeutral), e, covariance), e.StandardErrorOfLogEdf, "ln EDF");
            held++;
        }

        // Half of these firms have debts above their assets, which survival at the window's end excludes.
        Assert.True(held >= (survived ? 10 : 20), $"{held} firms held");
    }

    [Fact]
    public void With_a_known_drift_only_the_volatility_is_estimated()
    {
        SimulatedFirm firm = SimulatedFirm.Create(7, 0.35, 70, unequal: true, stepped: true, payout: 0.01);
        WindowEstimate e = DuanLikelihood.Fit(firm.Series.Window, WindowOptions.Default with { Drift = DriftTreatment.Given, GivenDrift = 0.3 });
        var plain = new PlainWindow(firm.Series);
        double L(double sigma) => plain.LogLikelihood(sigma, 0.3);
        double step = 0.01 * e.AssetVolatility;
        Assert.Equal(L(e.AssetVolatility), e.LogLikelihood, 1e-9);
        Assert.True(L(e.AssetVolatility) > L(e.AssetVolatility + step) && L(e.AssetVolatility) > L(e.AssetVolatility - step));
        double h = 0.02 * e.StandardErrorOfVolatility;
        double information = -(L(e.AssetVolatility + h) + L(e.AssetVolatility - h) - (2 * L(e.AssetVolatility))) / (h * h);
        Near(1 / Math.Sqrt(information), e.StandardErrorOfVolatility, "sigma", 1e-3);
        Assert.Equal(0.3, e.Drift, 1e-15);
        Assert.True(double.IsNaN(e.StandardErrorOfDrift));
    }

    [Fact]
    public void Maximum_and_fixed_point_are_two_estimators()
    {
        EquitySeries series = EquitySeries.Load("dtd_test_iterative");
        double kmv = KmvFixedPoint.Fit(series.Window).AssetVolatility;
        double likelihood = DuanLikelihood.Fit(series.Window).AssetVolatility;
        Assert.True(Math.Abs((likelihood / kmv) - 1) > 0.1);
    }

    [Fact]
    public void Survivors_are_corrected_downwards_in_drift()
    {
        // A firm that has come close to its default point: knowing that it survived makes a low drift more credible.
        int corrected = 0;
        for (uint i = 0; i < 40; i++)
        {
            SimulatedFirm firm = SimulatedFirm.Create(100 + i, 0.3, 85, drift: 0);
            WindowEstimate plain = DuanLikelihood.Fit(firm.Series.Window);
            WindowEstimate survivor = DuanLikelihood.Fit(firm.Series.Window, WindowOptions.Default with { Survivorship = SurvivorshipCorrection.AtWindowEnd });
            if (survivor.Status == EstimationStatus.Converged)
            {
                Assert.True(survivor.Drift < plain.Drift);
                corrected++;
            }
            else
            {
                Assert.Equal(EstimationStatus.BoundBinds, survivor.Status);
                Assert.Equal("AssetValueAtDefaultPoint", survivor.BindingBound);
                Assert.True(double.IsNaN(survivor.AssetVolatility));
            }
        }

        Assert.InRange(corrected, 15, 40);
    }

    [Fact]
    public void Conditioning_a_known_drift_on_survival_is_the_callers_bug() =>
        Assert.Throws<ArgumentException>(() => DuanLikelihood.Fit(
            SimulatedFirm.Create(1, 0.3, 50).Series.Window,
            WindowOptions.Default with { Survivorship = SurvivorshipCorrection.AtWindowEnd, Drift = DriftTreatment.RiskFree }));

    private static double[,] CovarianceByDifferences(Func<double, double, double> l, double s, double m, double stepS, double stepM, out double gradient)
    {
        double a = 0.02 * stepS;
        double b = 0.02 * stepM;
        double top = l(s, m);
        double ss = (l(s + a, m) + l(s - a, m) - (2 * top)) / (a * a);
        double mm = (l(s, m + b) + l(s, m - b) - (2 * top)) / (b * b);
        double sm = (l(s + a, m + b) - l(s + a, m - b) - l(s - a, m + b) + l(s - a, m - b)) / (4 * a * b);
        double Slope(Func<double, double> f, double h) => ((8 * (f(h) - f(-h))) - (f(2 * h) - f(-2 * h))) / (12 * h);
        gradient = Math.Max(Math.Abs(Slope(h => l(s + h, m), a) * stepS), Math.Abs(Slope(h => l(s, m + h), b) * stepM));
        double determinant = (ss * mm) - (sm * sm);
        return new[,] { { -mm / determinant, sm / determinant }, { sm / determinant, -ss / determinant } };
    }

    private static double ErrorByDifferences(Func<double, double, double> f, in WindowEstimate e, double[,] covariance)
    {
        double a = 0.005 * e.StandardErrorOfVolatility;
        double b = 0.005 * e.StandardErrorOfDrift;
        double x = (f(e.AssetVolatility + a, e.Drift) - f(e.AssetVolatility - a, e.Drift)) / (2 * a);
        double y = (f(e.AssetVolatility, e.Drift + b) - f(e.AssetVolatility, e.Drift - b)) / (2 * b);
        return Math.Sqrt((x * x * covariance[0, 0]) + (2 * x * y * covariance[0, 1]) + (y * y * covariance[1, 1]));
    }

    private static void Near(double expected, double actual, string what, double relative = 1e-3) =>
        Assert.True(Math.Abs(actual - expected) <= relative * expected, $"{what}: {actual:g17}, by differences {expected:g17}");
}
