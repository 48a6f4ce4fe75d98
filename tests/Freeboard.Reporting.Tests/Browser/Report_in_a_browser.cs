using System.Globalization;
using Freeboard.Assessment;
using Freeboard.Reporting.Language;
using Freeboard.Reporting.Market;
using Freeboard.Reporting.Report;
using Microsoft.Playwright;

namespace Freeboard.Reporting.Tests.Browser;

[Collection("browser")]
public sealed class Report_in_a_browser(BrowserFixture browser)
{
    private static readonly AssessmentRun Run = new SampleRun().Build();
    private static readonly MarketView View = MarketView.Of(Run);
    private static readonly Lazy<Task<string>> Html = new(static () => HtmlReport.RenderAsync(Run));

    [Fact]
    public async Task Opens_from_disk_and_draws_every_chart_without_error_or_request()
    {
        await using OpenPage open = await browser.OpenAsync(await Html.Value);
        Assert.Equal(4, await open.Page.Locator(".plot svg").CountAsync());
        foreach (ILocator plot in await open.Page.Locator(".plot").AllAsync())
        {
            Assert.True(await plot.Locator("path").CountAsync() > 3);
        }

        Assert.Equal("Source Sans 3 Variable", await open.Page.EvaluateAsync<string>("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replace(/\"/g, ''))[0]"));
    }

    [Fact]
    public async Task Search_keeps_the_firms_that_match_and_an_empty_answer_says_what_empties_it()
    {
        await using OpenPage open = await browser.OpenAsync(await Html.Value);
        ILocator rows = open.Page.Locator("fb-ranking tbody tr");
        Assert.Equal(25, await rows.CountAsync());
        await open.Page.FillAsync("#search", "anchor");
        string[] expected = [.. View.Firms.Where(f => f.Firm.Name.Contains("Anchor", StringComparison.Ordinal)).Select(f => f.Firm.Firm)];
        Assert.Equal(expected, await rows.EvaluateAllAsync<string[]>("rs => rs.map(r => r.dataset.code)"));
        Assert.Equal("3 of 60 firms", await open.Page.TextContentAsync("fb-ranking .count"));
        await open.Page.FillAsync("#search", "zzz");
        Assert.Equal("Nothing matches “zzz”. Without the search text, 60 of 60 firms remain.", await open.Page.TextContentAsync("fb-ranking .none p"));
        await open.Page.ClickAsync("fb-ranking [data-clear]");
        Assert.Equal(25, await rows.CountAsync());
        await open.Page.SelectOptionAsync("#which", "without");
        Assert.Equal(4, await rows.CountAsync());
    }

    [Fact]
    public async Task Every_column_sorts_both_ways_by_keyboard_and_says_so()
    {
        await using OpenPage open = await browser.OpenAsync(await Html.Value);
        ILocator head = open.Page.Locator("fb-ranking thead th:has(button)");
        Assert.Equal(9, await head.CountAsync());
        Assert.Equal("ascending", await open.Page.Locator("fb-ranking th:has([data-sort=dd])").GetAttributeAsync("aria-sort"));
        foreach (ILocator th in await head.AllAsync())
        {
            await th.Locator("button").FocusAsync();
            await open.Page.Keyboard.PressAsync("Enter");
            string first = (await th.GetAttributeAsync("aria-sort"))!;
            await open.Page.Keyboard.PressAsync("Enter");
            string second = (await th.GetAttributeAsync("aria-sort"))!;
            Assert.NotEqual(first, second);
            Assert.Equal(1, await open.Page.Locator("fb-ranking th[aria-sort]").CountAsync());
        }

        await open.Page.ClickAsync("[data-sort=edf]");
        Assert.Equal("descending", await open.Page.Locator("fb-ranking th:has([data-sort=edf])").GetAttributeAsync("aria-sort"));
        Assert.Equal(View.Firms.Take(25).Select(f => f.Firm.Firm), await Codes(open));
        await open.Page.ClickAsync("[data-sort=edf]");
        // Upwards the smallest probability leads, although as a double it is zero; firms without one stay last.
        Assert.Equal(SampleRun.Healthiest, (await Codes(open))[0]);
        await open.Page.ClickAsync("[data-page=\"1\"]");
        await open.Page.ClickAsync("[data-page=\"1\"]");
        Assert.Equal(4, (await open.Page.Locator("fb-ranking tbody tr:not([data-band])").CountAsync()));
        Assert.Equal("Rows 51–60 of 60", await open.Page.TextContentAsync("fb-ranking .range"));
        await open.Page.ClickAsync("[data-sort=assetValue]");
        double[] values = await open.Page.Locator("fb-ranking tbody td:nth-child(6)").EvaluateAllAsync<double[]>("cs => cs.map(c => Number(c.dataset.v))");
        Assert.Equal(values.OrderDescending(), values);
    }

