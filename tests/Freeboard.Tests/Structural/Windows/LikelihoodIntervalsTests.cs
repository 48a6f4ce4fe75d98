using Freeboard.Numerics;
using Freeboard.Structural.Windows;

namespace Freeboard.Tests.Structural.Windows;

/// <summary>Intervals: their ends lie where the likelihood has fallen by half the chi-square quantile, and they cover the truth as often as they say.</summary>
public class LikelihoodIntervalsTests
{
    [Fact]
    public void The_ends_of_a_profile_lie_where_the_likelihood_has_fallen_by_half_the_quantile()
    {
        double quantile = NormalQuantile.FromProbability(0.95);
        foreach (SimulatedFirm firm in SimulatedFirm.Many(8))
        {
            LikelihoodIntervals i = DuanLikelihood.Intervals(firm.Series.Window);
            var plain = new PlainWindow(firm.Series);
            foreach (double end in (double[])[i.VolatilityProfile.Lower, i.VolatilityProfile.Upper])
            {
                double mu = plain.MeanLogReturn(end) + (0.5 * end * end) + firm.Series.PayoutRate;
                Assert.Equal(i.Estimate.LogLikelihood - (0.5 * quantile * quantile), plain.LogLikelihood(end, mu), 1e-6);
            }

            Assert.Equal(plain.Distances(i.VolatilityProfile.Upper, 0).RiskNeutral, i.DistanceRiskNeutralProfile.Lower, 1e-8);
            Assert.Equal(plain.Distances(i.VolatilityProfile.Lower, 0).RiskNeutral, i.DistanceRiskNeutralProfile.Upper, 1e-8);
            Assert.True(i.DriftProfile.Contains(i.Estimate.Drift) && i.DistancePhysicalProfile.Contains(i.Estimate.DistancePhysical));
            Assert.True(i.LogEdfProfile.Contains(i.Estimate.LogEdf) && i.LogEdfWald.Contains(i.Estimate.LogEdf));
            Assert.Equal(0.9, i.Level);
        }
    }

    [Theory]
    [InlineData(SurvivorshipCorrection.None)]
    [InlineData(SurvivorshipCorrection.AtWindowEnd)]
    public void Drift_and_physical_distance_take_their_extremes_over_the_region(SurvivorshipCorrection survivorship)
    {
        SimulatedFirm firm = SimulatedFirm.Create(77, 0.3, 70, days: 101);
        LikelihoodIntervals i = DuanLikelihood.Intervals(firm.Series.Window, WindowOptions.Default with { Survivorship = survivorship });
        var plain = new PlainWindow(firm.Series);
        double quantile = NormalQuantile.FromProbability(0.95);
        double floor = i.Estimate.LogLikelihood - (0.5 * quantile * quantile);
        (double low, double high, double lowDrift, double highDrift) = (double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);
        for (int a = 0; a <= 60; a++)
        {
            double sigma = i.VolatilityProfile.Lower + ((i.VolatilityProfile.Upper - i.VolatilityProfile.Lower) * a / 60);
            for (int b = 0; b <= 120; b++)
            {
                double mu = i.Estimate.Drift + (i.Estimate.StandardErrorOfDrift * ((b - 60) / 25.0));
                if (plain.LogLikelihood(sigma, mu, survivorship != SurvivorshipCorrection.None) >= floor)
                {
                    double distance = plain.Distances(sigma, mu).Physical;
                    (low, high) = (Math.Min(low, distance), Math.Max(high, distance));
                    (lowDrift, highDrift) = (Math.Min(lowDrift, mu), Math.Max(highDrift, mu));
                }
            }
        }

        // The grid is coarse: its extremes lie inside, at most a cell away.
        double cell = i.Estimate.StandardErrorOfDrift / 25;
        Assert.InRange(low, i.DistancePhysicalProfile.Lower, i.DistancePhysicalProfile.Lower + (2 * cell / 0.2));
        Assert.InRange(high, i.DistancePhysicalProfile.Upper - (2 * cell / 0.2), i.DistancePhysicalProfile.Upper);
        Assert.InRange(lowDrift, i.DriftProfile.Lower, i.DriftProfile.Lower + (1.5 * cell));
        Assert.InRange(highDrift, i.DriftProfile.Upper - (1.5 * cell), i.DriftProfile.Upper);
    }

    [Fact]
    public void With_a_known_drift_the_physical_distance_takes_its_extremes_over_the_volatilities_also_where_it_turns()
    {
        // Under water and drifting below the rate, the distance first rises with sigma, then falls.
        SimulatedFirm firm = SimulatedFirm.Create(3, 0.3, 140);
        var plain = new PlainWindow(firm.Series);
        int turning = 0;
        for (double drift = -0.3; drift < 0.1; drift += 0.02)
        {
            LikelihoodIntervals i = DuanLikelihood.Intervals(firm.Series.Window, WindowOptions.Default with { Drift = DriftTreatment.Given, GivenDrift = drift });
            ConfidenceInterval sigma = i.VolatilityProfile;
            double[] distances = [.. Enumerable.Range(0, 101).Select(k => plain.Distances(sigma.Lower + ((sigma.Upper - sigma.Lower) * k / 100), drift).Physical)];
            Assert.True(i.DistancePhysicalProfile.Contains(i.Estimate.DistancePhysical));
            Assert.InRange(i.DistancePhysicalProfile.Lower, distances.Min() - 1e-4, distances.Min() + 1e-9);
            Assert.InRange(i.DistancePhysicalProfile.Upper, distances.Max() - 1e-9, distances.Max() + 1e-3);
            turning += distances.Max() > Math.Max(distances[0], distances[^1]) ? 1 : 0;
        }

        Assert.True(turning > 0);
    }

    [Fact]
    public void Without_an_estimate_there_are_no_intervals()
    {
        EquitySeries series = SimulatedFirm.Create(1, 0.3, 60).Series;
        Array.Fill(series.EquityValues, 1);
        LikelihoodIntervals i = DuanLikelihood.Intervals(series.Window);
        Assert.Equal(EstimationStatus.NoMovement, i.Estimate.Status);
        Assert.Equal(ConfidenceInterval.None, i.VolatilityProfile);
        Assert.False(i.VolatilityWald.Contains(0.3));
    }
}
