using Freeboard.Monitoring;
using Freeboard.Numerics;

namespace Freeboard.Tests.Monitoring;

public sealed class FalseAlarmsTests
{
    [Theory]
    // W. Feller, An Introduction to Probability Theory and Its Applications I, XIII.7: mean wait for a run of r heads of a fair coin, 2^(r+1) - 2.
    [InlineData(5, 62)]
    [InlineData(10, 2046)]
    [InlineData(15, 65534)]
    public void Runs_of_a_fair_coin_take_as_long_as_Feller_says(int run, double wait) =>
        Assert.Equal(250 / (wait + 1), FalseAlarms.RateOfIndependent(0.5, 1, run, 1, 250), 12);

    [Theory]
    [InlineData(1.5, 1, 1, 0.5)]
    [InlineData(1.2, 2, 1, 0.5)]
    [InlineData(1.0, 2, 3, 0)]
    [InlineData(2.0, 1, 5, 1)]
    public void Independent_changes_raise_as_often_as_the_closed_form_says(double sigmas, int raiseRun, int clearRun, double clearShare)
    {
        AlarmDesign design = new() { AlarmsPerFirmYear = 0.1, ObservationsPerYear = 12, WindowObservations = 1, RaiseRun = raiseRun, ClearRun = clearRun, ClearShare = clearShare };
        double simulated = FalseAlarms.RateOfChange(design, sigmas);
        double closed = FalseAlarms.RateOfIndependent(StandardNormal.Cumulative(-sigmas), StandardNormal.Cumulative(sigmas * clearShare), raiseRun, clearRun, 12);
        double years = Math.Clamp(20_000 * 12 / 0.1, 1 << 18, 1 << 23) / 12;
        Assert.Equal(closed, simulated, 4 * Math.Sqrt(closed / years));
    }

    [Theory]
    [InlineData(2, 1.0)]
    [InlineData(4, 1.5)]
    [InlineData(62, 2.0)]
    public void Overlapping_windows_cross_as_often_as_the_bivariate_normal_says(int window, double sigmas)
    {
        // With one observation to raise and to clear at one threshold, alerts are the crossings from below: P(X < z, Y >= z), correlation 1 - 1/n.
        AlarmDesign design = new() { AlarmsPerFirmYear = 1, ObservationsPerYear = 250, WindowObservations = window, ClearShare = 1 };
        double correlation = 1 - (1.0 / window);
        double both = 0;
        const int Steps = 20_000;
        double width = (10 - sigmas) / Steps;
        for (int i = 0; i < Steps; i++)
        {
            double x = sigmas + ((i + 0.5) * width);
            both += width * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI) * StandardNormal.Cumulative(-(sigmas - (correlation * x)) / Math.Sqrt(1 - (correlation * correlation)));
        }

        double rate = 250 * (StandardNormal.Cumulative(-sigmas) - both);
        Assert.Equal(1, FalseAlarms.RateOfChange(design, sigmas) / rate, 0.03);
    }

    [Theory]
    [InlineData(0.1, 12, 3, 1, 2)]
    [InlineData(0.5, 52, 13, 2, 5)]
    [InlineData(0.1, 250, 62, 1, 19)]
    public void A_designed_threshold_gives_its_rate_on_another_path(double rate, double perYear, int window, int raiseRun, int clearRun)
    {
        AlarmDesign design = new() { AlarmsPerFirmYear = rate, ObservationsPerYear = perYear, WindowObservations = window, RaiseRun = raiseRun, ClearRun = clearRun };
        DesignedThreshold found = FalseAlarms.ForChange(design);
        Assert.Equal(AlarmDesignStatus.Converged, found.Status);
        Assert.Equal(rate, found.AlarmsPerFirmYear, found.RateStandardError);
        Assert.InRange(found.RateStandardError / rate, 0, 0.02);
        Assert.Equal(rate, FalseAlarms.RateOfChange(design with { Seed = 7 }, found.Sigmas!.Value), 6 * found.RateStandardError);
        Assert.Same(found, FalseAlarms.ForChange(design with { }));
    }

    [Fact]
    public void A_rate_that_no_threshold_gives_is_said_and_rarer_alerts_have_higher_thresholds()
    {
        Assert.Equal(AlarmDesignStatus.RateTooHigh, FalseAlarms.ForChange(new AlarmDesign { AlarmsPerFirmYear = 6, ObservationsPerYear = 12, WindowObservations = 3, ClearRun = 12 }).Status);
        AlarmDesign monthly = new() { AlarmsPerFirmYear = 0.1, ObservationsPerYear = 12, WindowObservations = 3 };
        Assert.True(FalseAlarms.ForChange(monthly with { AlarmsPerFirmYear = 0.05 }).Sigmas > FalseAlarms.ForChange(monthly).Sigmas);
        Assert.Throws<ArgumentOutOfRangeException>(() => monthly with { AlarmsPerFirmYear = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => monthly with { ClearShare = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => FalseAlarms.RateOfIndependent(0, 1, 1, 1, 12));
        Assert.Throws<ArgumentOutOfRangeException>(() => FalseAlarms.RateOfChange(monthly, 0));
    }
}
