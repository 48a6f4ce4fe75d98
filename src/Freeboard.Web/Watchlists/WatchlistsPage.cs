using Freeboard.Reporting.Language;
using Freeboard.Services.Access;
using Freeboard.Services.Screen;
using Freeboard.Services.Watchlists;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Runs;
using Freeboard.Web.Screener;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Freeboard.Web.Watchlists;

/// <summary>A reader's own watchlists: made from the screener, opened in it.</summary>
internal static class WatchlistsPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/watchlists", static (HttpContext http, WatchlistBook lists) => Show.PageAsync<WatchlistsBody>(
            http,
            new WebFrame(http).Words["watchlists.title"],
            NavItem.Screener,
            parameters: new() { [nameof(WatchlistsBody.Kept)] = lists.Lists(CallerIdentity.NameOf(http)) })).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapPost("/watchlists", SaveAsync).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapPost("/watchlists/delete", DeleteAsync).ForPage(Right.Read).ExcludeFromDescription();
    }

    private static async Task<IResult> SaveAsync(HttpContext http, RunShelf shelf, WatchlistBook lists, AccessBook book)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string owner = CallerIdentity.NameOf(http);
        string name = form["name"].ToString().Trim();
        string which = form["which"].ToString();
        Dictionary<string, Microsoft.Extensions.Primitives.StringValues> settings = QueryHelpers.ParseQuery(form["settings"].ToString());
        if (await ScreenerPage.ReadAsync(http, shelf, lists, new WebFrame(http), key => settings.TryGetValue(key, out Microsoft.Extensions.Primitives.StringValues value) ? value.ToString() : null) is not var (page, criteria, _))
        {
            return Results.Empty;
        }

        IReadOnlyList<ScreenRow> all = ScreenShelf.RowsOf(page.Run);
        HashSet<string> known = [.. all.Select(static r => r.Firm.Firm)];
        string[] firms = which == "all" ? [.. Screening.Choose(all, criteria).Select(static r => r.Firm.Firm)] : [.. form["firm"].OfType<string>().Where(f => which == "out" || known.Contains(f))];
        if (firms.Length == 0)
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status422UnprocessableEntity, "NO-FIRMS", "No firm is checked. Check firms in the table, or save all that fit."));
            return Results.Empty;
        }

        if (which == "out")
        {
            name = criteria.List;
            if (!lists.TakeOut(owner, name, firms))
            {
                await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-WATCHLIST", $"You have no watchlist '{name}'."));
                return Results.Empty;
            }
        }
        else if (lists.Add(owner, name, firms) is { } fault)
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status422UnprocessableEntity, "WATCHLIST-NAME", fault == "many"
                ? $"There are {Numbers.Count(WatchlistBook.MostLists)} watchlists already. Delete one first."
                : $"A watchlist has a name of 1 to {Numbers.Count(WatchlistBook.LongestName)} characters that can be seen, without a blank at either end. Go back and give it one."));
            return Results.Empty;
        }

        book.Log(owner, which == "out" ? "watchlist.takeout" : "watchlist.save", name, FirmsOf(firms.Length));
        return Show.SeeOther(QueryHelpers.AddQueryString("/screener", "list", name));
    }

    /// <summary>How many firms, for the log.</summary>
    internal static string FirmsOf(int count) => count == 1 ? "1 firm" : $"{Numbers.Count(count)} firms";

    private static async Task<IResult> DeleteAsync(HttpContext http, WatchlistBook lists, AccessBook book)
    {
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string owner = CallerIdentity.NameOf(http);
        string name = form["name"].ToString();
        if (!lists.Delete(owner, name))
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-WATCHLIST", $"You have no watchlist '{name}'; it may have been deleted before."));
            return Results.Empty;
        }

        book.Log(owner, "watchlist.delete", name);
        return Show.SeeOther("/watchlists");
    }
}
