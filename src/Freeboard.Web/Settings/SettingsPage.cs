using Freeboard.Services.Access;
using Freeboard.Web.Access;
using Freeboard.Web.Host;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Settings;

/// <summary>How pages look to this browser, and what this server is.</summary>
internal static class SettingsPage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/settings", static (HttpContext http, ServeOptions serve) =>
        Show.PageAsync<SettingsBody>(http, new WebFrame(http).Words["settings.title"], parameters: new() { [nameof(SettingsBody.Serve)] = serve })).ForPage(Right.Read).ExcludeFromDescription();
}
