using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Reporting.Report;

namespace Freeboard.Reporting.Tests.Report;

public sealed partial class Html_report_is_one_file_for_any_run
{
    public static TheoryData<string, SampleRun> Runs => new()
    {
        { "realistic", new SampleRun() },
        { "empty", new SampleRun { Firms = 0 } },
        { "one firm", new SampleRun { Firms = 1 } },
        { "one date", new SampleRun { Months = 1 } },
        { "one firm, one date", new SampleRun { Firms = 1, Months = 1 } },
        { "all failed", new SampleRun { AllFail = true, Firms = 12 } },
        { "five firms", new SampleRun { Firms = 5 } },
        { "two currencies", new SampleRun { Firms = 12, SeveralCurrencies = true } },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Every_run_gives_a_whole_page_in_both_languages(string name, SampleRun sample)
    {
        foreach (string language in new[] { "en", "zh-CN" })
        {
            AssessmentRun run = sample.Build();
            string html = await HtmlReport.RenderAsync(run, new ReportOptions { Language = language });
            Assert.True(html.StartsWith($"<!doctype html>\n<html lang=\"{language}\"", StringComparison.Ordinal), name);
            Assert.EndsWith("</html>\n", html, StringComparison.Ordinal);
            string body = Body(html);
            Assert.Contains(run.Provenance.RunId, body, StringComparison.Ordinal);
            Assert.Contains(language == "en" ? "Synthetic data" : "合成数据", body, StringComparison.Ordinal);
            Assert.DoesNotContain("NaN", body, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", body, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", body, StringComparison.Ordinal);
            Assert.DoesNotContain("{0}", Visible(body).Replace("data-count", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_is_fetched_from_anywhere()
    {
        string html = await HtmlReport.RenderAsync(new SampleRun().Build());
        Assert.DoesNotMatch(@"(src|href|action|poster|data)\s*=\s*[""']?\s*(https?:)?//", html);
        Assert.DoesNotMatch(@"url\(\s*[""']?(?!data:)", html[..html.LastIndexOf("<script>", StringComparison.Ordinal)]);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        // What is left of "http" are the names of the SVG namespaces in the charts library: names, not addresses that are asked.
        Assert.All(Address().Matches(html).Select(m => m.Value), a => Assert.StartsWith("http://www.w3.org/", a, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_run_gives_the_same_bytes_under_any_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string plain = await HtmlReport.RenderAsync(new SampleRun().Build());
        try
        {
            foreach (string culture in new[] { "de-DE", "zh-CN", "ar-SA", "tr-TR" })
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
                Assert.Equal(plain, await HtmlReport.RenderAsync(new SampleRun().Build()));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }

        Assert.NotEqual(plain, await HtmlReport.RenderAsync(new SampleRun { Twist = 1e-3 }.Build()));
    }

    [Fact]
    public async Task Text_from_files_cannot_become_markup_or_end_the_script()
    {
        AssessmentRun run = new SampleRun { Firms = 3 }.Build();
        const string evil = "</script><script>alert(1)</script>\"'&<b>";
        run = run with
        {
            Firms = [.. run.Firms.Select((f, i) => i == 0 ? f with { Name = evil, Industry = evil } : f)],
            Provenance = run.Provenance with { Notes = [new QualityNote("EVIL", "", 1, evil)], Parameters = [new RunParameter(evil, evil)], Inputs = [new InputFile(evil, "00", evil, 1, 0)], Version = "0.1.0\"}" },
        };
        string html = await HtmlReport.RenderAsync(run);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>\"", html, StringComparison.Ordinal);
        Assert.Contains("alert(1)", Visible(Body(html)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_without_a_distance_shows_a_dash_the_word_and_its_sentence_and_no_number()
    {
        string body = Body(await HtmlReport.RenderAsync(new SampleRun().Build()));
        foreach ((string code, string word, string sentence) in new[]
        {
            (SampleRun.Stale, "stale prices", "has not traded for longer than allowed"),
            (SampleRun.NoDebt, "no debt", "the distance is infinite and is not printed as a number"),
            (SampleRun.NeverStatement, "no statement", "No statement had been announced before the day."),
            (SampleRun.Ended, "ended", "No row after 2026-02-28."),
        })
        {
            string row = Regex.Match(body, $"<tr data-code=\"{code}\".*?</tr>", RegexOptions.Singleline).Value;
            Assert.NotEmpty(row);
            Assert.DoesNotContain("data-band", row, StringComparison.Ordinal);
            Assert.Contains(word, row, StringComparison.Ordinal);
            Assert.Contains(sentence, row, StringComparison.Ordinal);
            Assert.True(Regex.Count(row, "—") >= 4, row);
            Assert.DoesNotMatch(@">−?\d+\.\d\d<", Regex.Replace(row, "<svg.*?</svg>", ""));
        }
    }

    [Fact]
    public async Task A_firm_beyond_the_limit_has_its_row_but_no_history_and_the_page_says_so()
    {
        AssessmentRun run = new SampleRun().Build();
        string body = Body(await HtmlReport.RenderAsync(run, new ReportOptions { MaximumFirmHistories = 10 }));
        Assert.Equal(10, Regex.Count(body, "<article data-code="));
        Assert.Equal(60, Regex.Count(body, "<tr data-code="));
        Assert.Contains("Histories are kept for the 10 riskiest of 60 firms", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Histories are kept for the", Body(await HtmlReport.RenderAsync(run)).Replace("Histories are kept for the 60 riskiest firms. The latest", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amounts_of_several_currencies_name_their_own()
    {
        string one = Body(await HtmlReport.RenderAsync(new SampleRun { Firms = 12 }.Build()));
        Assert.Matches("V, CNY (bn|m)", one);
        string two = Body(await HtmlReport.RenderAsync(new SampleRun { Firms = 12, SeveralCurrencies = true }.Build()));
        Assert.DoesNotMatch("V, CNY (bn|m)<span", two);
        Assert.Matches(@"<tr data-code=""SY1010"".*?HKD \d", two.Replace("\n", "", StringComparison.Ordinal));
        Assert.Matches(@"<tr data-code=""SY1011"".*?CNY \d", two.Replace("\n", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", DirectionColours.ByLanguage, "intl")]
    [InlineData("zh-CN", DirectionColours.ByLanguage, "cn")]
    [InlineData("en", DirectionColours.RedUp, "cn")]
    [InlineData("zh-CN", DirectionColours.BlueUp, "cvd")]
    public async Task Direction_colours_follow_the_option(string language, DirectionColours colours, string attribute)
    {
        string html = await HtmlReport.RenderAsync(new SampleRun { Firms = 2 }.Build(), new ReportOptions { Language = language, DirectionColours = colours });
        Assert.Contains($"data-dir=\"{attribute}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_thousand_firms_are_written_in_seconds()
    {
        AssessmentRun run = new SampleRun { Firms = 5000, Months = 12 }.Build();
        Stopwatch watch = Stopwatch.StartNew();
        string html = await HtmlReport.RenderAsync(run);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"It took {watch.Elapsed.TotalSeconds:F1} s.");
        Assert.Equal(5000, Regex.Count(html, "<tr data-code="));
        Assert.Equal(400, Regex.Count(html, "<article data-code="));
    }

    [Fact]
    public async Task A_run_that_is_not_synthetic_is_nowhere_called_so()
    {
        string body = Body(await HtmlReport.RenderAsync(new SampleRun { Firms = 6, Synthetic = false }.Build()));
        Assert.DoesNotContain("ynthetic", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_work_gives_no_page() =>
        await Assert.ThrowsAsync<OperationCanceledException>(() => HtmlReport.RenderAsync(new SampleRun { Firms = 1 }.Build(), null, new CancellationToken(true)));

    [Fact]
    public void Options_check_what_they_are_given()
    {
        Assert.Throws<ArgumentException>(() => new ReportOptions { Language = "de" });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReportOptions { MaximumFirmHistories = 0 });
    }

    private static string Body(string html) => html[html.IndexOf("<body>", StringComparison.Ordinal)..html.LastIndexOf("<script>", StringComparison.Ordinal)];

    private static string Visible(string body) => WebUtility.HtmlDecode(Regex.Replace(body, "<[^>]*>", " "));

    [GeneratedRegex(@"https?://[\w./-]+")]
    private static partial Regex Address();
}
