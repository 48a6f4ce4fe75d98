using System.Net;
using System.Text;
using System.Text.Json;
using Freeboard.Services.Access;

namespace Freeboard.Web.Tests.Api;

/// <summary>What a call does not know is refused by name, and so is a body that is none: nothing is passed over, and no answer is to another question than the one that was asked.</summary>
public sealed class Addresses_are_read_strictly(SharedServer shared) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task Every_call_refuses_a_word_that_it_does_not_know_and_knows_those_that_it_describes()
    {
        using HttpClient administrator = shared.Server.SignedIn(Role.Administrator);
        using JsonDocument document = JsonDocument.Parse(await administrator.GetStringAsync("/api/v1/openapi.json"));
        List<string> faults = [];
        int described = 0;
        foreach (JsonProperty path in document.RootElement.GetProperty("paths").EnumerateObject().Where(static p => p.Value.TryGetProperty("get", out _)))
        {
            string address = string.Join('/', path.Name.Split('/').Select(static part => part == "{number}" ? "1" : part == "{run}" ? "latest" : part.StartsWith('{') ? "x" : part));
            using HttpResponseMessage refused = await administrator.GetAsync(address + "?nonsense=1");
            string problem = await refused.Content.ReadAsStringAsync();
            if (refused.StatusCode != HttpStatusCode.BadRequest || !problem.Contains("\"code\":\"PARAMETER-UNKNOWN\"", StringComparison.Ordinal) || !problem.Contains("nonsense: ", StringComparison.Ordinal))
            {
                faults.Add($"{path.Name}: {(int)refused.StatusCode}");
            }

            if (!path.Value.GetProperty("get").TryGetProperty("parameters", out JsonElement parameters))
            {
                continue;
            }

            foreach (string name in parameters.EnumerateArray().Where(static p => p.GetProperty("in").GetString() == "query").Select(static p => p.GetProperty("name").GetString()!))
            {
                described++;
                using HttpResponseMessage answer = await administrator.GetAsync($"{address}?{name}=");
                if ((await answer.Content.ReadAsStringAsync()).Contains("PARAMETER-UNKNOWN", StringComparison.Ordinal))
                {
                    faults.Add($"{path.Name}: {name} is described and refused");
                }
            }
        }

        Assert.Empty(faults);
        Assert.True(described >= 50, $"only {described} parameters are described");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("10001")]
    [InlineData("1.5")]
    [InlineData("many")]
    [InlineData("5&limit=6")]
    [InlineData("")]
    [InlineData("+1")]
    [InlineData("%201")]
    public async Task A_limit_that_is_none_is_refused_by_name(string limit)
    {
        using HttpClient administrator = shared.Server.SignedIn(Role.Administrator);
        foreach (string list in (string[])["/api/v1/runs", "/api/v1/runs/latest/rows", "/api/v1/runs/latest/screener", "/api/v1/log", "/api/v1/portfolios", "/api/v1/watchlists"])
        {
            using HttpResponseMessage answer = await administrator.GetAsync($"{list}?limit={limit}");
            string problem = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("\"code\":\"LIMIT-MALFORMED\"", problem, StringComparison.Ordinal);
            Assert.Contains("limit: ", problem, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("?=1", "PARAMETER-UNKNOWN", "A parameter without a name: ")]
    [InlineData("?limit=+1", "LIMIT-MALFORMED", "limit: '+1' is no whole number")]
    [InlineData("?limit=", "LIMIT-MALFORMED", "limit: an empty value is no whole number")]
    [InlineData("?limit", "LIMIT-MALFORMED", "limit: an empty value is no whole number")]
    public async Task What_is_hard_to_see_in_an_address_is_named_so_that_it_is_seen(string query, string code, string words)
    {
        using HttpClient key = shared.Server.WithKey(Right.Read);
        using HttpResponseMessage answer = await key.GetAsync("/api/v1/runs" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using JsonDocument problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        Assert.StartsWith(words, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_is_asked_for_a_key_and_an_address_that_leads_nowhere_says_so()
    {
        using HttpClient nobody = shared.Server.Anonymous();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/api/v1/runs?nonsense=1")).StatusCode);
        using HttpClient key = shared.Server.WithKey(Right.Read);
        Assert.Equal(HttpStatusCode.NotFound, (await key.GetAsync("/api/v1/no-such-address?nonsense=1")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await key.GetAsync("/api/v1/monitors/x/digest?step=last")).StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/solve", "{\"rows\":[{\"e\":3,}]}", "line 1, byte ")]
    [InlineData("/api/v1/solve", "{\"rows\":7}", "no list 'rows'")]
    [InlineData("/api/v1/solve", "", "The body is no JSON")]
    [InlineData("/api/v1/assessments", "{\"horizonYears\":\"one\"}", "'horizonYears'")]
    [InlineData("/api/v1/assessments", "[", "The body is no JSON")]
    [InlineData("/api/v1/assessments", "{\"date\":\"latest\"}", "knows no such member", "MEMBER-UNKNOWN")]
    public async Task A_body_that_is_none_is_refused_in_words_of_ours_with_the_cure(string path, string body, string place, string code = "BODY-MALFORMED")
    {
        using HttpClient key = shared.Server.WithKey(Right.Assess);
        using HttpResponseMessage answer = await key.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using JsonDocument problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        string detail = problem.RootElement.GetProperty("detail").GetString()!;
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        Assert.Contains(place, detail, StringComparison.Ordinal);
        Assert.Contains("Send {", detail, StringComparison.Ordinal);
        foreach (string foreign in (string[])["LineNumber", "System.", "BytePositionInLine", "Path:", "JsonReader"])
        {
            Assert.DoesNotContain(foreign, detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_refused_has_a_code_and_says_what_to_do()
    {
        using HttpClient key = shared.Server.WithKey(Right.Read, Right.Assess, Right.Import);
        foreach ((string path, string code, string cure) in new[]
        {
            ("/api/v1/runs/none", "NO-RUN", "/api/v1/runs has them all"), ("/api/v1/runs/latest/rows?from=x", "DAY-MALFORMED", "Write it as"), ("/api/v1/runs/latest/rows?from=2024-02-01&to=2024-01-01", "DAYS-REVERSED", "Change them round"),
            ("/api/v1/runs/latest/rows?cursor=x!", "CURSOR-MALFORMED", "Follow the address"), ("/api/v1/runs/latest/rows?format=xml", "FORMAT-UNKNOWN", "format=json|ndjson|csv|xlsx"), ("/api/v1/runs/latest/firms/NOBODY", "UNKNOWN-FIRM", "spelled as in the input"),
            ("/api/v1/runs/latest/screener?sort=x", "SETTING", "it can be"), ("/api/v1/runs/latest/screener?list=none", "NO-WATCHLIST", "has them all"), ("/api/v1/runs/latest/compare", "FIRMS", "firm=CODE"), ("/api/v1/runs/latest/firms/SY0001/what-if?we=x", "SETTING", "decimal point"),
            ("/api/v1/imports/77", "NO-IMPORT", "has them all"), ("/api/v1/validations/none", "NO-VALIDATION", "has them all"), ("/api/v1/portfolios/none", "NO-PORTFOLIO", "has them all"), ("/api/v1/migrations/none", "NO-MIGRATION", "has them all"),
            ("/api/v1/watchlists/none", "NO-WATCHLIST", "has them all"), ("/api/v1/monitors/none/digest", "NO-MONITOR", "lists them"), ("/api/v1/jobs/none", "NO-JOB", "under runs and imports"), ("/api/v1/documents/none", "NO-DOCUMENT", "has them all"),
            ("/api/v1/replication?verdict=x", "SETTING", "verdict is Reproduced"), ("/api/v1/macro/study?series=none", "NO-STUDY", "lists what there is"), ("/api/v1/none", "NO-SUCH-ADDRESS", "openapi.json"),
        })
        {
            using HttpResponseMessage answer = await key.GetAsync(path);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            using JsonDocument problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.Equal((path, code), (path, problem.RootElement.GetProperty("code").GetString()));
            Assert.Contains(cure, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        // A form without its boundary is not too large.
        using ByteArrayContent form = new([1]);
        form.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data");
        using HttpResponseMessage cut = await key.PostAsync("/api/v1/imports", form);
        Assert.Equal(HttpStatusCode.BadRequest, cut.StatusCode);
        Assert.Contains("lacks its boundary", await cut.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
