using System.Text.Json;
using Freeboard.Services.Access;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Tests.Api;

/// <summary>The document at /api/v1/openapi.json says of every route what it takes, answers and refuses.</summary>
public sealed class Api_describes_itself(SharedServer shared) : IClassFixture<SharedServer>
{
    // Calls without a body beside the address.
    private static readonly string[] Bodiless = ["POST /api/v1/samples", "POST /api/v1/monitors/{name}/steps"];

    /// <summary>Addresses with data in the shared store, and the calls that they are of.</summary>
    private static readonly (string Path, string Address)[] Answered =
    [
        ("/api/v1/account", "account"), ("/api/v1/account/keys", "account/keys"), ("/api/v1/runs", "runs"), ("/api/v1/runs/{run}", "runs/latest"), ("/api/v1/runs/{run}/firms", "runs/latest/firms"),
        ("/api/v1/runs/{run}/firms/{firm}", "runs/latest/firms/SY0001"), ("/api/v1/runs/{run}/market", "runs/latest/market"), ("/api/v1/runs/{run}/compare", "runs/latest/compare?firm=SY0001&firm=SY0002"),
        ("/api/v1/runs/{run}/quality", "runs/latest/quality"), ("/api/v1/imports", "imports"), ("/api/v1/imports/{number}", "imports/1"), ("/api/v1/jobs", "jobs"), ("/api/v1/monitors", "monitors"),
        ("/api/v1/watchlists", "watchlists"), ("/api/v1/validations", "validations"), ("/api/v1/portfolios", "portfolios"), ("/api/v1/macro/files", "macro/files"), ("/api/v1/server", "server"),
    ];

    [Fact]
    public async Task An_answer_has_every_member_that_its_schema_requires()
    {
        using HttpClient key = shared.Server.WithKey(Right.Read, Right.Assess);
        using StringContent firms = new("{\"firms\":[\"SY0001\"]}", System.Text.Encoding.UTF8, "application/json");
        (await key.PutAsync("/api/v1/watchlists/described", firms)).Dispose();
        using StringContent rules = new("{\"rules\":{\"schema\":\"freeboard-monitor-rules/1\",\"name\":\"described\",\"rules\":[{\"id\":\"near\",\"kind\":\"level\",\"measure\":\"DDRiskNeutral\",\"raise\":1.25,\"clear\":1.75}]}}", System.Text.Encoding.UTF8, "application/json");
        (await key.PutAsync("/api/v1/monitors/described", rules)).Dispose();
        using JsonDocument document = JsonDocument.Parse(await key.GetStringAsync("/api/v1/openapi.json"));
        List<string> faults = [];
        int compared = 0;
        foreach ((string path, string address) in Answered)
        {
            using JsonDocument answer = JsonDocument.Parse(await key.GetStringAsync("/api/v1/" + address));
            JsonElement schema = document.RootElement.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
            compared += Fits(document.RootElement, schema, answer.RootElement, address, faults);
        }

        Assert.Empty(faults);
        Assert.True(compared > 100, $"only {compared} objects were compared");
    }

