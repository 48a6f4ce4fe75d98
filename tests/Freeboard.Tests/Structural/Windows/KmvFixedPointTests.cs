using Freeboard.Structural.Windows;

namespace Freeboard.Tests.Structural.Windows;

/// <summary>The fixed point by Newton is the one that the plain iteration creeps up to.</summary>
public class KmvFixedPointTests
{
    [Fact]
    public void Newton_finds_the_point_of_the_plain_iteration_in_far_fewer_passes()
    {
        int plain = 0;
        int newton = 0;
        int firms = 0;
        foreach (SimulatedFirm firm in SimulatedFirm.Many(24))
        {
            var oracle = new PlainWindow(firm.Series);
            foreach (DivisorConvention divisor in Enum.GetValues<DivisorConvention>())
            {
                WindowEstimate estimate = KmvFixedPoint.Fit(firm.Series.Window, WindowOptions.Default with { Divisor = divisor });
                Assert.Equal(EstimationStatus.Converged, estimate.Status);
                double expected = oracle.FixedPoint(firm.AssetVolatility, oracle.Returns - (int)divisor, out int iterations);
                Assert.Equal(expected, estimate.AssetVolatility, 2e-12 * expected);
                double drift = oracle.MeanLogReturn(expected) + (0.5 * expected * expected) + firm.Series.PayoutRate;
                Assert.Equal(drift, estimate.Drift, 1e-10);
                Assert.Equal(oracle.Assets(expected)[^1], estimate.AssetValue, 1e-11 * estimate.AssetValue);
                (double kmv, double riskNeutral, double physical) = oracle.Distances(expected, drift);
                Assert.Equal(kmv, estimate.DistanceKmv, 1e-9);
                Assert.Equal(riskNeutral, estimate.DistanceRiskNeutral, 1e-9);
                Assert.Equal(physical, estimate.DistancePhysical, 1e-9);
                plain += iterations;
                newton += estimate.Iterations;
                firms++;
            }
        }

        Assert.Equal(48, firms);
        Assert.True(newton < 6.5 * firms && plain > 3 * newton, $"{plain} plain, {newton} Newton passes for {firms} windows");
    }

    [Fact]
    public void A_workspace_used_before_changes_no_bit()
    {
        var workspace = new WindowWorkspace();
        foreach (SimulatedFirm firm in SimulatedFirm.Many(12))
        {
            Assert.Equal(KmvFixedPoint.Fit(firm.Series.Window), KmvFixedPoint.Fit(firm.Series.Window, workspace: workspace));
            Assert.Equal(DuanLikelihood.Fit(firm.Series.Window), DuanLikelihood.Fit(firm.Series.Window, workspace: workspace));
        }
    }

    [Fact]
    public void A_given_drift_centres_the_returns_on_itself()
    {
        SimulatedFirm firm = SimulatedFirm.Create(3, 0.3, 60, unequal: true, payout: 0.02);
        WindowEstimate free = KmvFixedPoint.Fit(firm.Series.Window);
        WindowEstimate same = KmvFixedPoint.Fit(firm.Series.Window, WindowOptions.Default with { Drift = DriftTreatment.Given, GivenDrift = free.Drift });
        Assert.Equal(free.AssetVolatility, same.AssetVolatility, 1e-11);
        Assert.Equal(free.Drift, same.Drift, 1e-15);
        WindowEstimate riskFree = KmvFixedPoint.Fit(firm.Series.Window, WindowOptions.Default with { Drift = DriftTreatment.RiskFree });
        Assert.Equal(firm.Series.RiskFreeRates[^1], riskFree.Drift, 1e-15);
        Assert.Equal(riskFree.DistanceRiskNeutral, riskFree.DistancePhysical, 1e-12);
        Assert.True(riskFree.AssetVolatility > free.AssetVolatility);
    }
}
