using System.Globalization;
using Freeboard.Reporting.Layout;
using Freeboard.Services.Access;
using Freeboard.Services.Screen;
using Freeboard.Services.Watchlists;
using Freeboard.Web.Access;
using Freeboard.Web.Api;
using Freeboard.Web.Host;
using Freeboard.Web.Runs;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Screener;

/// <summary>Firms chosen and sorted by what the address says, and the same rows as a file.</summary>
internal static class ScreenerPage
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/screener", ShowAsync).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapGet("/screener/rows", FileAsync).ForPage(Right.Read).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, RunShelf shelf, WatchlistBook lists)
    {
        WebFrame frame = new(http);
        if (await ReadAsync(http, shelf, lists, frame) is not var (page, criteria, kept))
        {
            return Results.Empty;
        }

        return await Show.RunPageAsync<ScreenerBody>(
            http,
            frame.Words["screener.title"],
            NavItem.Screener,
            page,
            () =>
            {
                IReadOnlyList<ScreenRow> all = ScreenShelf.RowsOf(page.Run);
                IReadOnlyList<ScreenRow> chosen = Screening.Choose(all, criteria);
                int pages = Math.Max(1, (chosen.Count + PageSize - 1) / PageSize);
                return new()
                {
                    [nameof(ScreenerBody.All)] = all,
                    [nameof(ScreenerBody.Chosen)] = chosen,
                    [nameof(ScreenerBody.Criteria)] = criteria,
                    [nameof(ScreenerBody.Lists)] = kept,
                    [nameof(ScreenerBody.Number)] = int.TryParse(frame.Query("page"), NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) ? Math.Clamp(wanted, 1, pages) : 1,
                    [nameof(ScreenerBody.Pages)] = pages,
                };
            },
            string.Join('\n', kept.Select(WatchlistsApi.TagOf)));
    }

    private static async Task<IResult> FileAsync(HttpContext http, RunShelf shelf, WatchlistBook lists)
    {
        if (RowAnswer.FormatOf(http) is not { } format)
        {
            return RowAnswer.NotAcceptable();
        }

        return await ReadAsync(http, shelf, lists, new WebFrame(http)) is var (page, criteria, _)
            ? RowAnswer.Stream(ScreenTable.Of(Screening.Choose(ScreenShelf.RowsOf(page.Run), criteria), page.Run.Provenance.RunId), format, $"freeboard-{page.Run.Provenance.RunId}-screener")
            : Results.Empty;
    }

    /// <summary>The run, the criteria and the reader's lists; null when the answer is given: there is no run, or a setting is malformed.</summary>
    internal static async Task<(PageContext Page, ScreenCriteria Criteria, IReadOnlyList<Watchlist> Lists)?> ReadAsync(HttpContext http, RunShelf shelf, WatchlistBook lists, WebFrame frame, Func<string, string?>? settings = null)
    {
        settings ??= frame.Query;
        string wanted = settings("run") ?? "";
        if (shelf.Find(wanted, frame) is not { } page)
        {
            if (wanted.Length == 0)
            {
                http.Response.StatusCode = StatusCodes.Status303SeeOther;
                http.Response.Headers.Location = "/start";
            }
            else
            {
                await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-RUN", $"No single run begins with '{wanted}'. The list of runs has them all."));
            }

            return null;
        }

        IReadOnlyList<Watchlist> kept = lists.Lists(CallerIdentity.NameOf(http));
        if (ScreenCriteria.Read(settings, out string? fault) is not { } criteria)
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status422UnprocessableEntity, "SETTING", fault!));
            return null;
        }

        if (criteria.List.Length > 0)
        {
            if (kept.FirstOrDefault(l => l.Name == criteria.List) is not { } list)
            {
                await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-WATCHLIST", $"You have no watchlist '{criteria.List}'. The page of watchlists has them all."));
                return null;
            }

            criteria = criteria with { Only = list.Firms.ToHashSet(StringComparer.Ordinal) };
        }

        return (page, criteria, kept);
    }
}
