using Freeboard.Reporting.Report;
using Freeboard.Reporting.Tests.Validation;
using Freeboard.Services.Validate;

namespace Freeboard.Reporting.Tests.Browser;

[Collection("browser")]
public sealed class Validation_is_accessible(BrowserFixture browser)
{
    private static readonly ValidationReport Report = Validation_pages_say_what_the_figures_say.Sample(1);

    [Theory]
    [InlineData("en", 1440, false)]
    [InlineData("zh-CN", 1440, true)]
    [InlineData("en", 390, true)]
    [InlineData("zh-CN", 390, false)]
    public async Task Figures_are_drawn_have_their_tables_and_no_rule_is_broken(string language, int width, bool dark)
    {
        string html = await HtmlReport.RenderAsync(Report, new ReportOptions { Language = language });
        await using OpenPage open = await browser.OpenAsync(html, width, dark);
        foreach (string figure in (string[])["groups", "roc", "calibration"])
        {
            Assert.True(await open.Page.EvaluateAsync<int>($"document.querySelectorAll('fb-figure:has(#{figure}-t) svg path').length") > 3, figure);
        }

        Assert.Empty(await Report_is_accessible.Violations(open));
        await open.Page.ClickAsync("fb-figure:has(#roc-t) [data-view=table]");
        await open.Page.ClickAsync("fb-figure:has(#calibration-t) [data-view=table]");
        Assert.Equal(51, await open.Page.EvaluateAsync<int>("document.querySelectorAll('fb-figure:has(#roc-t) .twin tbody tr').length"));
        Assert.Equal("0.0%", await open.Page.EvaluateAsync<string>("document.querySelector('fb-figure:has(#roc-t) .twin tbody th').textContent"));
        Assert.Empty(await Report_is_accessible.Violations(open));
        Assert.True(await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0, $"{language} {width} scrolls sideways.");
    }
}
