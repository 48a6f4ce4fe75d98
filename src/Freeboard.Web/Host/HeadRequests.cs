using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Freeboard.Web.Host;

/// <summary>HEAD is answered as GET would be, without the body (RFC 9110 9.3.2): routes name GET alone.</summary>
internal static class HeadRequests
{
    public static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await next(http);
            return;
        }

        IHttpResponseBodyFeature body = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        http.Request.Method = HttpMethods.Get;
        http.Response.Body = Stream.Null;
        try
        {
            await next(http);
        }
        finally
        {
            // The server would miss the body of a GET.
            http.Request.Method = HttpMethods.Head;
            http.Features.Set(body);
        }
    }
}
