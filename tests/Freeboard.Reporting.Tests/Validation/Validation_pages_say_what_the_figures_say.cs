using System.Globalization;
using System.Text;
using Freeboard.Calibration;
using Freeboard.Numerics;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Report;
using Freeboard.Reporting.Validation;
using Freeboard.Services.Labels;
using Freeboard.Services.Validate;
using Freeboard.Validation;

namespace Freeboard.Reporting.Tests.Validation;

public sealed class Validation_pages_say_what_the_figures_say
{
    private static readonly Phrasebook English = Phrasebook.For("en");

    [Fact]
    public async Task A_validation_gives_a_whole_page_in_both_languages()
    {
        ValidationReport report = Sample(1);
        foreach (string language in new[] { "en", "zh-CN" })
        {
            string html = await HtmlReport.RenderAsync(report, new ReportOptions { Language = language });
            Assert.StartsWith($"<!doctype html>\n<html lang=\"{language}\"", html, StringComparison.Ordinal);
            Assert.EndsWith("</html>\n", html, StringComparison.Ordinal);
            string body = html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("<script>", html.IndexOf("<body>", StringComparison.Ordinal), StringComparison.Ordinal)];
            foreach (string element in (string[])["<fb-groups", "<fb-roc", "<fb-reliability", report.Provenance.RunId])
            {
                Assert.Contains(element, body, StringComparison.Ordinal);
            }

            Assert.DoesNotContain("NaN", body, StringComparison.Ordinal);
            Assert.DoesNotContain("{0}", body, StringComparison.Ordinal);
            if (Environment.GetEnvironmentVariable("FREEBOARD_REPORT_FOLDER") is { Length: > 0 } folder)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, $"validation-{language}.html"), html);
            }
        }
    }

    [Fact]
    public async Task A_validation_without_an_event_still_has_a_page()
    {
        string html = await HtmlReport.RenderAsync(Sample(0));
        Assert.Contains("There is no ROC curve", html, StringComparison.Ordinal);
        Assert.Contains("No observation has the event.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"plot tall\" role=\"img\" aria-labelledby=\"roc-t\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "validation.groups.nearer")]
    [InlineData(-1, "validation.groups.farther")]
    [InlineData(9, "validation.groups.same")]
    public void The_title_of_the_groups_is_what_the_test_says(int way, string key) =>
        Assert.Equal(English[key], ValidationSentences.GroupsTitle(Sample(way), English));

    [Fact]
    public void The_figures_hold_the_whole_of_each_group_and_the_curve_from_end_to_end()
    {
        ValidationReport report = Sample(1);
        GroupsFigure groups = GroupsFigure.Of(report, English)!;
        Assert.Equal(1, groups.Others.Sum(), 1e-12);
        Assert.Equal(1, groups.Events.Sum(), 1e-12);
        Assert.InRange(groups.From.Count, 5, 40);
        RocFigure roc = RocFigure.Of(report, English)!;
        Assert.Equal((0.0, 0.0, 1.0, 1.0), (roc.X[0], roc.Y[0], roc.X[^1], roc.Y[^1]));
        Assert.Equal(51, roc.Rates.Count);
        Assert.True(roc.X.Count <= 802);
        ReliabilityFigure reliability = ReliabilityFigure.Of(report, English)!;
        Assert.Equal(report.All.Observations, reliability.Count.Sum());
        int inside = report.Buckets.Count(b => b.InsideInterval == true);
        Assert.Contains($"in {inside} of 10", ValidationSentences.CalibrationTitle(report, English), StringComparison.Ordinal);
        Assert.Contains(Numbers.Fixed(report.All.Area.Area!.Value, 3), ValidationSentences.RocTitle(report, English), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_status_has_a_sentence_in_both_languages()
    {
        foreach (ValidationStatus status in Enum.GetValues<ValidationStatus>())
        {
            Assert.EndsWith(".", ValidationSentences.Status(status, English), StringComparison.Ordinal);
            Assert.EndsWith("。", ValidationSentences.Status(status, Phrasebook.For("zh-CN")), StringComparison.Ordinal);
        }
    }

    // way 1: low distances fail; -1: high ones; 9: whichever; 0: none.
    private static ValidationReport Sample(int way)
    {
        StringBuilder rows = new("firm,date,DDRiskNeutral,lnEDF\n");
        StringBuilder labels = new("firm,date,event\n");
        for (uint firm = 0; firm < 400; firm++)
        {
            PhiloxStream stream = new(8, firm);
            double distance = 3 + (1.5 * stream.NextNormal());
            double fate = way == 9 ? 3 + (1.5 * stream.NextNormal()) : way < 0 ? 6 - distance : distance;
            rows.Append(CultureInfo.InvariantCulture, $"F{firm:000},2021-12-31,{distance:R},{StandardNormal.LogCumulative(-distance):R}\n");
            if (way != 0 && stream.NextUniform() < 0.6 * Math.Exp(-0.8 * Math.Max(0, fate)))
            {
                labels.Append(CultureInfo.InvariantCulture, $"F{firm:000},2022-06-30,st\n");
            }
        }

        return RunValidation.OfRows(
            DistanceRowTable.Read(Encoding.UTF8.GetBytes(rows.ToString()), "rows.csv", MappedDistance.RiskNeutral),
            LabelTable.Read(Encoding.UTF8.GetBytes(labels.ToString()), "labels.csv"),
            new Labelling { Label = new LabelDefinition { Event = LabelEvent.SpecialTreatment, HorizonMonths = 12 }, WatchedTo = new DateOnly(2023, 1, 1) },
            options: new ValidationOptions { Replicates = 100 }).Report!;
    }
}
