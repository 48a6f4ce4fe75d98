using Freeboard.Monitoring;

namespace Freeboard.Tests.Monitoring;

public sealed class LeadTimeTests
{
    private static readonly DateOnly From = new(2010, 1, 1);
    private static readonly DateOnly End = new(2020, 1, 1);

    [Fact]
    public void Alerts_are_true_false_or_undecided_by_what_the_record_says()
    {
        DateOnly happened = new(2015, 7, 1);
        WarningRecord record = LeadTime.Measure(
            [
                // Cleared long before the event: false. Open within the year before it: true. After it: left out.
                Firm("A", happened, (new DateOnly(2011, 1, 1), new DateOnly(2011, 6, 1)), (new DateOnly(2015, 1, 1), null), (new DateOnly(2016, 1, 1), null)),

                // No event: one alert with its year on record, one without.
                Firm("B", null, (new DateOnly(2012, 1, 1), new DateOnly(2012, 3, 1)), (new DateOnly(2019, 6, 1), null)),

                // An event without a warning.
                Firm("C", new DateOnly(2014, 1, 1)),
            ],
            12);
        Assert.Equal((2, 1, 4, 1, 2, 1), (record.Events, record.Caught, record.Alerts, record.TrueAlerts, record.FalseAlerts, record.UndecidedAlerts));
        Assert.Equal(WarningStatus.Estimated, record.Status);
        Assert.Equal(181 / (365.25 / 12), record.MedianLeadMonths!.Value, 12);
        Assert.Equal([new WarnedEvent("C", new DateOnly(2014, 1, 1), null, null), new WarnedEvent("A", happened, new DateOnly(2015, 1, 1), record.MedianLeadMonths)], record.Warned);

        // Exposure: A to 2014-07-01, B to 2019-01-01, C to 2013-01-01.
        double years = (Days(new DateOnly(2014, 7, 1)) + Days(new DateOnly(2019, 1, 1)) + Days(new DateOnly(2013, 1, 1))) / 365.25;
        Assert.Equal(years, record.FirmYears, 12);
        Assert.Equal(2 / years, record.FalsePerFirmYear!.Value, 12);

        static int Days(DateOnly to) => to.DayNumber - From.DayNumber;
    }

    [Fact]
    public void Lead_time_begins_with_the_horizon_at_the_earliest()
    {
        DateOnly happened = new(2015, 7, 1);
        WarningRecord record = LeadTime.Measure([Firm("A", happened, (new DateOnly(2011, 1, 1), null))], 12);
        Assert.Equal((happened.DayNumber - new DateOnly(2014, 7, 1).DayNumber) / (365.25 / 12), record.MedianLeadMonths!.Value, 12);
        Assert.Equal(new DateOnly(2011, 1, 1), record.Warned[0].Raised);
        Assert.Equal(1, record.TrueAlerts);
    }

    [Theory]
    // F. Garwood, Fiducial limits for the Poisson distribution (1936), as in every table of exact limits at 95 %.
    [InlineData(0, 0, 3.689)]
    [InlineData(1, 0.0253, 5.572)]
    [InlineData(5, 1.623, 11.668)]
    [InlineData(10, 4.795, 18.390)]
    [InlineData(50, 37.11, 65.92)]
    public void The_interval_of_false_alerts_is_the_exact_one_of_the_Poisson_law(int alerts, double low, double high)
    {
        WarningRecord record = LeadTime.Measure([Firm("A", null, [.. Enumerable.Range(0, alerts).Select(i => (From.AddDays(20 * i), (DateOnly?)From.AddDays((20 * i) + 5)))])], 12);
        Assert.Equal(alerts, record.FalseAlerts);
        Assert.Equal(low, record.FalseLow!.Value * record.FirmYears, low < 1 ? 5e-5 : low < 20 ? 5e-4 : 5e-3);
        Assert.Equal(high, record.FalseHigh!.Value * record.FirmYears, high < 20 ? 6e-4 : 5e-3);
        Assert.Equal(WarningStatus.NoEvents, record.Status);
        Assert.Null(record.CaughtShare);
    }

    [Fact]
    public void The_interval_of_events_caught_is_that_of_Clopper_and_Pearson()
    {
        // One of ten: 0.0025 to 0.4450 at 95 %.
        WarningRecord record = LeadTime.Measure([.. Enumerable.Range(0, 10).Select(i => Firm($"F{i}", new DateOnly(2015, 7, 1), i == 0 ? [(new DateOnly(2015, 1, 1), null)] : []))], 12);
        Assert.Equal(0.0025, record.CaughtLow!.Value, 5e-5);
        Assert.Equal(0.4450, record.CaughtHigh!.Value, 5e-5);
        Assert.Null(record.LeadLow);
        WarningRecord none = LeadTime.Measure([Firm("A", new DateOnly(2015, 7, 1))], 12);
        Assert.Equal((WarningStatus.NoneCaught, 0.0), (none.Status, none.CaughtLow!.Value));
    }

    [Fact]
    public void The_interval_of_the_median_lead_is_by_order_statistics_from_six_leads_on()
    {
        // For n = 10 the pair (2, 9) covers the median with 97.9 %, (3, 8) only with 89 % (David and Nagaraja, Order Statistics, 2003, 7.1).
        WarningRecord ten = LeadTime.Measure([.. Enumerable.Range(1, 10).Select(i => Warned(i, i))], 24);
        double[] leads = [.. ten.Warned.Select(w => w.LeadMonths!.Value).Order()];
        Assert.Equal((leads[1], leads[8]), (ten.LeadLow!.Value, ten.LeadHigh!.Value));
        Assert.NotNull(LeadTime.Measure([.. Enumerable.Range(1, 6).Select(i => Warned(i, i))], 24).LeadLow);
        Assert.Null(LeadTime.Measure([.. Enumerable.Range(1, 5).Select(i => Warned(i, i))], 24).LeadLow);

        static MonitoredFirm Warned(int firm, int months)
        {
            DateOnly happened = new(2015, 7, 1);
            return Firm($"F{firm:00}", happened, (happened.AddMonths(-months), null));
        }
    }

    private static MonitoredFirm Firm(string code, DateOnly? happened, params (DateOnly Raised, DateOnly? Cleared)[] alerts) =>
        new() { Firm = code, From = From, To = End, WatchedTo = End, Event = happened, Alerts = [.. alerts.Select(a => new AlertSpell(a.Raised, a.Cleared))] };
}
