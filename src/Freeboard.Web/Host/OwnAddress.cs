using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Host;

/// <summary>Where a public address is named, every request is taken as sent to it: what leads back here (an issuer's redirects) is built of that address, whatever stands in the Host header, which any caller may write.</summary>
internal static class OwnAddress
{
    public static void Use(IApplicationBuilder app, Uri? address)
    {
        if (address is null)
        {
            return;
        }

        string scheme = address.Scheme;
        HostString host = new(address.Authority);
        app.Use((http, next) =>
        {
            http.Request.Scheme = scheme;
            http.Request.Host = host;
            return next(http);
        });
    }
}