    [Fact]
    public async Task Address_chooses_the_firm()
    {
        await using OpenPage open = await browser.OpenAsync(await Html.Value, fragment: "#firm=" + SampleRun.Stale);
        ILocator heading = open.Page.Locator("fb-firms h2.firm-name");
        Assert.Equal(View.Firms.Single(f => f.Firm.Firm == SampleRun.Stale).Firm.Name, await heading.TextContentAsync());
        Assert.Equal(1, await open.Page.Locator("fb-firms .reason").CountAsync());
        await open.Page.ClickAsync("fb-ranking tbody tr:nth-child(3) a");
        await Assertions.Expect(heading).ToHaveTextAsync(View.Firms[2].Firm.Name);
        Assert.EndsWith("#firm=" + View.Firms[2].Firm.Firm, open.Page.Url, StringComparison.Ordinal);
        Assert.Equal(3, await open.Page.Locator("fb-firms .plot svg").CountAsync());
        Assert.Equal(0, await open.Page.Locator("fb-firms .reason").CountAsync());
        await open.Page.ClickAsync(".neighbours a:last-child");
        await Assertions.Expect(heading).ToHaveTextAsync(View.Firms[3].Firm.Name);
        await open.Page.GoBackAsync();
        await Assertions.Expect(heading).ToHaveTextAsync(View.Firms[2].Firm.Name);
        await open.Page.EvaluateAsync("location.hash = 'firm=NOBODY'");
        await Assertions.Expect(open.Page.Locator("fb-firms h2")).ToHaveTextAsync("No firm NOBODY in this run");
    }

    [Fact]
    public async Task A_firm_without_history_is_told_apart_from_an_unknown_one()
    {
        await using OpenPage open = await browser.OpenAsync(await HtmlReport.RenderAsync(Run, new ReportOptions { MaximumFirmHistories = 2 }), fragment: "#firm=" + SampleRun.Healthiest);
        await Assertions.Expect(open.Page.Locator("fb-firms h2")).ToHaveTextAsync($"This file holds no history of {SampleRun.Healthiest}");
        Assert.Equal($"freeboard show {SampleRun.Healthiest}", await open.Page.TextContentAsync("fb-firms pre"));
    }

    [Fact]
    public async Task Soundings_lead_to_their_firms()
    {
        await using OpenPage open = await browser.OpenAsync(await Html.Value);
        DepthBand band = View.Bands.First(b => b.Firms > 0);
        await open.Page.ClickAsync($"a[href='#band={band.Number}']");
        await Assertions.Expect(open.Page.Locator("fb-ranking tbody tr")).ToHaveCountAsync(band.Firms);
        await open.Page.ClickAsync("[data-clear-band]");
        await Assertions.Expect(open.Page.Locator("fb-ranking tbody tr")).ToHaveCountAsync(25);
    }

    [Fact]
    public async Task Table_twin_shows_the_figures_of_the_rows_as_the_page_writes_them()
    {
        foreach (string code in new[] { View.Firms[0].Firm.Firm, SampleRun.Gap, SampleRun.Healthiest })
        {
            await using OpenPage open = await browser.OpenAsync(await Html.Value, fragment: "#firm=" + code);
            FirmSeries firm = View.Firms.Single(f => f.Firm.Firm == code);
            await open.Page.ClickAsync("fb-firms fb-figure:has(#edf-t) [data-view=table]");
            Assert.True(await open.Page.Locator("fb-firms fb-figure:has(#edf-t) .plot").IsHiddenAsync());
            string[] shown = await open.Page.Locator("fb-firms fb-figure:has(#edf-t) .twin tbody tr td:nth-child(2)").EvaluateAllAsync<string[]>("cs => cs.map(c => c.textContent)");
            Assert.Equal(firm.LnEdf.Reverse().Select(v => v is { } ln ? Numbers.Probability(ln) : "—"), shown);
            await open.Page.ClickAsync("fb-firms fb-figure:has(#waterline-t) [data-view=table]");
            string[] distances = await open.Page.Locator("fb-firms fb-figure:has(#waterline-t) .twin tbody tr td:nth-child(5)").EvaluateAllAsync<string[]>("cs => cs.map(c => c.textContent)");
            Assert.Equal(firm.Distance.Reverse().Select(v => v is { } d ? Numbers.Fixed(d, 2) : "—"), distances);
            string[] dates = await open.Page.Locator("fb-firms fb-figure:has(#waterline-t) .twin tbody th").EvaluateAllAsync<string[]>("cs => cs.map(c => c.textContent)");
            Assert.Equal(View.Dates.Reverse().Select(Numbers.Day), dates);
            await open.Page.ClickAsync("fb-firms fb-figure:has(#waterline-t) [data-view=chart]");
            Assert.True(await open.Page.Locator("fb-firms fb-figure:has(#waterline-t) .plot").IsVisibleAsync());
        }
    }

