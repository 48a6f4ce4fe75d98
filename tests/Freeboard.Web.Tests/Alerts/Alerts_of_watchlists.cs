using System.Net;
using System.Text.Json;
using Freeboard.Services.Access;
using Freeboard.Services.Monitoring;
using Freeboard.Services.Watchlists;
using Freeboard.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Freeboard.Web.Tests.Alerts;

public sealed class Alerts_of_watchlists(SharedServer shared) : IClassFixture<SharedServer>
{
    private Server Server => shared.Server;

    [Fact]
    public async Task A_monitor_of_a_watchlist_raises_alerts_of_its_firms_alone_and_the_page_says_what_the_call_says()
    {
        Assert.Null(Lists.Add("analyst", "Retail", ["SY0010"]));
        using HttpClient analyst = Server.SignedIn(Role.Analyst);
        await StepAsync(analyst, "/alerts", ("name", "retail"), ("watchlist", "Retail"), ("rules", MonitorRules.DefaultText));
        using HttpClient key = Server.WithKey(Right.Read);
        using JsonDocument digest = JsonDocument.Parse(await key.GetStringAsync("/api/v1/monitors/retail/digest"));
        JsonElement[] open = [.. digest.RootElement.GetProperty("open").EnumerateArray().Concat(digest.RootElement.GetProperty("news").EnumerateArray())];
        Assert.NotEmpty(open);
        Assert.All(open, static a => Assert.Equal("SY0010", a.GetProperty("firm").GetString()));
        Assert.Equal(1, digest.RootElement.GetProperty("firms").GetInt32());

        // The same alerts as those of all firms, for this firm: its peers are all firms either way.
        await StepAsync(analyst, "/alerts", ("name", "everyone"), ("watchlist", ""), ("rules", MonitorRules.DefaultText));
        using JsonDocument all = JsonDocument.Parse(await key.GetStringAsync("/api/v1/monitors/everyone/digest"));
        Assert.Equal(
            open.Select(Told).Order(StringComparer.Ordinal),
            all.RootElement.GetProperty("open").EnumerateArray().Concat(all.RootElement.GetProperty("news").EnumerateArray()).Where(static a => a.GetProperty("firm").GetString() == "SY0010").Select(Told).Order(StringComparer.Ordinal));

        foreach (string language in new[] { "en", "zh-CN" })
        {
            using HttpClient reader = Server.SignedIn(Role.Viewer, language);
            string html = await reader.GetStringAsync("/alerts/retail");
            Assert.Contains("Hawser Retail", html, StringComparison.Ordinal);
            Assert.Contains("/firms/SY0010", html, StringComparison.Ordinal);
            Assert.DoesNotContain("SY0005", html, StringComparison.Ordinal);
            Assert.Contains(language == "en" ? "DDRiskNeutral at or below 1.5" : "DDRiskNeutral不高于 1.5", html.Replace("DDRiskNeutral 不", "DDRiskNeutral不", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains("retail", await reader.GetStringAsync("/alerts"), StringComparison.Ordinal);
            string file = await reader.GetStringAsync("/alerts/retail/report");
            Assert.StartsWith("<!doctype html>", file, StringComparison.Ordinal);
        }

        // A firm that leaves the list is watched no more.
        Assert.True(Lists.TakeOut("analyst", "Retail", ["SY0010"]));
        Assert.Null(Lists.Add("analyst", "Retail", ["SY0001"]));
        await StepAsync(analyst, "/alerts/retail/step");
        using JsonDocument after = JsonDocument.Parse(await key.GetStringAsync("/api/v1/monitors/retail/digest"));
        Assert.Equal(2, after.RootElement.GetProperty("step").GetInt32());
        Assert.All(after.RootElement.GetProperty("news").EnumerateArray(), static a => Assert.Equal(("SY0010", "Withdrawn"), (a.GetProperty("firm").GetString(), a.GetProperty("news").GetString())));
        Assert.Contains("step", await key.GetStringAsync("/api/v1/monitors/retail/events?format=csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_that_are_wrong_are_refused_with_their_place_and_nothing_is_kept()
    {
        using HttpClient analyst = Server.SignedIn(Role.Analyst);
        using HttpResponseMessage refused = await analyst.PostAsync("/alerts", Form(("name", "bad"), ("watchlist", ""), ("rules", """{ "schema": "freeboard-monitor-rules/1", "rules": [ { "id": "x", "kind": "level", "measure": "DDRiskNeutral", "raise": 2, "clear": 1 } ] }""")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        string html = await refused.Content.ReadAsStringAsync();
        Assert.Contains("rules[0].clear", html, StringComparison.Ordinal);
        Assert.Contains("value=\"bad\"", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync("/alerts/bad")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await analyst.PostAsync("/alerts", Form(("name", "no such name!"), ("rules", MonitorRules.DefaultText)))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await analyst.PostAsync("/alerts", Form(("name", "listless"), ("watchlist", "no such list"), ("rules", MonitorRules.DefaultText)))).StatusCode);
    }

    private WatchlistBook Lists => Server.Host.App.Services.GetRequiredService<WatchlistBook>();

    private static string Told(JsonElement alert) => $"{alert.GetProperty("rule").GetString()} {alert.GetProperty("raisedDay").GetString()} {alert.GetProperty("value").GetDouble():R}";

    private async Task StepAsync(HttpClient client, string path, params (string, string)[] fields)
    {
        using HttpResponseMessage answer = await client.PostAsync(path, Form(fields));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        JobView view = await Server.DoneAsync(answer.Headers.Location!.OriginalString["/jobs/".Length..]);
        Assert.Equal((JobState.Succeeded, null), (view.State, view.Text));
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(static f => KeyValuePair.Create(f.Name, f.Value)));
}
