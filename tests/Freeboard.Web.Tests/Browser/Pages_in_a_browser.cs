using System.Text;
using Freeboard.Services.Access;
using Freeboard.Services.KeptFiles;
using Freeboard.Services.Monitoring;
using Freeboard.Services.Watchlists;
using Freeboard.Web.Tests.Macro;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Freeboard.Web.Tests.Browser;

/// <summary>Every page in both languages and themes: no rule of WCAG 2.2 AA broken, no sideways scrolling, nothing fetched from elsewhere, nothing that the policy of scripts refuses.</summary>
[Collection("browser")]
public sealed class Pages_in_a_browser(BrowserFixture browser)
{
    private static readonly string[] Pages = ["/", "/firms", "/firms/SY0001", "/firms/NOBODY", "/runs", "/imports", "/imports/new", "/start", "/account", "/users", "/log", "/screener", "/screener?q=zzz&ddTo=4", "/watchlists", "/compare", "/compare?firm=SY0001&firm=SY0002", "/validation", "/portfolio", "/migration", "/replication", "/quality", "/docs", "/docs/structural", "/settings", "/alerts", "/alerts?watchlist=x", "/alerts/NOBODY", "/alerts/looked-at", "/alerts/looked-at?step=9", "/macro", "/macro/study?series=series.csv&scenarios=scenarios.csv&driver=industrial_output:growth&wanted=2", "/macro/study?series=none", "/no/such/page"];

    private static readonly int[] Widths = [1440, 360];

    [Theory]
    [InlineData("en", false)]
    [InlineData("en", true)]
    [InlineData("zh-CN", false)]
    [InlineData("zh-CN", true)]
    public async Task No_rule_is_broken_and_no_page_scrolls_sideways(string language, bool dark) => await LookAsync(language, dark, whole: false);

    /// <summary>Every triple of language, theme and width; the short one looks at every pair of them.</summary>
    [Theory]
    [InlineData("en", false)]
    [InlineData("en", true)]
    [InlineData("zh-CN", false)]
    [InlineData("zh-CN", true)]
    [Trait("Length", "Long")]
    public async Task No_rule_is_broken_at_any_width_in_any_theme_and_language(string language, bool dark) => await LookAsync(language, dark, whole: true);

