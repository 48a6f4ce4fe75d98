using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Freeboard.Services.Access;
using Freeboard.Web.Docs;

namespace Freeboard.Web.Tests.Docs;

public sealed class Documents_and_the_worked_example(SharedServer shared) : IClassFixture<SharedServer>
{
    // Hull, Options, Futures and Other Derivatives, "Using equity prices to estimate default probabilities": V0 = 12.40, sigmaV = 0.2123, as printed.
    [Fact]
    public async Task The_worked_example_gives_the_printed_answer()
    {
        using HttpClient reader = shared.Server.SignedIn(Role.Viewer);
        string page = await reader.GetStringAsync("/docs");
        Assert.Matches("data-step=\"V\">12\\.39", page);
        Assert.Matches("data-step=\"sigmaV\">0\\.2123", page);

        // More debt never raises the distance, more equity never lowers it; touching the barrier is never rarer than ending below it.
        double[] debt = Cells(page, "moved", 3);
        double[] equity = Cells(page, "moved", 1);
        Assert.True(debt[0] > debt[1] && equity[0] < equity[1]);
        for (int row = 1; row <= 8; row++)
        {
            double[] terms = Cells(page, "terms", row);
            Assert.True(terms[0] >= terms[1], $"row {row}");
        }

        Assert.Contains("role=\"alert\"", await reader.GetStringAsync("/docs?E=three"), StringComparison.Ordinal);
        Assert.Contains("class=\"fault\"", await reader.GetStringAsync("/docs?E=-3"), StringComparison.Ordinal);
    }

    private static double[] Cells(string page, string section, int row) => [.. Regex.Matches(
        Regex.Matches(Regex.Match(page, $"<section[^>]*aria-labelledby=\"{section}\">.*?</section>", RegexOptions.Singleline).Value, "<tr>.*?</tr>", RegexOptions.Singleline)[row].Value, "data-v=\"([^\"]+)\"")
        .Select(static m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))];

    [Fact]
    public async Task Every_document_of_the_repository_is_a_page_and_links_lead_to_pages()
    {
        using HttpClient reader = shared.Server.SignedIn(Role.Viewer);
        foreach (string path in Directory.GetFiles(Path.Combine(Server.Root, "docs"), "*.md"))
        {
            Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/docs/" + Path.GetFileNameWithoutExtension(path))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/docs/none")).StatusCode);
    }

    [Fact]
    public void Nothing_of_a_document_becomes_markup_of_its_own()
    {
        string html = Markdown.ToHtml("# A <b>\n\nx < y `a|<i>` **bold** [w](https://example.org) [gone](nowhere.md)\n\n| a | b |\n|---|---|\n| `x|y` | <script> |\n\n* one\n* two\n  more\n\n```sh\nls <x>\n```\n", static _ => null);
        Assert.Contains("<h1 id=\"a-b\">A &lt;b&gt;</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<code>a|&lt;i&gt;</code> <b>bold</b> <a href=\"https://example.org\">w</a> gone", html, StringComparison.Ordinal);
        Assert.Contains("<td><code>x|y</code></td><td>&lt;script&gt;</td>", html, StringComparison.Ordinal);
        Assert.Contains("<ul><li>one</li><li>two more</li></ul>", html, StringComparison.Ordinal);
        Assert.Contains("ls &lt;x&gt;", html, StringComparison.Ordinal);
    }
}
