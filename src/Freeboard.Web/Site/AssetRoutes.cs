using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Freeboard.Reporting.Layout;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Site;

/// <summary>Style, charts and scripts of the pages. Their hash is in their address, so that a browser may keep them for ever.</summary>
internal static class AssetRoutes
{
    public static readonly Asset Style = new("style", "css", "text/css; charset=utf-8", Assets.Style + Text("pages.css"));
    public static readonly Asset Script = new("charts", "js", "text/javascript; charset=utf-8", Assets.Script);
    public static readonly Asset Pages = new("pages", "js", "text/javascript; charset=utf-8", Text("pages.js"));
    public static readonly Asset Theme = new("theme", "js", "text/javascript; charset=utf-8", Text("theme.js"));

    private static readonly Asset[] All = [Style, Script, Pages, Theme];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/assets/{file}", Send).AllowAnonymous().ExcludeFromDescription();

    private static IResult Send(HttpContext http, string file)
    {
        if (Array.Find(All, a => a.Address == "/assets/" + file) is not { } asset)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Vary = "Accept-Encoding";
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            return Results.Bytes(asset.Plain, asset.ContentType);
        }

        http.Response.Headers.ContentEncoding = "gzip";
        return Results.Bytes(asset.Packed, asset.ContentType);
    }

    private static string Text(string name)
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>A file of the pages.</summary>
internal sealed class Asset
{
    public Asset(string name, string ending, string contentType, string text)
    {
        Plain = Encoding.UTF8.GetBytes(text);
        ContentType = contentType;
        Address = $"/assets/{name}-{Convert.ToHexStringLower(SHA256.HashData(Plain))[..12]}.{ending}";
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
        {
            gzip.Write(Plain);
        }

        Packed = packed.ToArray();
    }

    public string Address { get; }

    public string ContentType { get; }

    public byte[] Plain { get; }

    public byte[] Packed { get; }
}
