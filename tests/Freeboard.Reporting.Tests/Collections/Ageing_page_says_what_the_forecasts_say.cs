using Freeboard.Reporting.Report;
using Freeboard.Services.Collections;
using Freeboard.Services.Migration;

namespace Freeboard.Reporting.Tests.Collections;

public sealed class Ageing_page_says_what_the_forecasts_say
{
    [Theory]
    [InlineData("en", "of the accounts stood in a wrong bucket")]
    [InlineData("zh-CN", "的账户落入错误的账龄")]
    public async Task Lede_matrix_and_errors_are_those_of_the_report(string language, string words)
    {
        AgeingReport report = Sample();
        string html = await HtmlReport.RenderAsync(report, new ReportOptions { Language = language });
        int main = html.IndexOf("<main", StringComparison.Ordinal);
        string body = html[main..html.IndexOf("</main>", main, StringComparison.Ordinal)];
        Assert.Contains(words, body, StringComparison.Ordinal);
        Assert.Contains("class=\"heat\"", body, StringComparison.Ordinal);
        Assert.Contains("id=\"errors\"", body, StringComparison.Ordinal);
        Assert.Contains(report.Provenance.RunId, html, StringComparison.Ordinal);
        foreach (string fault in (string[])["NaN", "{0}", "0001-01-01"])
        {
            Assert.DoesNotContain(fault, body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Too_few_periods_have_a_page_that_says_so()
    {
        AgeingReport report = AgeingFit.Of(StateTable.Read("obligor,date,state\na,2025-01-31,0\nb,2025-01-31,0\na,2025-02-28,1\nb,2025-02-28,0\n"u8, "a.csv"), ["0", "1"]).Report!;
        string html = await HtmlReport.RenderAsync(report);
        Assert.Contains("too few periods", html, StringComparison.OrdinalIgnoreCase);
    }

    internal static AgeingReport Sample() => AgeingFit.Of(StateTable.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "migration", "accounts.csv")), "accounts.csv"), ["current", "1-30", "31-60", "61-90", "91+"]).Report!;
}
