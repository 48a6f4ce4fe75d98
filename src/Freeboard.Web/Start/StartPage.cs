using Freeboard.Services.Access;
using Freeboard.Services.Sample;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Jobs;
using Freeboard.Web.Runs;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Start;

/// <summary>What to do with an empty store: the synthetic sample, or files of one's own.</summary>
internal static class StartPage
{
    /// <summary>The sample that the page offers: sixty firms over three years, the same for everybody.</summary>
    private static readonly SyntheticMarketOptions Sample = new() { Seed = 7 };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/start", static (HttpContext http, RunShelf shelf) =>
        {
            // Who comes back to a store with runs is not told that it is empty.
            string title = new WebFrame(http).Words[shelf.IdOf(null) is null ? "start.title" : "start.title.more"];
            return Show.PageAsync<StartBody>(http, title, NavItem.Overview, parameters: new() { [nameof(StartBody.Title)] = title });
        }).ForPage(Right.Read).ExcludeFromDescription();
        routes.MapPost("/start/sample", static (HttpContext http, JobBoard board, ServeOptions serve) =>
            JobPage.FollowAsync(http, board.Start("sample", CallerIdentity.NameOf(http), JobWork.Sample(serve, Sample)))).ForPage(Right.Import).ExcludeFromDescription();
    }
}
