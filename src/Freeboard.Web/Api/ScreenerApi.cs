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
                if (Cursor.Of(http, runId: id) is not { } cursor)
                {
                    return Cursor.Bad();
                }

                IReadOnlyList<ScreenRow> chosen = Screening.Choose(ScreenShelf.RowsOf(bare), criteria);
                if (Cursor.Limit(http) is null && format != RowFormat.Json)
                {
                    return RowAnswer.Stream(ScreenTable.Of(chosen, id), format, $"freeboard-{id}-screener");
                }

                if (After(ScreenShelf.RowsOf(bare), chosen, criteria, cursor.Key) is not { } rest)
                {
                    return Cursor.Bad();
                }

                ListPage<ScreenRow> page = cursor.Page(rest, static r => [r.Firm.Firm]);
                OutputTable table = ScreenTable.Of(page.Items, id);
                return format == RowFormat.Json
                    ? RowAnswer.Within(FormattableString.Invariant($"{{\"runId\":{JsonSerializer.Serialize(id)},\"firms\":{chosen.Count},\"rows\":"), table, $",\"next\":{JsonSerializer.Serialize(page.Next)}}}\n")
                    : RowAnswer.Stream(table, format, $"freeboard-{id}-screener");
            },
            salt);
    }

    /// <summary>The rows behind a firm in the order asked for, whether or not the firm is still among the chosen: a watchlist may lose it between two pages. Null when the run has no such firm.</summary>
    private static IEnumerable<ScreenRow>? After(IReadOnlyList<ScreenRow> all, IReadOnlyList<ScreenRow> chosen, ScreenCriteria criteria, string? firm)
    {
        if (firm is null)
        {
            return chosen;
        }

        HashSet<string> before = new(StringComparer.Ordinal);
        bool there = Screening.Choose(all, new ScreenCriteria { Sort = criteria.Sort, Descending = criteria.Descending }).Any(r => before.Add(r.Firm.Firm) && r.Firm.Firm == firm);
        return there ? chosen.Where(r => !before.Contains(r.Firm.Firm)) : null;
    }
}
