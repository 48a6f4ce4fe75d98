using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Freeboard.Services.Access;

namespace Freeboard.Web.Tests.Api;

/// <summary>Requests that no careful client sends, and that must be answered all the same: by what they ask for, or by what is wrong with them.</summary>
public sealed class Odd_requests
{
    [Fact]
    public async Task The_character_NUL_is_refused_wherever_it_stands()
    {
        await using Server server = await Server.WithRunAsync();
        using HttpClient page = server.SignedIn(Role.Analyst);
        using HttpClient key = server.WithKey(Right.Read, Right.Assess, Right.Import);
        foreach ((HttpClient client, string address) in new[] { (page, "/?run=%00"), (page, "/firms/SY%000001"), (page, "/firms?q=%00"), (key, "/api/v1/macro/study?run=%00&series=a"), (key, "/api/v1/watchlists/a%00b") })
        {
            using HttpResponseMessage answer = await client.GetAsync(address);
            Assert.Equal((address, HttpStatusCode.BadRequest), (address, answer.StatusCode));

            // In the path the server beneath refuses it, without a word.
            Assert.True(!address.Contains('?', StringComparison.Ordinal) || (await answer.Content.ReadAsStringAsync()).Contains("NUL", StringComparison.Ordinal), address);
        }

        using StringContent list = new("{\"firms\":[\"A\\u0000\"]}", Encoding.UTF8, "application/json");
        await RefusedAsync(await key.PutAsync("/api/v1/watchlists/x", list), HttpStatusCode.BadRequest, "BODY-MALFORMED", "NUL");
        using MultipartFormDataContent form = new() { { new StringContent("a\0b"), "study" } };
        await RefusedAsync(await key.PostAsync("/api/v1/portfolios", form), HttpStatusCode.BadRequest, "FORM-MALFORMED", "study");
        using StringContent fields = new("name=a%00b", Encoding.ASCII, "application/x-www-form-urlencoded");
        using HttpResponseMessage posted = await page.PostAsync("/watchlists", fields);
        Assert.InRange((int)posted.StatusCode, 400, 404);
    }

