using Freeboard.Services.Access;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Runs;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Quality;

/// <summary>What is wrong with the data of a run, and which firms have no figure for it.</summary>
internal static class QualityPage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/quality", ShowAsync).ForPage(Right.Read).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(HttpContext http, RunShelf shelf)
    {
        WebFrame frame = new(http);
        string wanted = http.Request.Query["run"].ToString();
        if (shelf.Find(wanted, frame) is not { } page)
        {
            if (wanted.Length == 0)
            {
                return Show.SeeOther("/start");
            }

            await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-RUN", $"No single run begins with '{wanted}'. The list of runs has them all."));
            return Results.Empty;
        }

        return await Show.RunPageAsync<QualityBody>(http, frame.Words["quality.title"], NavItem.Imports, page);
    }
}
