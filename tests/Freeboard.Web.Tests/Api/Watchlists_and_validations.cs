using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Freeboard.Services.Access;

namespace Freeboard.Web.Tests.Api;

public sealed class Watchlists_and_validations
{
    [Fact]
    public async Task A_watchlist_is_replaced_and_deleted_only_as_it_was_read()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        const string At = "/api/v1/watchlists/%E7%9C%8B%20one%2Ftwo";
        using HttpResponseMessage made = await PutAsync(key, At, ["B", "A", "B"], null, "*");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(key, At, ["C"], null, "*")).StatusCode);
        using HttpResponseMessage read = await key.GetAsync(At);
        string tag = read.Headers.ETag!.Tag;
        using JsonDocument list = JsonDocument.Parse(await read.Content.ReadAsStringAsync());
        Assert.Equal("看 one/two", list.RootElement.GetProperty("name").GetString());
        Assert.Equal(["A", "B"], list.RootElement.GetProperty("firms").EnumerateArray().Select(static f => f.GetString()!));

        using HttpRequestMessage again = new(HttpMethod.Get, At);
        again.Headers.TryAddWithoutValidation("If-None-Match", tag);
        Assert.Equal(HttpStatusCode.NotModified, (await key.SendAsync(again)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(key, At, ["C"], tag, null)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(key, At, ["D"], tag, null)).StatusCode);
        using HttpRequestMessage stale = new(HttpMethod.Delete, At);
        stale.Headers.TryAddWithoutValidation("If-Match", tag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await key.SendAsync(stale)).StatusCode);

        // Nobody else sees it, and a key that only reads does not change it.
        using HttpClient analyst = server.SignedIn(Role.Analyst);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync(At)).StatusCode);
        using HttpClient reader = server.WithKey(Right.Read);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(At)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(reader, At, [], null, null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await key.DeleteAsync(At)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await key.DeleteAsync(At)).StatusCode);
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"firms\":[\"\"]}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"firms\":", HttpStatusCode.BadRequest)]
    [InlineData("[1]", HttpStatusCode.BadRequest)]
    public async Task A_body_that_is_no_list_is_refused_with_a_code(string body, HttpStatusCode status)
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Assess);
        using HttpResponseMessage answer = await key.PutAsync("/api/v1/watchlists/x", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains("\"code\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_validation_is_kept_beyond_the_server_and_says_the_same_as_page_and_document()
    {
        await using Server server = await Server.WithRunAsync();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        using HttpResponseMessage made = await SendAsync(key, "night-1");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        string at = made.Headers.Location!.OriginalString;
        string id = at.Split('/')[^1];
        using HttpResponseMessage repeated = await SendAsync(key, "night-1");
        Assert.Equal("true", Assert.Single(repeated.Headers.GetValues("Idempotency-Replayed")));
        string document = await key.GetStringAsync(at);

        // Another server over the same store.
        await using Server other = await Server.EmptyAsync(o => o with { Store = server.Store });
        using HttpClient later = other.WithKey(Right.Read, Right.Assess);
        Assert.Equal(document, await later.GetStringAsync(at));
        using JsonDocument said = JsonDocument.Parse(document);
        Assert.Equal(id, said.RootElement.GetProperty("runId").GetString());
        using HttpClient reader = other.SignedIn(Role.Viewer);
        string page = await reader.GetStringAsync("/validation/" + id);
        Assert.Contains(said.RootElement.GetProperty("auc").GetDouble().ToString("F3", System.Globalization.CultureInfo.InvariantCulture), page, StringComparison.Ordinal);
        Assert.DoesNotContain("another version", page, StringComparison.Ordinal);
        Assert.Contains(id, await reader.GetStringAsync("/validation"), StringComparison.Ordinal);

        using JsonDocument list = JsonDocument.Parse(await later.GetStringAsync("/api/v1/validations?limit=1"));
        Assert.Equal(id, list.RootElement.GetProperty("items")[0].GetProperty("validationId").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await later.DeleteAsync(at)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await later.GetAsync(at)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/validation/" + id)).StatusCode);
    }

    [Fact]
    public async Task Events_that_cannot_be_read_are_refused_with_row_column_and_cure()
    {
        await using Server server = await Server.WithRunAsync();
        using HttpClient key = server.WithKey(Right.Assess);
        using MultipartFormDataContent form = new() { { new ByteArrayContent(Encoding.UTF8.GetBytes("firm,date,event\nSY0001,2023-02-30,default\n")), "files", "labels.csv" } };
        using HttpResponseMessage answer = await key.PostAsync("/api/v1/validations", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        using JsonDocument problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        JsonElement error = problem.RootElement.GetProperty("errors")[0];
        Assert.Equal(("labels.csv", 2, "date"), (error.GetProperty("file").GetString(), error.GetProperty("line").GetInt32(), error.GetProperty("column").GetString()));
        Assert.NotEmpty(error.GetProperty("cure").GetString()!);
        using MultipartFormDataContent months = new() { { new ByteArrayContent([1]), "files", "labels.csv" }, { new StringContent("0"), "months" } };
        Assert.Contains("SETTING", await (await key.PostAsync("/api/v1/validations", months)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string idempotencyKey)
    {
        using MultipartFormDataContent form = new() { { new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(Server.SampleMarket, "labels.csv"))), "files", "labels.csv" }, { new StringContent("true"), "keepGoing" } };
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/validations") { Content = form };
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string address, string[] firms, string? match, string? none)
    {
        HttpRequestMessage request = new(HttpMethod.Put, address) { Content = JsonContent.Create(new { firms }) };
        if (match is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", match);
        }

        if (none is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", none);
        }

        return client.SendAsync(request);
    }
}
