using Freeboard.Calibration;
using Freeboard.Services.Labels;

namespace Freeboard.Services.Tests.Labels;

public sealed class FollowUpTests
{
    private static readonly LabelDefinition Year = new() { Event = LabelEvent.SpecialTreatment, HorizonMonths = 12 };

    [Theory]
    // The event in (t, t + 12 months]: the day itself is out, the last day is in.
    [InlineData("2020-06-30", "2020-07-01", FollowUpOutcome.Event)]
    [InlineData("2020-06-30", "2021-06-30", FollowUpOutcome.Event)]
    [InlineData("2020-06-30", "2021-07-01", FollowUpOutcome.NoEvent)]
    [InlineData("2020-06-30", "2020-06-30", FollowUpOutcome.AlreadyHappened)]
    [InlineData("2020-06-30", "2019-01-01", FollowUpOutcome.AlreadyHappened)]
    public void An_event_counts_in_the_horizon_after_the_day_and_not_on_it(string day, string happened, FollowUpOutcome expected) =>
        Assert.Equal(expected, Of([("A", day), ("A", "2022-12-30")], [("A", happened, LabelEvent.SpecialTreatment)])[0]);

    [Fact]
    public void A_day_that_was_not_watched_to_the_end_of_the_horizon_is_cut_and_no_survivor()
    {
        // The data end on 2022-12-30: a day of 2022 has no year after it.
        Assert.Equal([FollowUpOutcome.NoEvent, FollowUpOutcome.Cut], Of([("A", "2021-12-30"), ("A", "2022-12-30")], []));

        // B's rows stop while others go on; C is delisted.
        FollowUpOutcome[] outcomes = Of([("A", "2022-12-30"), ("B", "2020-01-31"), ("B", "2020-06-30"), ("C", "2020-01-31"), ("C", "2022-12-30")], [("C", "2020-08-03", LabelEvent.Delisting)]);
        Assert.Equal([FollowUpOutcome.Cut, FollowUpOutcome.Cut, FollowUpOutcome.Cut, FollowUpOutcome.Cut, FollowUpOutcome.Cut], outcomes);
    }

    [Fact]
    public void A_day_whose_horizon_outlasts_the_record_is_cut_with_the_event_so_far_or_without()
    {
        // Keeping only the events among such days would make events look frequent.
        Assert.Equal(FollowUpOutcome.Cut, Of([("A", "2022-12-30")], [("A", "2023-02-01", LabelEvent.SpecialTreatment)])[0]);
        FollowUpOutcome At(DateOnly end) => FollowUp.Of([("A", new DateOnly(2022, 12, 30))], [new LabelRow("A", new DateOnly(2023, 2, 1), LabelEvent.SpecialTreatment)], Year, end)[0];
        Assert.Equal(FollowUpOutcome.Cut, At(new DateOnly(2023, 12, 29)));
        Assert.Equal(FollowUpOutcome.Event, At(new DateOnly(2023, 12, 30)));
    }

    [Fact]
    public void Events_of_another_kind_are_no_events()
    {
        Assert.Equal(FollowUpOutcome.NoEvent, Of([("A", "2020-06-30"), ("A", "2022-12-30")], [("A", "2020-09-01", LabelEvent.BondDefault)])[0]);
    }

    private static FollowUpOutcome[] Of((string Firm, string Day)[] rows, (string Firm, string Day, LabelEvent Event)[] labels) => FollowUp.Of(
        [.. rows.Select(static r => (r.Firm, DateOnly.Parse(r.Day, System.Globalization.CultureInfo.InvariantCulture)))],
        [.. labels.Select(static l => new LabelRow(l.Firm, DateOnly.Parse(l.Day, System.Globalization.CultureInfo.InvariantCulture), l.Event))],
        Year);
}
