using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Freeboard.Assessment;
using Freeboard.Reporting.Language;
using Freeboard.Services.Access;
using Freeboard.Services.Runs;

namespace Freeboard.Web.Tests.Site;

public sealed partial class Pages_say_what_the_store_says(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Two_hundred_figures_of_pages_are_those_of_the_api(string language)
    {
        using HttpClient page = shared.Server.SignedIn(Role.Viewer, language);
        using HttpClient key = shared.Server.WithKey(Right.Read);
        using JsonDocument runs = JsonDocument.Parse(await key.GetStringAsync("/api/v1/runs/latest/firms"));
        using JsonDocument run = JsonDocument.Parse(await key.GetStringAsync("/api/v1/runs/latest"));
        string asOf = run.RootElement.GetProperty("asOf").GetString()!;
        int compared = 0;
        string list = await page.GetStringAsync("/firms");
        foreach (string firm in runs.RootElement.GetProperty("items").EnumerateArray().Select(static f => f.GetProperty("firm").GetString()!))
        {
            using JsonDocument rows = JsonDocument.Parse(await key.GetStringAsync($"/api/v1/runs/latest/rows?firm={firm}"));
            JsonElement last = rows.RootElement.GetProperty("rows").EnumerateArray().Last();

            // The exact figures that the list of firms carries for its exports and its order.
            string row = Regex.Match(list, $"<tr data-code=\"{firm}\".*?</tr>", RegexOptions.Singleline).Value;
            Assert.NotEmpty(row);
            foreach (string name in new[] { "ddRiskNeutral", "edf", "assetValue", "defaultPoint", "assetVolatility" })
            {
                if (last.TryGetProperty(name, out JsonElement figure) && last.GetProperty("status").GetString() == "Converged" && last.GetProperty("date").GetString() == asOf)
                {
                    Assert.Contains($"data-v=\"{figure.GetDouble().ToString("R", CultureInfo.InvariantCulture)}\"", row, StringComparison.Ordinal);
                    compared++;
                }
            }

            // The histories that the firm's figures are drawn from.
            string html = await page.GetStringAsync("/firms/" + firm);
            using JsonDocument drawn = JsonDocument.Parse(Regex.Match(html, "<fb-waterline.*?<script type=\"application/json\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value);
            double?[] expected = [.. rows.RootElement.GetProperty("rows").EnumerateArray().Select(static r => r.GetProperty("status").GetString() == "Converged" && r.TryGetProperty("ddRiskNeutral", out JsonElement d) ? d.GetDouble() : (double?)null)];
            double?[] shown = [.. drawn.RootElement.GetProperty("distance").EnumerateArray().Select(static d => d.ValueKind == JsonValueKind.Null ? (double?)null : d.GetDouble())];
            Assert.Equal(expected.OfType<double>(), shown.OfType<double>());
            compared += shown.OfType<double>().Count();

            // The inputs table, against the inputs of the API.
            using JsonDocument about = JsonDocument.Parse(await key.GetStringAsync("/api/v1/runs/latest/firms/" + firm));
            foreach (JsonElement input in about.RootElement.GetProperty("inputs").EnumerateArray().Where(static i => i.TryGetProperty("value", out _)))
            {
                Assert.Contains($"data-v=\"{input.GetProperty("value").GetDouble().ToString("R", CultureInfo.InvariantCulture)}\"", html, StringComparison.Ordinal);
                compared++;
            }
        }

        Assert.True(compared >= 200, $"only {compared} figures were compared");
    }

    [Fact]
    public void Both_languages_have_the_same_phrases_with_the_same_places()
    {
        Phrasebook english = Web.Site.Words.For("en");
        Phrasebook chinese = Web.Site.Words.For("zh-CN");

        // Errors of rows are written in English where files are read, with their figures; by code there are Chinese sentences alone.
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Where(static key => !key.StartsWith("row.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (string key in english.Keys)
        {
            Assert.Equal((key, Places(english[key])), (key, Places(chinese[key])));
        }
    }

    [Fact]
    public void Every_page_of_the_masthead_has_a_name() => Assert.All(Web.Site.NavItem.All, static item => Assert.NotEmpty(Web.Site.Words.For("zh-CN")[$"nav.{item.Key}"]));

    [Theory]
    [InlineData(null, "en")]
    [InlineData("zh", "zh-CN")]
    [InlineData("zh-Hans-CN,en;q=0.8", "zh-CN")]
    [InlineData("fr,de;q=0.9", "en")]
    [InlineData("fr,zh;q=0.4,en;q=0.6", "en")]
    public async Task The_browser_s_language_counts_until_another_is_chosen(string? accepted, string shown)
    {
        using HttpClient client = shared.Server.Anonymous(accepted ?? "");
        Assert.Contains($"<html lang=\"{shown}\"", await client.GetStringAsync("/sign-in"), StringComparison.Ordinal);
        string other = shown == "en" ? "zh-CN" : "en";
        using HttpResponseMessage chosen = await client.GetAsync("/sign-in?lang=" + other);
        Assert.Contains($"<html lang=\"{other}\"", await chosen.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(chosen.Headers.GetValues("Set-Cookie"), c => c.StartsWith("freeboard-lang=" + other, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_text_in_an_address_is_never_markup()
    {
        using HttpClient client = shared.Server.SignedIn(Role.Viewer);
        const string Planted = "%3Cscript%3Ealert(1)%3C%2Fscript%3E";
        foreach (string path in new[] { "/?run=" + Planted, "/firms/" + Planted, "/runs/" + Planted, "/sign-in?return=/" + Planted, "/runs?lang=" + Planted, "/runs?x=" + Planted })
        {
            string html = await (await client.GetAsync(path)).Content.ReadAsStringAsync();
            Assert.DoesNotContain("<script>alert", html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/no/such/page")]
    [InlineData("/api/v1/runs")]
    [InlineData("/health/live")]
    public async Task Every_answer_carries_the_headers_that_bound_it(string path)
    {
        using HttpClient client = shared.Server.SignedIn(Role.Viewer);
        using HttpResponseMessage response = await client.GetAsync(path);
        string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
        Assert.False(response.Headers.Contains("Server"));
        if (response.Content.Headers.ContentType?.MediaType == "text/html")
        {
            Assert.DoesNotMatch(InlineScript(), await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Assets_may_be_kept_for_ever_and_come_packed_or_plain()
    {
        using HttpClient client = shared.Server.Anonymous();
        string style = Regex.Match(await client.GetStringAsync("/sign-in"), "/assets/style-[0-9a-f]+\\.css").Value;
        using HttpResponseMessage plain = await client.GetAsync(style);
        Assert.Contains("immutable", plain.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using HttpRequestMessage request = new(HttpMethod.Get, style);
        request.Headers.Add("Accept-Encoding", "gzip");
        using HttpResponseMessage packed = await client.SendAsync(request);
        using MemoryStream unpacked = new();
        await using (System.IO.Compression.GZipStream gzip = new(await packed.Content.ReadAsStreamAsync(), System.IO.Compression.CompressionMode.Decompress))
        {
            await gzip.CopyToAsync(unpacked);
        }

        Assert.Equal(await plain.Content.ReadAsByteArrayAsync(), unpacked.ToArray());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/assets/style-000000000000.css")).StatusCode);
    }

    [Fact]
    public async Task A_former_run_stays_open_by_its_id()
    {
        using RunArchive archive = RunArchive.Open(shared.Server.Store);
        AssessmentRun run = archive.Find(null)!;
        using HttpClient client = shared.Server.SignedIn(Role.Viewer);
        string id = run.Provenance.RunId;
        string html = await client.GetStringAsync("/?run=" + id[..6]);
        Assert.Contains($"/firms/SY0001?run={id}", html, StringComparison.Ordinal);
        Assert.Contains(id, await client.GetStringAsync("/runs/" + id), StringComparison.Ordinal);
    }

    private static string Places(string phrase) => string.Join(",", Place().Matches(phrase).Select(static m => m.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex("<script(?! (src=|type=\"application/json\"))")]
    private static partial Regex InlineScript();
}
