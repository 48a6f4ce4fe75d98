using System.Text.Json;
using Freeboard.Services.Access;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Tests.Api;

/// <summary>The document at /api/v1/openapi.json says of every route what it takes, answers and refuses.</summary>
public sealed class Api_describes_itself(SharedServer shared) : IClassFixture<SharedServer>
{
    // Calls without a body beside the address.
    private static readonly string[] Bodiless = ["POST /api/v1/samples", "POST /api/v1/monitors/{name}/steps"];

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
