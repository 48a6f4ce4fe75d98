using System.Net;
using System.Text;
using System.Text.Json;
using Freeboard.Services.Access;

namespace Freeboard.Web.Tests.Api;

/// <summary>A body with a member that a call does not know is refused: passed over, something else would be done than was asked for.</summary>
public sealed class Bodies_are_read_strictly
{
    [Fact]
    public async Task A_member_or_field_that_is_not_known_is_named_and_nothing_is_done()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess, Right.Import);
        using HttpClient administrator = server.SignedIn(Role.Administrator);
        (HttpClient Client, HttpMethod Method, string Address, string Body, string Code, string Named)[] cases =
        [
            (key, HttpMethod.Post, "assessments", "{\"date\":\"daily\"}", "MEMBER-UNKNOWN", "'date'"),
            (key, HttpMethod.Post, "assessments", "null", "BODY-MALFORMED", "null"),
            (key, HttpMethod.Post, "assessments", "[]", "BODY-MALFORMED", "a list"),
            (key, HttpMethod.Post, "assessments", "{\"dates\":\"daily\",\"dates\":\"weekly\"}", "BODY-MALFORMED", "dates"),
            (key, HttpMethod.Post, "assessments", "{\"\\ud800\":1}", "BODY-MALFORMED", "Unicode"),
            (key, HttpMethod.Post, "samples", "{\"seed\":8}", "BODY-UNKNOWN", "no body"),
            (key, HttpMethod.Put, "watchlists/x", "{\"firms\":[\"A\"],\"firm\":[\"B\"]}", "MEMBER-UNKNOWN", "'firm'"),
            (key, HttpMethod.Put, "watchlists/x", "null", "BODY-MALFORMED", "null"),
            (key, HttpMethod.Post, "solve", "{\"rows\":[],\"digits\":3}", "MEMBER-UNKNOWN", "'digits'"),
            (key, HttpMethod.Post, "solve", "{\"rows\":[{\"e\":3,\"sigma\":0.8,\"d\":10,\"r\":0.05,\"t\":1}]}", "MEMBER-UNKNOWN", "'rows[0].sigma'"),
            (key, HttpMethod.Post, "solve", "{\"rows\":[3]}", "BODY-MALFORMED", "rows[0]"),
            (key, HttpMethod.Post, "solve", "null", "BODY-MALFORMED", "rows"),
            (administrator, HttpMethod.Patch, "accounts/viewer", "{\"disable\":true}", "MEMBER-UNKNOWN", "'disable'"),
            (administrator, HttpMethod.Patch, "accounts/viewer", "null", "BODY-MALFORMED", "null"),
        ];
        foreach ((HttpClient client, HttpMethod method, string address, string body, string code, string named) in cases)
        {
            using HttpRequestMessage request = new(method, "/api/v1/" + address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            await RefusedAsync(client, request, HttpStatusCode.BadRequest, code, named);
        }

        foreach ((string address, string field, string value, HttpStatusCode status, string code) in new[]
        {
            ("imports", "dryrun2", "true", HttpStatusCode.BadRequest, "FIELD-UNKNOWN"), ("imports", "keepGoing", "yes", HttpStatusCode.UnprocessableEntity, "SETTING"),
            ("validations", "month", "12", HttpStatusCode.BadRequest, "FIELD-UNKNOWN"), ("portfolios", "scenario", "5000", HttpStatusCode.BadRequest, "FIELD-UNKNOWN"), ("migrations", "month", "3", HttpStatusCode.BadRequest, "FIELD-UNKNOWN"),
        })
        {
            using MultipartFormDataContent form = new() { { new ByteArrayContent("a,b\n1,2\n"u8.ToArray()), "files", "x.csv" }, { new StringContent(value), field } };
            using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/" + address) { Content = form };
            await RefusedAsync(key, request, status, code, field);
        }

        Assert.Empty(server.Board.List());
        Assert.Equal(HttpStatusCode.NotFound, (await key.GetAsync("/api/v1/watchlists/x")).StatusCode);
        Assert.False(server.Book.Find("viewer")!.Value.Account.Disabled);
    }

    [Theory]
    [InlineData("%20", "[]", "WATCHLIST-NAME", "blank")]
    [InlineData("x%20", "[]", "WATCHLIST-NAME", "blank")]
    [InlineData("x", "[\"A\",\"a\\nb\"]", "FIRMS", "firms[1]: the code has a blank at an end, or a character that cannot be seen")]
    [InlineData("x", "[\" A\"]", "FIRMS", "firms[0]")]
    [InlineData("x", "[\"\"]", "FIRMS", "firms[0]: the code is empty")]
    [InlineData("x", "null", "FIRMS", "an empty list for none")]
    public async Task A_name_or_code_that_cannot_be_seen_is_refused_by_its_place(string name, string firms, string code, string named)
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        using HttpRequestMessage request = new(HttpMethod.Put, "/api/v1/watchlists/" + name) { Content = new StringContent($"{{\"firms\":{firms}}}", Encoding.UTF8, "application/json") };
        await RefusedAsync(key, request, HttpStatusCode.UnprocessableEntity, code, named);
    }

    [Fact]
    public async Task A_code_of_five_hundred_characters_is_told_how_long_one_may_be()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        using HttpRequestMessage request = new(HttpMethod.Put, "/api/v1/watchlists/x") { Content = new StringContent($"{{\"firms\":[\"{new string('A', 500)}\"]}}", Encoding.UTF8, "application/json") };
        await RefusedAsync(key, request, HttpStatusCode.UnprocessableEntity, "FIRMS", "firms[0]: the code has 500 characters; a code has at most 200");
    }

    [Fact]
    public async Task The_document_says_that_bodies_have_no_further_members()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read);
        using JsonDocument document = JsonDocument.Parse(await key.GetStringAsync("/api/v1/openapi.json"));
        int bodies = 0;
        foreach (JsonProperty path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty call in path.Value.EnumerateObject().Where(static c => c.Value.TryGetProperty("requestBody", out _)))
            {
                foreach (JsonElement schema in call.Value.GetProperty("requestBody").GetProperty("content").EnumerateObject().Where(static c => c.Name != "text/csv").Select(static c => c.Value.GetProperty("schema")))
                {
                    JsonElement body = schema.TryGetProperty("$ref", out JsonElement reference) ? document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]) : schema;
                    Assert.True(body.TryGetProperty("additionalProperties", out JsonElement further) && further.ValueKind == JsonValueKind.False, $"{call.Name} {path.Name}: {body}");
                    bodies++;
                }
            }
        }

        Assert.True(bodies >= 8, $"{bodies} bodies");
    }

    private static async Task RefusedAsync(HttpClient client, HttpRequestMessage request, HttpStatusCode status, string code, string named)
    {
        using HttpResponseMessage answer = await client.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{request.RequestUri}: {answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        using JsonDocument problem = JsonDocument.Parse(text);
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        Assert.Contains(named, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