    [Fact]
    public async Task HEAD_is_answered_as_GET_without_the_body()
    {
        await using Server server = await Server.WithRunAsync();
        using HttpClient page = server.SignedIn(Role.Viewer);
        using HttpClient key = server.WithKey(Right.Read);
        foreach ((HttpClient client, string address) in new[] { (page, "/health/live"), (page, "/"), (page, "/firms/SY0001"), (key, "/api/v1/runs"), (key, "/api/v1/runs/latest/rows?format=csv"), (key, "/api/v1/runs/latest/firms/NOPE") })
        {
            using HttpResponseMessage whole = await client.GetAsync(address);
            using HttpRequestMessage request = new(HttpMethod.Head, address);
            using HttpResponseMessage head = await client.SendAsync(request);
            Assert.Equal((address, whole.StatusCode), (address, head.StatusCode));
            Assert.Equal((address, whole.Content.Headers.ContentType), (address, head.Content.Headers.ContentType));
            Assert.Equal((address, whole.Headers.ETag), (address, head.Headers.ETag));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_know_is_405_with_those_that_it_does()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        using HttpClient page = server.SignedIn(Role.Analyst);
        foreach ((HttpClient client, HttpMethod method, string address, string allowed) in new[]
        {
            (key, HttpMethod.Post, "/api/v1/runs", "GET, HEAD"), (key, HttpMethod.Patch, "/api/v1/watchlists/x", "DELETE, GET, HEAD, PUT"), (key, HttpMethod.Get, "/api/v1/solve", "POST"), (page, HttpMethod.Delete, "/firms", "GET, HEAD"),
        })
        {
            using HttpRequestMessage request = new(method, address);
            using HttpResponseMessage answer = await client.SendAsync(request);
            Assert.Equal((address, HttpStatusCode.MethodNotAllowed), (address, answer.StatusCode));
            Assert.Equal((address, allowed), (address, string.Join(", ", answer.Content.Headers.Allow)));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await key.PostAsync("/api/v1/nothing", null)).StatusCode);
        using HttpClient stranger = server.Anonymous();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsync("/api/v1/runs", null)).StatusCode);
    }

    [Fact]
    public async Task Rows_to_solve_are_read_as_strictly_as_every_body()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        foreach ((string body, string type, string named) in new[]
        {
            ("{\"rows\":[{\"e\":3,\"e\":4,\"sigmaE\":0.8,\"d\":10,\"r\":0.05,\"t\":1}]}", "application/json", "e"),
            ("{\"rows\":[],\"rows\":[]}", "application/json", "rows"),
            ("{\"rows\":[{\"id\":{\"a\":1},\"e\":3,\"sigmaE\":0.8,\"d\":10,\"r\":0.05,\"t\":1}]}", "application/json", "rows[0].id"),
            ("{\"rows\":[{\"id\":\"a\\u0000\",\"e\":3,\"sigmaE\":0.8,\"d\":10,\"r\":0.05,\"t\":1}]}", "application/json", "NUL"),
            ("<rows/>", "application/xml", "JSON or CSV"),
        })
        {
            using StringContent content = new(body, Encoding.UTF8, type);
            await RefusedAsync(await key.PostAsync("/api/v1/solve", content), HttpStatusCode.BadRequest, "BODY-MALFORMED", named);
        }
    }

    [Theory]
    [InlineData("TEXT/CSV", "text/csv")]
    [InlineData("application/*;q=0, */*", "text/csv")]
    [InlineData("application/json;q=0, */*", "application/x-ndjson")]
    [InlineData("*/*;q=0, application/json", "application/json")]
    [InlineData("text/csv;q=0", null)]
    [InlineData("", "application/json")]
    public async Task Accept_is_read_as_the_standard_says(string accept, string? type)
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/solve") { Content = new StringContent("id,E,sigmaE,D,r,T\nA,3,0.8,10,0.05,1\n", Encoding.UTF8, "text/csv") };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using HttpResponseMessage answer = await key.SendAsync(request);
        Assert.Equal(type ?? "application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(type is null ? HttpStatusCode.NotAcceptable : HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_change_of_nothing_ends_no_session_and_the_log_keeps_its_format()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient administrator = server.SignedIn(Role.Administrator);
        using HttpClient viewer = server.SignedIn(Role.Viewer);
        using StringContent nothing = new("{}", Encoding.UTF8, "application/json");
        await RefusedAsync(await administrator.PatchAsync("/api/v1/accounts/viewer", nothing), HttpStatusCode.UnprocessableEntity, "NOTHING-TO-CHANGE", "role");
        Assert.Equal(HttpStatusCode.OK, (await viewer.GetAsync("/api/v1/account")).StatusCode);

        using HttpResponseMessage log = await administrator.GetAsync("/api/v1/log?format=csv&limit=2");
        string next = Assert.Single(log.Headers.GetValues("Link"));
        using HttpResponseMessage rest = await administrator.GetAsync(next[(next.IndexOf('<', StringComparison.Ordinal) + 1)..next.IndexOf('>', StringComparison.Ordinal)]);
        Assert.Equal("text/csv", rest.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Of_a_change_and_a_deletion_under_one_tag_one_is_done()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        for (int round = 0; round < 25; round++)
        {
            using HttpResponseMessage made = await PutAsync(key, "A", null);
            EntityTagHeaderValue tag = made.Headers.ETag!;
            using HttpRequestMessage deletion = new(HttpMethod.Delete, "/api/v1/watchlists/x");
            deletion.Headers.IfMatch.Add(tag);
            HttpResponseMessage[] answers = await Task.WhenAll(PutAsync(key, "B", tag), key.SendAsync(deletion));
            Assert.Equal((round, 1), (round, answers.Count(static a => a.IsSuccessStatusCode)));
            Assert.All(answers, static a => Assert.True((int)a.StatusCode < 500, a.StatusCode.ToString()));
            HttpResponseMessage[] deletions = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => key.DeleteAsync("/api/v1/watchlists/x")));
            Assert.InRange(deletions.Count(static a => a.StatusCode == HttpStatusCode.NoContent), 0, 1);
        }
    }

    [Theory]
    [InlineData("watchlists")]
    [InlineData("monitors")]
    [InlineData("macro/files")]
    public async Task The_answer_to_a_change_is_of_that_change_and_its_tag_too(string what)
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        for (int round = 0; round < 12; round++)
        {
            string[] sent = [.. Enumerable.Range(0, 6).Select(i => FormattableString.Invariant($"{round}-{i}"))];
            Task<HttpResponseMessage>[] asked = [.. sent.Select(word => ChangeAsync(key, what, word))];
            Task<HttpResponseMessage>[] beside = what == "macro/files" || what == "watchlists" ? [.. Enumerable.Range(0, 3).Select(_ => key.DeleteAsync(what == "watchlists" ? "/api/v1/watchlists/x" : "/api/v1/macro/files/series/x.csv"))] : [];
            HttpResponseMessage[] answers = await Task.WhenAll(asked);
            Assert.All(await Task.WhenAll(beside), static a => Assert.True((int)a.StatusCode < 500, a.StatusCode.ToString()));
            for (int i = 0; i < sent.Length; i++)
            {
                string text = await answers[i].Content.ReadAsStringAsync();
                Assert.True(answers[i].IsSuccessStatusCode, text);
                Assert.Contains(what == "macro/files" ? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Series(sent[i])))) : $"\"{sent[i]}\"", text, StringComparison.Ordinal);
            }

            Assert.Equal(sent.Length, answers.Select(static a => a.Headers.ETag!.Tag).Distinct().Count());
        }
    }

    [Fact]
    public async Task An_import_is_undone_once_however_many_ask()
    {
        await using Server server = await Server.WithRunAsync();
        using HttpClient key = server.WithKey(Right.Read, Right.Import);
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => key.DeleteAsync("/api/v1/imports/1")));
        Assert.Single(answers, static a => a.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(7, answers.Count(static a => a.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Whoever_is_disabled_has_no_job_left_and_a_store_without_facts_says_so()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        using HttpResponseMessage asked = await key.PostAsync("/api/v1/assessments", null);
        Jobs.JobView ended = await server.DoneAsync(asked.Headers.Location!.OriginalString.Split('/')[^1]);
        Assert.Equal((Jobs.JobState.Rejected, "NO-FACTS"), (ended.State, ended.Code));
        Assert.DoesNotContain(server.Store, ended.Text, StringComparison.Ordinal);

        using ManualResetEventSlim going = new();
        Jobs.Job job = server.Board.Start("assess", "analyst", j =>
        {
            going.Set();
            j.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(60));
            j.Token.ThrowIfCancellationRequested();
            return Jobs.JobState.Succeeded;
        })!;
        going.Wait();
        using HttpClient administrator = server.SignedIn(Role.Administrator);
        using StringContent off = new("{\"disabled\":true}", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.OK, (await administrator.PatchAsync("/api/v1/accounts/analyst", off)).StatusCode);
        Assert.Equal(Jobs.JobState.Cancelled, (await server.DoneAsync(job.Id)).State);
    }

    [Fact]
    public async Task A_refused_sign_in_is_in_the_log_without_what_was_typed()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient client = server.Anonymous();
        foreach (string name in new[] { "viewer", "my secret word" })
        {
            using FormUrlEncodedContent form = new([KeyValuePair.Create("name", name), KeyValuePair.Create("password", "wrong")]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.PostAsync("/sign-in", form)).StatusCode);
        }

        AuditLine[] refused = [.. server.Book.Lines(null, 100).Where(static l => l.Action == "session.refused").OrderBy(static l => l.Sequence)];
        Assert.Equal([("viewer", "password"), ("", "no such account")], refused.Select(static l => (l.Subject, l.Detail)));
        Assert.DoesNotContain(refused, static l => $"{l.Actor} {l.Subject} {l.Detail}".Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_in_a_field_that_the_form_does_not_have_are_refused()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read, Right.Import);
        using MultipartFormDataContent form = new() { { new ByteArrayContent("a,b\n1,2\n"u8.ToArray()), "file", "x.csv" } };
        await RefusedAsync(await key.PostAsync("/api/v1/imports", form), HttpStatusCode.BadRequest, "FIELD-UNKNOWN", "'file'");
        Assert.Empty(server.Board.List());
    }

    [Fact]
    public async Task A_request_whose_job_was_cut_off_with_the_server_begins_it_anew()
    {
        await using Server server = await Server.EmptyAsync();
        server.AddAccounts();
        using HttpClient key = server.WithKey(Right.Read, Right.Assess);
        async Task<(string Location, bool Replayed)> AskAsync()
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/assessments");
            request.Headers.Add("Idempotency-Key", "k");
            using HttpResponseMessage answer = await key.SendAsync(request);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            return (answer.Headers.Location!.OriginalString, answer.Headers.Contains("Idempotency-Replayed"));
        }

        (string first, _) = await AskAsync();
        await server.DoneAsync(first.Split('/')[^1]);
        Assert.Equal((first, true), await AskAsync());

        // As a server leaves it that was killed under the job: the answer kept, the job neither known nor ended.
        KeptReply kept = server.Book.FindReply("administrator", "k")!;
        for (int i = 0; i < 300 && !kept.Body.Contains("\"finished\":true", StringComparison.Ordinal); i++)
        {
            await Task.Delay(100);
            kept = server.Book.FindReply("administrator", "k")!;
        }

        Assert.Contains("\"finished\":true", kept.Body, StringComparison.Ordinal);
        server.Book.KeepReply("administrator", "k", kept with { Location = "/api/v1/jobs/gone" });
        Assert.Equal(("/api/v1/jobs/gone", true), await AskAsync());
        server.Book.KeepReply("administrator", "k", kept with { Location = "/api/v1/jobs/gone", Body = kept.Body.Replace("\"finished\":true", "\"finished\":false", StringComparison.Ordinal) });
        (string again, bool replayed) = await AskAsync();
        Assert.False(replayed);
        Assert.NotEqual("/api/v1/jobs/gone", again);
        await server.DoneAsync(again.Split('/')[^1]);
        Assert.Equal(2, server.Book.Lines(null, 100).Count(static l => l.Action == "job.start"));
    }

    private static string Series(string word) => $"date,known_on,s{word}\n2024-01-31,2024-02-15,1\n2024-02-29,2024-03-15,2\n";

    private static async Task<HttpResponseMessage> ChangeAsync(HttpClient client, string what, string word)
    {
        if (what == "macro/files")
        {
            using MultipartFormDataContent form = new() { { new StringContent(Series(word)), "files", "x.csv" }, { new StringContent("series"), "kind" } };
            return await client.PostAsync("/api/v1/macro/files", form);
        }

        string body = what == "watchlists" ? $"{{\"firms\":[\"{word}\"]}}"
            : $"{{\"rules\":{{\"schema\":\"freeboard-monitor-rules/1\",\"name\":\"x\",\"rules\":[{{\"id\":\"{word}\",\"kind\":\"level\",\"measure\":\"DDRiskNeutral\",\"raise\":1.25,\"clear\":1.75}}]}}}}";
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        return await client.PutAsync($"/api/v1/{what}/x", content);
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, string firm, EntityTagHeaderValue? tag)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, "/api/v1/watchlists/x") { Content = new StringContent($"{{\"firms\":[\"{firm}\"]}}", Encoding.UTF8, "application/json") };
        if (tag is not null)
        {
            request.Headers.IfMatch.Add(tag);
        }

        return await client.SendAsync(request);
    }

    private static async Task RefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string code, string named)
    {
        using (answer)
        {
            string text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {text}");
            using JsonDocument problem = JsonDocument.Parse(text);
            Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
            Assert.Contains(named, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }
}
