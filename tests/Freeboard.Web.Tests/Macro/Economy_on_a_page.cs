using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Freeboard.Services.Access;

namespace Freeboard.Web.Tests.Macro;

public sealed class Economy_on_a_page(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Question = "?series=series.csv&scenarios=scenarios.csv&driver=industrial_output%3Agrowth";

    [Fact]
    public async Task A_scenario_reaches_every_firm_and_the_page_says_what_the_call_says()
    {
        using HttpClient analyst = shared.Server.SignedIn(Role.Analyst);
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(analyst, "series", "series.csv", EconomyFiles.Series)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(analyst, "scenarios", "scenarios.csv", EconomyFiles.Scenarios)).StatusCode);

        using HttpClient reader = shared.Server.SignedIn(Role.Viewer);
        Assert.Contains("series.csv", await reader.GetStringAsync("/macro"), StringComparison.Ordinal);
        string html = await reader.GetStringAsync("/macro/study" + Question);
        using HttpClient key = shared.Server.WithKey(Right.Read);
        using JsonDocument study = JsonDocument.Parse(await key.GetStringAsync("/api/v1/macro/study" + Question));
        Assert.Contains(study.RootElement.GetProperty("runId").GetString()!, html, StringComparison.Ordinal);
        JsonElement fit = study.RootElement.GetProperty("fit").GetProperty("coefficients")[1];
        Assert.Contains(fit.GetProperty("coefficient").GetDouble().ToString("F4", CultureInfo.InvariantCulture).Replace('-', '−'), html, StringComparison.Ordinal);
        Assert.Contains("severe", html, StringComparison.Ordinal);

        // Every firm with a figure now has one under the scenario, and the worse story is worse for each.
        string[] rows = (await key.GetStringAsync("/api/v1/macro/study" + Question + "&what=firms&format=csv")).TrimEnd('\n').Split('\n');
        Assert.True(rows.Length > 30, rows.Length.ToString(CultureInfo.InvariantCulture));

        // The same address gives the same page, and a file of it.
        Assert.Equal(html, await reader.GetStringAsync("/macro/study" + Question));
        Assert.StartsWith("<!doctype html>", await reader.GetStringAsync("/macro/report" + Question), StringComparison.Ordinal);
        using HttpClient chinese = shared.Server.SignedIn(Role.Viewer, "zh-CN");
        Assert.Contains("宏观", await chinese.GetStringAsync("/macro/study" + Question), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_file_is_refused_with_its_place_and_a_wrong_question_says_what_is_wrong()
    {
        using HttpClient analyst = shared.Server.SignedIn(Role.Analyst);
        using HttpResponseMessage refused = await SendAsync(analyst, "series", "bad.csv", "date,industrial_output\n2022-01-31,twelve\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        string html = await refused.Content.ReadAsStringAsync();
        Assert.Contains("NUMBER-NOT-A-NUMBER", html, StringComparison.Ordinal);
        Assert.Contains("twelve", html, StringComparison.Ordinal);
        Assert.DoesNotContain("bad.csv", await analyst.GetStringAsync("/macro"), StringComparison.Ordinal);
        foreach (string question in new[] { "?series=nothing.csv", "?series=series.csv&driver=%3A%3A", "?series=series.csv&scale=cubic", "?series=series.csv&wanted=200", "?series=series.csv&run=zzzz" })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await analyst.GetAsync("/macro/study" + question)).StatusCode);
        }

        using HttpClient key = shared.Server.WithKey(Right.Read);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await key.GetAsync("/api/v1/macro/study?series=x&scale=cubic")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await key.GetAsync("/api/v1/macro/study?series=nothing.csv")).StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string kind, string name, string text)
    {
        using MultipartFormDataContent form = new() { { new StringContent(kind), "kind" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "files", name } };
        return await client.PostAsync("/macro/files", form);
    }
}
