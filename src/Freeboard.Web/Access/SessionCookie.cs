using Freeboard.Services.Access;
using Microsoft.AspNetCore.Http;

namespace Freeboard.Web.Access;

/// <summary>The cookie that holds a session's token: no script reads it, no other site sends it with a form.</summary>
internal static class SessionCookie
{
    public const string Name = "freeboard-session";

    public static string? Read(HttpContext http) => http.Request.Cookies[Name] is { Length: > 0 } token ? token : null;

    public static void Write(HttpContext http, string token) => http.Response.Cookies.Append(Name, token, Options(http, AccessBook.SessionLife));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http, null));

    private static CookieOptions Options(HttpContext http, TimeSpan? life) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", MaxAge = life, IsEssential = true };
}
