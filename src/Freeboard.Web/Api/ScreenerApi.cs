using System.Text.Json;
using Freeboard.Services.Access;
using Freeboard.Services.Screen;
using Freeboard.Services.Tables;
using Freeboard.Services.Watchlists;
using Freeboard.Web.Access;
using Freeboard.Web.Runs;
using Freeboard.Web.Screener;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>The screener as a call: its words, its order, its columns.</summary>
internal static class ScreenerApi
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/runs/{run}/screener", Rows).ForApi(Right.Read).Tagged()
        .WithSummary("The firms of a run filtered and sorted; JSON comes in pages, CSV, NDJSON and XLSX whole unless limit is given.")
        .Asks(
            ("q", "Part of a code, a name or an industry."), ("industry", "An industry."), ("status", "with or without a distance."), ("ddFrom", "Least distance."), ("ddTo", "Distances below this."),
            ("edfFrom", "Least EDF, per cent."), ("edfTo", "EDFs below this, per cent."), ("list", "One of the caller's watchlists."), ("sort", string.Join(", ", ScreenCriteria.Sorts) + "."), ("order", "ascending or descending."))
        .AsksPage().ProducesRows().ProducesProblem(400).ProducesProblem(404).ProducesProblem(406).ProducesProblem(422);

    private static IResult Rows(HttpContext http, RunShelf shelf, WatchlistBook lists, string run)
    {
        if (RowAnswer.FormatOf(http) is not { } format)
        {
            return RowAnswer.NotAcceptable();
        }

        if (Cursor.IsBad(http, 1))
        {
            return RunAnswer.BadCursor();
        }

        if (ScreenCriteria.Read(name => http.Request.Query[name].ToString(), out string? fault) is not { } criteria)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "SETTING", fault!);
        }

        string salt = "";
        if (criteria.List.Length > 0)
        {
            if (lists.Find(CallerIdentity.NameOf(http), criteria.List) is not { } list)
            {
                return Problems.Of(StatusCodes.Status404NotFound, "NO-WATCHLIST", $"You have no watchlist '{criteria.List}'; /api/v1/watchlists has them all.");
            }

            criteria = criteria with { Only = list.Firms.ToHashSet(StringComparer.Ordinal) };
            salt = WatchlistsApi.TagOf(list);
        }

        return RunAnswer.WithRun(
            http,
            shelf,
            run,
            (id, bare) =>
            {
                IReadOnlyList<ScreenRow> chosen = Screening.Choose(ScreenShelf.RowsOf(bare), criteria);
                if (Cursor.Limit(http) is null && format != RowFormat.Json)
                {
                    return RowAnswer.Stream(ScreenTable.Of(chosen, id), format, $"freeboard-{id}-screener");
                }

                ListPage<ScreenRow> page = Cursor.Page(http, chosen, static r => r.Firm.Firm);
                if (page.Next is { } next)
                {
                    http.Response.Headers.Link = $"<{next}>; rel=\"next\"";
                }

                OutputTable table = ScreenTable.Of(page.Items, id);
                return format == RowFormat.Json
                    ? RowAnswer.Within(FormattableString.Invariant($"{{\"runId\":{JsonSerializer.Serialize(id)},\"firms\":{chosen.Count},\"rows\":"), table, $",\"next\":{JsonSerializer.Serialize(page.Next)}}}\n")
                    : RowAnswer.Stream(table, format, $"freeboard-{id}-screener");
            },
            salt);
    }
}
