using System.Text;
using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Services.Labels;

namespace Freeboard.Services.Tests.Labels;

public sealed class LabelledSampleTests
{
    private static readonly LabelDefinition Default12 = new() { Event = LabelEvent.BondDefault, HorizonMonths = 12 };

    [Fact]
    public void An_event_counts_after_the_day_and_up_to_the_end_of_the_horizon_only()
    {
        LabelledSample sample = LabelledSample.Of(
            [Row("A", "2020-06-30"), Row("B", "2020-06-30"), Row("C", "2020-06-30"), Row("D", "2020-06-30")],
            Labels("A,2020-07-01,default", "B,2021-06-30,default", "C,2021-07-01,default"),
            Default12,
            new DateOnly(2022, 1, 1));
        Assert.Equal([true, true, false, false], sample.Rows.Select(r => r.HasEvent));
        Assert.Empty(sample.Errors);
    }

    [Fact]
    public void Every_row_is_judged_or_counted_with_its_reason()
    {
        LabelledSample sample = LabelledSample.Of(
            [
                Row("A", "2020-01-31"), Row("A", "2020-06-30"), Row("A", "2020-12-31"),
                Row("B", "2020-01-31"), new DistanceRow("B", new DateOnly(2020, 6, 30), null, null, null), Row("B", "2021-06-30"),
                Row("C", "2020-01-31"),
            ],
            Labels("A,2020-06-30,default", "C,2020-05-01,delisted", "Z,2020-05-01,default"),
            Default12,
            new DateOnly(2021, 12, 31));
        Assert.Equal((7, 1, 2, 2, 1), (sample.Given, sample.WithoutDistance, sample.AfterEvent, sample.FollowUpCut, sample.EventsOfOtherFirms));
        Assert.Equal([("A", true), ("B", false)], sample.Rows.Select(r => (r.Row.Firm, r.HasEvent)));
        Assert.Equal(sample.Given, sample.Rows.Count + sample.WithoutDistance + sample.AfterEvent + sample.FollowUpCut);
    }

    [Fact]
    public void A_day_whose_horizon_outlasts_the_record_is_cut_with_an_event_or_without()
    {
        LabelledSample sample = LabelledSample.Of(
            [Row("A", "2020-06-30"), Row("B", "2020-06-30")], Labels("A,2020-08-01,default"), Default12, new DateOnly(2021, 6, 29));
        Assert.Empty(sample.Rows);
        Assert.Equal(2, sample.FollowUpCut);
    }

    [Theory]
    [InlineData("2020-06-29")]
    [InlineData("2020-06-30")]
    public void A_label_dated_before_the_features_is_refused_with_its_place(string day)
    {
        RowError error = Assert.Single(LabelledSample.Of([Row("A", "2020-06-30")], Labels("B,2020-07-01,default", $"A,{day},default"), Default12).Errors);
        Assert.Equal(("labels.csv", 3, "date", "LABEL-BEFORE-FEATURES"), (error.File, error.Line, error.Column, error.Code));
        Assert.Contains("2020-06-30", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_events_than_the_one_judged_do_not_object() =>
        Assert.Empty(LabelledSample.Of([Row("A", "2020-06-30")], Labels("A,2019-01-01,st"), Default12).Errors);

    private static DistanceRow Row(string firm, string day) => new(firm, DateOnly.ParseExact(day, "yyyy-MM-dd"), 1, null, 1);

    private static LabelTable Labels(params string[] lines)
    {
        LabelTable table = LabelTable.Read(Encoding.UTF8.GetBytes("firm,date,event\n" + string.Join('\n', lines) + "\n"), "labels.csv");
        Assert.Equal(0, table.ErrorCount);
        return table;
    }
}
