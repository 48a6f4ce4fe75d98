using Freeboard.Macro;
using Freeboard.Reporting.Figures;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Macro;
using Freeboard.Reporting.Report;
using Freeboard.Services.Macro;

namespace Freeboard.Reporting.Tests.Macro;

public sealed class Macro_page_says_what_the_figures_say
{
    private static readonly Phrasebook English = Phrasebook.For("en");

    [Fact]
    public async Task A_study_gives_a_whole_page_in_both_languages()
    {
        foreach (string language in new[] { "en", "zh-CN" })
        {
            foreach ((MacroReport study, string name) in new[] { (SampleStudy.Whole, "macro"), (SampleStudy.Alone, "macro-fit") })
            {
                string html = await HtmlReport.RenderAsync(study, new ReportOptions { Language = language });
                Assert.StartsWith($"<!doctype html>\n<html lang=\"{language}\"", html, StringComparison.Ordinal);
                string body = html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("<script>", html.IndexOf("<body>", StringComparison.Ordinal), StringComparison.Ordinal)];
                Assert.Contains(study.Provenance.RunId, body, StringComparison.Ordinal);
                Assert.Contains("<code>freeboard macro</code>", body, StringComparison.Ordinal);
                Assert.DoesNotContain("NaN", body, StringComparison.Ordinal);
                Assert.DoesNotContain("{0}", body, StringComparison.Ordinal);
                Assert.DoesNotContain("macro.", body.Replace("macro.csv", "", StringComparison.Ordinal), StringComparison.Ordinal);
                if (Environment.GetEnvironmentVariable("FREEBOARD_REPORT_FOLDER") is { Length: > 0 } folder)
                {
                    await File.WriteAllTextAsync(Path.Combine(folder, $"{name}-{language}.html"), html);
                }
            }
        }
    }

    [Fact]
    public void Titles_name_the_worst_scenario_and_its_height()
    {
        (MacroScenarioPath path, MacroScenarioStep step) = MacroSentences.Worst(SampleStudy.Whole)!.Value;
        Assert.Equal("severe", path.Name);
        Assert.Equal(SampleStudy.Whole.Scenarios.Max(s => s.Steps.Max(t => t.Regression.Value)), step.Regression.Value);
        Assert.Contains(Numbers.Probability(Math.Log(step.Regression.Value)), MacroSentences.IndexTitle(SampleStudy.Whole, English), StringComparison.Ordinal);
        Assert.Contains("severe", MacroSentences.AssetsTitle(SampleStudy.Whole, English), StringComparison.Ordinal);
        int telling = SampleStudy.Alone.Fit.Terms.Skip(1).Count(t => t.PValue < 0.05);
        Assert.Contains($"{telling} of 2", MacroSentences.CoefficientTitle(SampleStudy.Alone, English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.01, 3, "macro.contest.better")]
    [InlineData(0.01, -3, "macro.contest.worse")]
    [InlineData(0.30, 1, "macro.contest.equal")]
    public void The_title_of_the_comparison_is_what_the_test_says(double p, double statistic, string key)
    {
        MacroContest contest = SampleStudy.Alone.Contest!;
        MacroReport study = SampleStudy.Alone with { Contest = contest with { AgainstAutoregressive = contest.AgainstAutoregressive! with { Probability = p, Statistic = statistic } } };
        Assert.Equal(English[key], MacroSentences.ContestTitle(study, English));
    }

    [Fact]
    public void Paths_start_from_the_index_and_history_stands_before_them()
    {
        LineFigure figure = MacroFigures.Index(SampleStudy.Whole, English);
        Assert.Equal(84 + 12, figure.Dates!.Count);
        Assert.Equal(4, figure.Series.Count);
        Assert.Equal(SampleStudy.Whole.Last!.Value, figure.Series[0].Values[83]);
        Assert.All(figure.Series.Skip(1), s => Assert.Equal(SampleStudy.Whole.Last.Value, s.Values[83]));
        Assert.Null(figure.Series[0].Values[84]);
        Assert.Null(figure.Series[1].Values[82]);
        Assert.Equal(13, MacroFigures.Assets(SampleStudy.Whole, English)!.Dates!.Count);
        Assert.Null(MacroFigures.Assets(SampleStudy.Alone, English));
    }

    [Fact]
    public void Every_status_has_words_in_both_languages()
    {
        foreach (Phrasebook words in new[] { English, Phrasebook.For("zh-CN") })
        {
            Assert.All(Enum.GetValues<MacroStatus>(), s => Assert.NotEmpty(words[$"macro.status.{s}"]));
            Assert.All(Enum.GetValues<ReverseStatus>(), s => Assert.NotEmpty(MacroSentences.Reverse(new ReverseStress { Status = s, Solutions = [] }, words)));
            Assert.All(Enum.GetValues<EdfLink>(), s => Assert.NotEmpty(words[$"macro.scale.{s}"]));
            Assert.All(Enum.GetValues<SeriesTransform>(), s => Assert.NotEmpty(words[$"macro.transform.{s}"]));
            Assert.All(Enum.GetValues<EdfIndexWeight>(), s => Assert.NotEmpty(words[$"macro.weight.{s}"]));
        }
    }
}
