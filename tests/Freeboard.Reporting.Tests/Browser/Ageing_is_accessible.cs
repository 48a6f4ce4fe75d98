using Freeboard.Reporting.Report;
using Freeboard.Reporting.Tests.Collections;

namespace Freeboard.Reporting.Tests.Browser;

[Collection("browser")]
public sealed class Ageing_is_accessible(BrowserFixture browser)
{
    [Theory]
    [InlineData("en", 1440, false)]
    [InlineData("zh-CN", 390, true)]
    public async Task The_forecasts_are_drawn_and_no_rule_is_broken(string language, int width, bool dark)
    {
        string html = await HtmlReport.RenderAsync(Ageing_page_says_what_the_forecasts_say.Sample(), new ReportOptions { Language = language });
        await using OpenPage open = await browser.OpenAsync(html, width, dark);
        Assert.True(await open.Page.EvaluateAsync<int>("document.querySelectorAll('fb-figure:has(.plot) svg path').length") > 2);
        Assert.Empty(await Report_is_accessible.Violations(open));
        Assert.True(await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0, $"{language} {width} scrolls sideways.");
    }
}
