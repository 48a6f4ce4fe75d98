using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Report;
using Freeboard.Reporting.Tables;
using Freeboard.Services.Bayes;
using Freeboard.Services.Scoring;
using Freeboard.Services.Tables;
using Freeboard.Services.Uncertainty;
using Freeboard.Uncertainty;

namespace Freeboard.Reporting.Tests.Tables;

public sealed class Table_pages_say_what_the_rows_say
{
    private static readonly Phrasebook English = Phrasebook.For("en");

    public static TheoryData<string> Commands => [.. SampleTables.Commands];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_a_whole_page_in_both_languages(string command)
    {
        TableReport report = SampleTables.Of(command);
        foreach (string language in Phrasebook.Languages)
        {
            string html = await HtmlReport.RenderAsync(report, new ReportOptions { Language = language });
            Assert.StartsWith($"<!doctype html>\n<html lang=\"{language}\"", html, StringComparison.Ordinal);
            Assert.EndsWith("</html>\n", html, StringComparison.Ordinal);
            int from = html.IndexOf("<body>", StringComparison.Ordinal);
            string body = html[from..html.IndexOf("fb-dates", from, StringComparison.Ordinal)];
            Assert.Contains(report.Provenance.RunId, body, StringComparison.Ordinal);
            Assert.Contains(command, body, StringComparison.Ordinal);
            Assert.Contains("<fb-", body, StringComparison.Ordinal);
            foreach (string fault in (string[])["NaN", "{0}", "0001-01-01", "Infinity", "∞"])
            {
                Assert.DoesNotContain(fault, body, StringComparison.Ordinal);
            }

            Assert.Equal(html, await HtmlReport.RenderAsync(report, new ReportOptions { Language = language }));
        }
    }

