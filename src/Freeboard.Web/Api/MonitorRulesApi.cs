using System.Text.Json;
using System.Text.Json.Serialization;
using Freeboard.Provenance;
using Freeboard.Services.Access;
using Freeboard.Services.Monitoring;
using Freeboard.Web.Access;
using Freeboard.Web.Alerts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>A monitor as it shall be.</summary>
/// <param name="Rules">Its rules: the document of a file of rules; the name in it is the monitor's.</param>
/// <param name="Watchlist">One of the caller's watchlists; absent or empty for all firms.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MonitorRequest(JsonElement Rules, string? Watchlist);

/// <summary>A monitor with its rules.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Watchlist">The watchlist that it keeps to; absent for all firms.</param>
/// <param name="Owner">Whose watchlist that is.</param>
/// <param name="Rules">Its rules as they were written.</param>
public sealed record MonitorRulesDocument(string Name, string? Watchlist, string? Owner, JsonElement Rules);

/// <summary>What the page of alerts changes: a monitor made, its rules and its watchlist.</summary>
internal static class MonitorRulesApi
{
    private const string Example = "Send {\"rules\":{...},\"watchlist\":\"NAME\"} as application/json, rules as in a file of rules; without watchlist the monitor looks at all firms.";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/monitors/{name}", One).ForApi(Right.Read).Tagged().WithSummary("A monitor's rules and watchlist; its ETag changes with them.").Produces<MonitorRulesDocument>().ProducesProblem(404);
        api.MapPut("/monitors/{name}", PutAsync).ForApi(Right.Assess).Conditional().Takes(typeof(MonitorRequest), "application/json")
            .WithSummary("Make a monitor, or give it other rules. With If-Match only as it was read, with If-None-Match: * only where there is none.")
            .WithDescription("Nothing is gone over: POST /monitors/{name}/steps does that. Rules that are refused are answered with place, code, reason and cure of every error.")
            .Produces<MonitorRulesDocument>().Produces<MonitorRulesDocument>(201).ProducesProblem(400).ProducesProblem(412).ProducesProblem(422);
    }

    private static IResult One(HttpContext http, KeptMonitors monitors, string name) => monitors.Find(name) is { } monitor
        ? Conditions.OfReading(http, TagOf(monitor), () => Results.Ok(Of(monitor)))
        : MonitorsApi.NoMonitor(name);

    private static async Task<IResult> PutAsync(HttpContext http, KeptMonitors monitors, AccessBook book, string name)
    {
        (MonitorRequest? request, IResult? fault) = await Bodies.ReadAsync<MonitorRequest>(http, Example);
        if (request is null)
        {
            return fault!;
        }

        if (!AlertsPage.IsName(name))
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "MONITOR-NAME", "A monitor has a name of 1 to 64 letters, digits, - and _.");
        }

        if (request.Rules.ValueKind != JsonValueKind.Object)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "RULES", "rules: an object is asked for. " + Example);
        }

        string caller = CallerIdentity.NameOf(http);
        string watchlist = request.Watchlist ?? "";
        bool made = false;
        IResult? against = null;
        IReadOnlyList<RowError>? errors = monitors.Keep(
            name,
            request.Rules.GetRawText(),
            there =>
            {
                made = there is null;
                against = Conditions.OfChanging(http, there is null ? null : TagOf(there), "monitor");

                // A list of another account stays when its monitor's rules are changed by somebody who does not see it.
                return against is null ? (there is { Owner.Length: > 0 } && watchlist == there.Watchlist ? there.Owner : caller, watchlist) : null;
            },
            out KeptMonitor? kept);
        if (kept is null)
        {
            return against ?? Problems.Rejected($"The rules of {name} were refused; nothing was kept.", errors!, errors!.Count);
        }

        book.Log(caller, made ? "monitor.make" : "monitor.rules", name, watchlist);
        http.Response.Headers.ETag = TagOf(kept);
        return made ? Results.Created("/api/v1/monitors/" + name, Of(kept)) : Results.Ok(Of(kept));
    }

    private static MonitorRulesDocument Of(KeptMonitor monitor) => new(
        monitor.Name, monitor.Watchlist.Length > 0 ? monitor.Watchlist : null, monitor.Watchlist.Length > 0 ? monitor.Owner : null, RulesOf(monitor.RulesText!));

    private static JsonElement RulesOf(string text)
    {
        // Files of rules may have comments and commas at the end.
        using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return document.RootElement.Clone();
    }

    private static string TagOf(KeptMonitor monitor) => $"\"{AccessToken.HashOf(string.Join('\n', monitor.Name, monitor.Owner, monitor.Watchlist, monitor.RulesText))[..24]}\"";
}
