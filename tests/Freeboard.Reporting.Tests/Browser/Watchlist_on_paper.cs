using Freeboard.Assessment;
using Freeboard.Reporting.Report;
using Microsoft.Playwright;

namespace Freeboard.Reporting.Tests.Browser;

/// <summary>A watchlist's report lists all its firms on paper; on the screen they come in pages.</summary>
[Collection("browser")]
public sealed class Watchlist_on_paper(BrowserFixture browser)
{
    [Fact]
    public async Task Every_firm_of_the_list_is_printed()
    {
        AssessmentRun run = new SampleRun { Firms = 60 }.Build();
        string[] firms = [.. run.Firms.Skip(10).Take(40).Select(static f => f.Firm)];
        string html = await HtmlReport.RenderListAsync(run, "Forty", firms);
        await using OpenPage open = await browser.OpenAsync(html);
        ILocator rows = open.Page.Locator("fb-ranking tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(25);

        // What the browser says before it makes pages for the printer, and after.
        await open.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        Assert.Equal(firms.Order(StringComparer.Ordinal), (await rows.EvaluateAllAsync<string[]>("rs => rs.map(r => r.dataset.code)")).Order(StringComparer.Ordinal));
        await open.Page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        await Assertions.Expect(rows).ToHaveCountAsync(25);

        // Who has no script reads and prints them all.
        Assert.DoesNotContain("<template><table>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "The 5 riskiest of 30 firms stand above whole", "freeboard report firm CODE")]
    [InlineData("zh-CN", "30 家公司中风险最高的 5 家在上方完整列出", "freeboard report firm 代码")]
    public async Task The_riskiest_stand_whole_on_the_page_and_of_the_rest_it_is_said_how_many_and_how_to_get_them(string language, string rest, string command)
    {
        AssessmentRun run = new SampleRun { Firms = 60 }.Build();
        string[] firms = [.. run.Firms.Skip(10).Take(30).Select(static f => f.Firm)];
        string html = await HtmlReport.RenderListAsync(run, "Thirty", firms, new ReportOptions { Language = language, MaximumFirmSheets = 5 });
        await using OpenPage open = await browser.OpenAsync(html);
        string[] whole = await open.Page.Locator(".sheet").EvaluateAllAsync<string[]>("ss => ss.map(s => s.querySelector('article').dataset.code)");
        string[] ranked = await open.Page.Locator("fb-ranking tbody tr").EvaluateAllAsync<string[]>("rs => rs.map(r => r.dataset.code)");
        Assert.Equal(ranked.Take(5), whole);

        // What is far from the screen is drawn when it comes near, or for paper: see below.
        Assert.InRange(await open.Page.Locator(".sheet .plot svg").CountAsync(), 0, 9);
        Assert.Equal(5, await open.Page.Locator(".sheet section.sec h3").CountAsync());
        Assert.Contains(rest, await open.Page.TextContentAsync("p.note.c-12"), StringComparison.Ordinal);
        Assert.Contains(command, await open.Page.TextContentAsync("p.note.c-12"), StringComparison.Ordinal);
        Assert.Empty(await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)"));

        // A click in the table leads to the firm's place; one of the rest is shown after the others, on the screen alone.
        await open.Page.ClickAsync($"fb-ranking tr[data-code={whole[3]}] td.firm a");
        Assert.InRange(await open.Page.EvaluateAsync<double>("code => document.getElementById('firm=' + code).getBoundingClientRect().top", whole[3]), -5, 120);
        Assert.Equal(ranked[5], await open.Page.GetAttributeAsync(".firm-place article", "data-code"));
        await open.Page.ClickAsync($"fb-ranking tr[data-code={ranked[7]}] td.firm a");
        await Assertions.Expect(open.Page.Locator($".firm-place article[data-code={ranked[7]}]")).ToHaveCountAsync(1);
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await open.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        Assert.Equal(15, await open.Page.Locator(".sheet .plot svg").CountAsync());
        Assert.True(await open.Page.Locator(".firm-place").IsHiddenAsync());
        Assert.True(await open.Page.Locator(".sheet").Last.IsVisibleAsync());
    }

    [Theory]
    [InlineData("en", 1440, true)]
    [InlineData("en", 1000, false)]
    [InlineData("zh-CN", 1000, true)]
    [InlineData("zh-CN", 390, false)]
    public async Task The_last_column_of_the_ranking_is_seen_on_every_screen_but_a_telephone_and_no_rule_is_broken(string language, int width, bool dark)
    {
        AssessmentRun run = new SampleRun { Firms = 60 }.Build();
        string html = await HtmlReport.RenderListAsync(run, "Twelve", [.. run.Firms.Take(12).Select(static f => f.Firm)], new ReportOptions { Language = language, MaximumFirmSheets = 3 });
        await using OpenPage open = await browser.OpenAsync(html, width, dark);
        Assert.True(await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0);
        if (width >= 1000)
        {
            Assert.Equal(language == "en" ? "The firms of the list on 2026-10-31" : "2026-10-31 列表中的公司", await open.Page.InnerTextAsync("#ranking"));
            Assert.True(await open.Page.EvaluateAsync<int>("(() => { const s = document.querySelector('fb-ranking .scroll'); return s.scrollWidth - s.clientWidth; })()") <= 0, "the table is wider than its place");
        }

        Assert.Empty(await Report_is_accessible.Violations(open));
    }

    [Fact]
    public async Task A_report_that_prints_an_interval_says_what_it_holds_and_another_that_it_prints_none()
    {
        AssessmentRun run = new SampleRun().Build();
        Assert.Contains("No interval is printed", await HtmlReport.RenderAsync(run), StringComparison.Ordinal);
        foreach ((string code, bool printed) in new[] { ("SY1020", true), (SampleRun.Ended, false) })
        {
            string firm = (await HtmlReport.RenderFirmAsync(run, code))!;
            Assert.Equal(printed, firm.Contains("The interval holds the sampling error", StringComparison.Ordinal));
            Assert.Equal(!printed, firm.Contains("No interval is printed", StringComparison.Ordinal));
        }
    }
}
