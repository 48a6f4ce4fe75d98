using Freeboard.Services.Access;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Runs;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Firms;

/// <summary>All firms of a run.</summary>
internal static class FirmsPage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/firms", ShowAsync).ForPage(Right.Read).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(HttpContext http, RunShelf shelf)
    {
        WebFrame frame = new(http);
        string wanted = http.Request.Query["run"].ToString();
        if (shelf.Find(wanted, frame) is { } page)
        {
            return await Show.RunPageAsync<FirmsBody>(http, frame.Words["firms.title"], NavItem.Firms, page);
        }

        if (wanted.Length == 0)
        {
            return Show.SeeOther("/start");
        }

        await Failures.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-RUN", $"No single run begins with '{wanted}'. The list of runs has them all."));
        return Results.Empty;
    }
}