    [Fact]
    public async Task Csv_carries_the_exact_figures()
    {
        await using OpenPage open = await browser.OpenAsync(await Html.Value, fragment: "#firm=" + SampleRun.Gap);
        FirmSeries firm = View.Firms.Single(f => f.Firm.Firm == SampleRun.Gap);
        (string name, string text) = await Download(open, "fb-firms fb-figure:has(#waterline-t) [data-csv]");
        Assert.Equal("freeboard-7f3a-91c2-04be-SY1006-waterline.csv", name);
        string[][] lines = [.. text.TrimEnd('\n').Split('\n').Select(l => l.Split(','))];
        Assert.StartsWith("Date,\"V, CNY\",\"Default point, CNY\",\"σ of V, decimal\",DD\n", text, StringComparison.Ordinal);
        Assert.Equal(37, lines.Length);
        for (int i = 0; i < firm.Rows.Count; i++)
        {
            string[] cells = lines[i + 1];
            Assert.Equal(Numbers.Day(View.Dates[i]), cells[0]);
            Assert.Equal(firm.Rows[i]!.AssetValue, Read(cells[1]));
            Assert.Equal(firm.Rows[i]!.DefaultPoint, Read(cells[2]));
            Assert.Equal(firm.Distance[i], Read(cells[^1]));
        }

        (name, text) = await Download(open, "fb-ranking .filters [data-csv]");
        Assert.Equal("freeboard-7f3a-91c2-04be-firms.csv", name);
        Assert.Equal(61, text.TrimEnd('\n').Split('\n').Length);
        Assert.Contains("DegenerateNoDebt", text, StringComparison.Ordinal);
        (_, text) = await Download(open, "fb-firms fb-figure:has(#inputs-t) [data-csv]");
        Assert.Contains("totalShares,2305900000,shares,shares.csv,2026-06-12,2026-06-11,as filed", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Theme_follows_the_system_the_button_and_the_address()
    {
        string html = await Html.Value;
        await using (OpenPage open = await browser.OpenAsync(html, dark: true))
        {
            Assert.Equal("rgb(14, 22, 28)", await Paper(open));
            await open.Page.ClickAsync("[data-theme-set=light]");
            Assert.Equal("rgb(250, 250, 247)", await Paper(open));
            Assert.Equal("true", await open.Page.GetAttributeAsync("[data-theme-set=light]", "aria-pressed"));
        }

        await using OpenPage asked = await browser.OpenAsync(html, query: "?theme=dark");
        Assert.Equal("rgb(14, 22, 28)", await Paper(asked));
    }

    [Fact]
    public async Task Paper_is_light_and_holds_summary_and_firm()
    {
        await using OpenPage open = await browser.OpenAsync(await Html.Value, dark: true);
        byte[] pdf = await open.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, PrintBackground = true });
        Assert.True(pdf.Length > 50_000);
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.True(await open.Page.Locator("fb-ranking").IsHiddenAsync());
        Assert.True(await open.Page.Locator("fb-firms h2.firm-name").IsVisibleAsync());
    }

    [Fact]
    public async Task Pages_of_odd_runs_open_without_error_too()
    {
        foreach (SampleRun sample in new[] { new SampleRun { Firms = 0 }, new SampleRun { Firms = 1 }, new SampleRun { Months = 1, Firms = 12 }, new SampleRun { AllFail = true, Firms = 3 }, new SampleRun { Firms = 12, SeveralCurrencies = true } })
        {
            await using OpenPage open = await browser.OpenAsync(await HtmlReport.RenderAsync(sample.Build()));
            Assert.NotEmpty((await open.Page.TextContentAsync("h1"))!);
        }
    }

    [Fact]
    public async Task Five_thousand_firms_open_sort_and_search_quickly()
    {
        string html = await HtmlReport.RenderAsync(new SampleRun { Firms = 5000, Months = 12 }.Build());
        await using OpenPage open = await browser.OpenAsync(html);
        Assert.Equal("Rows 1–25 of 5000", await open.Page.TextContentAsync("fb-ranking .range"));
        double milliseconds = await open.Page.EvaluateAsync<double>("() => { const t = performance.now(); document.querySelector('[data-sort=assetValue]').click(); return performance.now() - t; }");
        Assert.True(milliseconds < 1500, $"Sorting took {milliseconds:F0} ms.");
        await open.Page.FillAsync("#search", "SY5999");
        await Assertions.Expect(open.Page.Locator("fb-ranking tbody tr")).ToHaveCountAsync(1);
    }

    private static async Task<string[]> Codes(OpenPage open) => await open.Page.Locator("fb-ranking tbody tr").EvaluateAllAsync<string[]>("rs => rs.map(r => r.dataset.code)");

    private static async Task<string> Paper(OpenPage open) => await open.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private static double? Read(string cell) => cell.Length == 0 ? null : double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static async Task<(string Name, string Text)> Download(OpenPage open, string selector)
    {
        IDownload download = await open.Page.RunAndWaitForDownloadAsync(() => open.Page.ClickAsync(selector));
        return (download.SuggestedFilename, (await File.ReadAllTextAsync(await download.PathAsync())).TrimStart('\uFEFF'));
    }
}
