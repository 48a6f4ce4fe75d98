using Freeboard.Migration;
using Freeboard.Reporting.Report;
using Freeboard.Reporting.Tests.Migration;

namespace Freeboard.Reporting.Tests.Browser;

[Collection("browser")]
public sealed class Migration_is_accessible(BrowserFixture browser)
{
    [Theory]
    [InlineData("en", 1440, false)]
    [InlineData("zh-CN", 1440, true)]
    [InlineData("en", 390, true)]
    [InlineData("zh-CN", 390, false)]
    public async Task The_heat_map_is_a_table_and_no_rule_is_broken(string language, int width, bool dark)
    {
        string html = await HtmlReport.RenderAsync(Migration_pages_say_what_the_figures_say.Sample(MigrationMethod.Cohort), new ReportOptions { Language = language });
        await using OpenPage open = await browser.OpenAsync(html, width, dark);
        Assert.Equal(3, await open.Page.EvaluateAsync<int>("document.querySelectorAll('table.heat td.diag').length"));
        Assert.Empty(await Report_is_accessible.Violations(open));
        Assert.True(await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0, $"{language} {width} scrolls sideways.");
    }
}
