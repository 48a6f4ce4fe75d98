using System.Globalization;
using Freeboard.Services.Access;
using Freeboard.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Access;

/// <summary>The log of what was done, newest first, and whether its chain holds.</summary>
internal static class LogPage
{
    private const int PageLines = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/log", Show).ForPage(Right.Administer).ExcludeFromDescription();

    private static Task<IResult> Show(HttpContext http, AccessBook book)
    {
        long? before = long.TryParse(http.Request.Query["before"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
        return Site.Show.PageAsync<LogBody>(
            http,
            new WebFrame(http).Words["log.title"],
            NavItem.Log,
            parameters: new()
            {
                [nameof(LogBody.Lines)] = book.Lines(before, PageLines),
                [nameof(LogBody.Break)] = book.FirstBreak(),
            });
    }
}