    [Fact]
    public void Titles_are_counted_from_the_rows()
    {
        TableStory groups = Story("bayes groups");
        TableCells cells = new(SampleTables.Of("bayes groups"));
        int outside = cells.Rows.Count(row => cells.Number(row, "edf") < cells.Number(row, "low") || cells.Number(row, "edf") > cells.Number(row, "high"));
        Assert.StartsWith($"In {outside} of 5 groups", groups.Figures[0].Title, StringComparison.Ordinal);
        Assert.StartsWith("2 of 60 rows raise an alarm; 0.6 would by chance alone", Story("bayes anomaly").Figures[0].Title, StringComparison.Ordinal);
        Assert.Contains("at most 67% of alarms are right", Story("bayes anomaly").Lede, StringComparison.Ordinal);
        Assert.StartsWith("The signals raise the EDF from 2.00% to", Story("bayes odds").Figures[0].Title, StringComparison.Ordinal);
        Assert.StartsWith("The signals repeat each other", Story("bayes dependence").Figures[0].Title, StringComparison.Ordinal);
        Assert.StartsWith("missed-payment speaks loudest: seen 9.7 times", Story("bayes ratios").Figures[0].Title, StringComparison.Ordinal);
        Assert.StartsWith("After round 2 the experts agree", Story("uncertainty delphi").Figures[0].Title, StringComparison.Ordinal);
        Assert.Equal("Its expected value is infinite", Story("uncertainty describe").Figures[0].Title);
        Assert.StartsWith("No belief is missed by more than 0.075", Story("uncertainty fit").Figures[0].Title, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_says_what_it_measured_on_rows_that_the_fit_has_not_seen()
    {
        TableReport fit = SampleTables.Of("score fit");
        ScoreFitReport report = (ScoreFitReport)fit.Detail!;
        TableStory story = TableStory.Of(fit, English);
        Assert.Contains($"On 360 rows that the fit has not seen the AUC is {Numbers.Fixed(report.Test!.Area.Area!.Value, 3)}", story.Lede, StringComparison.Ordinal);
        Assert.Equal(["measures", "coefficients", "scaling", "selection"], story.Tables.Select(static t => t.Id));
        Assert.Equal(report.Fit.Regression!.Coefficients.Count, story.Tables[1].Rows.Count);
        IntervalsFigure values = Assert.IsType<IntervalsFigure>(story.Figures.Single(static f => f.Id == "information").Data);
        Assert.Equal(report.Fit.Variables.Select(static v => v.InformationValue).OrderDescending(), values.Value);
        CurvesFigure roc = Assert.IsType<CurvesFigure>(story.Figures.Single(static f => f.Id == "roc").Data);
        Assert.Equal(3, roc.Curves.Count);
        Assert.All(roc.Curves, static c => Assert.True(c.X.Zip(c.X.Skip(1)).All(static p => p.First <= p.Second)));
        Assert.StartsWith("The points have not moved", Story("score report").Figures[0].Title, StringComparison.Ordinal);
        Assert.Contains("900 late accounts", Story("collections contact").Lede, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_hold_the_numbers_of_the_rows()
    {
        TableReport report = SampleTables.Of("bayes beta");
        TableCells cells = new(report);
        IntervalsFigure figure = Assert.IsType<IntervalsFigure>(Story("bayes beta").Figures[0].Data);
        Assert.Equal(cells.Present("regressionShare").OrderDescending(), figure.Value.Select(value => value!.Value));
        IntervalsFigure window = Assert.IsType<IntervalsFigure>(Story("bayes window").Figures[0].Data);
        TableCells one = new(SampleTables.Of("bayes window"));
        Assert.Equal([one.Number(one.Rows[0], "sigmaVLow"), one.Number(one.Rows[0], "sigmaVNormalLow"), one.Number(one.Rows[0], "sigmaVClosedLow")], window.Low);
        CurvesFigure curves = Assert.IsType<CurvesFigure>(Story("uncertainty fit").Figures[0].Data);
        Assert.Equal([0.02, 0.035, 0.04, 0.045, 0.05], curves.Curves.Single(curve => curve.IsPoints).X);
    }

    [Fact]
    public async Task Rows_without_an_answer_have_a_page_that_says_so()
    {
        TableReport none = SampleTables.Of("bayes groups", "group,edf,firm_years,defaults\nx,0.02,100,2\ny,0.01,200,2\n", bytes => BayesTables.Groups(bytes, "t", null, 0.9));
        Assert.Empty(TableStory.Of(none, English).Figures);
        Assert.Contains("NoOverdispersion", TableStory.Of(none, English).Lede, StringComparison.Ordinal);
        Assert.Contains("There is no figure", await HtmlReport.RenderAsync(none), StringComparison.Ordinal);
        TableReport unsolved = SampleTables.Of(
            "uncertainty distance", "id,E,sigmaE,D,r,T\nx,-1,0.3,50,0.03,1\n", bytes => UncertainDistanceTable.Find(bytes, "t", new UncertainDistanceOptions { Rate = new LinearUncertainty(0.02, 0.05) }));
        Assert.Empty(TableStory.Of(unsolved, English).Figures);
        Assert.Contains("InvalidInput", await HtmlReport.RenderAsync(unsolved), StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_without_a_page_is_named() =>
        Assert.Contains("'solve'", Assert.Throws<ArgumentException>(() => TableStory.Of(SampleTables.Of("bayes odds") with { Command = "solve" }, English)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "—")]
    [InlineData("48", "48")]
    [InlineData("0.25193211178947678", "0.2519")]
    [InlineData("-3.66957", "−3.670")]
    [InlineData("2.6e-10", "2.6 × 10⁻¹⁰")]
    [InlineData("Converged", "Converged")]
    [InlineData("1234.5678", "1,235")]
    public void Numbers_of_rows_have_four_digits_that_matter(string cell, string text) => Assert.Equal(text, TableNumber.Of(cell));

    private static TableStory Story(string command) => TableStory.Of(SampleTables.Of(command), English);
}
