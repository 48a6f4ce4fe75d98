using Freeboard.Reporting.Report;
using Freeboard.Reporting.Tests.Macro;

namespace Freeboard.Reporting.Tests.Browser;

[Collection("browser")]
public sealed class Macro_is_accessible(BrowserFixture browser)
{
    [Theory]
    [InlineData("en", 1440, false)]
    [InlineData("zh-CN", 1440, true)]
    [InlineData("en", 390, true)]
    [InlineData("zh-CN", 390, false)]
    public async Task Figures_are_drawn_have_their_tables_and_no_rule_is_broken(string language, int width, bool dark)
    {
        string html = await HtmlReport.RenderAsync(SampleStudy.Whole, new ReportOptions { Language = language });
        await using OpenPage open = await browser.OpenAsync(html, width, dark);
        if (Environment.GetEnvironmentVariable("FREEBOARD_REPORT_FOLDER") is { Length: > 0 } folder)
        {
            await open.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"macro-{language}-{width}.png"), FullPage = true });
        }

        foreach (string figure in (string[])["index", "assets"])
        {
            Assert.True(await open.Page.EvaluateAsync<int>($"document.querySelectorAll('fb-figure:has(#{figure}-t) svg path').length") > 3, figure);
        }

        Assert.Empty(await Report_is_accessible.Violations(open));
        await open.Page.ClickAsync("fb-figure:has(#index-t) [data-view=table]");
        Assert.Equal(96, await open.Page.EvaluateAsync<int>("document.querySelectorAll('fb-figure:has(#index-t) .twin tbody tr').length"));
        Assert.Empty(await Report_is_accessible.Violations(open));
        Assert.True(await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0, $"{language} {width} scrolls sideways.");
    }
}
