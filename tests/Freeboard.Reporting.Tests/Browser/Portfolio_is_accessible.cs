using Freeboard.Reporting.Report;
using Freeboard.Reporting.Tests.Portfolio;
using Freeboard.Services.Portfolio;

namespace Freeboard.Reporting.Tests.Browser;

[Collection("browser")]
public sealed class Portfolio_is_accessible(BrowserFixture browser)
{
    [Theory]
    [InlineData("en", 1440, false, PortfolioModel.MarkToMarket)]
    [InlineData("zh-CN", 1440, true, PortfolioModel.CreditRiskPlus)]
    [InlineData("en", 390, true, PortfolioModel.Asymptotic)]
    [InlineData("zh-CN", 390, false, PortfolioModel.DefaultMode)]
    public async Task Every_figure_has_its_table_and_no_rule_is_broken(string language, int width, bool dark, PortfolioModel model)
    {
        string html = await HtmlReport.RenderAsync(SamplePortfolios.Of(model), new ReportOptions { Language = language });
        await using OpenPage open = await browser.OpenAsync(html, width, dark);
        Assert.Equal(2, await open.Page.EvaluateAsync<int>("[...document.querySelectorAll('fb-loss, fb-shares')].filter(e => e.querySelector('svg, canvas')).length"));
        Assert.Empty(await Report_is_accessible.Violations(open));
        Assert.True(await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0, $"{language} {width} scrolls sideways.");
    }
}
