using Freeboard.Reporting.Report;
using Freeboard.Reporting.Tests.Tables;

namespace Freeboard.Reporting.Tests.Browser;

[Collection("browser")]
public sealed class Tables_are_accessible(BrowserFixture browser)
{
    [Theory]
    [InlineData("bayes window", "en", 1440, false)]
    [InlineData("bayes beta", "zh-CN", 1440, true)]
    [InlineData("bayes anomaly", "en", 390, true)]
    [InlineData("bayes low-default", "zh-CN", 390, false)]
    [InlineData("bayes dependence", "en", 390, false)]
    [InlineData("uncertainty delphi", "zh-CN", 1440, false)]
    [InlineData("uncertainty distance", "en", 390, true)]
    [InlineData("uncertainty describe", "en", 1440, true)]
    [InlineData("score fit", "en", 1440, false)]
    [InlineData("score fit", "zh-CN", 390, true)]
    [InlineData("score report", "zh-CN", 1440, true)]
    [InlineData("collections repayment", "en", 390, false)]
    [InlineData("collections contact", "zh-CN", 1440, false)]
    [InlineData("collections contact", "en", 390, true)]
    public async Task Figures_are_drawn_have_their_tables_and_no_rule_is_broken(string command, string language, int width, bool dark)
    {
        string html = await HtmlReport.RenderAsync(SampleTables.Of(command), new ReportOptions { Language = language });
        await using OpenPage open = await browser.OpenAsync(html, width, dark);
        Assert.True(await open.Page.EvaluateAsync<int>("Math.min(...[...document.querySelectorAll('fb-figure:has(.plot)')].map(f => f.querySelectorAll('svg path, svg text').length))") > 3);
        Assert.Empty(await Report_is_accessible.Violations(open));
        await open.Page.ClickAsync("fb-figure:has(.plot) [data-view=table]");
        Assert.True(await open.Page.EvaluateAsync<int>("document.querySelectorAll('fb-figure .twin tbody tr').length") > 0);
        Assert.Empty(await Report_is_accessible.Violations(open));
        Assert.True(await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0, $"{command} {language} {width} scrolls sideways.");
    }
}
