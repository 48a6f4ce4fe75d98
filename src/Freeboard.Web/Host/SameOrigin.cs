using Freeboard.Web.Access;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Host;

/// <summary>A request that changes something and comes with a cookie must come from a page of ours: another site may send forms here, and the browser adds the cookie to them.</summary>
/// <remarks>The browser says where a request comes from (Sec-Fetch-Site, or Origin in an older one) and no page can make it say otherwise. A caller with a key is no browser and is not asked.</remarks>
internal static class SameOrigin
{
    public static Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        HttpRequest request = http.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || http.User.Identity is CallerIdentity { Caller.Key: not null } || IsOurs(request))
        {
            return next(http);
        }

        // An API call without cookie and key is answered by what it lacks.
        return http.User.Identity is not { IsAuthenticated: true } && Failures.IsApi(http)
            ? next(http)
            : Failures.AnswerAsync(http, new Failure(StatusCodes.Status403Forbidden, "OTHER-ORIGIN", "The request does not come from a page of this server. Open the page here and send it again."));
    }

    private static bool IsOurs(HttpRequest request)
    {
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is "same-origin" or "none";
        }

        string origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && Uri.TryCreate(origin, UriKind.Absolute, out Uri? from)
            && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            && string.Equals(from.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase);
    }
}
