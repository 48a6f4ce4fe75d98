using Freeboard.Assessment;
using Freeboard.Reporting.Report;
using Microsoft.Playwright;

namespace Freeboard.Reporting.Tests.Browser;

[Collection("browser")]
public sealed class Report_is_accessible(BrowserFixture browser)
{
    private static readonly AssessmentRun Run = new SampleRun().Build();

    /// <summary>Every pair of language, width and theme.</summary>
    [Theory]
    [InlineData("en", 1440, false)]
    [InlineData("en", 390, true)]
    [InlineData("zh-CN", 1440, true)]
    [InlineData("zh-CN", 390, false)]
    public async Task No_rule_of_wcag_2_2_aa_is_broken_and_no_page_scrolls_sideways(string language, int width, bool dark) => await LookAsync(language, width, dark);

    /// <summary>The triples that are missing above.</summary>
    [Theory]
    [InlineData("en", 1440, true)]
    [InlineData("en", 390, false)]
    [InlineData("zh-CN", 1440, false)]
    [InlineData("zh-CN", 390, true)]
    [Trait("Length", "Long")]
    public async Task No_rule_is_broken_in_the_other_theme_either(string language, int width, bool dark) => await LookAsync(language, width, dark);

    private async Task LookAsync(string language, int width, bool dark)
    {
        string html = await HtmlReport.RenderAsync(Run, new ReportOptions { Language = language });
        foreach (string fragment in new[] { "", "#firm=" + SampleRun.Stale })
        {
            await using OpenPage open = await browser.OpenAsync(html, width, dark, fragment);
            if (fragment.Length == 0)
            {
                // The states that a click makes are pages too: a table twin, and a search that finds nothing.
                await open.Page.ClickAsync("fb-figure:has(#share-t) [data-view=table]");
                await open.Page.ClickAsync("fb-figure:has(#edf-t) [data-view=table]");
            }

            Assert.Empty(await Violations(open));
            Assert.True(await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0, $"{language} {width}{fragment} scrolls sideways.");
        }
    }

    [Theory]
    [InlineData("#firm=NOBODY", "zzz")]
    [InlineData("#firm=" + SampleRun.NoDebt, "")]
    public async Task Unknown_firms_empty_searches_and_firms_without_debt_break_no_rule(string fragment, string search)
    {
        await using OpenPage open = await browser.OpenAsync(await HtmlReport.RenderAsync(Run), 390, true, fragment);
        await open.Page.FillAsync("#search", search);
        Assert.Empty(await Violations(open));
    }

    [Fact]
    public async Task The_check_finds_a_fault_that_was_planted()
    {
        await using OpenPage open = await browser.OpenAsync(await HtmlReport.RenderAsync(new SampleRun { Firms = 1 }.Build()));
        await open.Page.EvaluateAsync("document.querySelector('main').insertAdjacentHTML('beforeend', '<p style=\"color:#ccc;background:#fff\">pale</p><button></button>')");
        string[] found = await Violations(open);
        Assert.Contains(found, v => v.StartsWith("color-contrast", StringComparison.Ordinal));
        Assert.Contains(found, v => v.StartsWith("button-name", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 36)]
    [InlineData(1, 1)]
    public async Task Odd_runs_break_no_rule_either(int firms, int months)
    {
        await using OpenPage open = await browser.OpenAsync(await HtmlReport.RenderAsync(new SampleRun { Firms = firms, Months = months }.Build()), 390);
        Assert.Empty(await Violations(open));
    }

    [Fact]
    public async Task Every_target_is_large_enough_to_hit()
    {
        await using OpenPage open = await browser.OpenAsync(await HtmlReport.RenderAsync(Run), 390);
        string[] small = await open.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('button, select, input, td a, nav a')].filter(e => e.offsetParent && (e.getBoundingClientRect().height < 24 || e.getBoundingClientRect().width < 24)).map(e => e.outerHTML.slice(0, 120))");
        Assert.Empty(small);
    }

    internal static async Task<string[]> Violations(OpenPage open)
    {
        string axe = Repository.Path("src", "Freeboard.Reporting", "charts", "node_modules", "axe-core", "axe.min.js");
        if (!await open.Page.EvaluateAsync<bool>("typeof axe === 'object'"))
        {
            await open.Page.AddScriptTagAsync(new PageAddScriptTagOptions { Content = await File.ReadAllTextAsync(axe) });
        }

        return await open.Page.EvaluateAsync<string[]>(
            "async () => (await axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary}`))");
    }
}
