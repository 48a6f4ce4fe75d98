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
