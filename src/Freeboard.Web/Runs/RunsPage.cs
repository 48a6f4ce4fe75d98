using Freeboard.Services.Access;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Runs;

/// <summary>The kept runs, and one with where it came from.</summary>
internal static class RunsPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/runs", static (HttpContext http, RunShelf shelf) => Show.PageAsync<RunsBody>(
            http,
            new WebFrame(http).Words["runs.title"],
            NavItem.Runs,
            parameters: new() { [nameof(RunsBody.Kept)] = shelf.List() })).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapGet("/runs/{id}", OneAsync).ForPage(Right.Read).ExcludeFromDescription();
    }

    private static async Task<IResult> OneAsync(HttpContext http, RunShelf shelf, string id)
    {
        WebFrame frame = new(http);
        if (shelf.Find(id, frame) is not { } page)
        {
            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-RUN", $"No single run begins with '{id}'. The list of runs has them all."));
            return Results.Empty;
        }

        return await Show.PageAsync<RunBody>(http, frame.Words.Say("runs.one", page.Run.Provenance.RunId), NavItem.Runs, page);
    }
}
