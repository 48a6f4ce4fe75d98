using System.Text;
using Freeboard.Migration;
using Freeboard.Reporting.Report;
using Freeboard.Services.Migration;

namespace Freeboard.Reporting.Tests.Migration;

public sealed class Migration_pages_say_what_the_figures_say
{
    [Theory]
    [InlineData("en", "stay in their state over a period; from B,")]
    [InlineData("zh-CN", "留在原状态；B 中有")]
    public async Task The_title_names_the_riskiest_state(string language, string title)
    {
        string html = await HtmlReport.RenderAsync(Sample(MigrationMethod.Cohort), new ReportOptions { Language = language });
        Assert.Contains(title, html, StringComparison.Ordinal);
        Assert.Contains("33.33%", html, StringComparison.Ordinal);
        Assert.Contains("freeboard migration fit", html, StringComparison.Ordinal);
        int main = html.IndexOf("<main", StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html[main..html.IndexOf("</main>", main, StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MigrationMethod.Duration)]
    [InlineData(MigrationMethod.AalenJohansen)]
    public async Task Every_method_has_its_page(MigrationMethod method)
    {
        string html = await HtmlReport.RenderAsync(Sample(method));
        Assert.Contains("class=\"heat\"", html, StringComparison.Ordinal);
        Assert.Contains("obligor-years", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_projection_has_its_page_in_both_languages()
    {
        MatrixTable matrix = MatrixTable.Read("from,A,B,D\nA,0.9,0.08,0.02\nB,0.1,0.7,0.2\nD,0,0,1\n"u8, "m.csv", 1);
        Projection projection = MigrationProjection.Of(matrix, AmountTable.Read("state,amount\nA,70\nB,30\n"u8, "a.csv"), new ProjectionOptions { Years = [0.5, 1, 10] }).Projection!;
        foreach (string language in (string[])["en", "zh-CN"])
        {
            string html = await HtmlReport.RenderAsync(projection, new ReportOptions { Language = language });
            Assert.Equal(2, html.Split("<table class=\"heat\">").Length - 1);
            Assert.Contains("70.00", html, StringComparison.Ordinal);
        }
    }

    internal static MigrationReport Sample(MigrationMethod method)
    {
        StringBuilder table = new("obligor,date,state\n");
        for (int k = 0; k < 12; k++)
        {
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"o{k:00},2019-12-31,{(k < 6 ? "A" : "B")}\n");
        }

        table.Append("o00,2020-03-01,B\no06,2020-04-01,D\no07,2020-08-01,D\no08,2020-09-01,A\no11,2020-12-31,B\n");
        string text = table.ToString();
        return MigrationFit.OfStates(StateTable.Read(Encoding.UTF8.GetBytes(text), "states.csv"), new MigrationFitOptions { Method = method, States = ["A", "B", "D"] }).Report!;
    }
}