    private async Task LookAsync(string language, bool dark, bool whole)
    {
        int looked = Widths[(language == "en") ^ dark ? 0 : 1];
        await using Window window = await browser.OpenAsync(browser.Server, Role.Administrator, language, Widths[0], dark);
        string run = browser.Server.Host.App.Services.GetService(typeof(Web.Runs.RunShelf)) is Web.Runs.RunShelf shelf ? shelf.IdOf(null)! : "";
        List<string> faults = [];
        Fill(browser.Server);
        foreach (string path in (string[])[.. Pages, "/runs/" + run, await browser.RefusedAsync(), .. await browser.StudiesAsync()])
        {
            await window.Page.SetViewportSizeAsync(Widths[0], 900);
            await window.Page.GotoAsync(path);
            Assert.Equal(language, await window.Page.GetAttributeAsync("html", "lang"));
            Assert.Equal(dark ? "dark" : "light", await window.Page.GetAttributeAsync("html", "data-theme"));
            foreach (int width in Widths)
            {
                // A page that is made narrow under the reader's eyes is laid out anew, its charts with the next frame.
                await window.Page.SetViewportSizeAsync(width, 900);
                await window.Page.EvaluateAsync("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
                if (whole || width == looked)
                {
                    faults.AddRange((await window.ViolationsAsync()).Select(v => $"{path} at {width}: {v}"));
                }

                if (await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") > 0)
                {
                    faults.Add($"{path} at {width} scrolls sideways");
                }

                await ShootAsync(window.Page, path, language, width, dark);
            }
        }

        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("en", false)]
    [InlineData("en", true)]
    [InlineData("zh-CN", false)]
    [InlineData("zh-CN", true)]
    public async Task Pages_for_nobody_break_no_rule_either(string language, bool dark)
    {
        await using Server empty = await Server.EmptyAsync();
        foreach ((Server server, string path) in new[] { (browser.Server, "/sign-in"), (browser.Server, "/sign-in?out=issuer"), (empty, "/setup") })
        {
            await using Window window = await browser.OpenAsync(server, null, language, Widths[0], dark);
            await window.Page.GotoAsync(path);
            Assert.EndsWith(path, window.Page.Url, StringComparison.Ordinal);
            foreach (int width in Widths)
            {
                await window.Page.SetViewportSizeAsync(width, 900);
                Assert.Empty(await window.ViolationsAsync());
                await ShootAsync(window.Page, path, language, width, dark);
            }
        }
    }

    [Fact]
    public async Task A_script_in_a_page_is_refused_by_the_browser()
    {
        await using Window window = await browser.OpenAsync(browser.Server, Role.Viewer);
        await window.Page.GotoAsync("/");
        await window.Page.EvaluateAsync("() => { const s = document.createElement('script'); s.textContent = 'window.planted = 1'; document.body.append(s); }");
        Assert.True(await window.Page.EvaluateAsync<bool>("window.planted === undefined"));
        Assert.Contains(window.Faults, static f => f.Contains("Content Security Policy", StringComparison.Ordinal));
        window.Faults.Clear();
    }

    [Fact]
    public async Task Theme_language_and_colours_stand_in_the_address_and_are_remembered()
    {
        await using Window window = await browser.OpenAsync(browser.Server, Role.Viewer);
        await window.Page.GotoAsync("/runs?theme=dark&lang=zh-CN&dir=cvd");
        foreach (string path in new[] { "", "/" })
        {
            if (path.Length > 0)
            {
                await window.Page.GotoAsync(path);
            }

            Assert.Equal(("dark", "zh-CN", "cvd"), (await window.Page.GetAttributeAsync("html", "data-theme"), await window.Page.GetAttributeAsync("html", "lang"), await window.Page.GetAttributeAsync("html", "data-dir")));
        }

        await window.Page.ClickAsync(".prefs a[hreflang=en]");
        Assert.Equal("en", await window.Page.GetAttributeAsync("html", "lang"));
    }

    /// <summary>A monitor that has made a step, and files of an economy.</summary>
    private static void Fill(Server server)
    {
        KeptFileBook files = server.Host.App.Services.GetRequiredService<KeptFileBook>();
        KeptMonitors monitors = server.Host.App.Services.GetRequiredService<KeptMonitors>();
        if (monitors.Find("looked-at") is null)
        {
            files.Keep(KeptFileKind.Series, "series.csv", Encoding.UTF8.GetBytes(EconomyFiles.Series), "analyst");
            files.Keep(KeptFileKind.Scenarios, "scenarios.csv", Encoding.UTF8.GetBytes(EconomyFiles.Scenarios), "analyst");
            Assert.Empty(monitors.Keep("looked-at", MonitorRules.DefaultText, "analyst", ""));
            Assert.NotNull(monitors.Step("looked-at"));

            // Tables are wider than a telephone only when something stands in them.
            server.Book.MakeKey("administrator", "a program of the treasury", [Right.Read, Right.Assess, Right.Import], TimeSpan.FromDays(1));
            Assert.Null(server.Host.App.Services.GetRequiredService<WatchlistBook>().Add("administrator", "watched, with a name of some length", [.. Enumerable.Range(1, 12).Select(static i => FormattableString.Invariant($"SY{i:0000}"))]));
        }
    }

    /// <summary>Pictures for whoever looks at them, where a folder is named for them.</summary>
    internal static async Task ShootAsync(IPage page, string path, string language, int width, bool dark)
    {
        if (Environment.GetEnvironmentVariable("FREEBOARD_SCREENSHOTS") is { Length: > 0 } folder)
        {
            string name = path.Trim('/') is { Length: > 0 } given ? (given.Split('?')[0].Replace('/', '-') is { Length: > 20 } made ? made[..20] : given.Split('?')[0].Replace('/', '-')) + (given.Contains('?', StringComparison.Ordinal) ? "-asked" : "") : "overview";
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{width}-{(dark ? "dark" : "light")}-{language}.png"), FullPage = true });
        }
    }
}
