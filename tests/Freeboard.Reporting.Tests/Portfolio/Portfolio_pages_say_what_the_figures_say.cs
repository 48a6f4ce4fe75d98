using Freeboard.Reporting.Language;
using Freeboard.Reporting.Portfolio;
using Freeboard.Reporting.Report;
using Freeboard.Services.Portfolio;

namespace Freeboard.Reporting.Tests.Portfolio;

public sealed class Portfolio_pages_say_what_the_figures_say
{
    [Theory]
    [InlineData(PortfolioModel.DefaultMode, PortfolioMethod.Plain)]
    [InlineData(PortfolioModel.DefaultMode, PortfolioMethod.Importance)]
    [InlineData(PortfolioModel.DefaultMode, PortfolioMethod.Qmc)]
    [InlineData(PortfolioModel.DefaultMode, PortfolioMethod.Exact)]
    [InlineData(PortfolioModel.MarkToMarket, PortfolioMethod.Plain)]
    [InlineData(PortfolioModel.CreditRiskPlus, PortfolioMethod.Plain)]
    [InlineData(PortfolioModel.Asymptotic, PortfolioMethod.Plain)]
    public async Task A_page_has_the_distribution_the_tail_the_contributions_and_the_concentration(PortfolioModel model, PortfolioMethod method)
    {
        PortfolioReport report = SamplePortfolios.Of(model, method);
        LossFigure figure = LossFigure.Of(report, Phrasebook.For("en"))!;
        Assert.Equal(1, figure.Shares.Sum(), 1e-9);
        Assert.True(figure.Start <= 0);
        Assert.True(model == PortfolioModel.MarkToMarket ? figure.Start < 0 : figure.Start == 0);
        foreach (string language in (string[])["en", "zh-CN"])
        {
            string html = await HtmlReport.RenderAsync(report, new ReportOptions { Language = language });
            foreach (string element in (string[])["<fb-loss", "<fb-shares", "id=\"parts-t\"", "id=\"levels\"", "id=\"concentration\"", report.Provenance.RunId])
            {
                Assert.Contains(element, html, StringComparison.Ordinal);
            }

            Assert.Contains(Numbers.Amount(PortfolioSentences.Main(report).ExpectedShortfall), html, StringComparison.Ordinal);
            Assert.DoesNotContain("NaN", html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_parts_of_every_model_add_up_to_its_shortfall()
    {
        foreach (PortfolioModel model in Enum.GetValues<PortfolioModel>())
        {
            PortfolioReport report = SamplePortfolios.Of(model);
            double shortfall = PortfolioSentences.Main(report).ExpectedShortfall;
            Assert.Equal(shortfall, report.ShortfallsAt(0.99)!.Sum(), 1e-8 * shortfall);
        }
    }

    [Fact]
    public void Bars_that_were_drawn_apart_are_said_to_be()
    {
        Phrasebook words = Phrasebook.For("en");
        Assert.Contains("plain scenarios", PortfolioSentences.LossNote(SamplePortfolios.Of(PortfolioModel.DefaultMode, PortfolioMethod.Qmc), words), StringComparison.Ordinal);
        Assert.Equal(0, SamplePortfolios.Of(PortfolioModel.DefaultMode).Histogram!.DrawnApart);
    }

    [Fact]
    public void Bars_and_marks_agree_where_one_law_gives_both()
    {
        foreach (PortfolioReport report in (PortfolioReport[])[SamplePortfolios.Of(PortfolioModel.DefaultMode, PortfolioMethod.Exact), SamplePortfolios.Of(PortfolioModel.CreditRiskPlus), SamplePortfolios.Of(PortfolioModel.Asymptotic)])
        {
            // What lies beyond the bin of VaR at 99 % has at most 1 %, with it at least that.
            LossHistogram bars = report.Histogram!;
            int bin = (int)(PortfolioSentences.Main(report).ValueAtRisk / bars.Width * (1 + 1e-9));
            Assert.True(bars.Shares.Skip(bin + 1).Sum() <= 0.01 + 1e-6, report.Command);
            Assert.True(bars.Shares.Skip(bin).Sum() >= 0.01 - 1e-6, report.Command);
        }
    }
}
