using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Freeboard.Services.Access;

namespace Freeboard.Web.Tests.Api;

/// <summary>If-None-Match and If-Match on every call that names a tag, as RFC 9110 (13.1) has them: weak and strong comparison, lists, lines, the asterisk, and what is no tag.</summary>
public sealed class Conditional_requests(ConditionedServer shared) : IClassFixture<ConditionedServer>
{
    [Fact]
    public async Task Every_call_that_names_a_tag_knows_it_again_weak_in_a_list_and_by_the_asterisk()
    {
        using HttpClient key = shared.Server.WithKey(Right.Read);
        List<string> faults = [];
        foreach (string path in shared.Tagged)
        {
            using HttpResponseMessage first = await key.GetAsync(path);
            Assert.True(first.StatusCode == HttpStatusCode.OK, $"{path}: {first.StatusCode}");
            string tag = first.Headers.ETag!.ToString();
            foreach ((string[] lines, HttpStatusCode wanted) in new (string[], HttpStatusCode)[]
            {
                ([tag], HttpStatusCode.NotModified),
                (["W/" + tag], HttpStatusCode.NotModified),
                (["*"], HttpStatusCode.NotModified),
                ([$"\"other\", W/{tag}"], HttpStatusCode.NotModified),
                ([$"W/\"a, b\",{tag} , \"c\""], HttpStatusCode.NotModified),
                (["\"other\"", tag], HttpStatusCode.NotModified),
                (["\"other\""], HttpStatusCode.OK),
                ([tag.ToUpperInvariant() + "x"], HttpStatusCode.OK),
                ([tag.Trim('"')], HttpStatusCode.OK),
                ([$"*, {tag}"], HttpStatusCode.OK),
            })
            {
                using HttpResponseMessage again = await SendAsync(key, HttpMethod.Get, path, "If-None-Match", lines);
                if (again.StatusCode != wanted || again.Headers.ETag?.ToString() != tag || (wanted == HttpStatusCode.NotModified && (await again.Content.ReadAsByteArrayAsync()).Length > 0))
                {
                    faults.Add($"{path}: If-None-Match {string.Join(" | ", lines)} gives {(int)again.StatusCode} {again.Headers.ETag}");
                }
            }

            foreach ((string line, HttpStatusCode wanted) in new[]
            {
                (tag, HttpStatusCode.OK), ("*", HttpStatusCode.OK), ($"\"other\", {tag}", HttpStatusCode.OK),
                ("W/" + tag, HttpStatusCode.PreconditionFailed), ("\"other\"", HttpStatusCode.PreconditionFailed), (tag.Trim('"'), HttpStatusCode.BadRequest), ($"{tag}, *", HttpStatusCode.BadRequest),
            })
            {
                using HttpResponseMessage again = await SendAsync(key, HttpMethod.Get, path, "If-Match", line);
                if (again.StatusCode != wanted)
                {
                    faults.Add($"{path}: If-Match {line} gives {(int)again.StatusCode}");
                }
            }
        }

        Assert.Empty(faults);
        Assert.True(shared.Tagged.Count >= 15, "too few calls were asked");
    }

    [Fact]
    public async Task The_description_says_of_exactly_these_calls_that_they_have_a_tag()
    {
        using HttpClient key = shared.Server.WithKey(Right.Read);
        using JsonDocument document = JsonDocument.Parse(await key.GetStringAsync("/api/v1/openapi.json"));
        List<string> faults = [];
        int said = 0;
        foreach (JsonProperty path in document.RootElement.GetProperty("paths").EnumerateObject().Where(static p => p.Value.TryGetProperty("get", out _)))
        {
            JsonElement call = path.Value.GetProperty("get");
            bool has = call.GetProperty("responses").TryGetProperty("304", out _) && call.GetProperty("responses").TryGetProperty("412", out _)
                && call.GetProperty("parameters").EnumerateArray().Count(static p => p.GetProperty("in").GetString() == "header" && p.GetProperty("name").GetString() is "If-Match" or "If-None-Match") == 2;
            said += has ? 1 : 0;

            // An address of which one is asked here.
            string[] parts = path.Name.Split('/');
            if (has != shared.Tagged.Any(t => t.Split('?')[0].Split('/') is { } asked && asked.Length == parts.Length && parts.Zip(asked).All(static p => p.First.StartsWith('{') || p.First == p.Second)))
            {
                faults.Add(path.Name);
            }
        }

        Assert.Empty(faults);
        Assert.Equal(shared.Tagged.Count, said);
    }

