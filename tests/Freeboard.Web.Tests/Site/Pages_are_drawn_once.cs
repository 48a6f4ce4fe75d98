using Freeboard.Services.Access;
using Freeboard.Services.Watchlists;
using Freeboard.Web.Site;
using Microsoft.Extensions.DependencyInjection;

namespace Freeboard.Web.Tests.Site;

/// <summary>What a page says of a run is kept for whoever asks next; what it says to one reader is that reader's alone.</summary>
public sealed class Pages_are_drawn_once(SharedServer shared) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task Readers_share_what_is_said_of_a_run_and_never_each_others_masthead()
    {
        using HttpClient administrator = shared.Server.SignedIn(Role.Administrator);
        using HttpClient viewer = shared.Server.SignedIn(Role.Viewer);
        foreach (string address in (string[])["/", "/firms", "/firms/SY0001", "/screener", "/compare?firm=SY0001&firm=SY0002", "/quality"])
        {
            string first = await administrator.GetStringAsync(address);
            string second = await viewer.GetStringAsync(address);
            Assert.Equal(MainOf(first), MainOf(second));
            Assert.Contains(">administrator</a>", first, StringComparison.Ordinal);
            Assert.DoesNotContain("administrator", second, StringComparison.Ordinal);
            Assert.Contains(">viewer</a>", second, StringComparison.Ordinal);
            Assert.Contains("href=\"/users\"", first, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"/users\"", second, StringComparison.Ordinal);
            Assert.DoesNotContain(Shell.Place, second, StringComparison.Ordinal);
            Assert.Contains("data-theme=\"dark\"", await viewer.GetStringAsync(address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "theme=dark"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_language_another_address_and_another_readers_lists_are_another_page()
    {
        using HttpClient english = shared.Server.SignedIn(Role.Viewer);
        using HttpClient chinese = shared.Server.SignedIn(Role.Viewer, "zh-CN");
        Assert.NotEqual(MainOf(await english.GetStringAsync("/firms/SY0001")), MainOf(await chinese.GetStringAsync("/firms/SY0001")));
        Assert.NotEqual(MainOf(await english.GetStringAsync("/firms/SY0001")), MainOf(await english.GetStringAsync("/firms/SY0001?we=-20")));

        // Two firms, and one of a name that nobody has.
        Assert.NotEqual(MainOf(await english.GetStringAsync("/compare?firm=SY0001&firm=SY0002")), MainOf(await english.GetStringAsync("/compare?firm=SY0001,SY0002&fault=unknown")));

        WatchlistBook lists = shared.Server.Host.App.Services.GetRequiredService<WatchlistBook>();
        Assert.Null(lists.Add("analyst", "An analyst's own", ["SY0001"]));
        using HttpClient analyst = shared.Server.SignedIn(Role.Analyst);
        Assert.Contains("s own</option>", await analyst.GetStringAsync("/screener?sort=dd"), StringComparison.Ordinal);
        Assert.DoesNotContain("s own</option>", await english.GetStringAsync("/screener?sort=dd"), StringComparison.Ordinal);
        Assert.Null(lists.Add("analyst", "An analyst's second own", ["SY0002"]));
        Assert.Contains("second own</option>", await analyst.GetStringAsync("/screener?sort=dd"), StringComparison.Ordinal);
    }

    private static string MainOf(string html) => html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)];
}
