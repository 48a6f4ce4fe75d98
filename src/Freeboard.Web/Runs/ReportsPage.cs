using Freeboard.Assessment;
using Freeboard.Reporting.Report;
using Freeboard.Services.Access;
using Freeboard.Services.Watchlists;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Runs;

/// <summary>Pages as files: one firm, a watchlist, a whole run; what <c>freeboard report</c> writes, in the reader's language and colours.</summary>
internal static class ReportsPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/firms/{code}/report", static (HttpContext http, RunShelf shelf, string code) => WriteAsync(http, shelf, http.Request.Query["run"].ToString(), async (run, options) =>
        {
            string firm = code.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
            return (await HtmlReport.RenderFirmAsync(run, firm, options, http.RequestAborted), firm);
        }, run => Failures.NoRowsOf(run, code.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)))).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapGet("/watchlists/report", static (HttpContext http, RunShelf shelf, WatchlistBook lists, string name) => WriteAsync(http, shelf, http.Request.Query["run"].ToString(), async (run, options) =>
            (lists.Find(CallerIdentity.NameOf(http), name) is { } list ? await HtmlReport.RenderListAsync(run, name, list.Firms, options, http.RequestAborted) : null, name))).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapGet("/runs/{id}/report", static (HttpContext http, RunShelf shelf, string id) => WriteAsync(http, shelf, id, async (run, options) =>
            (await HtmlReport.RenderAsync(run, options, http.RequestAborted), "report"))).ForPage(Right.Read).ExcludeFromDescription();
    }

    private static async Task<IResult> WriteAsync(HttpContext http, RunShelf shelf, string wanted, Func<AssessmentRun, ReportOptions, Task<(string? Html, string Name)>> render, Func<AssessmentRun, Failure>? nothing = null)
    {
        WebFrame frame = new(http);
        if (shelf.Find(wanted) is not { } run)
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-RUN", wanted.Length > 0 ? $"No single run begins with '{wanted}'. The list of runs has them all." : "The store holds no run yet."));
            return Results.Empty;
        }

        if (await render(run, Download.Options(frame)) is not ({ } html, var name))
        {
            await Failures.AnswerAsync(http, nothing?.Invoke(run) ?? new Failure(StatusCodes.Status404NotFound, "NO-REPORT", $"Run {run.Provenance.RunId} has nothing to report of that name."));
            return Results.Empty;
        }

        return Download.Html(http, html, $"freeboard-{name}-{run.Provenance.RunId}");
    }
}