    [Fact]
    public async Task An_answer_that_is_a_fault_has_no_tag_and_asks_no_condition()
    {
        using HttpClient key = shared.Server.WithKey(Right.Read);
        foreach (string path in (string[])["/api/v1/runs/latest/firms/NOBODY", "/api/v1/runs/latest/rows?firm=NOBODY&from=x", "/api/v1/runs/none", "/api/v1/watchlists/none", "/api/v1/validations/none", "/api/v1/portfolios/none", "/api/v1/migrations/none", "/api/v1/imports/77"])
        {
            using HttpResponseMessage plain = await key.GetAsync(path);
            using HttpResponseMessage any = await SendAsync(key, HttpMethod.Get, path, "If-None-Match", "*");
            using HttpResponseMessage match = await SendAsync(key, HttpMethod.Get, path, "If-Match", "\"x\"");
            Assert.True((int)plain.StatusCode is 400 or 404, $"{path}: {plain.StatusCode}");
            Assert.Null(plain.Headers.ETag);
            Assert.Equal((plain.StatusCode, plain.StatusCode), (any.StatusCode, match.StatusCode));
        }
    }

    [Fact]
    public async Task What_changes_something_compares_strongly_and_does_nothing_under_a_condition_that_cannot_be_read()
    {
        using HttpClient key = shared.Server.WithKey(Right.Read, Right.Assess, Right.Import);
        const string At = "/api/v1/watchlists/changing";
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(key, At, "If-Match", "*")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(key, At, "If-None-Match", "\"anything\"")).StatusCode);
        string tag = (await key.GetAsync(At)).Headers.ETag!.ToString();
        foreach ((string header, string line, HttpStatusCode wanted) in new[]
        {
            ("If-Match", "W/" + tag, HttpStatusCode.PreconditionFailed), ("If-Match", "\"other\"", HttpStatusCode.PreconditionFailed), ("If-Match", tag.Trim('"'), HttpStatusCode.BadRequest), ("If-Match", "*, \"a\"", HttpStatusCode.BadRequest),
            ("If-None-Match", "*", HttpStatusCode.PreconditionFailed), ("If-None-Match", "W/" + tag, HttpStatusCode.PreconditionFailed), ("If-None-Match", "nonsense", HttpStatusCode.BadRequest),
        })
        {
            using HttpResponseMessage put = await PutAsync(key, At, header, line);
            using HttpResponseMessage deleted = await SendAsync(key, HttpMethod.Delete, At, header, line);
            Assert.Equal((header, line, wanted, wanted), (header, line, put.StatusCode, deleted.StatusCode));
            string problem = await put.Content.ReadAsStringAsync();
            Assert.Contains(wanted == HttpStatusCode.BadRequest ? "CONDITION-MALFORMED" : "CHANGED", problem, StringComparison.Ordinal);
            Assert.Equal(tag, (await key.GetAsync(At)).Headers.ETag!.ToString());
        }

        Assert.Equal(HttpStatusCode.OK, (await PutAsync(key, At, "If-Match", $"\"other\", {tag}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(key, At, "If-Match", "*")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(key, HttpMethod.Delete, At, "If-Match", "*")).StatusCode);
        foreach (string path in shared.Deletable)
        {
            Assert.Equal((path, HttpStatusCode.PreconditionFailed), (path, (await SendAsync(key, HttpMethod.Delete, path, "If-Match", "W/\"x\", \"y\"")).StatusCode));
            Assert.Equal((path, HttpStatusCode.BadRequest), (path, (await SendAsync(key, HttpMethod.Delete, path, "If-Match", "x")).StatusCode));
            Assert.Equal((path, HttpStatusCode.OK), (path, (await key.GetAsync(path)).StatusCode));
        }
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string path, string header, string line)
    {
        HttpRequestMessage request = new(HttpMethod.Put, path) { Content = JsonContent.Create(new { firms = new[] { "SY0001" } }) };
        request.Headers.TryAddWithoutValidation(header, line);
        return client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, string header, params string[] lines)
    {
        HttpRequestMessage request = new(method, path);
        request.Headers.TryAddWithoutValidation(header, lines);
        return client.SendAsync(request);
    }
}

/// <summary>A server with one of everything that has a tag.</summary>
public sealed class ConditionedServer : IAsyncLifetime
{
    internal Server Server { get; private set; } = null!;

    /// <summary>Addresses of calls that name a tag.</summary>
    internal List<string> Tagged { get; } = ["/api/v1/imports/1", "/api/v1/watchlists/kept", "/api/v1/monitors/kept", "/api/v1/macro/files/series/kept.csv"];

    /// <summary>Of these, what can be deleted.</summary>
    internal List<string> Deletable { get; } = ["/api/v1/imports/1", "/api/v1/watchlists/kept", "/api/v1/macro/files/series/kept.csv"];

    public async Task InitializeAsync()
    {
        Server = await Server.WithRunAsync();
        using HttpClient key = Server.WithKey(Right.Read, Right.Assess, Right.Import);
        Assert.Equal(HttpStatusCode.Created, (await key.PutAsJsonAsync("/api/v1/watchlists/kept", new { firms = new[] { "SY0001" } })).StatusCode);
        using StringContent rules = new("""{"rules":{"schema":"freeboard-monitor-rules/1","name":"kept","rules":[{"id":"near","kind":"level","measure":"DDRiskNeutral","raise":1.25,"clear":1.75}]}}""", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.Created, (await key.PutAsync("/api/v1/monitors/kept", rules)).StatusCode);
        using (MultipartFormDataContent series = new() { { new StringContent("date,known_on,pmi\n2024-01-31,2024-02-01,50\n2024-02-29,2024-03-01,51\n"), "files", "kept.csv" } })
        {
            Assert.Equal(HttpStatusCode.Created, (await key.PostAsync("/api/v1/macro/files", series)).StatusCode);
        }

        foreach ((string path, string file) in new[] { ("validations", Path.Combine("market", "labels.csv")), ("portfolios", Path.Combine("portfolio", "loans.csv")), ("migrations", Path.Combine("migration", "ratings.csv")) })
        {
            using MultipartFormDataContent form = new() { { new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(Server.Root, "samples", file))), "files", Path.GetFileName(file) } };
            if (path == "validations")
            {
                // Of the others a field that they do not know would be refused.
                form.Add(new StringContent("true"), "keepGoing");
            }

            using HttpResponseMessage made = await key.PostAsync("/api/v1/" + path, form);
            using JsonDocument document = JsonDocument.Parse(await made.Content.ReadAsStringAsync());
            string? address = made.StatusCode == HttpStatusCode.Created ? made.Headers.Location!.OriginalString : null;
            if (address is null)
            {
                string job = document.RootElement.GetProperty("id").GetString()!;
                await Server.DoneAsync(job);
                using JsonDocument done = JsonDocument.Parse(await key.GetStringAsync("/api/v1/jobs/" + job));
                address = $"/api/v1/{path}/{done.RootElement.GetProperty("studyId").GetString()}";
            }

            Tagged.Add(address);
            Deletable.Add(address);
        }

        using JsonDocument described = JsonDocument.Parse(await key.GetStringAsync("/api/v1/openapi.json"));
        foreach (string path in described.RootElement.GetProperty("paths").EnumerateObject().Where(static p => p.Name.StartsWith("/api/v1/runs/{run}", StringComparison.Ordinal) && p.Value.TryGetProperty("get", out _)).Select(static p => p.Name))
        {
            Tagged.Add(path.Replace("{run}", "latest", StringComparison.Ordinal).Replace("{firm}", "SY0001", StringComparison.Ordinal) + Asked(path));
        }
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>What some calls cannot do without.</summary>
    private static string Asked(string path) => path.EndsWith("/compare", StringComparison.Ordinal) ? "?firm=SY0001&firm=SY0002" : "";
}
