using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Freeboard.Web.Host;

/// <summary>A proxy in front ends https: it says who calls and by which scheme. That is taken from the proxies that are named, hop by hop from the nearest, and from nobody else.</summary>
/// <remarks>By the scheme, cookies are Secure, answers carry HSTS and an issuer is told https addresses. The host is the request's own: the proxy passes it on (nginx: <c>proxy_set_header Host $host</c>).</remarks>
internal static class ProxyHeaders
{
    public static void Use(IApplicationBuilder app, IReadOnlyList<IPNetwork> proxies)
    {
        if (proxies.Count == 0)
        {
            return;
        }

        ForwardedHeadersOptions options = new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null, RequireHeaderSymmetry = false };

        // The framework trusts this machine unless told otherwise; here only who is named is trusted.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (IPNetwork network in proxies)
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
    }

    /// <summary>A network of a text: an address, or ADDRESS/BITS; null when it is neither.</summary>
    public static IPNetwork? Read(string text) =>
        IPAddress.TryParse(text, out IPAddress? one) ? new IPNetwork(one, one.GetAddressBytes().Length * 8) : IPNetwork.TryParse(text, out IPNetwork network) ? network : null;
}