    private static int Fits(JsonElement document, JsonElement schema, JsonElement value, string place, List<string> faults)
    {
        if (schema.TryGetProperty("$ref", out JsonElement to))
        {
            return Fits(document, document.GetProperty("components").GetProperty("schemas").GetProperty(to.GetString()!.Split('/')[^1]), value, place, faults);
        }

        string[] types = schema.TryGetProperty("type", out JsonElement type) ? type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(static t => t.GetString()!)] : [type.GetString()!] : [];
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && types.Length > 0 && !types.Contains(value.ValueKind == JsonValueKind.Object ? "object" : "array"))
        {
            faults.Add($"{place}: {value.ValueKind}, not {string.Join(" or ", types)}");
        }

        int compared = 0;
        if (value.ValueKind == JsonValueKind.Object)
        {
            compared++;
            foreach (JsonElement name in schema.TryGetProperty("required", out JsonElement required) ? required.EnumerateArray().ToArray() : [])
            {
                if (!value.TryGetProperty(name.GetString()!, out _))
                {
                    faults.Add($"{place}: no {name}");
                }
            }

            foreach (JsonProperty member in schema.TryGetProperty("properties", out JsonElement properties) ? value.EnumerateObject().ToArray() : [])
            {
                if (properties.TryGetProperty(member.Name, out JsonElement own))
                {
                    compared += Fits(document, own, member.Value, $"{place}.{member.Name}", faults);
                }
                else
                {
                    faults.Add($"{place}: {member.Name} is not described");
                }
            }
        }
        else if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out JsonElement items))
        {
            foreach (JsonElement item in value.EnumerateArray().Take(20))
            {
                compared += Fits(document, items, item, place + "[]", faults);
            }
        }

        return compared;
    }

    [Fact]
    public async Task Headers_that_a_call_reads_and_who_may_call_are_described()
    {
        using HttpClient key = shared.Server.WithKey(Right.Read);
        using JsonDocument document = JsonDocument.Parse(await key.GetStringAsync("/api/v1/openapi.json"));
        JsonElement paths = document.RootElement.GetProperty("paths");
        foreach ((string path, string method, string header) in new[]
        {
            ("/api/v1/imports", "post", "Idempotency-Key"), ("/api/v1/assessments", "post", "Idempotency-Key"), ("/api/v1/samples", "post", "Idempotency-Key"), ("/api/v1/validations", "post", "Idempotency-Key"),
            ("/api/v1/portfolios", "post", "Idempotency-Key"), ("/api/v1/migrations", "post", "Idempotency-Key"), ("/api/v1/monitors/{name}/steps", "post", "Idempotency-Key"),
            ("/api/v1/watchlists/{name}", "put", "If-Match"), ("/api/v1/watchlists/{name}", "delete", "If-Match"), ("/api/v1/monitors/{name}", "put", "If-Match"), ("/api/v1/imports/{number}", "delete", "If-Match"),
            ("/api/v1/validations/{id}", "delete", "If-Match"), ("/api/v1/portfolios/{id}", "delete", "If-Match"), ("/api/v1/migrations/{id}", "delete", "If-Match"), ("/api/v1/macro/files/{kind}/{name}", "delete", "If-Match"),
            ("/api/v1/monitors/{name}", "get", "If-None-Match"), ("/api/v1/macro/files/{kind}/{name}", "get", "If-None-Match"),
        })
        {
            JsonElement call = paths.GetProperty(path).GetProperty(method);
            Assert.True(call.TryGetProperty("parameters", out JsonElement parameters) && parameters.EnumerateArray().Any(p => p.GetProperty("name").GetString() == header && p.GetProperty("in").GetString() == "header"), $"{method} {path}: {header}");
            Assert.True(call.GetProperty("responses").TryGetProperty(header == "Idempotency-Key" ? "409" : header == "If-None-Match" ? "304" : "412", out _), $"{method} {path}: what {header} may bring");
        }

        Assert.True(paths.GetProperty("/api/v1/accounts").GetProperty("get").GetProperty("security")[0].TryGetProperty("session", out _));
        Assert.True(paths.GetProperty("/api/v1/log").GetProperty("get").GetProperty("security")[0].TryGetProperty("session", out _));
    }

    [Fact]
    public async Task Every_route_is_described_with_what_it_takes_answers_and_refuses()
    {
        using HttpClient key = shared.Server.WithKey(Right.Read);
        using JsonDocument document = JsonDocument.Parse(await key.GetStringAsync("/api/v1/openapi.json"));
        JsonElement paths = document.RootElement.GetProperty("paths");
        List<string> faults = [];
        HashSet<string> described = [];
        foreach ((string method, string path) in Routes())
        {
            string name = $"{method} {path}";
            described.Add(name);
            if (!paths.TryGetProperty(path, out JsonElement at) || !at.TryGetProperty(method.ToLowerInvariant(), out JsonElement call))
            {
                faults.Add(name + ": not described");
                continue;
            }

            if (!call.TryGetProperty("summary", out JsonElement summary) || summary.GetString()!.Length < 5)
            {
                faults.Add(name + ": no summary");
            }

            if (method is "POST" or "PUT" or "PATCH" && !Bodiless.Contains(name)
                && !(call.TryGetProperty("requestBody", out JsonElement body) && body.GetProperty("content").EnumerateObject().All(static c => c.Value.TryGetProperty("schema", out _)) && body.GetProperty("content").EnumerateObject().Any()))
            {
                faults.Add(name + ": no body");
            }

            JsonElement responses = call.GetProperty("responses");
            string[] statuses = [.. responses.EnumerateObject().Select(static r => r.Name)];
            if (!statuses.Any(static s => s.StartsWith('2')))
            {
                faults.Add(name + ": no answer");
            }

            foreach (string refusal in (string[])["401", "403", "429"])
            {
                if (!statuses.Contains(refusal))
                {
                    faults.Add($"{name}: {refusal} is not said");
                }
            }

            foreach (JsonProperty response in responses.EnumerateObject())
            {
                bool content = response.Value.TryGetProperty("content", out JsonElement media) && media.EnumerateObject().Any();
                if (response.Name.StartsWith('4') || response.Name.StartsWith('5'))
                {
                    if (!content || !media.TryGetProperty("application/problem+json", out _))
                    {
                        faults.Add($"{name}: {response.Name} is no problem document");
                    }
                }
                else if (!content && response.Name is not ("204" or "304"))
                {
                    faults.Add($"{name}: {response.Name} has no content");
                }
            }

            foreach (string parameter in path.Split('/').Where(static p => p.StartsWith('{')).Select(static p => p[1..^1]))
            {
                if (!call.TryGetProperty("parameters", out JsonElement parameters) || !parameters.EnumerateArray().Any(p => p.GetProperty("name").GetString() == parameter && p.GetProperty("in").GetString() == "path"))
                {
                    faults.Add($"{name}: {parameter} is not said");
                }
            }
        }

        Assert.Empty(faults);

        // And nothing is described that is not there.
        Assert.All(paths.EnumerateObject().SelectMany(static p => p.Value.EnumerateObject().Select(m => $"{m.Name.ToUpperInvariant()} {p.Name}")), name => Assert.Contains(name, described));
    }

    [Fact]
    public async Task Problems_are_described_with_their_code_and_the_errors_of_rows()
    {
        using HttpClient key = shared.Server.WithKey(Right.Read);
        using JsonDocument document = JsonDocument.Parse(await key.GetStringAsync("/api/v1/openapi.json"));
        JsonElement properties = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("ProblemDetails").GetProperty("properties");
        foreach (string name in (string[])["status", "detail", "code", "errors"])
        {
            Assert.True(properties.TryGetProperty(name, out _), name);
        }
    }

    [Fact]
    public async Task What_is_answered_is_of_a_kind_that_is_described()
    {
        using HttpClient key = shared.Server.WithKey(Right.Read, Right.Assess, Right.Import);
        using JsonDocument document = JsonDocument.Parse(await key.GetStringAsync("/api/v1/openapi.json"));
        JsonElement paths = document.RootElement.GetProperty("paths");
        int asked = 0;
        List<string> faults = [];
        foreach ((string method, string path) in Routes().Where(static r => r.Method == "GET" && !r.Path.EndsWith("/events", StringComparison.Ordinal) && r.Path is not ("/api/v1/accounts" or "/api/v1/log")))
        {
            string address = path.Replace("{run}", "latest", StringComparison.Ordinal).Replace("{firm}", "SY0002", StringComparison.Ordinal).Replace("{kind}", "series", StringComparison.Ordinal).Replace("{number}", "1", StringComparison.Ordinal).Replace("{name}", "assess", StringComparison.Ordinal).Replace("{id}", "none", StringComparison.Ordinal);
            using HttpResponseMessage answer = await key.GetAsync(address + (path.EndsWith("/compare", StringComparison.Ordinal) ? "?firm=SY0001" : ""));
            string type = answer.Content.Headers.ContentType!.MediaType!;
            JsonElement responses = paths.GetProperty(path).GetProperty("get").GetProperty("responses");
            string status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!responses.TryGetProperty(status, out JsonElement response) || !response.GetProperty("content").TryGetProperty(type, out _))
            {
                faults.Add($"{path}: {status} {type} is not described");
            }

            asked++;
        }

        Assert.Empty(faults);
        Assert.True(asked > 20);
    }

    private IEnumerable<(string Method, string Path)> Routes() => ((IEndpointRouteBuilder)shared.Server.Host.App).DataSources.SelectMany(static s => s.Endpoints).OfType<RouteEndpoint>()
        .Where(static e => e.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal) && !e.RoutePattern.RawText.Contains("**", StringComparison.Ordinal) && !e.RoutePattern.RawText.EndsWith(".json", StringComparison.Ordinal))
        .SelectMany(static e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => (m, e.RoutePattern.RawText!.Replace(":int", "", StringComparison.Ordinal))));
}
