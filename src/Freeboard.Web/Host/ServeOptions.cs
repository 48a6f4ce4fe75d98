using System.Net;
using Freeboard.Web.Access;

namespace Freeboard.Web.Host;

/// <summary>How the dashboard and the API are served.</summary>
public sealed record ServeOptions
{
    /// <summary>The store: a path or sqlite:PATH, or postgres:..., as every command takes it. It is made where there is none.</summary>
    public required string Store { get; init; }

    /// <summary>Addresses to listen on, separated by semicolons; port 0 takes a free one.</summary>
    /// <value>The default is http://127.0.0.1:8080: this machine only.</value>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>The clock: sessions, keys and the log need one; no figure depends on it.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Bytes of an upload, all files together; at least 1 MiB.</summary>
    /// <value>The default is 256 MiB.</value>
    public long MaximumUploadBytes
    {
        get;
        init => field = value >= 1 << 20 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1 MiB.");
    } = 256L << 20;

    /// <summary>Files of an upload; at least 1.</summary>
    /// <value>The default is 200.</value>
    public int MaximumUploadFiles
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 200;

    /// <summary>Bytes that all files of an upload unpack to; at least 1 MiB.</summary>
    /// <value>The default is 2 GiB.</value>
    public long MaximumUnpackedBytes
    {
        get;
        init => field = value >= 1 << 20 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1 MiB.");
    } = 2L << 30;

    /// <summary>Entries of an uploaded archive or workbook; at least 1.</summary>
    /// <value>The default is 2,000.</value>
    public int MaximumArchiveEntries
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 2000;

    /// <summary>Calls of the API in a minute for each caller; at least 1.</summary>
    /// <value>The default is 1,200.</value>
    public int CallsPerMinute
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 1200;

    /// <summary>Attempts to sign in or to set up in a minute from each address; at least 1.</summary>
    /// <value>The default is 20.</value>
    public int SignInsPerMinute
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = 20;

    /// <summary>Networks of proxies whose word on a request's address and scheme is taken (X-Forwarded-For, X-Forwarded-Proto); anybody else's is not.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>The address under which readers know this server, such as https://freeboard.bank.example: http or https, a host, perhaps a port, and nothing else. Null takes each request's own word for it.</summary>
    /// <value>The default is null.</value>
    public Uri? PublicUrl
    {
        get;
        init => field = value is null || IsPublic(value) ? value : throw new ArgumentException("Must be http or https, a host and perhaps a port.", nameof(value));
    }

    /// <summary>The issuer to sign in with; null for names and passwords of this server only.</summary>
    /// <value>The default is null.</value>
    public OidcSettings? Oidc { get; init; }

    /// <summary>A network of a text: an address, or ADDRESS/BITS; null when it is neither.</summary>
    /// <param name="text">The text.</param>
    public static IPNetwork? NetworkOf(string text) => ProxyHeaders.Read(text);

    /// <summary>Whether an address can be <see cref="PublicUrl"/>.</summary>
    /// <param name="address">The address.</param>
    public static bool IsPublic(Uri? address) =>
        address is { IsAbsoluteUri: true, PathAndQuery: "/", Fragment: "", UserInfo: "", Host.Length: > 0 } && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    /// <summary>How the log on the error stream looks: text, or json (an object a line).</summary>
    /// <value>The default is text.</value>
    public string LogFormat
    {
        get;
        init => field = value is "text" or "json" ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be text or json.");
    } = "text";

    /// <summary>What is logged: error, warning, or information (a line a request too).</summary>
    /// <value>The default is warning.</value>
    public string LogLevel
    {
        get;
        init => field = value is "error" or "warning" or "information" ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be error, warning or information.");
    } = "warning";
}
