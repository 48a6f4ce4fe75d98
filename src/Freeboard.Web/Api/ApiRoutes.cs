using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Api;

/// <summary>The API, version 1: a line a chapter.</summary>
internal static class ApiRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api/v1");
        api.RequireRateLimiting(Limits.Api);
        ApiDocument.Map(api);
        SolveApi.Map(api);
        RunsApi.Map(api);
        MarketApi.Map(api);
        FirmApi.Map(api);
        ScreenerApi.Map(api);
        WatchlistsApi.Map(api);
        ValidationsApi.Map(api);
        LedgerApi.Map(api);
        ImportsApi.Map(api);
        StudiesApi.Map(api);
        JobsApi.Map(api);
        MonitorsApi.Map(api);
        MonitorRulesApi.Map(api);
        MacroFilesApi.Map(api);
        AccountsApi.Map(api);
        ServerApi.Map(api);

        // Below the API an unknown address is a problem document, and tells a stranger nothing.
        api.MapFallback("{**path}", static (HttpContext http) => KnownAddress.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-SUCH-ADDRESS", "There is nothing at this address; /api/v1/openapi.json lists what there is."))).ForApi(Services.Access.Right.Read).WithMetadata(AddressWords.Any);
    }
}
