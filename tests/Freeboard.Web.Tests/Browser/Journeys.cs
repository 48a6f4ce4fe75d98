using System.Text.RegularExpressions;
using Freeboard.Services.Access;
using Microsoft.Playwright;

namespace Freeboard.Web.Tests.Browser;

/// <summary>What a person comes to do, from the first page to the answer, by keyboard and mouse of a real browser.</summary>
[Collection("browser")]
public sealed partial class Journeys(BrowserFixture browser)
{
    [Theory]
    [InlineData("en", "Make the sample", "Open the run")]
    [InlineData("zh-CN", "生成样例", "打开此次运行")]
    public async Task From_an_empty_start_to_the_first_distance(string language, string make, string open)
    {
        await using Server server = await Server.EmptyAsync();
        await using Window window = await browser.OpenAsync(server, null, language);
        IPage page = window.Page;
        await page.GotoAsync("/");
        Assert.EndsWith("/setup", page.Url, StringComparison.Ordinal);
        await Pages_in_a_browser.ShootAsync(page, "setup", language, 1440, false);
        Assert.Empty(await window.ViolationsAsync());

        // By keyboard alone: the first field has the focus.
        await page.Keyboard.TypeAsync("not the secret");
        foreach (string text in new[] { "ada", Server.Password, Server.Password })
        {
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.TypeAsync(text);
        }

        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("[role=alert]");
        Assert.Equal("ada", await page.InputValueAsync("#name"));
        await page.FillAsync("#secret", server.Host.SetupSecret!);
        await page.FillAsync("#password", Server.Password);
        await page.FillAsync("#again", Server.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/start");
        Assert.Empty(await window.ViolationsAsync());
        await Pages_in_a_browser.ShootAsync(page, "start-empty", language, 1440, false);

        await page.GetByRole(AriaRole.Button, new() { Name = make }).ClickAsync();
        await page.WaitForURLAsync("**/jobs/*");
        await page.GetByRole(AriaRole.Link, new() { Name = open }).WaitForAsync(new() { Timeout = 120_000 });
        await Pages_in_a_browser.ShootAsync(page, "job-done", language, 1440, false);
        Assert.Empty(await window.ViolationsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = open }).ClickAsync();
        Assert.NotNull(await page.QuerySelectorAsync(".synth"));
        await page.WaitForSelectorAsync("fb-line svg");
        await page.ClickAsync(".tbl .firm a");
        await page.WaitForURLAsync("**/firms/*");
        Assert.Matches(Distance(), await page.InnerTextAsync(".stats .hero dd"));
        await page.WaitForSelectorAsync("fb-waterline svg");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Why_did_this_firm_move(string language)
    {
        await using Window window = await browser.OpenAsync(browser.Server, Role.Viewer, language);
        IPage page = window.Page;
        await page.GotoAsync("/");
        await page.ClickAsync("#moves + .grid .tbl .firm a");
        await page.WaitForURLAsync("**/firms/*");
        double[] parts = await NumbersAsync(page);
        Assert.Equal(5, parts.Length);

        // The parts that the page shows add up to the change that it shows, to the last bits.
        Assert.Equal(parts[4], parts[..4].Sum(), 1e-12);

        // Other days by the form: they stand in the address, and the same address shows the same again.
        string[] days = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('#from option')].map(o => o.value)");
        await page.SelectOptionAsync("#from", days[^1]);
        await page.ClickAsync("form:has(#from) button");
        await page.WaitForURLAsync($"**from={days[^1]}*");
        double[] other = await NumbersAsync(page);
        Assert.NotEqual(parts[4], other[4]);
        await page.GotoAsync(page.Url);
        Assert.Equal(other, await NumbersAsync(page));
    }

    [Theory]
    [InlineData("en", "Send corrected files")]
    [InlineData("zh-CN", "重新上传修正后的文件")]
    public async Task Import_a_wrong_file_and_understand_what_to_do(string language, string again)
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("freeboard-wrong-");
        try
        {
            foreach (string file in Directory.EnumerateFiles(Server.SampleMarket, "*.csv"))
            {
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            // The third row of the prices has a word in place of a number.
            string prices = Path.Combine(folder.FullName, "prices.csv");
            string[] lines = await File.ReadAllLinesAsync(prices);
            string[] cells = lines[3].Split(',');
            string right = lines[3];
            cells[Array.IndexOf(lines[0].Split(','), "close")] = "twelve";
            lines[3] = string.Join(',', cells);
            await File.WriteAllLinesAsync(prices, lines);

            await using Window window = await browser.OpenAsync(server, Role.DataManager, language);
            IPage page = window.Page;
            await page.GotoAsync("/imports/new");
            await page.SetInputFilesAsync("#files", Directory.GetFiles(folder.FullName));
            await page.ClickAsync("main button[type=submit]");
            await page.WaitForSelectorAsync("#errors");
            string error = await page.InnerTextAsync("section:has(#errors) tbody tr");
            Assert.Contains("prices.csv", error, StringComparison.Ordinal);
            Assert.Contains("4", error, StringComparison.Ordinal);
            Assert.Contains("close", error, StringComparison.Ordinal);
            Assert.Contains("twelve", error, StringComparison.Ordinal);
            Assert.Empty(await window.ViolationsAsync());
            await Pages_in_a_browser.ShootAsync(page, "job-rejected", language, 1440, false);
            Assert.Empty(Services.Import.ImportService.List(server.Store));

            lines[3] = right;
            await File.WriteAllLinesAsync(prices, lines);
            await page.GetByRole(AriaRole.Link, new() { Name = again }).ClickAsync();
            await page.SetInputFilesAsync("#files", Directory.GetFiles(folder.FullName));
            await page.ClickAsync("main button[type=submit]");
            await page.Locator("a[href^='/?run=']").WaitForAsync(new() { Timeout = 120_000 });
            Assert.Single(Services.Import.ImportService.List(server.Store));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Without_a_script_every_page_can_be_read_and_every_form_sent()
    {
        await using IBrowserContext context = await browser.Browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = browser.Server.Address, JavaScriptEnabled = false });
        await context.AddCookiesAsync([browser.Server.CookieOf(Role.Viewer)]);
        IPage page = await context.NewPageAsync();
        await page.GotoAsync("/firms/SY0001");
        Assert.Equal(5, await page.Locator("section:has(#drivers) tbody tr").CountAsync());
        await page.SelectOptionAsync("#from", new SelectOptionValue { Index = 5 });
        await page.ClickAsync("form:has(#from) button");
        Assert.Contains("from=", page.Url, StringComparison.Ordinal);
    }

    private static async Task<double[]> NumbersAsync(IPage page) =>
        await page.EvaluateAsync<double[]>("[...document.querySelectorAll('section:has(#drivers) tbody tr')].map(r => Number(r.querySelector('td[data-v]').dataset.v))");

    [GeneratedRegex("^−?[0-9]+\\.[0-9]{2}")]
    private static partial Regex Distance();
}
