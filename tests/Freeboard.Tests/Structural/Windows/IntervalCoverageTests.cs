using Freeboard.Numerics;
using Freeboard.Structural;
using Freeboard.Structural.Windows;
using Xunit.Abstractions;

namespace Freeboard.Tests.Structural.Windows;

/// <summary>How often the 90 % intervals cover the truth, on simulated firms that are still above their default point when the window ends.</summary>
public class IntervalCoverageTests(ITestOutputHelper output)
{
    [Fact]
    public void A_few_firms_are_covered_about_as_often_as_the_level_says()
    {
        // 200 firms at 90 %: standard deviation 2.1 points, so that 83 to 97 % is a band of more than three.
        double quantile = NormalQuantile.FromProbability(0.95);
        var workspace = new WindowWorkspace();
        int covered = 0;
        foreach (SimulatedFirm firm in Survivors(200))
        {
            WindowEstimate e = DuanLikelihood.Fit(firm.Series.Window, workspace: workspace);
            Assert.Equal(EstimationStatus.Converged, e.Status);
            covered += Math.Abs(e.AssetVolatility - firm.AssetVolatility) <= quantile * e.StandardErrorOfVolatility ? 1 : 0;
        }

        Assert.InRange(covered, 166, 194);
    }

    [Fact]
    [Trait("Length", "Long")]
    public void Two_thousand_firms_are_covered_88_to_92_percent_of_the_time()
    {
        Coverage coverage = Measure(2000, WindowOptions.Default);
        output.WriteLine($"2,000 firms, by the standard error (delta method) and by the profile of the likelihood: {coverage}");
        Assert.InRange(coverage.VolatilityWald, 0.88, 0.92);
        Assert.InRange(coverage.VolatilityProfile, 0.88, 0.92);
    }

    [Fact]
    [Trait("Length", "Long")]
    public void Conditioned_on_survival_the_intervals_cover_the_volatility_of_survivors_too()
    {
        Coverage coverage = Measure(2000, WindowOptions.Default with { Survivorship = SurvivorshipCorrection.AtWindowEnd });
        output.WriteLine($"conditioned on survival, {coverage.Firms} firms with a maximum of 2,000: {coverage}");
        Assert.True(coverage.Firms > 1800);
        Assert.InRange(coverage.VolatilityWald, 0.87, 0.92);
        Assert.InRange(coverage.VolatilityProfile, 0.87, 0.92);
    }

    private static Coverage Measure(int firms, WindowOptions options)
    {
        int[] covered = new int[12];
        int counted = 0;
        var workspace = new WindowWorkspace();
        foreach (SimulatedFirm firm in Survivors(firms))
        {
            double volatility = firm.AssetVolatility;
            double debt = firm.Series.DefaultPoints[0];
            LikelihoodIntervals i = DuanLikelihood.Intervals(firm.Series.Window, options, workspace);
            if (options.Survivorship != SurvivorshipCorrection.None && i.Estimate.Status == EstimationStatus.BoundBinds)
            {
                continue;
            }

            counted++;
            Assert.Equal(EstimationStatus.Converged, i.Estimate.Status);
            double kmv = DistanceToDefault.Kmv(firm.AssetValues[^1], volatility, debt, 1);
            double quantile = NormalQuantile.FromProbability(0.95);
            ConfidenceInterval kmvWald = new(i.Estimate.DistanceKmv - (quantile * i.Estimate.StandardErrorOfDistanceKmv), i.Estimate.DistanceKmv + (quantile * i.Estimate.StandardErrorOfDistanceKmv));
            double riskNeutral = DistanceToDefault.RiskNeutral(firm.AssetValues[^1], volatility, debt, 0.03, 1);
            double physical = DistanceToDefault.Physical(firm.AssetValues[^1], volatility, debt, firm.Drift, 1);
            (ConfidenceInterval Interval, double Truth)[] all =
            [
                (i.VolatilityWald, volatility), (i.VolatilityProfile, volatility),
                (i.DistanceRiskNeutralWald, riskNeutral), (i.DistanceRiskNeutralProfile, riskNeutral),
                (i.DistancePhysicalWald, physical), (i.DistancePhysicalProfile, physical),
                (i.DriftWald, firm.Drift), (i.DriftProfile, firm.Drift),
                (i.LogEdfWald, ExpectedDefaultFrequency.LogFromDistance(riskNeutral)), (i.LogEdfProfile, ExpectedDefaultFrequency.LogFromDistance(riskNeutral)),
                (kmvWald, kmv),
            ];
            for (int k = 0; k < all.Length; k++)
            {
                covered[k] += all[k].Interval.Contains(all[k].Truth) ? 1 : 0;
            }
        }

        double[] share = [.. covered.Select(c => (double)c / counted)];
        return new Coverage(counted, share[0], share[1], share[2], share[3], share[4], share[5], share[6], share[7], share[8], share[9], share[10]);
    }

    /// <summary>Firms with asset volatility .1 to .5 and debt .2 to .8 of the first assets, above their default point after 250 days.</summary>
    private static IEnumerable<SimulatedFirm> Survivors(int firms)
    {
        var pick = new PhiloxStream(31415, 1);
        int count = 0;
        for (uint stream = 0; count < firms; stream++)
        {
            double volatility = 0.1 + (0.4 * pick.NextUniform());
            double debt = 100 * (0.2 + (0.6 * pick.NextUniform()));
            SimulatedFirm firm = SimulatedFirm.Create(10_000 + stream, volatility, debt);
            if (firm.AssetValues[^1] > debt)
            {
                count++;
                yield return firm;
            }
        }
    }

    private sealed record Coverage(
        int Firms,
        double VolatilityWald,
        double VolatilityProfile,
        double DistanceRiskNeutralWald,
        double DistanceRiskNeutralProfile,
        double DistancePhysicalWald,
        double DistancePhysicalProfile,
        double DriftWald,
        double DriftProfile,
        double LogEdfWald,
        double LogEdfProfile,
        double DistanceKmvWald);
}
