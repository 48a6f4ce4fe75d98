using System.Text.Json.Serialization;
using Freeboard.Services.Access;
using Freeboard.Services.Watchlists;
using Freeboard.Web.Access;
using Freeboard.Web.Watchlists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>The firms of a watchlist as they shall be.</summary>
/// <param name="Firms">Firm codes.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record WatchlistRequest(IReadOnlyList<string> Firms);

/// <summary>The caller's own watchlists.</summary>
internal static class WatchlistsApi
{
    private const int MostFirms = 100_000;

    private const int LongestCode = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/watchlists", static (HttpContext http, WatchlistBook lists) => Cursor.List(http, lists.Lists(CallerIdentity.NameOf(http)), static l => l.Name))
            .ForApi(Right.Read).WithSummary("The caller's watchlists, by name.").AsksPage().Produces<ListPage<Watchlist>>().ProducesProblem(400);
        api.MapGet("/watchlists/{name}", One).ForApi(Right.Read).Tagged().WithSummary("A watchlist; its ETag changes with it.").Produces<Watchlist>().ProducesProblem(404);
        api.MapPut("/watchlists/{name}", ReplaceAsync).ForOwn().Conditional().Takes(typeof(WatchlistRequest), "application/json")
            .WithSummary("Make or replace a watchlist. With If-Match only as it was read, with If-None-Match: * only where there is none.")
            .Produces<Watchlist>().Produces<Watchlist>(201).ProducesProblem(400).ProducesProblem(412).ProducesProblem(422);
        api.MapDelete("/watchlists/{name}", Delete).ForOwn().Conditional().WithSummary("Delete a watchlist. With If-Match only as it was read.").Produces(204).ProducesProblem(404).ProducesProblem(412);
    }

    /// <summary>A tag that changes whenever the list does.</summary>
    public static string TagOf(Watchlist list) => $"\"{AccessToken.HashOf(string.Join('\n', [list.Name, FormattableString.Invariant($"{list.ChangedAt.UtcTicks}"), .. list.Firms]))[..24]}\"";

    private static IResult One(HttpContext http, WatchlistBook lists, string name)
    {
        if (lists.Find(CallerIdentity.NameOf(http), RunAnswer.Code(name)) is not { } list)
        {
            return NoList(name);
        }

        return Conditions.OfReading(http, TagOf(list), () => Results.Ok(list));
    }

    private static async Task<IResult> ReplaceAsync(HttpContext http, WatchlistBook lists, AccessBook book, string name)
    {
        (WatchlistRequest? request, IResult? fault) = await Bodies.ReadAsync<WatchlistRequest>(http, "Send {\"firms\":[\"CODE\",\"CODE\"]} as application/json.");
        if (request is null)
        {
            return fault!;
        }

        if (request.Firms is not { Count: <= MostFirms } firms)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "FIRMS", "firms: a list of at most 100,000 firm codes. Send an empty list for none.");
        }

        if (FaultOf(firms) is { } wrong)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "FIRMS", wrong);
        }

        string owner = CallerIdentity.NameOf(http);
        string called = RunAnswer.Code(name);
        IResult? against = null;
        switch (lists.Replace(owner, called, [.. firms], kept => (against = Conditions.OfChanging(http, kept is null ? null : TagOf(kept), "watchlist")) is null, out bool made, out Watchlist? list))
        {
            case "changed":
                return against!;
            case "name":
                return Problems.Of(StatusCodes.Status422UnprocessableEntity, "WATCHLIST-NAME", FormattableString.Invariant($"A watchlist has a name of 1 to {WatchlistBook.LongestName} characters that can be seen, without a blank at either end."));
            case "many":
                return Problems.Of(StatusCodes.Status422UnprocessableEntity, "WATCHLIST-NAME", FormattableString.Invariant($"There are {WatchlistBook.MostLists} watchlists already. Delete one first."));
            default:
                break;
        }

        book.Log(owner, "watchlist.save", called, WatchlistsPage.FirmsOf(firms.Count));
        http.Response.Headers.ETag = TagOf(list!);
        return made ? Results.Created("/api/v1/watchlists/" + Uri.EscapeDataString(called), list) : Results.Ok(list);
    }

    private static IResult Delete(HttpContext http, WatchlistBook lists, AccessBook book, string name)
    {
        string owner = CallerIdentity.NameOf(http);
        string called = RunAnswer.Code(name);
        IResult? against = null;
        if (!lists.Delete(owner, called, kept => (against = Conditions.OfChanging(http, TagOf(kept), "watchlist")) is null))
        {
            return against ?? NoList(name);
        }

        book.Log(owner, "watchlist.delete", called);
        return Results.NoContent();
    }

    /// <summary>What is wrong with codes, by the place of the first one; null when nothing is.</summary>
    private static string? FaultOf(IReadOnlyList<string> firms)
    {
        for (int i = 0; i < firms.Count; i++)
        {
            string? fault = firms[i] switch
            {
                null or "" => "is empty",
                { Length: > LongestCode } => FormattableString.Invariant($"has {firms[i].Length} characters; a code has at most {LongestCode}"),
                var code when code.Any(char.IsControl) || code.Trim().Length != code.Length => "has a blank at an end, or a character that cannot be seen (a line break, a tab)",
                _ => null,
            };
            if (fault is not null)
            {
                return FormattableString.Invariant($"firms[{i}]: the code {fault}. Send codes as the input spells them.");
            }
        }

        return null;
    }

    private static IResult NoList(string name) => Problems.Of(StatusCodes.Status404NotFound, "NO-WATCHLIST", $"You have no watchlist '{name}'; /api/v1/watchlists has them all.");
}
