using System.Globalization;
using Freeboard.Services.Access;
using Freeboard.Web.Tests.Macro;
using Microsoft.Playwright;

namespace Freeboard.Web.Tests.Browser;

/// <summary>From a list of firms to an alert, from a page to a file and back, from an economy to every firm.</summary>
[Collection("browser")]
public sealed class More_journeys(BrowserFixture browser)
{
    [Theory]
    [InlineData("en", "See what came of it", "Hawser")]
    [InlineData("zh-CN", "查看结果", "重点")]
    public async Task Build_a_watchlist_and_get_an_alert(string language, string next, string list)
    {
        await using Server server = await Server.WithRunAsync();
        await using Window window = await browser.OpenAsync(server, Role.Analyst, language);
        IPage page = window.Page;
        await page.GotoAsync("/screener?q=SY0010");
        await page.CheckAsync("tr:has(a[href*=SY0010]) .pick");
        await page.FillAsync("input[name=name]", list);
        await page.ClickAsync("button[name=which][value=checked], button[value=checked]");
        await page.WaitForURLAsync("**/screener?list=*");

        await page.GotoAsync("/watchlists");
        await page.ClickAsync("a[href*='/alerts?watchlist=']");
        Assert.Equal(list, await page.InputValueAsync("#watchlist"));
        await page.FillAsync("#name", "mine");
        await page.ClickAsync("form[action='/alerts'] button[type=submit]");
        await page.WaitForURLAsync("**/jobs/*");
        await page.GetByRole(AriaRole.Link, new() { Name = next }).ClickAsync();
        await page.WaitForURLAsync("**/alerts/mine");
        string alerts = await page.InnerTextAsync(".alerts");
        Assert.Contains("Hawser Retail", alerts, StringComparison.Ordinal);
        Assert.Empty(await window.ViolationsAsync());
        await Pages_in_a_browser.ShootAsync(page, "alert", language, 1440, false);

        // From the alert to the firm, and why it moved.
        await page.ClickAsync(".alerts a[href='/firms/SY0010']");
        await page.WaitForSelectorAsync("#drivers");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Export_and_reopen(string language)
    {
        await using Window window = await browser.OpenAsync(browser.Server, Role.Viewer, language);
        IPage page = window.Page;
        await page.GotoAsync("/firms/SY0001");
        string distance = await page.InnerTextAsync(".stats .hero dd");
        string[] parts = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('section:has(#drivers) tbody td[data-v]')].map(c => c.dataset.v)");
        string folder = Directory.CreateTempSubdirectory("freeboard-reopen-").FullName;
        try
        {
            string file = await SaveAsync(page, "a[href='/firms/SY0001/report']", folder);
            Assert.EndsWith(".html", file, StringComparison.Ordinal);
            await using IBrowserContext disk = await browser.Browser.NewContextAsync(new BrowserNewContextOptions { Offline = true, Locale = language });
            IPage report = await disk.NewPageAsync();
            List<string> faults = [];
            report.PageError += (_, error) => faults.Add(error);
            report.Console += (_, message) => { if (message.Type == "error") { faults.Add(message.Text); } };
            await report.GotoAsync("file://" + file);
            await report.WaitForSelectorAsync("fb-waterline svg");
            Assert.Equal(distance, await report.InnerTextAsync(".stats .hero dd"));
            Assert.Equal(parts, await report.EvaluateAsync<string[]>("[...document.querySelectorAll('section:has(#drivers) tbody td[data-v]')].map(c => c.dataset.v)"));
            Assert.Equal(language, await report.GetAttributeAsync("html", "lang"));

            // On paper: A4, nothing cut off at the right.
            await report.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
            byte[] pdf = await report.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true });
            Assert.True(pdf.Length > 20_000);
            if (Environment.GetEnvironmentVariable("FREEBOARD_SCREENSHOTS") is { Length: > 0 } shots)
            {
                await File.WriteAllBytesAsync(Path.Combine(shots, $"firm-report-{language}.pdf"), pdf);
            }

            // A figure as a picture and as numbers.
            Assert.Empty(faults);
            string svg = await File.ReadAllTextAsync(await SaveAsync(page, "fb-figure:has(#waterline-t) [data-picture=svg]", folder));
            Assert.StartsWith("<svg xmlns", svg, StringComparison.Ordinal);
            Assert.Contains("<path", svg, StringComparison.Ordinal);
            byte[] png = await File.ReadAllBytesAsync(await SaveAsync(page, "fb-figure:has(#waterline-t) [data-picture=png]", folder));
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
            Assert.True(png.Length > 20_000);
            string csv = await File.ReadAllTextAsync(await SaveAsync(page, "fb-figure:has(#distance-t) [data-csv]", folder));
            Assert.Contains(",", csv, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task From_an_economy_to_every_firm(string language)
    {
        await using Server server = await Server.WithRunAsync();
        await using Window window = await browser.OpenAsync(server, Role.Analyst, language);
        IPage page = window.Page;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("freeboard-economy-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "series.csv"), EconomyFiles.Series);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "scenarios.csv"), EconomyFiles.Scenarios);
            await page.GotoAsync("/macro");
            foreach (string kind in new[] { "series", "scenarios" })
            {
                await page.CheckAsync($"input[name=kind][value={kind}]");
                await page.SetInputFilesAsync("#files", Path.Combine(folder.FullName, kind + ".csv"));
                await page.ClickAsync("form[action='/macro/files'] button[type=submit]");
                await page.WaitForSelectorAsync($"td:text-is('{kind}.csv')");
            }

            Assert.Empty(await window.ViolationsAsync());
            await Pages_in_a_browser.ShootAsync(page, "macro-files", language, 1440, false);
            await page.SelectOptionAsync("#scenarios", "scenarios.csv");
            await page.FillAsync("#driver", "industrial_output:growth");
            await page.ClickAsync("form[action='/macro/study'] button[type=submit]");
            await page.WaitForSelectorAsync("fb-line svg");
            Assert.Matches("calm|severe", await page.InnerTextAsync("#firms"));
            Assert.Empty(await window.ViolationsAsync());
            foreach ((int width, bool dark) in new[] { (1440, false), (1440, true), (390, true) })
            {
                await page.SetViewportSizeAsync(width, 900);
                await page.GotoAsync(page.Url.Replace("&theme=dark", "", StringComparison.Ordinal).Replace("&theme=light", "", StringComparison.Ordinal) + (dark ? "&theme=dark" : "&theme=light"));
                Assert.Empty(await window.ViolationsAsync());
                Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0, $"scrolls sideways at {width.ToString(CultureInfo.InvariantCulture)}");
                await Pages_in_a_browser.ShootAsync(page, "macro-study", language, width, dark);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> SaveAsync(IPage page, string selector, string folder)
    {
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(selector));
        string path = Path.Combine(folder, download.SuggestedFilename);
        await download.SaveAsAsync(path);
        return path;
    }
}
