using System.Diagnostics;
using System.Text;
using Freeboard.Services.Access;
using Microsoft.Playwright;

namespace Freeboard.Web.Tests.Browser;

/// <summary>Pages without a mouse, and every chart as a file: what each page offers is reached by Tab in the order in which it is read, seen when it is reached, and saved from there.</summary>
[Collection("browser")]
public sealed class By_keyboard_alone(BrowserFixture browser)
{
    /// <summary>The element that has the focus: its number among all that were asked for, whether it shows it, whether it stands on the screen, and where.</summary>
    private const string Focus = """
        () => {
          const e = document.activeElement;
          if (!e || e === document.body) return null;
          const style = getComputedStyle(e);
          const box = e.getBoundingClientRect();
          e.stop ??= (window.stops = (window.stops ?? 0) + 1);
          const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
          const all = [...document.querySelectorAll('*')];
          return { number: e.stop, name: `${e.tagName} ${(e.textContent || e.name || '').trim().slice(0, 40)}`, marked, seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight, place: all.indexOf(e) };
        }
        """;

    private const int DownloadsPerSecond = 10;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1.2);
    private readonly Queue<long> saved = [];

    [Theory]
    [InlineData("en", 1440)]
    [InlineData("zh-CN", 390)]
    public async Task Every_page_is_walked_in_its_order_with_the_focus_in_sight_and_no_trap(string language, int width)
    {
        await using Window window = await browser.OpenAsync(browser.Server, Role.Administrator, language, width);
        List<string> faults = [];
        foreach (string path in (string[])["/", "/firms/SY0001", "/compare?firm=SY0001&firm=SY0002", "/imports/new", "/settings", "/users", .. await browser.StudiesAsync()])
        {
            await window.Page.GotoAsync(path);
            await window.Page.EvaluateAsync("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
            HashSet<int> stops = [];
            int place = -1;
            while (stops.Count < 400)
            {
                await window.Page.Keyboard.PressAsync("Tab");
                if (await window.Page.EvaluateAsync<Stop?>(Focus) is not { } at || !stops.Add(at.Number))
                {
                    break;
                }

                if (stops.Count == 1 && (!at.Name.StartsWith("A ", StringComparison.Ordinal) || await window.Page.EvaluateAsync<string>("document.activeElement.getAttribute('href')") != "#main"))
                {
                    faults.Add($"{path}: the first stop is {at.Name} and not the way past the masthead");
                }

                if (!at.Marked || !at.Seen || at.Place < place)
                {
                    faults.Add($"{path}: {at.Name} {(at.Marked ? "" : "does not show the focus ")}{(at.Seen ? "" : "is out of sight ")}{(at.Place < place ? "comes before what it follows" : "")}");
                }

                place = at.Place;
            }

            // Buttons of a group of radios are one stop; a slider beside a field is a second way to the same number.
            int offered = await window.Page.EvaluateAsync<int>("""
                [...document.querySelectorAll('a[href],button,input,select,textarea,summary')].filter(e => !e.disabled && e.type !== 'hidden' && e.type !== 'radio' && e.tabIndex >= 0 && e.getClientRects().length).length
                """);
            if (stops.Count < offered)
            {
                faults.Add($"{path}: {stops.Count} stops for {offered} things to reach");
            }

            // Past the masthead by the first link.
            await window.Page.EvaluateAsync("() => document.querySelector('a.skip').focus()");
            await window.Page.Keyboard.PressAsync("Enter");
            if (!await window.Page.EvaluateAsync<bool>("document.activeElement.id === 'main'"))
            {
                faults.Add($"{path}: the way past the masthead does not lead to what is there");
            }
        }

        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("en", false)]
    [InlineData("zh-CN", true)]
    public async Task Every_chart_of_every_page_is_saved_by_the_keyboard_as_figures_and_as_both_pictures(string language, bool dark)
    {
        await using Window window = await browser.OpenAsync(browser.Server, Role.Analyst, language, 1440, dark);
        int charts = 0;
        foreach (string path in (string[])["/", "/firms/SY0001", "/compare?firm=SY0001&firm=SY0002", .. await browser.StudiesAsync()])
        {
            await window.Page.GotoAsync(path);
            await window.Page.EvaluateAsync("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
            ILocator figures = window.Page.Locator("fb-figure:has(.plot)");
            for (int i = 0; i < await figures.CountAsync(); i++)
            {
                charts++;
                ILocator figure = figures.Nth(i);
                string title = (await figure.Locator("h3").InnerTextAsync()).Trim();
                string table = Encoding.UTF8.GetString(await SaveAsync(window.Page, figure, "[data-csv]", ".csv"));
                Assert.True(table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length >= 3, $"{path}: {title}: {table}");
                Assert.DoesNotContain("NaN", table, StringComparison.Ordinal);
                byte[] svg = await SaveAsync(window.Page, figure, "[data-picture=svg]", ".svg");
                if (await figure.Locator("[data-zoom=in]").CountAsync() > 0)
                {
                    // While the window is on the move a canvas covers the chart; what is saved is the chart all the same.
                    await figure.Locator("[data-zoom=in]").FocusAsync();
                    await window.Page.Keyboard.PressAsync("Enter");
                }

                byte[] moving = await SaveAsync(window.Page, figure, "[data-picture=svg]", ".svg");
                foreach (byte[] picture in (byte[][])[svg, moving])
                {
                    string text = Encoding.UTF8.GetString(picture);
                    Assert.StartsWith("<svg", text, StringComparison.Ordinal);
                    System.Xml.Linq.XDocument read = System.Xml.Linq.XDocument.Parse(text);
                    Assert.True(read.Descendants().Count(static e => e.Name.LocalName == "path") >= 3, $"{path}: {title} is empty");
                    Assert.Contains(title[..Math.Min(12, title.Length)], string.Concat(read.Descendants().Where(static e => e.Name.LocalName == "text").Select(static e => e.Value)), StringComparison.Ordinal);
                    Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
                }

                byte[] png = await SaveAsync(window.Page, figure, "[data-picture=png]", ".png");
                Assert.Equal([0x89, 0x50, 0x4E, 0x47], png[..4]);
                Assert.True(png.Length > 10_000, $"{path}: the picture of {title} has {png.Length} bytes");
            }
        }

        Assert.True(charts >= 10, $"only {charts} charts were saved");
    }

    /// <summary>
    /// One file. Chromium lets a frame begin ten downloads in a second and drops the next without a word; nobody presses so quickly, but a test does on a quick machine.
    /// </summary>
    private async Task<byte[]> SaveAsync(IPage page, ILocator figure, string button, string ending)
    {
        if (saved.Count == DownloadsPerSecond && Stopwatch.GetElapsedTime(saved.Dequeue()) is var since && since < Interval)
        {
            await Task.Delay(Interval - since);
        }

        saved.Enqueue(Stopwatch.GetTimestamp());
        await figure.Locator(button).FocusAsync();
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.EndsWith(ending, download.SuggestedFilename, StringComparison.Ordinal);
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    private sealed record Stop
    {
        public int Number { get; init; }

        public string Name { get; init; } = "";

        public bool Marked { get; init; }

        public bool Seen { get; init; }

        public int Place { get; init; }
    }
}
