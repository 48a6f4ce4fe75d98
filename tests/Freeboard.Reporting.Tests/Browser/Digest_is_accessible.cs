using Freeboard.Reporting.Report;
using Freeboard.Reporting.Tests.Monitoring;

namespace Freeboard.Reporting.Tests.Browser;

[Collection("browser")]
public sealed class Digest_is_accessible(BrowserFixture browser)
{
    [Theory]
    [InlineData("en", 1440, false)]
    [InlineData("zh-CN", 1440, true)]
    [InlineData("en", 390, true)]
    [InlineData("zh-CN", 390, false)]
    public async Task No_rule_is_broken_and_nothing_scrolls_sideways(string language, int width, bool dark)
    {
        string html = await HtmlReport.RenderAsync(Digest_page_says_what_the_digest_says.Sample(), new ReportOptions { Language = language });
        await using OpenPage open = await browser.OpenAsync(html, width, dark);
        Assert.Empty(await Report_is_accessible.Violations(open));
        Assert.Equal(6, await open.Page.EvaluateAsync<int>("document.querySelectorAll('table.alerts tbody tr').length"));
        Assert.True(await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0, $"{language} {width} scrolls sideways.");
        if (Environment.GetEnvironmentVariable("FREEBOARD_REPORT_FOLDER") is { Length: > 0 } folder)
        {
            await open.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"digest-{language}-{width}-{(dark ? "dark" : "light")}.png"), FullPage = true });
        }
    }
}
