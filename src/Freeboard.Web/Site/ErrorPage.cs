using Freeboard.Web.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Site;

/// <summary>What a reader sees in place of a page: what happened, its code, and a way on.</summary>
internal static class ErrorPage
{
    /// <summary>Addresses that no page has.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapFallback("{**path}", static (HttpContext http) => KnownAddress.AnswerAsync(http, new Failure(StatusCodes.Status404NotFound, "NO-SUCH-PAGE", "There is nothing at this address."))).AllowAnonymous();

    public static Task<string> OfAsync(HttpContext http, Failure failure)
    {
        WebFrame frame = new(http);
        return Show.HtmlAsync<ErrorBody>(frame, frame.Words["error.title"], parameters: new() { [nameof(ErrorBody.Code)] = failure.Code, [nameof(ErrorBody.Text)] = failure.Text, [nameof(ErrorBody.Status)] = failure.Status });
    }
}
